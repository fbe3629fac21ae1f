// When something will be full, in words.
import { expect, test } from 'vitest';
import { fullIn, fullOn } from '../../renderer/store/forecast-words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 20, 2, 0);

const at = (fullMs: number, earliestMs: number, latestMs: number | null, trust: 'firm' | 'rough' = 'firm') => ({
  fullAt: NOW + fullMs,
  earliestAt: NOW + earliestMs,
  latestAt: latestMs === null ? null : NOW + latestMs,
  trust,
});
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  [at(9 * HOUR + 20 * MINUTE, 7 * HOUR, 14 * HOUR), 'in 9 h, 09:00 to 16:00'],
  [at(2 * HOUR + 20 * MINUTE, HOUR, 3 * HOUR), 'in 2 h 20 min, 03:00 to 05:00'],
  [at(30 * HOUR, 20 * HOUR, 40 * HOUR), 'in 1 d 6 h, 22:00 to Sat 18:00'],
  [at(7 * DAY + 20 * HOUR, 7 * DAY, 8 * DAY + 12 * HOUR), 'in 7 d 20 h, ± 20 h'],
  [at(20 * DAY, 18.5 * DAY, 23.2 * DAY), 'in 20 d, ± 4 d'],
  [at(20 * DAY, 18 * DAY, null), 'in 20 d, from Tue 8 Dec'],
  [at(10 * HOUR, 5 * HOUR, null, 'rough'), 'in 10 h, from 07:00, rough'],
  [at(10 * HOUR, 10 * HOUR, 10 * HOUR + MINUTE), 'in 10 h'],
  [at(0, 0, HOUR), 'by now'],
  [at(4 * HOUR, 0, 9 * HOUR), 'in 4 h, now to 11:00'],
  [{ fullAt: null, earliestAt: null, latestAt: null, trust: 'firm' as const }, ''],
])('%o', (forecast, words) => {
  expect(plain(fullIn(forecast, NOW))).toBe(words);
});

test('today by the hour, later by the day', () => {
  expect(fullOn(NOW + 9 * HOUR, NOW)).toBe('11:00');
  expect(fullOn(NOW + 8 * DAY, NOW)).toBe('Sat 28 Nov');
  expect(fullOn(NOW, NOW)).toBe('now');
});
