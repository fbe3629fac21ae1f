// Pure: what an entry of the journal tells of: its status, whether it is an alarm, the step of a run it is about.
import type { Entry } from '../../electron/contract/model/journal.ts';

type Told = Pick<Entry, 'kind' | 'data' | 'text'>;

const STATUSES = ['down', 'unreachable', 'critical', 'unknown', 'warning', 'ok', 'up'] as const;

/** The status an entry tells of, for its glyph; null where it tells of none. */
export function statusOf({ kind, data, text }: Told): string | null {
  if (kind !== 'check-state' && kind !== 'host-state' && kind !== 'alert') return null;
  for (const told of [data.status, data.to]) {
    const known = STATUSES.find((status) => status === told);
    if (known) return known;
  }
  if (data.told === 'recovery') return 'ok';
  const words: readonly string[] = text.toLowerCase().match(/[a-z]+/g) ?? [];
  return words.includes('recovered') ? 'ok' : (STATUSES.find((status) => words.includes(status)) ?? null);
}

/** An alert that something is badly wrong: its row stands out. */
export function isAlarm(entry: Told): boolean {
  const status = statusOf(entry);
  return entry.kind === 'alert' && (status === 'down' || status === 'critical');
}

export interface StepWords {
  readonly n: number;
  readonly of: number;
  readonly title: string;
  /** What became of it: 'exit 0 in 1.84 s on ams1-core-sw01'. */
  readonly said: string;
  readonly mark: 'ok' | 'failed' | 'interrupted' | 'skipped' | null;
}

const STEP = /^(?:(Dry run|Instruction mode)[.:] )?Step (\d+) of (\d+), /i;

/** An entry about a step of a run, taken apart: "Step 3 of 9, What does the core side say?: exit 0". Null for any other. */
export function stepWords({ kind, text, data }: Told): StepWords | null {
  const place = kind === 'step' ? STEP.exec(text) : null;
  if (!place) return null;
  const rest = text.slice(place[0].length);
  const known = typeof data.title === 'string' && rest.startsWith(`${data.title}: `) ? data.title.length : null;
  const end = known ?? rest.indexOf(': ');
  const title = end < 0 ? rest : rest.slice(0, end);
  const mode = place[1] ? `${place[1].toLowerCase()}: ` : '';
  const said = end < 0 ? '' : `${mode}${rest.slice(end + 2)}`;
  return { n: Number(place[2]), of: Number(place[3]), title, said, mark: markOf(data) };
}

/** How it ended, for the mark beside who did it; null while nothing has. */
function markOf({ event, end }: Entry['data']): StepWords['mark'] {
  if (event === 'interrupted' || end === 'interrupted') return 'interrupted';
  if (event === 'skipped') return 'skipped';
  if (end === 'failed' || event === 'failed' || event === 'refused' || event === 'expired') return 'failed';
  if (end === 'ok' || event === 'answered' || event === 'marked-done' || event === 'approved' || event === 'done')
    return 'ok';
  return null;
}
