// The arithmetic against others: random rules against ical.js, and a window's standing against its own occurrences.
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { occurrencesIn, silences, standingAt, timetableOf } from '../../electron/engine/core/maintenance.ts';
import { recurrenceOf } from '../../electron/engine/core/maintenance-recurrence.ts';
import { DAY, HOUR, kept } from './maintenance-makers.ts';

const list = (values: readonly (string | number)[]) =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }).map((some) => some.join(','));
const every = fc.integer({ min: 1, max: 4 }).map((n) => `INTERVAL=${n}`);
const end = fc.constantFrom('', 'COUNT=7', 'UNTIL=20270401T000000Z');
const rule = fc
  .oneof(
    fc.tuple(fc.constant('FREQ=DAILY'), every, end),
    fc.tuple(
      fc.constant('FREQ=WEEKLY'),
      every,
      list(['MO', 'TU', 'SA', 'SU']).map((days) => `BYDAY=${days}`),
      end,
    ),
    fc.tuple(
      fc.constant('FREQ=MONTHLY'),
      every,
      list(['-1SU', '2TU', '1MO', '-2FR']).map((days) => `BYDAY=${days}`),
      end,
    ),
    fc.tuple(
      fc.constant('FREQ=MONTHLY'),
      every,
      list([1, 15, 31]).map((days) => `BYMONTHDAY=${days}`),
      end,
    ),
    fc.tuple(
      fc.constant('FREQ=YEARLY'),
      list([2, 6, 11]).map((months) => `BYMONTH=${months}`),
      end,
    ),
  )
  .map((parts) => parts.filter(Boolean).join(';'));

const START = Date.UTC(2026, 5, 2, 2, 30);

function byIcal(rrule: string, from: number, to: number): readonly number[] {
  const iterator = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromDateTimeString('2026-06-02T02:30:00Z'));
  const found: number[] = [];
  for (let next = iterator.next(); next; next = iterator.next()) {
    const at = next.toJSDate().getTime();
    if (at >= to) break;
    if (at >= from) found.push(at);
  }
  return found;
}

test('where no clock changes, rules mean what ical.js reads in them', () => {
  fc.assert(
    fc.property(rule, fc.integer({ min: 0, max: 700 }), (rrule, days) => {
      const from = START + days * DAY;
      const own = recurrenceOf({ startsAt: START, rrule, zone: 'UTC' });
      expect(own.starts(from, from + 200 * DAY), rrule).toEqual(byIcal(rrule, from, from + 200 * DAY));
      expect(own.after(from), rrule).toBe(byIcal(rrule, from + 1, from + 4_000 * DAY)[0] ?? null);
    }),
    { numRuns: 120 },
  );
}, 60_000);

test('a standing says what the occurrences say, and stays true until it says it ends', () => {
  const hours = fc.integer({ min: 1, max: 30 });
  const starts = Array.from({ length: 20 }, (_, day) => START + day * DAY);
  const marked = <T>(value: fc.Arbitrary<T>) =>
    fc.uniqueArray(fc.tuple(fc.constantFrom(...starts), value), { selector: ([at]) => at, maxLength: 6 });
  fc.assert(
    fc.property(
      hours,
      fc.option(hours),
      marked(fc.constant(0)),
      marked(fc.integer({ min: 1, max: 29 })),
      marked(fc.integer({ min: 0, max: 29 })),
      fc.integer({ min: -48, max: 21 * 24 }),
      (lasts, flexible, skipped, ended, begun, hour) => {
        const made = kept({
          from: '2026-06-02T02:30',
          zone: 'UTC',
          rrule: 'FREQ=DAILY;COUNT=20',
          hours: lasts,
          flexibleMs: flexible === null ? null : flexible * HOUR,
        });
        const inside = begun.filter(([, after]) => after < lasts);
        const window = {
          ...made.window,
          skipped: skipped.map(([startsAt]) => startsAt),
          endedEarly: ended.map(([startsAt, after]) => ({ startsAt, endedAt: startsAt + after * HOUR })),
          begun:
            flexible === null
              ? []
              : inside.map(([startsAt, after]) => ({ startsAt, begunAt: startsAt + after * HOUR })),
        };
        const table = timetableOf({ ...made, window });
        const at = START + hour * HOUR + 1;
        const standing = standingAt(table, at);
        const activeAt = (moment: number) =>
          occurrencesIn(table, START - DAY, START + 60 * DAY, moment)
            .filter((one) => silences(one, table.marks) && one.from <= moment && moment < one.to)
            .map(({ startsAt }) => startsAt)
            .sort();
        const said = standing.active.map(({ startsAt }) => startsAt).sort();
        expect(said).toEqual(activeAt(at));
        const until = Math.min(standing.until, START + 30 * DAY);
        for (const moment of [(at + until) / 2, until - 1])
          expect(activeAt(Math.max(at, Math.floor(moment)))).toEqual(said);
      },
    ),
    { numRuns: 300 },
  );
}, 60_000);
