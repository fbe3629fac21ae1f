// Times as files and options write them.
import { describe, expect, onTestFinished, test } from 'vitest';
import { readTime, readTimeOrAgo, utc } from '../../electron/cli/times.ts';

/** As if the machine stood there. */
function inZone(zone: string): void {
  const before = process.env.TZ;
  process.env.TZ = zone;
  onTestFinished(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });
}

describe('a time in a file', () => {
  test.each([
    ['2026-11-22T02:00:00Z', Date.UTC(2026, 10, 22, 2)],
    ['2026-11-22T02:00Z', Date.UTC(2026, 10, 22, 2)],
    ['2026-11-22 02:00:00z', Date.UTC(2026, 10, 22, 2)],
    ['2026-11-22T02:00:00.5Z', Date.UTC(2026, 10, 22, 2, 0, 0, 500)],
    ['2026-11-22T02:00:00,9999Z', Date.UTC(2026, 10, 22, 2, 0, 0, 999)],
    ['2026-11-22T03:30:00+01:30', Date.UTC(2026, 10, 22, 2)],
    ['2026-11-21T21:00:00-0500', Date.UTC(2026, 10, 22, 2)],
    ['2026-11-22T03:00:00+01', Date.UTC(2026, 10, 22, 2)],
    ['2028-02-29T00:00:00Z', Date.UTC(2028, 1, 29)],
    [1_795_312_800_000, 1_795_312_800_000],
    ['1795312800000', 1_795_312_800_000],
    [0, 0],
    [-5, -5],
  ])('%j', (text, at) => {
    expect(readTime(text)).toBe(at);
  });

  test.each([
    '',
    'now',
    'yesterday',

    '2026-02-29T00:00:00Z',
    '2026-02-30',
    '2026-13-01',
    '2026-00-01',
    '2026-11-22T24:00:00Z',
    '2026-11-22T02:60:00Z',
    '2026-11-22T02:00:00+25:00',
    '22.11.2026',
    '2026-11-22T02:00:00Zulu',
    1.5,
    Number.NaN,
    8.7e15,
    null,
    undefined,
    true,
    {},
  ])('%j is none', (text) => {
    expect(readTime(text)).toBeNull();
  });

  test('without a zone it is local, and a date alone begins at local midnight, also on the days the clocks change', () => {
    inZone('Europe/Amsterdam');
    expect(readTime('2026-03-29')).toBe(Date.UTC(2026, 2, 28, 23));
    expect((readTime('2026-03-30') ?? 0) - (readTime('2026-03-29') ?? 0)).toBe(23 * 3_600_000);
    expect((readTime('2026-10-26') ?? 0) - (readTime('2026-10-25') ?? 0)).toBe(25 * 3_600_000);
    expect(readTime('2026-07-01T12:00')).toBe(Date.UTC(2026, 6, 1, 10));
  });
});

describe('a time on the command line', () => {
  const now = Date.UTC(2026, 10, 22, 2);
  test.each([
    ['now', 0],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['30min', 1_800_000],
    ['1.5h', 5_400_000],
    ['-24h', 86_400_000],
    ['7d', 604_800_000],
    ['2w', 1_209_600_000],
  ])('%s', (text, agoMs) => {
    expect(readTimeOrAgo(text, now)).toBe(now - agoMs);
  });

  test('or as in a file', () => {
    expect(readTimeOrAgo('2026-11-22T02:00:00Z', 0)).toBe(now);
    expect(readTimeOrAgo('24 hours', now)).toBeNull();
    expect(readTimeOrAgo('99999999999d', now)).toBeNull();
  });
});

test('times are printed in UTC, with a fraction only where there is one', () => {
  expect([utc(Date.UTC(2026, 10, 22, 2)), utc(1)]).toEqual(['2026-11-22T02:00:00Z', '1970-01-01T00:00:00.001Z']);
});
