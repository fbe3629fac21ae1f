// Gives up what is too old: values first, roll-ups years later. Check by check, each series from its oldest hour on, in
// slices that hold the writer for some milliseconds. Pages that become free are used again, so a file that is full grown
// stays as large as it is; it does not become smaller.
import type { Connection } from './connect.ts';
import { idOf } from './sample-hours.ts';
import { hourOf } from './sample-row.ts';

/** Hours that ended before these times (epoch ms) are given up. */
export interface PruneLimits {
  readonly valuesBefore: number;
  readonly rollUpsBefore: number;
}

export interface PruneSlice {
  /** Rows deleted by this slice. */
  readonly values: number;
  readonly rollUps: number;
  /** Nothing too old is left; the next call begins again. */
  readonly done: boolean;
}

/** Most rows and most places of one slice; each place costs about a page. */
export const PRUNE_SLICE = { rows: 1_000, places: 300 } as const;

type Kind = 'values' | 'rollUps';
type Table = 'check_values' | 'series_values' | 'check_hour' | 'series_hour';

interface Place {
  readonly table: Table;
  readonly ref: number;
}

const KIND: Readonly<Record<Table, Kind>> = {
  check_values: 'values',
  series_values: 'values',
  check_hour: 'rollUps',
  series_hour: 'rollUps',
};

export function createPruner(db: Connection) {
  const nextCheck = db.prepare<[number], number>('SELECT min(ref) FROM check_ref WHERE ref > ?').pluck();
  const seriesOf = db.prepare<[number], number>('SELECT ref FROM series WHERE check_ref = ?').pluck();
  const deleting = (table: Table) =>
    db.prepare<[number, number, number]>(`DELETE FROM ${table} WHERE id >= ? AND id < ? LIMIT ?`);
  const drop: Readonly<Record<Table, ReturnType<typeof deleting>>> = {
    check_values: deleting('check_values'),
    series_values: deleting('series_values'),
    check_hour: deleting('check_hour'),
    series_hour: deleting('series_hour'),
  };
  /** A metric that was last seen before all that is kept. */
  const dropSeries = db.prepare<[{ ref: number; from: number; to: number }]>(
    `DELETE FROM series WHERE ref = @ref AND NOT EXISTS (SELECT 1 FROM series_hour WHERE id >= @from AND id < @to)
       AND NOT EXISTS (SELECT 1 FROM series_values WHERE id >= @from AND id < @to)`,
  );
  let check = 0;
  let places: readonly Place[] = [];

  /** Times go before figures: an hour without times counts as one whose values are gone. */
  function placesOf(ref: number): readonly Place[] {
    const series = seriesOf.all(ref);
    return [
      { table: 'check_values', ref },
      ...series.map((one) => ({ table: 'series_values', ref: one }) as const),
      { table: 'check_hour', ref },
      ...series.map((one) => ({ table: 'series_hour', ref: one }) as const),
    ];
  }

  const some = db.transaction((limits: PruneLimits) => {
    const before = { values: hourOf(limits.valuesBefore), rollUps: hourOf(limits.rollUpsBefore) };
    const deleted = { values: 0, rollUps: 0 };
    let [at, left, ref] = [0, places, check];
    while (at < PRUNE_SLICE.places && deleted.values + deleted.rollUps < PRUNE_SLICE.rows) {
      const [place, ...rest] = left;
      if (place === undefined) {
        const next = nextCheck.get(ref) ?? null;
        if (next === null) return { deleted, left: [], ref: 0, done: true };
        [ref, left] = [next, placesOf(next)];
        continue;
      }
      at += 1;
      const kind = KIND[place.table];
      const room = PRUNE_SLICE.rows - deleted.values - deleted.rollUps;
      const { changes } = drop[place.table].run(idOf(place.ref, 0), idOf(place.ref, before[kind]), room);
      deleted[kind] += changes;
      if (changes === room) continue;
      if (place.table === 'series_hour' && changes > 0)
        dropSeries.run({ ref: place.ref, from: idOf(place.ref, 0), to: idOf(place.ref + 1, 0) });
      left = rest;
    }
    return { deleted, left, ref, done: false };
  });

  /** One slice of a walk through all checks. Throws SQLite's errors; nothing is lost then but the slice. */
  return (limits: PruneLimits): PruneSlice => {
    const { deleted, left, ref, done } = some.immediate(limits);
    [check, places] = [ref, left];
    return { ...deleted, done };
  };
}
