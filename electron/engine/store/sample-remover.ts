// Deletes what removed checks left behind, a slice at a time: waiting rows first (what is packed meanwhile would come
// after), then packed hours, then the check's number.
import type { Connection } from './connect.ts';
import { allIdsOf } from './sample-hours.ts';

/** Rows deleted at a time: a few milliseconds. */
const DELETE_SLICE = 2_000;

export function createRemover(db: Connection) {
  const removed = db.prepare<[], number>('SELECT ref FROM check_ref WHERE check_id IS NULL').pluck();
  const rows = db.prepare<[number]>(`DELETE FROM sample WHERE check_ref = ? LIMIT ${DELETE_SLICE}`);
  const hours = (...tables: readonly string[]) =>
    tables.map((table) =>
      db.prepare<[number, number]>(`DELETE FROM ${table} WHERE id >= ? AND id < ? LIMIT ${DELETE_SLICE}`),
    );
  const ofCheck = hours('check_values', 'check_hour');
  const ofSeries = hours('series_values', 'series_hour');
  const oneSeries = db.prepare<[number], number>('SELECT ref FROM series WHERE check_ref = ? LIMIT 1').pluck();
  const dropSeries = db.prepare<[number]>('DELETE FROM series WHERE ref = ?');
  const done = db.prepare<[number]>('DELETE FROM check_ref WHERE ref = ?');
  const refs = removed.all();

  /** True when there was nothing (more) in these tables. */
  const clear = (statements: ReturnType<typeof hours>, ref: number): boolean =>
    statements.every((statement) => statement.run(...allIdsOf(ref)).changes < DELETE_SLICE);

  /** True when nothing is left of the check. */
  const some = db.transaction((ref: number): boolean => {
    if (rows.run(ref).changes > 0 || !clear(ofCheck, ref)) return false;
    const series = oneSeries.get(ref);
    if (series !== undefined) {
      if (clear(ofSeries, series)) dropSeries.run(series);
      return false;
    }
    done.run(ref);
    return true;
  });

  return {
    add: (ref: number): void => void refs.push(ref),
    step(): void {
      const ref = refs[0];
      if (ref !== undefined && some.immediate(ref)) refs.shift();
    },
  };
}
