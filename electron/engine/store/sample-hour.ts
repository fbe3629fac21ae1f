// One closed hour of one check: rows in, packed columns and roll-ups out, and back, with nothing lost. Times, metric sets,
// statuses, lateness and durations are packed once; each metric (a series) has its figures in a column of its own. Which
// rows a series has figures in follows from the rows' metric sets. Pure: where it lies is for sample-hours.ts.
import { BitReader, BitWriter, BrokenBlob } from './sample-bits.ts';
import type { MetricSet } from './sample-dictionaries.ts';
import { readFloats, writeFloats } from './sample-floats.ts';
import { readIntegers, writeIntegers } from './sample-integers.ts';
import { figureOf, figures, HOUR_MS, type StoredRow } from './sample-row.ts';

export type SetOf = (ref: number) => MetricSet | undefined;

/** A metric of a check. `nth` tells apart what a result names twice. */
export interface SeriesName {
  readonly metric: string;
  readonly unit: string;
  readonly nth: number;
}

/** What is left of a series' hour when its values are gone: of its finite figures; null when there are none. */
export interface SeriesHour {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly sum: number | null;
  readonly last: number | null;
}

/** What is left of a check's hour. `heldMs`: how long each status held, in the order of STATUSES. */
export interface CheckHour {
  readonly count: number;
  /** Status 0..3. */
  readonly worst: number;
  readonly heldMs: readonly number[];
}

export interface PackedSeries extends SeriesName {
  readonly rollUp: SeriesHour;
  readonly packed: Buffer;
}

export interface PackedHour {
  readonly rollUp: CheckHour;
  readonly packed: Buffer;
  readonly series: readonly PackedSeries[];
}

export const seriesKey = ({ metric, unit, nth }: SeriesName): string => `${nth}\n${metric}\n${unit}`;

const namesOfSet = new WeakMap<MetricSet, readonly SeriesName[]>();

/** The series of a result with this set, in the order of its figures. */
export function seriesOf(set: MetricSet): readonly SeriesName[] {
  let names = namesOfSet.get(set);
  if (names === undefined) {
    const seen = new Map<string, number>();
    names = set.metrics.map(([metric, unit]) => {
      const nth = seen.get(`${metric}\n${unit}`) ?? 0;
      seen.set(`${metric}\n${unit}`, nth + 1);
      return { metric, unit, nth };
    });
    namesOfSet.set(set, names);
  }
  return names;
}

export function rollUpFigures(values: Float64Array): SeriesHour {
  let [count, min, max, sum, last] = [0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    count += 1;
    sum += value;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return count === 0 ? { count, min: null, max: null, sum: null, last: null } : { count, min, max, sum, last };
}

/** ok, warning, unknown, critical: the order of the roll-up in spec/monitoring.md, as plugin exit codes. */
const MILDEST_FIRST = [0, 1, 3, 2];
export const worseOf = (a: number, b: number): number => (MILDEST_FIRST.indexOf(a) > MILDEST_FIRST.indexOf(b) ? a : b);

/**
 * A status holds until the next row or the hour's end, but no longer than two and a half times the hour's usual gap:
 * beyond that nobody was measuring, and only the usual gap counts.
 */
export function rollUpRows(rows: readonly StoredRow[], hour: number): CheckHour {
  const end = (hour + 1) * HOUR_MS;
  const gaps = Float64Array.from(rows.slice(1).map(([at], n) => at - (rows[n]?.[0] ?? at)));
  const usual = gaps.toSorted()[gaps.length >> 1] ?? HOUR_MS;
  const heldMs = [0, 0, 0, 0];
  let worst = 0;
  rows.forEach(([at, , , status], n) => {
    const gap = Math.min(gaps[n] ?? usual, end - at);
    heldMs[status] = (heldMs[status] ?? 0) + (gap > 2.5 * usual ? usual : gap);
    worst = worseOf(worst, status);
  });
  return { count: rows.length, worst, heldMs };
}

/** The first byte of a check's blob; another layout would get another. */
const LAYOUT = 1;

const bits = new BitWriter();

/** Packs the rows of one check in one hour; they come in the order of time, no two at the same. */
export function packHour(rows: readonly StoredRow[], hour: number, setOf: SetOf): PackedHour {
  const begin = hour * HOUR_MS;
  const column = (of: (row: StoredRow) => number): Float64Array => {
    const values = new Float64Array(rows.length);
    rows.forEach((row, n) => {
      values[n] = of(row);
    });
    return values;
  };
  const out = bits.clear();
  out.byte(LAYOUT);
  out.varint(rows.length);
  writeIntegers(
    out,
    column(([at]) => at - begin),
  );
  writeIntegers(
    out,
    column((row) => row[4]),
  );
  writeIntegers(
    out,
    column((row) => row[3]),
  );
  writeFloats(
    out,
    column((row) => row[1]),
  );
  writeFloats(
    out,
    column((row) => row[2]),
  );
  return { rollUp: rollUpRows(rows, hour), packed: out.finish(), series: packSeries(rows, setOf) };
}

function packSeries(rows: readonly StoredRow[], setOf: SetOf): readonly PackedSeries[] {
  const columns = new Map<string, { readonly name: SeriesName; readonly values: Float64Array; count: number }>();
  const columnsOfSet = new Map<number, { values: Float64Array; count: number }[]>();
  const columnsOf = (ref: number) => {
    let found = columnsOfSet.get(ref);
    if (found === undefined) {
      const set = setOf(ref);
      found = (set ? seriesOf(set) : []).map((name) => {
        const key = seriesKey(name);
        const column = columns.get(key) ?? { name, values: new Float64Array(rows.length), count: 0 };
        columns.set(key, column);
        return column;
      });
      columnsOfSet.set(ref, found);
    }
    return found;
  };
  for (const [, , , , ref, vals] of rows) {
    columnsOf(ref).forEach((column, index) => {
      column.values[column.count] = figureOf(vals, index);
      column.count += 1;
    });
  }
  return [...columns.values()].map(({ name, values, count }) => {
    const used = values.subarray(0, count);
    const out = bits.clear();
    out.varint(count);
    writeFloats(out, used);
    return { ...name, rollUp: rollUpFigures(used), packed: out.finish() };
  });
}

/** When the rows of an hour were and which figures they have; the rest is read where it is asked for. */
export interface HourTimes {
  /** Epoch ms. */
  readonly at: Float64Array;
  readonly sets: Float64Array;
  /** Statuses, lateness and durations. */
  readonly rest: () => { status: Float64Array; lateMs: Float64Array; durationMs: Float64Array };
}

const countOf = (input: BitReader): number => {
  const count = input.varint();
  // One row a millisecond: more were never packed, and a broken count must not fill the memory.
  if (count > HOUR_MS) throw new BrokenBlob('too many rows');
  return count;
};

/** Throws BrokenBlob. */
export function unpackTimes(packed: Uint8Array, hour: number): HourTimes {
  const input = new BitReader(packed);
  if (input.byte() !== LAYOUT) throw new BrokenBlob('another layout');
  const count = countOf(input);
  const begin = hour * HOUR_MS;
  const at = readIntegers(input, count);
  for (let n = 0; n < count; n += 1) at[n] = (at[n] ?? 0) + begin;
  const sets = readIntegers(input, count);
  const rest = () => ({
    status: readIntegers(input, count),
    lateMs: readFloats(input, count),
    durationMs: readFloats(input, count),
  });
  return { at, sets, rest };
}

/** The figures of a series in one hour. Throws BrokenBlob. */
export function unpackFigures(packed: Uint8Array): Float64Array {
  const input = new BitReader(packed);
  return readFloats(input, countOf(input));
}

/** The rows that were packed. `columns` by seriesKey; a missing one is not measured. Throws BrokenBlob. */
export function unpackRows(
  times: HourTimes,
  columns: ReadonlyMap<string, Float64Array>,
  setOf: SetOf,
): readonly StoredRow[] {
  const { status, lateMs, durationMs } = times.rest();
  const places = new Map<string, number>();
  return Array.from(times.at, (at, n): StoredRow => {
    const set = setOf(times.sets[n] ?? 0);
    const values = (set ? seriesOf(set) : []).map((name) => {
      const key = seriesKey(name);
      const place = places.get(key) ?? 0;
      places.set(key, place + 1);
      return columns.get(key)?.[place] ?? Number.NaN;
    });
    return [at, lateMs[n] ?? 0, durationMs[n] ?? 0, status[n] ?? 0, times.sets[n] ?? 0, figures(values)];
  });
}
