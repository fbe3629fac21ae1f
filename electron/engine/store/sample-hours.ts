// Packed hours on disk: for each check and hour a roll-up and its times, for each series and hour a roll-up and its
// figures. Roll-ups and values lie in tables of their own, so that values go by deleting rows, and a year is drawn from
// roll-ups that lie side by side.
import type { Connection } from './connect.ts';
import { BrokenBlob } from './sample-bits.ts';
import {
  type CheckHour,
  type HourTimes,
  type PackedHour,
  packHour,
  rollUpFigures,
  rollUpRows,
  type SeriesHour,
  type SeriesName,
  type SetOf,
  seriesKey,
  seriesOf,
  unpackFigures,
  unpackRows,
  unpackTimes,
  worseOf,
} from './sample-hour.ts';
import { figureOf, HOUR_MS, hourOf, type StoredRow } from './sample-row.ts';

const HOURS = 2 ** 24;
/** The id of an hour of a check or of a series. */
export const idOf = (ref: number, hour: number): number => ref * HOURS + hour;
export const hourOfId = (id: number): number => id % HOURS;
/** Ids of the hours that have a part in [from, to), epoch ms: the first, and the one after the last. */
export function idsOf(ref: number, from: number, to: number): [first: number, end: number] {
  const within = (hour: number): number => Math.min(HOURS, Math.max(0, hour));
  return [idOf(ref, within(hourOf(from))), idOf(ref, within(Math.ceil(to / HOUR_MS)))];
}
/** Ids of every hour of a check or of a series. */
export const allIdsOf = (ref: number): [first: number, end: number] => [idOf(ref, 0), idOf(ref, HOURS)];

export interface SeriesRef extends SeriesName {
  readonly ref: number;
}

interface CheckHourRow {
  readonly count: number;
  readonly worst: number;
  readonly ok_ms: number;
  readonly warning_ms: number;
  readonly critical_ms: number;
  readonly unknown_ms: number;
}

/** What a blob says, or null when it is not what was written: the roll-up still stands for it. */
export function unlessBroken<T>(unpack: () => T): T | null {
  try {
    return unpack();
  } catch (error) {
    if (error instanceof BrokenBlob) return null;
    throw error;
  }
}

function createSeriesRefs(db: Connection) {
  const ofCheck = db.prepare<[number], SeriesRef>(
    'SELECT ref, metric, unit, nth FROM series WHERE check_ref = ? ORDER BY ref',
  );
  const find = db
    .prepare<[number, string, string, number], number>(
      'SELECT ref FROM series WHERE check_ref = ? AND metric = ? AND unit = ? AND nth = ?',
    )
    .pluck();
  const insert = db.prepare<[number, string, string, number]>(
    'INSERT INTO series (check_ref, metric, unit, nth) VALUES (?, ?, ?, ?)',
  );
  return {
    ofCheck: (check: number): readonly SeriesRef[] => ofCheck.all(check),
    refOf: (check: number, { metric, unit, nth }: SeriesName): number =>
      find.get(check, metric, unit, nth) ?? Number(insert.run(check, metric, unit, nth).lastInsertRowid),
  };
}

function createRollUps(db: Connection) {
  const putCheck = db.prepare('INSERT OR REPLACE INTO check_hour VALUES (?, ?, ?, ?, ?, ?, ?)');
  const putSeries = db.prepare('INSERT OR REPLACE INTO series_hour VALUES (?, ?, ?, ?, ?, ?)');
  const check = db.prepare<[number], CheckHourRow>('SELECT * FROM check_hour WHERE id = ?');
  const series = db.prepare<[number], SeriesHour>('SELECT count, min, max, sum, last FROM series_hour WHERE id = ?');
  return {
    check(id: number): CheckHour | null {
      const row = check.get(id);
      if (row === undefined) return null;
      const { count, worst, ok_ms, warning_ms, critical_ms, unknown_ms } = row;
      return { count, worst, heldMs: [ok_ms, warning_ms, critical_ms, unknown_ms] };
    },
    series: (id: number): SeriesHour | null => series.get(id) ?? null,
    putCheck: (id: number, { count, worst, heldMs }: CheckHour): void => void putCheck.run(id, count, worst, ...heldMs),
    putSeries: (id: number, { count, min, max, sum, last }: SeriesHour): void =>
      void putSeries.run(id, count, min, max, numberOrNull(sum), last),
  };
}

/** SQLite has no NaN; the sum of huge figures of both signs can be one. */
const numberOrNull = (value: number | null): number | null => (Number.isNaN(value) ? null : value);

const join = (a: SeriesHour | null, b: SeriesHour): SeriesHour => {
  if (a === null || a.count === 0) return b;
  if (b.count === 0) return a;
  return {
    count: a.count + b.count,
    min: Math.min(a.min ?? Number.POSITIVE_INFINITY, b.min ?? Number.POSITIVE_INFINITY),
    max: Math.max(a.max ?? Number.NEGATIVE_INFINITY, b.max ?? Number.NEGATIVE_INFINITY),
    sum: (a.sum ?? 0) + (b.sum ?? 0),
    last: b.last,
  };
};

/** Rows of two writings of one hour: where both have a time, the later writing counts. */
function mergeRows(older: readonly StoredRow[], later: readonly StoredRow[]): readonly StoredRow[] {
  const rows = new Map(older.map((row) => [row[0], row]));
  for (const row of later) rows.set(row[0], row);
  return [...rows.values()].sort((a, b) => a[0] - b[0]);
}

export function createSampleHours(db: Connection, setOf: SetOf) {
  const series = createSeriesRefs(db);
  const rollUps = createRollUps(db);
  const values = (table: 'check_values' | 'series_values') => ({
    get: db.prepare<[number], Buffer>(`SELECT packed FROM ${table} WHERE id = ?`).pluck(),
    put: db.prepare<[number, Buffer]>(`INSERT OR REPLACE INTO ${table} VALUES (?, ?)`),
  });
  const [ofCheck, ofSeries] = [values('check_values'), values('series_values')];
  const drop = ['series_hour', 'series_values'].map((table) =>
    db.prepare<[number]>(`DELETE FROM ${table} WHERE id = ?`),
  );

  function timesOf(check: number, hour: number): HourTimes | null {
    const packed = ofCheck.get.get(idOf(check, hour));
    return packed === undefined ? null : unlessBroken(() => unpackTimes(packed, hour));
  }

  /** Null when the values are gone, were never there, or cannot be read. */
  function rowsOf(check: number, hour: number): readonly StoredRow[] | null {
    const times = timesOf(check, hour);
    if (times === null) return null;
    const columns = new Map<string, Float64Array>();
    for (const one of series.ofCheck(check)) {
      const packed = ofSeries.get.get(idOf(one.ref, hour));
      if (packed === undefined) continue;
      const column = unlessBroken(() => unpackFigures(packed));
      if (column === null) return null;
      columns.set(seriesKey(one), column);
    }
    return unlessBroken(() => unpackRows(times, columns, setOf));
  }

  function put(check: number, hour: number, { rollUp, packed, series: parts }: PackedHour): void {
    rollUps.putCheck(idOf(check, hour), rollUp);
    ofCheck.put.run(idOf(check, hour), packed);
    for (const part of parts) {
      const id = idOf(series.refOf(check, part), hour);
      rollUps.putSeries(id, part.rollUp);
      ofSeries.put.run(id, part.packed);
    }
  }

  /** Values that were given up are not begun anew: the rows only count in the roll-up. */
  function addToRollUps(check: number, hour: number, known: CheckHour, rows: readonly StoredRow[]): void {
    const more = rollUpRows(rows, hour);
    const heldMs = known.heldMs.map((ms, status) => ms + (more.heldMs[status] ?? 0));
    rollUps.putCheck(idOf(check, hour), {
      count: known.count + more.count,
      worst: worseOf(known.worst, more.worst),
      heldMs,
    });
    for (const [, , , , ref, vals] of rows) {
      const set = setOf(ref);
      (set ? seriesOf(set) : []).forEach((name, index) => {
        const id = idOf(series.refOf(check, name), hour);
        rollUps.putSeries(id, join(rollUps.series(id), rollUpFigures(Float64Array.of(figureOf(vals, index)))));
      });
    }
  }

  return {
    series,
    rollUps,
    timesOf,
    rowsOf,
    figuresOf: (ref: number, hour: number): Buffer | undefined => ofSeries.get.get(idOf(ref, hour)),
    /**
     * Adds rows (in the order of time, no two at the same) to an hour, inside a transaction. An hour that is packed
     * already is unpacked, the new rows go over the old ones, and it is packed again.
     */
    add(check: number, hour: number, rows: readonly StoredRow[]): void {
      const known = rollUps.check(idOf(check, hour));
      if (known === null) {
        put(check, hour, packHour(rows, hour, setOf));
        return;
      }
      const older = rowsOf(check, hour);
      if (older === null) {
        addToRollUps(check, hour, known, rows);
        return;
      }
      // A row that was written over may have had the only figure of a metric.
      for (const { ref } of series.ofCheck(check)) for (const statement of drop) statement.run(idOf(ref, hour));
      put(check, hour, packHour(mergeRows(older, rows), hour, setOf));
    },
  };
}

export type SampleHours = ReturnType<typeof createSampleHours>;
