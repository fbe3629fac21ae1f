// Which figures fill up, and when a list of forecasts is news.
import { describe, expect, test } from 'vitest';
import type { CapacityForecast } from '../../electron/contract/model/forecast.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { Metric } from '../../electron/contract/model/result.ts';
import { fillingMetric } from '../../electron/engine/core/forecast-metrics.ts';
import { isSameNews } from '../../electron/engine/core/forecast-news.ts';

const metric = (name: string, unit: string, max?: number): Metric => ({
  name,
  value: 1,
  unit,
  ...(max === undefined ? {} : { max }),
});

describe('what fills up', () => {
  test.each([
    [metric('disk.used./var', '%', 100), '/var', 100],
    [metric('disk.inodes./var', '%', 100), 'inodes of /var', 100],
    [metric('/', 'MB', 5_968), '/', 5_968],
    [metric('/home/ramses', 'B', 2e12), '/home/ramses', 2e12],
    [metric('/var/cache', '%'), '/var/cache', 100],
    [metric('dhcp_leases', '', 254), 'dhcp_leases', 254],
    [metric('pool used', '%'), 'pool used', 100],
  ])('%o', (one, what, limit) => {
    expect(fillingMetric(one)).toEqual({ metric: one.name, unit: one.unit, what, limit });
  });

  test.each([
    metric('cpu.used', '%', 100),
    metric('memory.used', '%', 100),
    metric('swap.used', '%', 100),
    metric('load.5', '', 8),
    metric('loss', '%', 100),
    metric('shrink', '%', 100),
    metric('disk.free./var', 'B'),
    metric('/', 'MB'),
    metric('leases', '', 0),
    metric('rta', 'ms', 5_000),
    metric('queries', 'c', 5_000),
    metric('battery charge', '%'),
    metric('mem_used', 'B', 8e9),
  ])('not %o', (one) => {
    expect(fillingMetric(one)).toBeNull();
  });
});

describe('a list of forecasts is news', () => {
  const NOW = 1_000_000_000;
  const HOUR = 3_600_000;
  const one = (fullInHours: number, more: Partial<CapacityForecast> = {}): CapacityForecast => ({
    checkId: 'disk' as CheckId,
    hostId: 'db1' as HostId,
    host: 'db1',
    check: 'system',
    metric: 'disk.used./var',
    what: '/var',
    unit: '%',
    asOf: NOW,
    value: 80,
    limit: 100,
    perDay: 1,
    perDayLow: 1,
    perDayHigh: 1,
    fullAt: NOW + fullInHours * HOUR,
    earliestAt: NOW + fullInHours * HOUR,
    latestAt: null,
    hours: 336,
    spanDays: 14,
    trust: 'firm',
    ...more,
  });

  test('when one comes, goes, becomes sure, or its date moves by more than it trembles', () => {
    expect(isSameNews([], [], NOW)).toBe(true);
    expect(isSameNews([one(100)], [one(102, { value: 81 })], NOW)).toBe(true);
    expect(isSameNews([one(100)], [one(110)], NOW)).toBe(false);
    expect(isSameNews([one(1)], [one(1.2)], NOW)).toBe(true);
    expect(isSameNews([one(1)], [one(1.5)], NOW)).toBe(false);
    expect(isSameNews([], [one(100)], NOW)).toBe(false);
    expect(isSameNews([one(100)], [], NOW)).toBe(false);
    expect(isSameNews([one(100)], [one(100, { metric: 'disk.used./home' })], NOW)).toBe(false);
    expect(isSameNews([one(100)], [one(100, { trust: 'rough' })], NOW)).toBe(false);
    expect(isSameNews([one(100)], [one(100, { latestAt: NOW + 900 * HOUR })], NOW)).toBe(false);
  });
});
