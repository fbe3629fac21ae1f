// Counted time: the spec's cases, hours across midnight and across DST, pauses, and what holds for all of them.
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { WeeklyHours } from '../../electron/contract/model/hours.ts';
import type { Pause } from '../../electron/contract/model/sla.ts';
import { openHours } from '../../electron/engine/core/business-hours.ts';
import { isWithin } from '../../electron/engine/core/hours.ts';
import { type Counting, countedMs, instantAfter, riskMs } from '../../electron/engine/core/sla-time.ts';
import { at, HOUR, MINUTE, OFFICE } from './sla-makers.ts';

const DAY = 24 * HOUR;
const hours = (days: number[], from: string, to: string, zone = 'Europe/Berlin'): WeeklyHours => ({
  zone,
  days,
  from,
  to,
});
const pause = (from: string, to: string): Pause => ({ from: at(from), to: at(to) });
const due = (open: WeeklyHours | null, start: string, ms: number, pauses: readonly Pause[] = []): string | null => {
  const found = instantAfter({ hours: open, pauses }, at(start), ms);
  return found === null ? null : new Date(found).toISOString().replace(':00.000Z', 'Z');
};

describe('the cases of the spec', () => {
  const start = '2026-11-20T16:00+01:00';

  it('eight hours of the office from Friday 16:00 end on Monday at 14:00', () => {
    expect(due(OFFICE, start, 8 * HOUR)).toBe('2026-11-23T13:00Z');
  });
  it('a pause on Monday from 09:00 to 11:00 moves that to 16:00', () => {
    const pauses = [pause('2026-11-23T09:00+01:00', '2026-11-23T11:00+01:00')];
    expect(due(OFFICE, start, 8 * HOUR, pauses)).toBe('2026-11-23T15:00Z');
  });
  it('a pause on Saturday from 10:00 to 12:00 changes nothing', () => {
    const pauses = [pause('2026-11-21T10:00+01:00', '2026-11-21T12:00+01:00')];
    expect(due(OFFICE, start, 8 * HOUR, pauses)).toBe('2026-11-23T13:00Z');
  });
  it('four hours around the clock from 01:30 in the night of autumn end at 04:30 by the clock on the wall', () => {
    expect(due(null, '2026-10-25T01:30+02:00', 4 * HOUR)).toBe('2026-10-25T03:30Z');
    const allDay = hours([1, 2, 3, 4, 5, 6, 7], '00:00', '00:00');
    expect(due(allDay, '2026-10-25T01:30+02:00', 4 * HOUR)).toBe('2026-10-25T03:30Z');
  });
});

describe('hours', () => {
  it('what begins at the very end of them begins on the next day', () => {
    expect(due(OFFICE, '2026-11-20T18:00+01:00', HOUR)).toBe('2026-11-23T08:00Z');
  });
  it('what ends with the day is due at its end, not on the next morning', () => {
    expect(due(OFFICE, '2026-11-20T16:00+01:00', 2 * HOUR)).toBe('2026-11-20T17:00Z');
    expect(due(OFFICE, '2026-11-20T16:00+01:00', 2 * HOUR + 1)).toBe('2026-11-23T07:00:00.001Z');
  });
  it('across midnight belong to the day they begin on', () => {
    const nights = hours([5], '22:00', '06:00');
    expect(due(nights, '2026-11-20T23:00+01:00', 7 * HOUR)).toBe('2026-11-21T05:00Z');
    expect(due(nights, '2026-11-20T23:00+01:00', 8 * HOUR)).toBe('2026-11-27T22:00Z');
    expect(due(nights, '2026-11-21T03:00+01:00', HOUR)).toBe('2026-11-21T03:00Z');
  });
  it('of a night in which the clocks change are as long as that night', () => {
    const nights = hours([1, 2, 3, 4, 5, 6, 7], '22:00', '06:00');
    // Autumn: nine hours, so eight end at 05:00. Spring: seven, so eight end an hour into the next night.
    expect(due(nights, '2026-10-24T22:00+02:00', 8 * HOUR)).toBe('2026-10-25T04:00Z');
    expect(due(nights, '2026-03-28T22:00+01:00', 8 * HOUR)).toBe('2026-03-29T21:00Z');
  });
  it('of a day whose clocks changed in the night are hours of its own clock', () => {
    expect(due(hours([6, 7], '08:00', '18:00'), '2026-10-24T16:00+02:00', 4 * HOUR)).toBe('2026-10-25T09:00Z');
  });
  it('that a jump swallows whole do not count', () => {
    expect(due(hours([7], '02:00', '03:00'), '2026-03-29T00:00+01:00', HOUR)).toBe('2026-04-05T01:00Z');
  });
  it('of half an hour of DST are half an hour shorter', () => {
    const nights = hours([1, 2, 3, 4, 5, 6, 7], '22:00', '06:00', 'Australia/Lord_Howe');
    const [night] = openHours(nights, at('2026-10-03T22:00+10:30'));
    expect((night?.to ?? 0) - (night?.from ?? 0)).toBe(7.5 * HOUR);
  });
});

describe('pauses', () => {
  it('that overlap count once, in whatever order they stand', () => {
    const pauses = [
      pause('2026-11-23T10:00+01:00', '2026-11-23T12:00+01:00'),
      pause('2026-11-23T09:00+01:00', '2026-11-23T11:00+01:00'),
    ];
    expect(due(OFFICE, '2026-11-20T16:00+01:00', 8 * HOUR, pauses)).toBe('2026-11-23T16:00Z');
  });
  it('over the end of the hours take away only what lies in them', () => {
    const pauses = [pause('2026-11-20T17:00+01:00', '2026-11-23T09:00+01:00')];
    expect(due(OFFICE, '2026-11-20T16:00+01:00', 8 * HOUR, pauses)).toBe('2026-11-23T15:00Z');
  });
  it('that still last have no end, unless it was due before', () => {
    const pauses = [{ from: at('2026-11-20T17:00+01:00'), to: null }];
    expect(due(OFFICE, '2026-11-20T16:00+01:00', 8 * HOUR, pauses)).toBeNull();
    expect(due(null, '2026-11-20T16:00+01:00', HOUR, pauses)).toBe('2026-11-20T16:00Z');
    expect(due(null, '2026-11-20T16:00+01:00', HOUR + 1, pauses)).toBeNull();
  });
  it('from before the start hold it up', () => {
    const pauses = [pause('2026-11-20T15:00+01:00', '2026-11-20T17:00+01:00')];
    expect(due(null, '2026-11-20T16:00+01:00', HOUR, pauses)).toBe('2026-11-20T17:00Z');
  });
});

test('75 % are over at the first millisecond at which four times the elapsed is three times the target', () => {
  for (const target of [1, 2, 3, 4, 5, 299_999, 300_000, 300_001]) {
    const risk = riskMs(target);
    expect(risk * 4).toBeGreaterThanOrEqual(target * 3);
    expect((risk - 1) * 4).toBeLessThan(target * 3);
  }
});

test('the longest target over office hours, and hours of a minute a week, are found in no time', () => {
  const start = '2026-11-20T16:00+01:00';
  const began = performance.now();
  expect(due(OFFICE, start, 400 * DAY)).toBe('2030-07-26T14:00Z');
  expect(due(hours([3], '08:00', '08:01'), start, 400 * DAY)).toBeNull();
  // A tenth of it on an idle machine; this one may be busy.
  expect(performance.now() - began).toBeLessThan(2_000);
});

const START = at('2026-01-01T00:00Z');
const wallTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`);
const anyHours: fc.Arbitrary<WeeklyHours> = fc.record({
  zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'UTC', 'Asia/Kathmandu'),
  days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
  from: wallTime,
  to: wallTime,
});
const moment = fc.integer({ min: START, max: START + 400 * DAY });
const pauses = fc.array(
  fc.tuple(moment, fc.integer({ min: 0, max: 20 * DAY })).map(([from, ms]) => ({ from, to: from + ms })),
  { maxLength: 4 },
);
const anyCounting: fc.Arbitrary<Counting> = fc.record({ hours: fc.option(anyHours), pauses });
const target = fc.integer({ min: 1, max: 30 * HOUR });
/** Hours of a minute, in pauses: further than anybody promises. */
const dueOf = (counting: Counting, start: number, ms: number): number =>
  instantAfter(counting, start, ms) ?? Number.POSITIVE_INFINITY;

describe('whatever the hours and the pauses', () => {
  it('what is counted until it is due is the target, and a millisecond before it is not', () => {
    fc.assert(
      fc.property(anyCounting, moment, target, (counting, start, ms) => {
        const end = instantAfter(counting, start, ms);
        fc.pre(end !== null);
        expect(countedMs(counting, start, end ?? 0)).toBe(ms);
        expect(countedMs(counting, start, (end ?? 0) - 1)).toBe(ms - 1);
      }),
      { numRuns: 300 },
    );
  });
  it('a longer target is due later', () => {
    fc.assert(
      fc.property(anyCounting, moment, target, target, (counting, start, one, more) => {
        expect(dueOf(counting, start, one + more)).toBeGreaterThanOrEqual(dueOf(counting, start, one) + more);
      }),
      { numRuns: 200 },
    );
  });
  it('a pause moves the end by exactly the counted time it takes away, and never brings it nearer', () => {
    fc.assert(
      fc.property(
        anyCounting,
        moment,
        target,
        moment,
        fc.integer({ min: 0, max: 20 * DAY }),
        (counting, start, ms, from, length) => {
          const more = { ...counting, pauses: [...counting.pauses, { from, to: from + length }] };
          const [without, withIt] = [dueOf(counting, start, ms), dueOf(more, start, ms)];
          expect(withIt).toBeGreaterThanOrEqual(without);
          fc.pre(Number.isFinite(withIt));
          const taken = countedMs(counting, start, withIt) - countedMs(more, start, withIt);
          expect(countedMs(counting, start, withIt)).toBe(ms + taken);
        },
      ),
      { numRuns: 200 },
    );
  });
  it('time counts in two parts as in one', () => {
    fc.assert(
      fc.property(anyCounting, fc.tuple(moment, moment, moment), (counting, moments) => {
        const [a = 0, b = 0, c = 0] = moments.toSorted((x, y) => x - y);
        expect(countedMs(counting, a, b) + countedMs(counting, b, c)).toBe(countedMs(counting, a, c));
      }),
      { numRuns: 200 },
    );
  });
  it('it counts exactly when hours.ts says that it is within them', () => {
    fc.assert(
      fc.property(anyHours, moment, (open, when) => {
        expect(countedMs({ hours: open, pauses: [] }, when, when + 1) === 1).toBe(isWithin(open, when));
        const [next] = openHours(open, when);
        if (next && next.from > when) {
          expect(isWithin(open, next.from - 1)).toBe(false);
          expect(isWithin(open, next.from)).toBe(true);
        }
        expect(countedMs({ hours: open, pauses: [] }, when, when + 5 * MINUTE)).toBeLessThanOrEqual(5 * MINUTE);
      }),
      { numRuns: 400 },
    );
  });
});
