// Draws many samples together into few slots of equal width: average, lowest, highest; null where nothing was measured.
// Slots of an hour and more begin on full hours (the first is shorter), so that the roll-up of an hour falls into one slot.
import type { Series } from '../../contract/api/history.ts';
import type { MetricSet } from './sample-dictionaries.ts';
import type { SeriesHour } from './sample-hour.ts';
import { HOUR_MS } from './sample-row.ts';

export interface SampleQuery {
  /** Half-open period [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
  /** At most so many slots. */
  readonly points: number;
  /** No slot narrower than this; give the check's interval, or a line between two runs would show holes. */
  readonly minSlotMs?: number;
  /** Names of the metrics wanted; all of them when absent. */
  readonly metrics?: readonly string[];
}

interface Lane {
  readonly metric: string;
  readonly unit: string;
  readonly count: Uint32Array;
  readonly sum: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

export interface Slots {
  /** Every slot is made of whole hours (but for the ends of the period): roll-ups can be drawn. */
  readonly inHours: boolean;
  add(at: number, set: MetricSet, valueAt: (index: number) => number): void;
  /** The lane of one metric; null when it is not wanted. */
  lane(metric: string, unit: string): SlotLane | null;
  series(): readonly Series[];
}

export interface SlotLane {
  add(at: number, value: number): void;
  /** What is known of an hour that begins at `at`; one that began before the period counts from the period's start. */
  addHour(at: number, hour: SeriesHour): void;
}

interface Grid {
  /** Epoch ms: where the first slot would begin if it were as wide as the others. */
  readonly origin: number;
  readonly widthMs: number;
  readonly slots: number;
  readonly inHours: boolean;
}

function gridOf({ from, to, points, minSlotMs }: SampleQuery, inHours: boolean): Grid {
  const most = Math.max(1, points);
  const periodMs = Math.max(0, to - from);
  const widthMs = Math.max(1, minSlotMs ?? 1, Math.ceil(periodMs / most));
  if (!inHours && widthMs < HOUR_MS)
    return { origin: from, widthMs, slots: Math.ceil(periodMs / widthMs), inHours: false };
  const origin = Math.floor(from / HOUR_MS) * HOUR_MS;
  const hours = Math.ceil(Math.max(widthMs, (to - origin) / most) / HOUR_MS);
  const slots = periodMs === 0 ? 0 : Math.ceil((to - origin) / (hours * HOUR_MS));
  return { origin, widthMs: hours * HOUR_MS, slots, inHours: true };
}

function createLane(metric: string, unit: string, slots: number): Lane {
  return {
    metric,
    unit,
    count: new Uint32Array(slots),
    sum: new Float64Array(slots),
    min: new Float64Array(slots).fill(Number.POSITIVE_INFINITY),
    max: new Float64Array(slots).fill(Number.NEGATIVE_INFINITY),
  };
}

function addTo(lane: Lane, slot: number, count: number, sum: number, min: number, max: number): void {
  lane.count[slot] = (lane.count[slot] ?? 0) + count;
  lane.sum[slot] = (lane.sum[slot] ?? 0) + sum;
  if (min < (lane.min[slot] ?? min)) lane.min[slot] = min;
  if (max > (lane.max[slot] ?? max)) lane.max[slot] = max;
}

/** Slots for a query; `inHours` makes none narrower than an hour. */
export function createSlots(query: SampleQuery, inHours = false): Slots {
  const grid = gridOf(query, inHours);
  const { from, to } = query;
  const wanted = query.metrics === undefined ? null : new Set(query.metrics);
  const lanes = new Map<string, Lane>();
  const lanesOfSet = new Map<number, readonly (Lane | null)[]>();
  const slotOf = (at: number): number => Math.floor((at - grid.origin) / grid.widthMs);

  function laneOf(metric: string, unit: string): Lane | null {
    if (wanted !== null && !wanted.has(metric)) return null;
    const key = `${metric}\n${unit}`;
    let lane = lanes.get(key);
    if (lane === undefined) {
      lane = createLane(metric, unit, grid.slots);
      lanes.set(key, lane);
    }
    return lane;
  }

  function lanesFor(set: MetricSet): readonly (Lane | null)[] {
    let found = lanesOfSet.get(set.ref);
    if (found === undefined) {
      found = set.metrics.map(([metric, unit]) => laneOf(metric, unit));
      lanesOfSet.set(set.ref, found);
    }
    return found;
  }

  return {
    inHours: grid.inHours,
    add(at, set, valueAt) {
      if (at < from || at >= to) return;
      lanesFor(set).forEach((lane, index) => {
        if (lane === null) return;
        const value = valueAt(index);
        if (Number.isFinite(value)) addTo(lane, slotOf(at), 1, value, value, value);
      });
    },
    lane(metric, unit) {
      const lane = laneOf(metric, unit);
      if (lane === null) return null;
      return {
        add(at, value) {
          if (at >= from && at < to && Number.isFinite(value)) addTo(lane, slotOf(at), 1, value, value, value);
        },
        addHour(at, { count, min, max, sum }) {
          if (count > 0 && at < to) addTo(lane, slotOf(Math.max(at, from)), count, sum ?? 0, min ?? 0, max ?? 0);
        },
      };
    },
    series: () => seriesOf([...lanes.values()], grid, from),
  };
}

function seriesOf(lanes: readonly Lane[], { origin, widthMs, slots }: Grid, from: number): readonly Series[] {
  const at = Array.from({ length: slots }, (_, slot) => Math.max(from, origin + slot * widthMs));
  return lanes.map(({ metric, unit, count, sum, min, max }) => {
    const orNull = (values: Float64Array) => Array.from(values, (value, slot) => (count[slot] ? value : null));
    const avg = Array.from(sum, (total, slot) => (count[slot] ? total / count[slot] : null));
    return { metric, unit, at, avg, min: orNull(min), max: orNull(max) };
  });
}
