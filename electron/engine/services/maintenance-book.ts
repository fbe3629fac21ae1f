// The windows in memory, and which of them hold alerts back at a moment. That is asked at every judgement of every check:
// it is worked out once from one beginning or end to the next, and then is a look at the few windows that are open.
import type { WindowId } from '../../contract/model/ids.ts';
import {
  type KeptWindow,
  type Placed,
  type Standing,
  standingAt,
  type Timetable,
  timetableOf,
} from '../core/maintenance.ts';

export interface Entry {
  readonly kept: KeptWindow;
  readonly table: Timetable;
}

/** All windows at a moment; true in [from, until). */
interface Moment {
  readonly from: number;
  readonly until: number;
  /** Latest end first. */
  readonly active: readonly Placed[];
  readonly waiting: readonly Placed[];
}

export interface Book {
  get(id: WindowId): Entry | undefined;
  all(): readonly Entry[];
  /** Throws a RuleError for a rule that cannot be. */
  put(kept: KeptWindow): Entry;
  remove(id: WindowId): void;
  standing(entry: Entry, at: number): Standing;
  moment(at: number): Moment;
  /** Rises with every change. */
  revision(): number;
}

export function createBook(): Book {
  const entries = new Map<WindowId, Entry>();
  const standings = new WeakMap<Timetable, Standing>();
  let last: Moment | null = null;
  let revision = 0;

  const turned = (): void => {
    last = null;
    revision += 1;
  };
  const standing = ({ table }: Entry, at: number): Standing => {
    const known = standings.get(table);
    if (known && at >= known.from && at < known.until) return known;
    const fresh = standingAt(table, at);
    standings.set(table, fresh);
    return fresh;
  };

  return {
    get: (id) => entries.get(id),
    all: () => [...entries.values()],
    put(kept) {
      const known = entries.get(kept.window.id);
      // What the journal knows of it moves no time.
      const same = known && known.kept.window === kept.window && known.kept.versions === kept.versions;
      const entry = { kept, table: same ? known.table : timetableOf(kept) };
      entries.set(kept.window.id, entry);
      if (!same) turned();
      return entry;
    },
    remove(id) {
      entries.delete(id);
      turned();
    },
    standing,
    moment(at) {
      if (last && at >= last.from && at < last.until) return last;
      const all = [...entries.values()].map((entry) => standing(entry, at));
      last = {
        from: Math.max(Number.NEGATIVE_INFINITY, ...all.map((one) => one.from)),
        until: Math.min(Number.POSITIVE_INFINITY, ...all.map((one) => one.until)),
        active: all.flatMap((one) => one.active).sort((a, b) => b.to - a.to),
        waiting: all.flatMap((one) => one.waiting),
      };
      return last;
    },
    revision: () => revision,
  };
}
