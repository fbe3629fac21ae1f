// What is refused as a recurrence, in words that say what would be right; and whatever is typed, the answer comes soon.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nextAfter, occurrencesIn, timetableOf } from '../../electron/engine/core/maintenance.ts';
import { RuleError } from '../../electron/engine/core/maintenance-rule.ts';
import { DAY, kept } from './maintenance-makers.ts';

const refusal = (rrule: string): string => {
  try {
    timetableOf(kept({ from: '2026-06-02T02:00', rrule }));
  } catch (error) {
    if (error instanceof RuleError) return error.message;
    throw error;
  }
  throw new Error(`${rrule} was taken`);
};

describe('refused, with the part and what would be right', () => {
  test.each([
    ['every tuesday', '"EVERY TUESDAY" is not NAME=VALUE'],
    ['BYDAY=TU', 'FREQ is missing'],
    ['FREQ=FORTNIGHTLY', 'FREQ must be one of HOURLY, DAILY'],
    ['FREQ=SECONDLY', 'too many windows'],
    ['FREQ=MINUTELY;INTERVAL=5', 'too many windows'],
    ['FREQ=DAILY;BYHOUR=0,1,2,3;BYMINUTE=0,5,10,15,20,25,30,35', 'more than 24 windows a day'],
    ['FREQ=DAILY;BYSECOND=1', 'BYSECOND is not a part'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY cannot be "XX", but for example TU,TH'],
    ['FREQ=WEEKLY;BYDAY=2TU', 'BYDAY may carry numbers only with FREQ=MONTHLY'],
    ['FREQ=WEEKLY;BYMONTHDAY=3', 'BYMONTHDAY cannot stand beside FREQ=WEEKLY'],
    ['FREQ=MONTHLY;BYMONTHDAY=32', 'BYMONTHDAY cannot be "32"'],
    ['FREQ=MONTHLY;BYMONTHDAY=0', 'BYMONTHDAY cannot be "0"'],
    ['FREQ=DAILY;BYHOUR=24', 'BYHOUR cannot be "24"'],
    ['FREQ=DAILY;INTERVAL=0', 'INTERVAL must be a number from 1 to 1000'],
    ['FREQ=DAILY;COUNT=1000000', 'COUNT must be a number from 1 to 1000'],
    ['FREQ=DAILY;COUNT=3;UNTIL=20270101', 'COUNT and UNTIL exclude each other'],
    ['FREQ=DAILY;UNTIL=next year', 'UNTIL must be a day or a time like 20261231'],
    ['FREQ=DAILY;UNTIL=20260631', 'UNTIL must be a day or a time like 20261231'],
    ['FREQ=DAILY;UNTIL=20250101', 'no occurrence'],
    ['FREQ=DAILY;FREQ=WEEKLY', 'FREQ stands there twice'],
    ['FREQ=DAILY;BYSETPOS=1', 'BYSETPOS chooses among'],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', 'never comes to pass'],
    ['FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30', 'never comes to pass'],
    ['FREQ=MONTHLY;BYDAY=MO;BYSETPOS=9', 'never comes to pass'],
    ['FREQ=DAILY\nRDATE:20260101T000000Z', 'DAILY'],
    ['RSCALE=HEBREW;FREQ=DAILY', 'RSCALE is not a part'],
    ['__PROTO__=1;FREQ=DAILY', '__PROTO__ is not a part'],
  ])('%j', (rrule, message) => {
    expect(refusal(rrule)).toContain(message);
    expect(refusal(rrule)).toContain('e.g. FREQ=WEEKLY;BYDAY=TU');
  });
});

test.each(['RRULE:FREQ=WEEKLY;BYDAY=TU', 'freq=weekly;byday=tu', 'FREQ=WEEKLY;BYDAY=TU;', ' FREQ=WEEKLY ; BYDAY=TU'])(
  'as people paste it: %j',
  (rrule) => expect(nextAfter(timetableOf(kept({ from: '2026-06-02T02:00', rrule })), 0)).not.toBeNull(),
);

const part = fc.oneof(
  fc.constantFrom('FREQ=HOURLY', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY', 'FREQ=SECONDLY'),
  fc.constantFrom('COUNT=1000', 'COUNT=3', 'UNTIL=20260101', 'UNTIL=99991231T235959Z', 'WKST=SU', 'INTERVAL=1000'),
  fc
    .tuple(
      fc.constantFrom('BYDAY'),
      fc.array(fc.constantFrom('MO', 'TU', '-1SU', '5FR', '53MO'), { minLength: 1, maxLength: 4 }),
    )
    .map(([name, days]) => `${name}=${days.join(',')}`),
  fc
    .tuple(
      fc.constantFrom('BYMONTH', 'BYMONTHDAY', 'BYYEARDAY', 'BYWEEKNO', 'BYHOUR', 'BYMINUTE', 'BYSETPOS', 'INTERVAL'),
      fc.array(fc.integer({ min: -366, max: 366 }), { minLength: 1, maxLength: 6 }),
    )
    .map(([name, values]) => `${name}=${values.join(',')}`),
  fc
    .tuple(
      fc.constantFrom('BYMONTH', 'BYMONTHDAY', 'BYHOUR', 'BYMINUTE'),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 60 }),
    )
    .map(([name, values]) => `${name}=${values.join(',')}`),
  fc.string({ maxLength: 20 }),
);

/** Whether it was taken. Nothing but a RuleError may come out. */
function taken(rrule: string): boolean {
  try {
    const table = timetableOf(kept({ from: '2026-06-02T02:30', rrule }));
    const now = Date.UTC(2027, 5, 2);
    const year = occurrencesIn(table, now, now + 366 * DAY, now);
    expect(year.length).toBeLessThanOrEqual(366 * 24 + 48);
    expect(year.every((one, place) => place === 0 || one.from >= (year[place - 1]?.from ?? 0))).toBe(true);
    nextAfter(table, now);
    return true;
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return false;
  }
}

test('random rules: every one is taken or refused in words, and none keeps anybody waiting', () => {
  let [accepted, slowest] = [0, { ms: 0, rrule: '' }];
  const rules = fc
    .tuple(
      fc.constantFrom('FREQ=HOURLY', 'FREQ=DAILY', 'FREQ=WEEKLY', 'FREQ=MONTHLY', 'FREQ=YEARLY', ''),
      fc.array(part, { maxLength: 4 }),
    )
    .map(([freq, parts]) => [freq, ...parts].filter(Boolean).join(';').slice(0, 512));
  fc.assert(
    fc.property(rules, (rrule) => {
      const began = performance.now();
      if (rrule !== '' && taken(rrule)) accepted += 1;
      const ms = performance.now() - began;
      if (ms > slowest.ms) slowest = { ms, rrule };
    }),
    { numRuns: 600 },
  );
  // Many were rules indeed, or this would say nothing of the arithmetic.
  expect(accepted).toBeGreaterThan(60);
  // A bound on work, not a measurement: without it such rules run for minutes.
  expect(slowest, JSON.stringify(slowest)).toMatchObject({ ms: expect.toSatisfy((ms: number) => ms < 5_000) });
}, 120_000);
