// Reads one check's samples from all the places they can be in: memory, `sample_log`, `sample`, packed hours. In this
// order: where two rows have the same time, the one that was written later counts.
import type { Series } from '../../contract/api/history.ts';
import type { Connection } from './connect.ts';
import {
  type HourTimes,
  type SeriesHour,
  type SetOf,
  seriesKey,
  seriesOf,
  unpackFigures,
  unpackTimes,
} from './sample-hour.ts';
import { hourOfId, idsOf, type SampleHours, type SeriesRef, unlessBroken } from './sample-hours.ts';
import { figureOf, HOUR_MS, hourOf, type StoredRow } from './sample-row.ts';
import { createSlots, type SampleQuery, type SlotLane, type Slots } from './sample-slots.ts';

/** Where rows are looked for. */
export interface ReaderParts {
  readonly setOf: SetOf;
  readonly hours: SampleHours;
  /** Rows in memory and in `sample_log`, later writings first. */
  readonly unswept: (ref: number, from: number, to: number) => readonly StoredRow[];
  /** Rows in `sample`. */
  readonly swept: (ref: number, from: number, to: number) => Iterable<StoredRow>;
}

type HeadRow = [id: number, count: number, min: number | null, max: number | null, sum: number | null];

function createQueries(db: Connection) {
  const range = <T>(what: string, table: string) =>
    db.prepare<[number, number], T>(`SELECT ${what} FROM ${table} WHERE id >= ? AND id < ? ORDER BY id`).raw();
  return {
    times: range<[id: number, packed: Buffer]>('id, packed', 'check_values'),
    figures: range<[id: number, packed: Buffer]>('id, packed', 'series_values'),
    heads: range<HeadRow>('id, count, min, max, sum', 'series_hour'),
    oldest: db
      .prepare<[number, number], number | null>('SELECT min(id) FROM check_hour WHERE id >= ? AND id < ?')
      .pluck(),
    hasValues: db.prepare<[number], number>('SELECT 1 FROM check_values WHERE id = ?').pluck(),
  };
}

type Queries = ReturnType<typeof createQueries>;

/** What is not packed yet: it may stand over rows of a packed hour. */
interface Fresh {
  readonly times: Set<number>;
  readonly hours: Set<number>;
}

function drawFresh(places: readonly Iterable<StoredRow>[], slots: Slots, setOf: SetOf): Fresh {
  const [times, hours] = [new Set<number>(), new Set<number>()];
  for (const rows of places) {
    for (const [at, , , , ref, vals] of rows) {
      if (times.has(at)) continue;
      times.add(at);
      hours.add(hourOf(at));
      const set = setOf(ref);
      if (set !== undefined) slots.add(at, set, (index) => figureOf(vals, index));
    }
  }
  return { times, hours };
}

/** Which of an hour's times belong to a series: those whose metric set names it. */
function createTimesOfSeries(setOf: SetOf) {
  const keysOfSet = new Map<number, ReadonlySet<string>>();
  const keysOf = (ref: number): ReadonlySet<string> => {
    let keys = keysOfSet.get(ref);
    if (keys === undefined) {
      const set = setOf(ref);
      keys = new Set((set ? seriesOf(set) : []).map(seriesKey));
      keysOfSet.set(ref, keys);
    }
    return keys;
  };
  return ({ at, sets }: HourTimes, key: string, count: number): Float64Array =>
    count === at.length ? at : at.filter((_, n) => keysOf(sets[n] ?? 0).has(key));
}

/** Draws packed hours into slots. */
function createDraw(queries: Queries, { setOf, hours }: ReaderParts) {
  const timesOfSeries = createTimesOfSeries(setOf);

  function drawFigures(
    lane: SlotLane,
    series: SeriesRef,
    packed: Buffer,
    times: HourTimes,
    over: Fresh | null,
  ): boolean {
    const values = unlessBroken(() => unpackFigures(packed));
    if (values === null) return false;
    const at = timesOfSeries(times, seriesKey(series), values.length);
    for (let n = 0; n < values.length; n += 1) {
      const time = at[n] ?? 0;
      if (over === null || !over.times.has(time)) lane.add(time, values[n] ?? Number.NaN);
    }
    return true;
  }

  /** Slots narrower than an hour: every value of the period is unpacked. */
  function drawValues(ref: number, all: readonly SeriesRef[], query: SampleQuery, slots: Slots, fresh: Fresh): void {
    const times = new Map<number, HourTimes>();
    for (const [id, packed] of queries.times.all(...idsOf(ref, query.from, query.to))) {
      const unpacked = unlessBroken(() => unpackTimes(packed, hourOfId(id)));
      if (unpacked !== null) times.set(hourOfId(id), unpacked);
    }
    for (const series of all) {
      for (const [id, packed] of queries.figures.all(...idsOf(series.ref, query.from, query.to))) {
        const hour = hourOfId(id);
        const lane = slots.lane(series.metric, series.unit);
        const known = times.get(hour);
        const over = fresh.hours.has(hour) ? fresh : null;
        if (lane === null || (known && drawFigures(lane, series, packed, known, over))) continue;
        const head = hours.rollUps.series(id);
        if (head !== null) lane.addHour(hour * HOUR_MS, head);
      }
    }
  }

  /** Slots of whole hours: roll-ups, and values only where an hour is cut by the period or was written over. */
  function drawHours(ref: number, all: readonly SeriesRef[], query: SampleQuery, slots: Slots, fresh: Fresh): void {
    const exact = new Set(fresh.hours);
    if (query.from % HOUR_MS !== 0) exact.add(hourOf(query.from));
    if (query.to % HOUR_MS !== 0) exact.add(hourOf(query.to));
    const times = new Map([...exact].map((hour) => [hour, hours.timesOf(ref, hour)]));
    for (const series of all) {
      for (const [id, count, min, max, sum] of queries.heads.all(...idsOf(series.ref, query.from, query.to))) {
        const hour = hourOfId(id);
        const lane = slots.lane(series.metric, series.unit);
        if (lane === null) continue;
        const known = times.get(hour) ?? null;
        const packed = known === null ? undefined : hours.figuresOf(series.ref, hour);
        if (known && packed && drawFigures(lane, series, packed, known, fresh)) continue;
        lane.addHour(hour * HOUR_MS, { count, min, max, sum, last: null } satisfies SeriesHour);
      }
    }
  }

  return { drawValues, drawHours };
}

/** Reads the figures of one check drawn into slots. */
export function createSampleReader(db: Connection, parts: ReaderParts) {
  const { setOf, hours, unswept, swept } = parts;
  const queries = createQueries(db);
  const { drawValues, drawHours } = createDraw(queries, parts);

  /** Values go from the oldest hour on: where the first one has none, the period is drawn from roll-ups. */
  function isPruned(ref: number, { from, to }: SampleQuery): boolean {
    const oldest = queries.oldest.get(...idsOf(ref, from, to)) ?? null;
    return oldest !== null && queries.hasValues.get(oldest) === undefined;
  }

  return (ref: number, query: SampleQuery): readonly Series[] => {
    if (query.to <= query.from) return [];
    const wanted = query.metrics === undefined ? null : new Set(query.metrics);
    const all = hours.series.ofCheck(ref).filter(({ metric }) => wanted === null || wanted.has(metric));
    let slots = createSlots(query);
    if (!slots.inHours && isPruned(ref, query)) slots = createSlots(query, true);
    const { from, to } = query;
    const fresh = drawFresh([unswept(ref, from, to), swept(ref, from, to)], slots, setOf);
    (slots.inHours ? drawHours : drawValues)(ref, all, query, slots, fresh);
    return slots.series();
  };
}
