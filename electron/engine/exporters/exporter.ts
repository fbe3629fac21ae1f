// What an exporter is: it makes one file of an incident that was gathered for it. It knows neither the store nor the services,
// asks nobody and leaves nothing out in silence: what is not there is said in words.
import type { ExportForm } from '../../contract/api/incidents.ts';
import type { Incident } from '../../contract/model/incident.ts';
import type { RunMode, RunOutcome } from '../../contract/model/runbook-words.ts';
import type { TimelineEntry } from '../../contract/model/timeline.ts';

/** A payload as it leaves: text of a note or a field, or a file. */
export interface CarriedPayload {
  readonly sha256: string;
  readonly bytes: number;
  /** Of a file. */
  readonly name: string | null;
  readonly type: string | null;
  /** 'kept' has salt and content; of a redacted one nothing is told, or its words could be guessed from its hash. */
  readonly state: 'kept' | 'redacted' | 'left-out';
  readonly salt: Uint8Array | null;
  readonly content: Uint8Array | null;
}

/** A page shows pictures up to so many bytes each; what is beyond is listed. */
export const PICTURE_LIMIT = 4 * 1024 * 1024;
/** What every browser draws and what cannot hold a program. */
export const PICTURE_TYPES: ReadonlySet<string> = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** One metric of a check of the incident, over its time. `null`: nothing was measured in that slot. */
export interface CheckSeries {
  readonly host: string;
  readonly check: string;
  readonly metric: string;
  readonly unit: string;
  /** Start of each slot, epoch ms. */
  readonly at: readonly number[];
  readonly avg: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

/** A run of a runbook that the timeline tells of. */
export interface ExportRun {
  readonly title: string;
  /** Of the runbook, SHA-256 in hex; '' where it is not known. */
  readonly hash: string;
  readonly mode: RunMode;
  readonly startedAt: number;
  readonly startedBy: string;
  /** Null: it goes on, or nobody wrote that it ended. */
  readonly endedAt: number | null;
  readonly outcome: RunOutcome | null;
  /** Why it ended so, one sentence; '' where it is not known. */
  readonly reason: string;
  readonly hosts: readonly string[];
  /** `n`: place in the run; null where the title says it. */
  readonly skipped: readonly {
    readonly n: number | null;
    readonly title: string;
    readonly by: string;
    readonly at: number;
    readonly reason: string;
  }[];
  /** Steps that changed something and whose proof failed or was not looked for. */
  readonly unverified: readonly { readonly n: number; readonly title: string; readonly result: string }[];
  /** Known from the run itself; else only from what the timeline says of it. */
  readonly isWhole: boolean;
}

/** All that is known of an incident at one moment. */
export interface ExportSource {
  readonly incident: Incident;
  /** By when they happened, then by `seq`; all of them. */
  readonly entries: readonly TimelineEntry[];
  /** What the entries name, by hash. */
  readonly payloads: ReadonlyMap<string, CarriedPayload>;
  /** Names of hosts that the incident names besides its problems, by their id where it was named. */
  readonly hostNames: Readonly<Record<string, string>>;
  /** Name of the host everything stands behind; null: nobody named one. */
  readonly rootHost: string | null;
  /** In the order they began. */
  readonly runs: readonly ExportRun[];
  /** What was measured around the incident. */
  readonly series: readonly CheckSeries[];
  /** The period of `series`, epoch ms. */
  readonly measured: { readonly from: number; readonly to: number };
  /** Of the journal it was read from, before the entry about this export. */
  readonly head: { readonly seq: number; readonly hash: string };
  /** Epoch ms. */
  readonly exportedAt: number;
  readonly exportedBy: string;
  /** IANA zone of the local times. */
  readonly zone: string;
}

export interface Exporter {
  readonly form: ExportForm;
  /** One line for a list: what it is good for. */
  readonly about: string;
  /** Behind the number in the file's name: '' or 'review'. */
  readonly suffix: string;
  readonly extension: string;
  /** MIME type. */
  readonly type: string;
  /** What `write` makes is a page to be printed, not the file itself. */
  readonly isPrinted: boolean;
  /** Which contents of payloads it wants at hand: all, those of pictures, or none. */
  readonly carries: 'everything' | 'pictures' | 'nothing';
  /** Pure. */
  write(source: ExportSource): string;
}

export const defineExporter = (exporter: Exporter): Exporter => exporter;

const NAME_LIMIT = 60;

/** 'INC-2026-0042 core switch down - review.pdf': safe on every file system. */
export function fileNameOf(
  { suffix, extension }: Exporter,
  { number, title }: Pick<Incident, 'number' | 'title'>,
): string {
  const plain = title
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}._ -]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  // A name must not end in a dot or a space on Windows, nor be cut inside a character.
  const short = Array.from(plain)
    .slice(0, NAME_LIMIT)
    .join('')
    .replace(/[. ]+$/, '');
  return `${[number, short].filter(Boolean).join(' ')}${suffix === '' ? '' : ` - ${suffix}`}.${extension}`;
}
