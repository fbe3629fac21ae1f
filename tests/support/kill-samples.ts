// Measured values after a kill: what was taken in more than half a second before the end is on disk, and the figures of
// hours that are over are all there, once each, however far the packing had come.
import type { CheckId } from '../../electron/contract/model/ids.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { Store } from '../../electron/engine/store/open.ts';
import type { Ground } from './kill-ground.ts';

/** A quarter of a second, and the batch that was being written. */
const MAY_BE_LOST_MS = 500;

/** When the engine had a result, by its own clock. */
const hadAt = ({ at, lateMs, durationMs }: Result): number => at + lateMs + durationMs;

export interface SamplesVerdict {
  readonly findings: readonly string[];
  /** Delivered and not stored, all from the last half second. */
  readonly lost: number;
  readonly delivered: number;
}

export function samplesAreThere(store: Store, delivered: readonly Result[]): SamplesVerdict {
  const end = delivered.reduce((latest, result) => Math.max(latest, hadAt(result)), 0);
  const stored = new Map<CheckId, ReadonlySet<number>>();
  const slotsOf = (id: CheckId): ReadonlySet<number> => {
    const known = stored.get(id) ?? new Set([...store.samples.rows(id, end - 600_000, end + 1)].map((row) => row.at));
    stored.set(id, known);
    return known;
  };
  const missing = delivered.filter((result) => result.at > end - 600_000 && !slotsOf(result.checkId).has(result.at));
  const tooOld = missing.filter((result) => hadAt(result) < end - MAY_BE_LOST_MS);
  return {
    findings: tooOld.map(
      (result) => `${result.checkId}: the value of ${Math.round(end - hadAt(result))} ms before the kill is not stored`,
    ),
    lost: missing.length,
    delivered: delivered.length,
  };
}

/** The figures of long ago of some checks: each is there once, with its value. */
export function oldFiguresAreThere(store: Store, { old }: Ground, checks: readonly CheckId[]): readonly string[] {
  return checks.flatMap((id) => {
    const rows = [...store.samples.rows(id, old.from, old.to)].reverse();
    const wanted = (old.to - old.from) / 10_000;
    const wrong = rows.findIndex((row, n) => row.at !== old.from + n * 10_000 || row.values[0] !== n);
    if (rows.length !== wanted) return [`${id}: ${rows.length} of ${wanted} old figures are there`];
    return wrong < 0 ? [] : [`${id}: old figure ${wrong} is not what it was`];
  });
}
