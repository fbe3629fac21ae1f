// Slots of a chart: where they begin, how many there are, what falls into which.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createSlots, type SampleQuery } from '../../electron/engine/store/sample-slots.ts';

const RTT = { ref: 1, metrics: [['rtt', 'ms']] as const };

function drawn(query: SampleQuery, samples: readonly (readonly [at: number, value: number])[]) {
  const slots = createSlots(query);
  for (const [at, value] of samples) slots.add(at, RTT, () => value);
  return slots.series()[0];
}

describe('slots', () => {
  test('a slot begins inclusive and ends exclusive, and so does the period', () => {
    const series = drawn({ from: 100, to: 200, points: 2 }, [
      [99, 1],
      [100, 2],
      [149, 4],
      [150, 8],
      [199, 10],
      [200, 99],
    ]);
    expect(series).toMatchObject({ at: [100, 150], avg: [3, 9], min: [2, 8], max: [4, 10] });
  });

  test('a check every 10 s drawn in slots as narrow as asked would have holes; minSlotMs keeps the line whole', () => {
    const every10s = [0, 10_000, 20_000, 30_000].map((at) => [at, 1] as const);
    const query = { from: 0, to: 40_000, points: 8 };
    expect(drawn(query, every10s)?.avg).toEqual([1, null, 1, null, 1, null, 1, null]);
    expect(drawn({ ...query, minSlotMs: 10_000 }, every10s)?.avg).toEqual([1, 1, 1, 1]);
  });

  test('an empty period has no slots and no trouble', () => {
    expect(drawn({ from: 200, to: 100, points: 10 }, [[150, 1]])).toBeUndefined();
  });

  test('never more slots than asked, every sample of the period in exactly one, extremes around the average', () => {
    const cases = fc.record({
      from: fc.integer({ min: 0, max: 1_000 }),
      length: fc.integer({ min: 1, max: 5_000 }),
      points: fc.integer({ min: 1, max: 50 }),
      samples: fc.array(fc.tuple(fc.integer({ min: 0, max: 7_000 }), fc.integer({ min: -100, max: 100 }))),
    });
    fc.assert(
      fc.property(cases, ({ from, length, points, samples }) => {
        const to = from + length;
        const inside = samples.filter(([at]) => at >= from && at < to);
        const series = drawn({ from, to, points }, samples);
        if (series === undefined) return inside.length === 0;
        const [first] = series.at;
        const widthMs = (series.at[1] ?? to) - from;
        expect(series.at.length).toBeLessThanOrEqual(points);
        expect(first).toBe(from);
        series.at.forEach((start, slot) => {
          const values = inside.filter(([at]) => at >= start && at < start + widthMs).map(([, value]) => value);
          const avg = values.length === 0 ? null : values.reduce((a, b) => a + b, 0) / values.length;
          expect(series.avg[slot]).toBe(avg);
          expect(series.min[slot]).toBe(values.length === 0 ? null : Math.min(...values));
          expect(series.max[slot]).toBe(values.length === 0 ? null : Math.max(...values));
        });
        return true;
      }),
    );
  });
});

describe('slots of hours', () => {
  const HOUR = 3_600_000;

  test('begin on full hours after a first that begins with the period, and none is too many', () => {
    const series = drawn({ from: HOUR + 60_000, to: 11 * HOUR, points: 4 }, [[5 * HOUR, 7]]);
    expect(series).toMatchObject({ at: [HOUR + 60_000, 4 * HOUR, 7 * HOUR, 10 * HOUR], avg: [null, 7, null, null] });
  });

  test('an hour drawn from its roll-up looks as its samples would, cut hours count from the start of the period', () => {
    const query = { from: HOUR / 2, to: 4 * HOUR, points: 4 };
    const slots = createSlots(query, true);
    const lane = slots.lane('rtt', 'ms');
    lane?.addHour(0, { count: 2, min: 1, max: 3, sum: 4, last: 3 });
    lane?.addHour(HOUR, { count: 0, min: null, max: null, sum: null, last: null });
    lane?.addHour(2 * HOUR, { count: 4, min: -1, max: 9, sum: 10, last: 0 });
    expect(slots.series()).toMatchObject([
      {
        at: [HOUR / 2, HOUR, 2 * HOUR, 3 * HOUR],
        avg: [2, null, 2.5, null],
        min: [1, null, -1, null],
        max: [3, null, 9, null],
      },
    ]);
  });

  test('a narrow period is drawn in hours when it must be', () => {
    const slots = createSlots({ from: 0, to: 2 * HOUR, points: 600 }, true);
    slots.lane('rtt', 'ms');
    expect(slots.series()[0]?.at).toEqual([0, HOUR]);
  });
});
