// What makes a file of a hand-over: pure, handed all that is known of it. (The sibling of exporter.ts, which is of incidents.)
import type { HandoffForm } from '../../contract/api/handoffs.ts';
import type { HandoffView } from '../../contract/model/handoff.ts';

export interface HandoffSource {
  /** As it is looked at: with the frozen briefing, of a draft the one of this moment. */
  readonly view: HandoffView;
  /** Epoch ms. */
  readonly exportedAt: number;
  readonly exportedBy: string;
  /** IANA zone of the local times. */
  readonly zone: string;
}

export interface HandoffExporter {
  readonly form: HandoffForm;
  /** One line for a list: what it is good for. */
  readonly about: string;
  readonly extension: string;
  /** MIME type. */
  readonly type: string;
  /** What `write` makes is a page to be printed, not the file itself. */
  readonly isPrinted: boolean;
  /** Pure. Pauses where the loop may turn: a file of some thousand items must hold up no probe. */
  write(source: HandoffSource): Generator<void, string>;
}

export const defineHandoffExporter = (exporter: HandoffExporter): HandoffExporter => exporter;

const NAME_LIMIT = 60;

/** 'Hand-over 2026-11-20 Night A.pdf', by the day (UTC) it was begun: safe on every file system. */
export function handoffFileName({ extension }: HandoffExporter, { view: { handoff } }: HandoffSource): string {
  const day = new Date(handoff.createdAt).toISOString().slice(0, 10);
  const plain = handoff.shift.name
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const short = Array.from(plain)
    .slice(0, NAME_LIMIT)
    .join('')
    .replace(/[. ]+$/, '');
  return `${['Hand-over', day, short].filter(Boolean).join(' ')}.${extension}`;
}
