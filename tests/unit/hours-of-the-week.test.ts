// Hours of the week as moments: across midnight, across DST, in zones that are not where the machine stands.
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import type { WeeklyHours } from '../../electron/contract/model/hours.ts';
import { isWithin, nextChange } from '../../electron/engine/core/hours.ts';

const at = (text: string): number => Temporal.ZonedDateTime.from(text).epochMilliseconds;
const berlin = (wall: string, offset = ''): number => at(`${wall}${offset}[Europe/Berlin]`);
const hours = (days: number[], from: string, to: string, zone = 'Europe/Berlin'): WeeklyHours => ({
  days,
  from,
  to,
  zone,
});
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const WORKDAYS = [1, 2, 3, 4, 5];
const HOUR = 3_600_000;

describe('hours of the week', () => {
  it('begin with their first minute and end before their last', () => {
    const office = hours(WORKDAYS, '08:00', '17:00');
    // 2026-11-23 is a Monday.
    expect(isWithin(office, berlin('2026-11-23T08:00'))).toBe(true);
    expect(isWithin(office, berlin('2026-11-23T08:00') - 1)).toBe(false);
    expect(isWithin(office, berlin('2026-11-23T17:00') - 1)).toBe(true);
    expect(isWithin(office, berlin('2026-11-23T17:00'))).toBe(false);
    expect(isWithin(office, berlin('2026-11-22T12:00'))).toBe(false);
  });

  it('of Friday night end on Saturday morning, and Saturday night has none', () => {
    const nights = hours(WORKDAYS, '22:00', '06:00');
    expect(isWithin(nights, berlin('2026-11-28T05:59'))).toBe(true);
    expect(isWithin(nights, berlin('2026-11-28T06:00'))).toBe(false);
    expect(isWithin(nights, berlin('2026-11-28T23:00'))).toBe(false);
    expect(nextChange(nights, berlin('2026-11-28T23:00'))).toBe(berlin('2026-11-30T22:00'));
  });

  it('whose end is their beginning last a whole day, and every day for ever', () => {
    expect(nextChange(hours([3], '08:00', '08:00'), berlin('2026-11-25T09:00'))).toBe(berlin('2026-11-26T08:00'));
    const always = hours(EVERY_DAY, '08:00', '08:00');
    expect(nextChange(always, berlin('2026-11-25T09:00'))).toBeNull();
    expect(isWithin(always, berlin('2026-11-25T08:00'))).toBe(true);
  });

  it('that adjoin do not change in between', () => {
    const both = hours([1, 2], '08:00', '08:00');
    expect(nextChange(both, berlin('2026-11-23T09:00'))).toBe(berlin('2026-11-25T08:00'));
  });

  it('go by the clock of their zone, wherever the monitor stands', () => {
    const tokyo = hours(EVERY_DAY, '09:00', '17:00', 'Asia/Tokyo');
    expect(isWithin(tokyo, at('2026-11-23T01:00[UTC]'))).toBe(true);
    expect(isWithin(tokyo, at('2026-11-23T09:00[UTC]'))).toBe(false);
  });
});

describe('in the night the clocks change', () => {
  it('a night is an hour shorter in spring and an hour longer in autumn', () => {
    const night = hours(EVERY_DAY, '22:00', '06:00');
    const lengthFrom = (start: number) => (nextChange(night, start) ?? 0) - start;
    expect(lengthFrom(berlin('2026-03-28T22:00'))).toBe(7 * HOUR);
    expect(lengthFrom(berlin('2026-10-24T22:00'))).toBe(9 * HOUR);
  });

  it('a time that comes twice counts the first time: who comes takes over when the other leaves', () => {
    const first = berlin('2026-10-25T02:30', '+02:00');
    expect(nextChange(hours(EVERY_DAY, '22:00', '02:30'), berlin('2026-10-24T23:00'))).toBe(first);
    expect(nextChange(hours(EVERY_DAY, '02:30', '06:00'), berlin('2026-10-24T23:00'))).toBe(first);
    expect(isWithin(hours(EVERY_DAY, '22:00', '02:30'), berlin('2026-10-25T02:15', '+01:00'))).toBe(false);
  });

  it('a time that does not come is the moment the clock jumps over it', () => {
    const jump = berlin('2026-03-29T03:00');
    expect(nextChange(hours(EVERY_DAY, '02:30', '06:00'), berlin('2026-03-29T01:00'))).toBe(jump);
    expect(nextChange(hours(EVERY_DAY, '22:00', '02:30'), berlin('2026-03-29T01:00'))).toBe(jump);
  });

  it('hours that lie wholly in what the clock jumps over do not happen that day', () => {
    const skipped = hours([7], '02:00', '03:00');
    expect(isWithin(skipped, berlin('2026-03-29T03:00'))).toBe(false);
    expect(nextChange(skipped, berlin('2026-03-29T00:00'))).toBe(berlin('2026-04-05T02:00'));
  });
});

const wallTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const anyHours: fc.Arbitrary<WeeklyHours> = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu'),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: wallTime,
  to: wallTime,
});
const moment = fc.integer({ min: at('2026-01-01T00:00[UTC]'), max: at('2028-01-01T00:00[UTC]') });

it('nothing changes before the next change, and then it does', () => {
  fc.assert(
    fc.property(anyHours, moment, fc.double({ min: 0, max: 1, noNaN: true }), (some, start, share) => {
      const now = isWithin(some, start);
      const next = nextChange(some, start);
      const end = next ?? start + 14 * 24 * HOUR;
      expect(end).toBeGreaterThan(start);
      expect(isWithin(some, start + Math.floor((end - 1 - start) * share))).toBe(now);
      expect(isWithin(some, end - 1)).toBe(now);
      if (next !== null) expect(isWithin(some, next)).toBe(!now);
    }),
    { numRuns: 400 },
  );
});
