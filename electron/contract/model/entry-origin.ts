// Who wrote an entry and when, where it was first written: one that was brought in from another place carries what it was
// there in its data, and was written down here only when it came. Pure, and free of the schema library, for pages too.
import type { Entry } from './journal.ts';

export interface EntryOrigin {
  readonly seq: number;
  /** 'engine', or a name. */
  readonly who: string;
  /** Epoch ms. */
  readonly recordedAt: number;
}

/** Of one that was brought in twice, where it was written first. */
export function originOf({
  seq,
  data,
  actor,
  recordedAt,
}: Pick<Entry, 'seq' | 'data' | 'actor' | 'recordedAt'>): EntryOrigin {
  let origin: EntryOrigin = { seq, who: actor.type === 'engine' ? 'engine' : actor.name, recordedAt };
  for (let at: unknown = data; isRecord(at) && isRecord(at.imported); at = at.imported) {
    const { seq: place, recordedAt: then, actor: there } = at.imported;
    if (typeof place !== 'number' || typeof then !== 'number' || !isRecord(there)) break;
    const { type, name } = there;
    if (typeof type !== 'string') break;
    const who = type === 'engine' ? 'engine' : typeof name === 'string' ? name : type;
    origin = { seq: place, who, recordedAt: then };
  }
  return origin;
}

/** Who brought it in; null: it was written here. */
export const broughtBy = ({ actor }: Pick<Entry, 'actor'>): string | null =>
  actor.type === 'import' ? actor.name : null;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
