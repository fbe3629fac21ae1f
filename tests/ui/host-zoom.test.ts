// The axis in an operator's hands, and the metrics that only the past still has.
import { describe, expect, test } from 'vitest';
import { supportWords } from '../../renderer/features/host/support-words.ts';
import { nextRange, pan, stretch, viewWord, zoom } from '../../renderer/features/host/time-window.ts';
import { chooseCharts, findCharts } from '../../renderer/store/chart-choice.ts';
import { lastValue, shifted, withSeen } from '../../renderer/store/chart-samples.ts';
import { byId, makeCheck, makeState } from './host-makers.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
const axis = { from: NOW - 6 * HOUR, to: NOW, now: NOW };

describe('zoom', () => {
  test('in about a moment: that moment keeps its place', () => {
    const about = NOW - 2 * HOUR;
    const view = zoom(axis, 0.5, about);
    if (view.type !== 'free') throw new Error('a zoomed view stands still');
    expect(view.to - view.from).toBe(3 * HOUR);
    expect((about - view.from) / (view.to - view.from)).toBeCloseTo((about - axis.from) / (6 * HOUR), 5);
  });
  test('out never shows what has not happened yet', () => {
    expect(zoom(axis, 2, NOW - HOUR)).toEqual({ type: 'free', from: NOW - 12 * HOUR, to: NOW });
  });
  test('in ends at a minute, out at a year', () => {
    const near = zoom({ from: NOW - 90_000, to: NOW, now: NOW }, 0.1, NOW);
    expect(near).toMatchObject({ from: NOW - 60_000, to: NOW });
    const far = zoom({ from: NOW - 8_000 * HOUR, to: NOW, now: NOW }, 4, NOW);
    expect(far).toMatchObject({ from: NOW - 8_760 * HOUR, to: NOW });
  });
  test('by drawing out a stretch takes exactly that stretch', () => {
    expect(stretch(NOW - 3 * HOUR, NOW - 2 * HOUR, NOW)).toEqual({
      type: 'free',
      from: NOW - 3 * HOUR,
      to: NOW - 2 * HOUR,
    });
  });
});

describe('pan', () => {
  test('goes back by a share of the axis, and stops at now on the way on', () => {
    expect(pan(axis, -0.25, NOW)).toEqual({ type: 'free', from: NOW - 7.5 * HOUR, to: NOW - 1.5 * HOUR });
    expect(pan({ from: NOW - 7 * HOUR, to: NOW - HOUR, now: NOW }, 0.25, NOW)).toEqual({
      type: 'free',
      from: NOW - 6 * HOUR,
      to: NOW,
    });
  });
});

test('from a free stretch the ranges lead back to the clock: the next longer, the next shorter', () => {
  const free = { type: 'free', from: NOW - 3 * HOUR, to: NOW } as const;
  expect(nextRange(free, 1)).toEqual({ type: 'follow', range: '6 h' });
  expect(nextRange(free, -1)).toEqual({ type: 'follow', range: '1 h' });
});

test('a stretch is named by its ends, with the day, and with seconds where they matter', () => {
  expect(viewWord({ type: 'free', from: NOW - 3 * HOUR, to: NOW })).toBe('Thu 19 Nov 23:32 to Fri 20 Nov 02:32');
  expect(viewWord({ type: 'free', from: NOW - 60_000, to: NOW })).toBe('Fri 20 Nov 02:31:54 to 02:32:54');
});

describe('a check whose last result carries no figures', () => {
  const ping = makeCheck('ping', { kind: 'ping', alive: true });
  const series = (metric: string, avg: (number | null)[]) => ({
    metric,
    unit: 'ms',
    at: [1_000, 2_000],
    avg,
    min: avg,
    max: avg,
  });
  const seen = withSeen(new Map(), ping.id, [series('rtt.avg', [1, null]), series('never', [null, null])]);
  const down = byId([makeState(ping, { status: 'critical', hardStatus: 'critical' })]);

  test('still has the charts of what it measured before, and not of what it never did', () => {
    const charts = chooseCharts([ping], down, new Map(), seen);
    expect(charts.map(({ metric }) => [metric.name, metric.value])).toEqual([['rtt.avg', null]]);
    // It is what is broken: it stands first.
    expect(charts[0]?.rank).toBe(2);
  });
  test('keeps them when a zoom shows a stretch without them', () => {
    expect(withSeen(seen, ping.id, [])).toBe(seen);
    expect(withSeen(seen, ping.id, [series('rtt.avg', [null, null])])).toBe(seen);
  });
  test('shows the last value there was', () => {
    expect(lastValue({ at: [1, 2, 3], avg: [4, 5, null] })).toEqual({ at: 2, value: 5 });
    expect(lastValue({ at: [1], avg: [null] })).toBeNull();
  });
});

test('a metric is found by its title, its own name or its check; every word must fit', () => {
  const system = makeCheck('system');
  const state = makeState(system, {
    metrics: [
      { name: 'disk.used./var', value: 1, unit: '%' },
      { name: 'cpu.used', value: 1, unit: '%' },
    ],
  });
  const charts = chooseCharts([system], byId([state]), new Map());
  expect(findCharts(charts, '').length).toBe(2);
  expect(findCharts(charts, 'SYSTEM /var').map(({ metric }) => metric.name)).toEqual(['disk.used./var']);
  expect(findCharts(charts, 'system memory')).toEqual([]);
});

test('last week is moved onto this week', () => {
  expect(shifted(new Map([['a', { at: [1, 2], avg: [3, 4] }]]), 100).get('a')).toEqual({ at: [101, 102], avg: [3, 4] });
});

test('support says until when, how many days are left when they are few, and that it has ended', () => {
  expect(supportWords('', NOW)).toBeNull();
  expect(supportWords('2028-03-31', NOW)).toEqual({ words: 'until 2028-03-31', ended: false });
  expect(supportWords('2026-11-20', NOW)).toEqual({ words: 'until 2026-11-20, 1 day left', ended: false });
  expect(supportWords('2026-11-19', NOW)).toEqual({ words: 'ended 2026-11-19', ended: true });
});
