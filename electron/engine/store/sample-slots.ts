// Draws many samples together into few slots of equal width: average, lowest, highest; null where nothing was measured.
import type { Series } from '../../contract/api/history.ts';
import type { MetricSet } from './sample-dictionaries.ts';

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
  add(at: number, set: MetricSet, valueAt: (index: number) => number): void;
  series(): readonly Series[];
}

export function createSlots(query: SampleQuery): Slots {
  const periodMs = Math.max(0, query.to - query.from);
  const widthMs = Math.max(1, query.minSlotMs ?? 1, Math.ceil(periodMs / Math.max(1, query.points)));
  const slots = Math.ceil(periodMs / widthMs);
  const wanted = query.metrics === undefined ? null : new Set(query.metrics);
  const lanes = new Map<string, Lane>();
  const lanesOfSet = new Map<number, readonly (Lane | null)[]>();

  function laneOf(metric: string, unit: string): Lane | null {
    if (wanted !== null && !wanted.has(metric)) return null;
    const key = `${metric}\n${unit}`;
    const known = lanes.get(key);
    if (known !== undefined) return known;
    const lane: Lane = {
      metric,
      unit,
      count: new Uint32Array(slots),
      sum: new Float64Array(slots),
      min: new Float64Array(slots).fill(Number.POSITIVE_INFINITY),
      max: new Float64Array(slots).fill(Number.NEGATIVE_INFINITY),
    };
    lanes.set(key, lane);
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
    add(at, set, valueAt) {
      if (at < query.from || at >= query.to) return;
      const slot = Math.floor((at - query.from) / widthMs);
      lanesFor(set).forEach((lane, index) => {
        if (lane === null) return;
        const value = valueAt(index);
        if (!Number.isFinite(value)) return;
        lane.count[slot] = (lane.count[slot] ?? 0) + 1;
        lane.sum[slot] = (lane.sum[slot] ?? 0) + value;
        lane.min[slot] = Math.min(lane.min[slot] ?? value, value);
        lane.max[slot] = Math.max(lane.max[slot] ?? value, value);
      });
    },
    series() {
      const at = Array.from({ length: slots }, (_, slot) => query.from + slot * widthMs);
      return [...lanes.values()].map(({ metric, unit, count, sum, min, max }) => {
        const orNull = (values: Float64Array) => Array.from(values, (value, slot) => (count[slot] ? value : null));
        const avg = Array.from(sum, (total, slot) => (count[slot] ? total / count[slot] : null));
        return { metric, unit, at, avg, min: orNull(min), max: orNull(max) };
      });
    },
  };
}
