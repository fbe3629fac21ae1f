// The stored values of one check as they went in, newest first, an hour unpacked at a time: for whoever takes them away.
import type { Connection } from './connect.ts';
import type { MetricSet } from './sample-dictionaries.ts';
import { hourOfId, idsOf } from './sample-hours.ts';
import type { ReaderParts } from './sample-reader.ts';
import { figureOf, HOUR_MS, hourOf, type StoredRow } from './sample-row.ts';

/** A stored result without its words. */
export interface StoredSample {
  readonly at: number;
  readonly lateMs: number;
  readonly durationMs: number;
  /** 0..3 as the plugin exit codes. */
  readonly status: number;
  /** Names and units of the values; the same object for all samples with the same metrics. */
  readonly metrics: MetricSet['metrics'];
  /** NaN: not measured. */
  readonly values: readonly number[];
}

interface RowsParts extends ReaderParts {
  /** The time of the newest row in `sample` before a time. */
  readonly newestSwept: (ref: number, before: number) => number | null;
}

export function createSampleRows(db: Connection, { setOf, hours, unswept, swept, newestSwept }: RowsParts) {
  const newestPacked = db
    .prepare<[number, number], number | null>('SELECT max(id) FROM check_values WHERE id >= ? AND id < ?')
    .pluck();

  /** The newest first. */
  function rowsOfHour(
    ref: number,
    hour: number,
    from: number,
    to: number,
    later: readonly StoredRow[],
  ): readonly StoredRow[] {
    const rows = new Map<number, StoredRow>();
    const [begin, end] = [Math.max(from, hour * HOUR_MS), Math.min(to, (hour + 1) * HOUR_MS)];
    for (const place of [later, swept(ref, begin, end), hours.rowsOf(ref, hour) ?? []])
      for (const row of place) if (row[0] >= begin && row[0] < end && !rows.has(row[0])) rows.set(row[0], row);
    return [...rows.values()].sort((a, b) => b[0] - a[0]);
  }

  return function* rows(ref: number, from: number, to: number): Generator<StoredSample> {
    const later = unswept(ref, from, to);
    for (let end = to; end > from; ) {
      const packed = newestPacked.get(...idsOf(ref, 0, end)) ?? null;
      const newest = Math.max(
        newestSwept(ref, end) ?? -1,
        later.reduce((max, [at]) => (at < end ? Math.max(max, at) : max), -1),
      );
      const hour = Math.max(packed === null ? -1 : hourOfId(packed), hourOf(newest));
      if (hour < 0) return;
      for (const [at, lateMs, durationMs, status, setRef, vals] of rowsOfHour(ref, hour, from, end, later)) {
        const metrics = setOf(setRef)?.metrics ?? [];
        const values = metrics.map((_, index) => figureOf(vals, index));
        yield { at, lateMs, durationMs, status, metrics, values };
      }
      end = hour * HOUR_MS;
    }
  };
}
