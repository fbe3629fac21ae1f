// Sends a file to the engine: in one piece where it is short, else in parts, because one message of a page is bounded.
import type { ImportOutcome } from '../../../electron/contract/api/incidents.ts';
import type { Client } from '../../../electron/contract/index.ts';

/** Characters of a part: escaped in a message, they are six times as many at most. */
const PART = 1_000_000;

export interface SentFile {
  readonly text: string;
  /** Null: it is short enough to be sent as it is. */
  readonly upload: string | null;
}

/** Brings a long text over; `progress` is told how much of it is there, 0 to 1. */
export async function sendFile(client: Client, text: string, progress: (part: number) => void): Promise<SentFile> {
  if (text.length <= PART) return { text, upload: null };
  let upload: string | null = null;
  for (let at = 0; at < text.length; at += PART) {
    upload = (await client.incidents.importPart({ upload, text: text.slice(at, at + PART) })).upload;
    progress(Math.min(1, (at + PART) / text.length));
  }
  return { text: '', upload };
}

export const importSent = (client: Client, { text, upload }: SentFile, dryRun: boolean): Promise<ImportOutcome> =>
  client.incidents.importFile({ text, upload, dryRun });
