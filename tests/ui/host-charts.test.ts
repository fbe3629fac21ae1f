// Which charts a host gets, what they are drawn from, and the lists that keep their order.
import { renderHook } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { eventsOf, gapsOf } from '../../renderer/features/host/span-marks.ts';
import { nextRange, type RangeName } from '../../renderer/features/host/time-window.ts';
import { useSteadyOrder } from '../../renderer/features/host/use-steady-order.ts';
import { gapAfter, slotPlan } from '../../renderer/lib/slot-plan.ts';
import { chooseCharts, metricTitle } from '../../renderer/store/chart-choice.ts';
import { sampleKey, withHistory, withResults } from '../../renderer/store/chart-samples.ts';
import { byId, makeCheck, makeState } from './host-makers.ts';

describe('which charts come first', () => {
  const infos = [
    { name: 'rtt.avg', label: 'Round trip', unit: 'ms' },
    { name: 'disk.used.*', label: 'Disk used', unit: '%' },
  ];
  const ping = makeCheck('ping', { kind: 'ping', alive: true });
  const system = makeCheck('system', { kind: 'system' });
  const states = byId([
    makeState(ping, {
      metrics: [
        { name: 'rtt.avg', value: 1, unit: 'ms' },
        { name: 'rtt.max', value: 2, unit: 'ms' },
      ],
    }),
    makeState(system, {
      metrics: [
        { name: 'net.rx.eth0', value: 5, unit: 'B/s' },
        { name: 'net.tx.eth0', value: 6, unit: 'B/s' },
        { name: 'cpu', value: 12, unit: '%' },
        { name: 'disk.used./var', value: 96, unit: '%', crit: '95' },
      ],
    }),
  ]);
  const kinds = new Map([
    ['ping', { kind: 'ping', metrics: infos }],
    ['system', { kind: 'system', metrics: infos }],
  ]);
  const charts = chooseCharts([ping, system], states, kinds as never);

  test('the broken one, the alive round trip, cpu, network, and spread last', () => {
    expect(charts.map((chart) => chart.metric.name)).toEqual([
      'disk.used./var',
      'rtt.avg',
      'cpu',
      'net.rx.eth0',
      'rtt.max',
    ]);
  });
  test('two directions share a chart', () => {
    const network = charts.find((chart) => chart.metric.name === 'net.rx.eth0');
    expect(network?.second).toMatchObject({ label: 'tx', metric: { name: 'net.tx.eth0' } });
  });
  test('a family gives its name to each of its members', () => {
    expect(metricTitle('disk.used./var', infos)).toBe('Disk used /var');
    expect(metricTitle('queue_length', [])).toBe('Queue length');
  });
});

describe('samples and slots', () => {
  const check = 'c1' as CheckId;
  const history = [
    { metric: 'lag', unit: 's', at: [0, 60, 120], avg: [null, 5, null], min: [null, 5, null], max: [null, 5, null] },
  ];
  const result = (at: number, value: number) => ({
    checkId: check,
    at,
    lateMs: 0,
    durationMs: 1,
    status: 'ok' as const,
    summary: '',
    metrics: [{ name: 'lag', value, unit: 's' }],
  });

  test('live results go on behind the history; old ones are not taken twice', () => {
    const map = withResults(withHistory(new Map(), check, history), [result(180, 7), result(60, 99)], 0);
    const samples = map.get(sampleKey(check, 'lag'));
    expect(samples?.at).toEqual([60, 180]);
    expect(samples?.avg).toEqual([5, 7]);
    expect(samples?.max).toEqual([5, 7]);
  });
  test('history that comes late goes under what came live meanwhile', () => {
    const map = withHistory(withResults(new Map(), [result(180, 7)], 0), check, history);
    expect(map.get(sampleKey(check, 'lag'))?.avg).toEqual([5, 7]);
  });
  test('a slot holds at least one result, at most 600 of them', () => {
    expect(slotPlan(6 * 3_600_000, 60_000)).toEqual({ slotMs: 60_000, points: 360 });
    const week = slotPlan(168 * 3_600_000, 60_000);
    expect(week.points).toBeLessThanOrEqual(600);
    expect(week.slotMs % 60_000).toBe(0);
    expect(gapAfter(3_600_000, 60_000)).toBe(150_000);
  });
});

describe('what stands over the charts', () => {
  const spans = [
    { from: 0, to: 100, status: 'ok' as const },
    { from: 100, to: 200, status: 'warning' as const },
    { from: 200, to: 300, status: 'not-monitored' as const },
    { from: 300, to: 400, status: 'ok' as const },
    { from: 400, to: 500, status: 'critical' as const },
  ];
  test('a line where a bad spell begins; the last is lit while nobody has it', () => {
    expect(eventsOf(spans, true).map(({ at, status, lit }) => [at, status, lit])).toEqual([
      [100, 'warning', false],
      [400, 'critical', true],
    ]);
    expect(eventsOf(spans, false).some((event) => event.lit)).toBe(false);
  });
  test('a hatch with its name where nobody looked', () => {
    expect(gapsOf(spans)).toEqual([{ from: 200, to: 300, name: 'not monitored 00:00 to 00:00' }]);
  });
  test('[ and ] stop at the ends', () => {
    const follow = (range: RangeName) => ({ type: 'follow', range }) as const;
    expect(nextRange(follow('6 h'), 1)).toEqual(follow('24 h'));
    expect(nextRange(follow('1 y'), 1)).toEqual(follow('1 y'));
    expect(nextRange(follow('1 h'), -1)).toEqual(follow('1 h'));
  });
});

test('a list keeps its order when something gets worse, says so, and sorts when asked', () => {
  const same = (item: string) => item;
  const { result, rerender } = renderHook(({ items, asked }) => useSteadyOrder(items, same, asked), {
    initialProps: { items: ['a', 'b', 'c'], asked: 0 },
  });
  rerender({ items: ['c', 'a', 'b'], asked: 0 });
  expect(result.current).toEqual({ items: ['a', 'b', 'c'], isOutOfOrder: true });
  rerender({ items: ['c', 'a', 'b'], asked: 1 });
  expect(result.current).toEqual({ items: ['c', 'a', 'b'], isOutOfOrder: false });
  rerender({ items: ['d', 'c', 'a', 'b'], asked: 1 });
  expect(result.current.items).toEqual(['d', 'c', 'a', 'b']);
});
