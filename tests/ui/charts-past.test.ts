// A second period under the first: one time axis for both, gaps of each its own, and words that tell them apart.
import { describe, expect, test } from 'vitest';
import { readout } from '../../renderer/ui/charts/readout.ts';
import { toColumns } from '../../renderer/ui/charts/slots.ts';
import { axisLabels } from '../../renderer/ui/charts/time-axis.ts';

const samples = (at: number[], avg: (number | null)[]) => ({ at, avg });
const scale = { low: 0, high: 1, unit: { divisor: 1, unit: 'ms' } };

describe('an earlier period', () => {
  test('on other times stands in a column of its own, and breaks no line of the present one', () => {
    const [times, now, past] = toColumns(samples([0, 60, 120], [1, 2, 3]), null, 150, 120, samples([30, 90], [7, 8]));
    expect(times).toEqual([0, 30, 60, 90, 120]);
    // undefined lets the line go on, null would break it.
    expect(now).toEqual([1, undefined, 2, undefined, 3]);
    expect(past?.[1]).toBe(7);
    expect(past?.[3]).toBe(8);
    expect([...(past ?? [])]).not.toContain(null);
  });
  test('has gaps of its own: a hole of last week is not drawn over, and is no hole of this week', () => {
    const week = samples([0, 60, 120, 180, 240, 300], [1, 1, 1, 1, 1, 1]);
    const [times = [], now, past] = toColumns(week, null, 100, 300, samples([0, 60, 240, 300], [5, 5, 5, 5]));
    const at = (time: number) => (times as number[]).indexOf(time);
    expect(past?.[at(120)]).toBeNull();
    expect(past?.[at(240)]).toBe(5);
    expect(now?.[at(120)]).toBe(1);
  });
  test('comes after the band and the second line', () => {
    const both = { at: [0, 60], avg: [2, 2], min: [1, 1], max: [3, 3] };
    const columns = toColumns(both, samples([0, 60], [9, 9]), 150, 60, samples([0, 60], [5, 5]));
    expect(columns.map((column) => column?.[0])).toEqual([0, 2, 3, 1, 9, 5]);
    const shape = { band: true, second: true, past: true, zoom: true };
    const names = { unit: 'ms', second: 'out', past: 'a week before' };
    const view = { columns, from: 0, to: 60_000, scale };
    expect(readout(view, shape, names, 0)).toBe('00:00:00 · 2\u00a0ms, out 9\u00a0ms, a week before 5\u00a0ms');
  });
});

test('without an earlier period the words are as they were, and a gap is said', () => {
  const columns = toColumns(samples([0, 60, 120], [1, null, 3]), null, 40, 120);
  const shape = { band: false, second: false, past: false, zoom: false };
  const view = { columns, from: 0, to: 120_000, scale };
  expect(readout(view, shape, { unit: 'ms' }, 0)).toBe('00:00:00 · 1\u00a0ms');
  expect(readout(view, shape, { unit: 'ms' }, 1)).toMatch(/no result$/);
  expect(readout(view, shape, { unit: 'ms' }, 99)).toBe('');
});

test('a year is named by months with their year', () => {
  const to = Date.UTC(2026, 10, 20);
  const words = axisLabels(to - 365 * 86_400_000, to).map(({ word }) => word);
  expect(words[0]).toBe('Nov 2025');
  expect(words.at(-1)).toBe('Nov 2026');
});
