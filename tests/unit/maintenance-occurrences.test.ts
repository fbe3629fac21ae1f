// When a window is: by the clock on the wall, for an elapsed time, right across daylight saving time.
import { describe, expect, test } from 'vitest';
import {
  everBegan,
  nextAfter,
  occurrencesIn,
  standingAt,
  timetableOf,
} from '../../electron/engine/core/maintenance.ts';
import { begunBy, changed, endedNow, retired, skippedOrNot } from '../../electron/engine/core/maintenance-edit.ts';
import { droppedStarts } from '../../electron/engine/core/maintenance-recurrence.ts';
import { at, DAY, HOUR, kept, times, wall } from './maintenance-makers.ts';

describe('across the change of the clocks', () => {
  test('Berlin in spring: two hours from 01:00 end at 04:00 on the wall, and are two hours', () => {
    const window = kept({ from: '2026-03-28T01:00', rrule: 'FREQ=DAILY' });
    expect(times(window, '2026-03-28T00:00', '2026-03-31T00:00')).toEqual([
      '2026-03-28T01:00+01:00 to 03:00+01:00',
      '2026-03-29T01:00+01:00 to 04:00+02:00',
      '2026-03-30T01:00+02:00 to 03:00+02:00',
    ]);
  });

  test('Berlin in spring: 02:30 does not exist on 29 March, so that night has no window and COUNT does not count it', () => {
    const window = kept({ from: '2026-03-28T02:30', rrule: 'FREQ=DAILY;COUNT=3', hours: 1 });
    expect(times(window, '2026-03-01T00:00', '2026-05-01T00:00')).toEqual([
      '2026-03-28T02:30+01:00 to 03:30+01:00',
      '2026-03-30T02:30+02:00 to 03:30+02:00',
      '2026-03-31T02:30+02:00 to 03:30+02:00',
    ]);
    expect(droppedStarts(window.window, at('2026-03-01T00:00'), at('2026-05-01T00:00'))).toEqual(['2026-03-29 02:30']);
  });

  test('Berlin in autumn: 02:30 comes twice on 25 October and is taken once, the first time', () => {
    const window = kept({ from: '2026-10-24T02:30', rrule: 'FREQ=DAILY' });
    expect(times(window, '2026-10-24T00:00', '2026-10-27T00:00')).toEqual([
      '2026-10-24T02:30+02:00 to 04:30+02:00',
      '2026-10-25T02:30+02:00 to 03:30+01:00',
      '2026-10-26T02:30+01:00 to 04:30+01:00',
    ]);
  });

  test('New York in spring and in autumn', () => {
    const window = kept({ from: '2026-03-01T02:15', zone: 'America/New_York', rrule: 'FREQ=WEEKLY;BYDAY=SU' });
    expect(times(window, '2026-03-01T00:00', '2026-03-16T00:00')).toEqual([
      '2026-03-01T02:15-05:00 to 04:15-05:00',
      '2026-03-15T02:15-04:00 to 04:15-04:00',
    ]);
    const early = kept({ from: '2026-10-25T01:30', zone: 'America/New_York', rrule: 'FREQ=WEEKLY;BYDAY=SU' });
    expect(times(early, '2026-10-25T00:00', '2026-11-09T00:00')).toEqual([
      '2026-10-25T01:30-04:00 to 03:30-04:00',
      '2026-11-01T01:30-04:00 to 02:30-05:00',
      '2026-11-08T01:30-05:00 to 03:30-05:00',
    ]);
    expect(droppedStarts(early.window, early.window.startsAt, early.window.startsAt + 400 * DAY)).toEqual([]);
  });

  test('a rule that began in summer keeps its time on the wall in winter', () => {
    const window = kept({ from: '2026-06-02T03:00', rrule: 'FREQ=WEEKLY;BYDAY=TU' });
    expect(times(window, '2026-12-01T00:00', '2026-12-02T00:00')).toEqual(['2026-12-01T03:00+01:00 to 05:00+01:00']);
  });
});

describe('rules', () => {
  test('the last Sunday of the month', () => {
    const window = kept({ from: '2026-01-25T04:00', rrule: 'FREQ=MONTHLY;BYDAY=-1SU' });
    expect(times(window, '2026-01-01T00:00', '2026-06-01T00:00').map((time) => time.slice(0, 10))).toEqual([
      '2026-01-25',
      '2026-02-22',
      '2026-03-29',
      '2026-04-26',
      '2026-05-31',
    ]);
  });

  test('the 31st of every month leaves out the months without one', () => {
    const window = kept({ from: '2026-01-31T22:00', rrule: 'FREQ=MONTHLY' });
    expect(times(window, '2026-01-01T00:00', '2026-06-01T00:00').map((time) => time.slice(5, 10))).toEqual([
      '01-31',
      '03-31',
      '05-31',
    ]);
  });

  test('UNTIL is inclusive: as UTC, as a day, and as the clock on the wall', () => {
    const last = (until: string) =>
      times(
        kept({ from: '2026-06-01T02:00', rrule: `FREQ=DAILY;UNTIL=${until}` }),
        '2026-06-01T00:00',
        '2026-07-01T00:00',
      ).at(-1);
    expect(last('20260604T000000Z')).toContain('2026-06-04T02:00');
    expect(last('20260603T235959Z')).toContain('2026-06-03T02:00');
    expect(last('20260604')).toContain('2026-06-04T02:00');
    expect(last('20260604T020000')).toContain('2026-06-04T02:00');
    expect(last('20260604T015959')).toContain('2026-06-03T02:00');
  });

  test('only what matches the rule is an occurrence: a start on a Wednesday of a Tuesday rule is none', () => {
    const window = kept({ from: '2026-06-03T02:00', rrule: 'FREQ=WEEKLY;BYDAY=TU;COUNT=2' });
    expect(times(window, '2026-06-01T00:00', '2026-07-01T00:00').map((time) => time.slice(0, 10))).toEqual([
      '2026-06-09',
      '2026-06-16',
    ]);
  });

  test('every hour of a year, and every day of thirty: no piece is lost where the arithmetic is cut in pieces', () => {
    const hourly = kept({ from: '2026-01-01T00:20', rrule: 'FREQ=HOURLY', hours: 0.25, zone: 'UTC' });
    expect(times(hourly, '2027-01-01T00:00', '2028-01-01T00:00')).toHaveLength(365 * 24);
    const daily = kept({ from: '2026-01-01T00:20', rrule: 'FREQ=DAILY', zone: 'UTC' });
    expect(times(daily, '2027-01-01T00:00', '2057-01-01T00:00')).toHaveLength(10_958);
  });

  test('an occurrence that began before the time asked for and reaches into it is found, one that ends there is not', () => {
    const window = kept({ from: '2026-06-01T23:00', rrule: 'FREQ=DAILY' });
    expect(times(window, '2026-06-02T00:30', '2026-06-02T00:31')).toHaveLength(1);
    expect(times(window, '2026-06-02T01:00', '2026-06-02T01:01')).toEqual([]);
    expect(times(window, '2026-06-02T22:00', '2026-06-02T23:00')).toEqual([]);
  });
});

describe('what people and problems did to single occurrences', () => {
  const nightly = kept({ from: '2026-06-01T02:00', rrule: 'FREQ=DAILY' });
  const second = at('2026-06-02T02:00');

  test('called off: it stays on the calendar, silences nothing, and the next one is the night after', () => {
    const window = skippedOrNot(nightly, second, true);
    expect(times(window, '2026-06-02T00:00', '2026-06-03T00:00')).toEqual([
      '2026-06-02T02:00+02:00 to 04:00+02:00 called off',
    ]);
    const table = timetableOf(window);
    expect(standingAt(table, second + HOUR).active).toEqual([]);
    expect(wall(nextAfter(table, second - HOUR)?.startsAt ?? 0)).toContain('2026-06-03T02:00');
    expect(skippedOrNot(window, second, false).window.skipped).toEqual([]);
  });

  test('ended early: that night is shorter, the next one is not', () => {
    const window = endedNow(nightly, timetableOf(nightly), second + HOUR);
    if (!window) throw new Error('nothing ran');
    expect(times(window, '2026-06-02T00:00', '2026-06-04T00:00')).toEqual([
      '2026-06-02T02:00+02:00 to 03:00+02:00',
      '2026-06-03T02:00+02:00 to 04:00+02:00',
    ]);
    expect(endedNow(window, timetableOf(window), second + 3 * HOUR)).toBeNull();
  });

  test('flexible: it waits, begins with the problem, and lasts its time beyond the end', () => {
    const window = kept({ from: '2026-06-01T02:00', flexibleMs: HOUR });
    const start = window.window.startsAt;
    expect(standingAt(timetableOf(window), start + HOUR)).toMatchObject({
      active: [],
      waiting: [{ state: 'waiting' }],
    });
    const begun = begunBy(window, start, start + 1.5 * HOUR);
    const table = timetableOf(begun);
    expect(standingAt(table, start + HOUR).active).toEqual([]);
    expect(standingAt(table, start + 2.4 * HOUR).active).toMatchObject([
      { from: start + 1.5 * HOUR, to: start + 2.5 * HOUR },
    ]);
    expect(standingAt(table, start + 2.5 * HOUR)).toMatchObject({ active: [], waiting: [] });
    expect(occurrencesIn(table, start + 2.2 * HOUR, start + 3 * HOUR, start)).toHaveLength(1);
  });

  test('flexible and nothing broke: it is over and never silenced anything', () => {
    const window = kept({ from: '2026-06-01T02:00', flexibleMs: HOUR });
    const table = timetableOf(window);
    expect(occurrencesIn(table, window.window.startsAt, window.window.endsAt, window.window.endsAt)[0]?.state).toBe(
      'over',
    );
    expect(everBegan(table, window.window.endsAt)).toBe(false);
    expect(everBegan(timetableOf(nightly), nightly.window.startsAt - 1)).toBe(false);
    expect(everBegan(timetableOf(nightly), nightly.window.startsAt)).toBe(true);
  });
});

describe('changing a recurring window leaves its past as it was', () => {
  const nightly = kept({ from: '2026-06-01T02:00', rrule: 'FREQ=DAILY' });
  const edited = (now: string, change: object) =>
    changed(nightly, timetableOf(nightly), { ...nightly.window, ...change }, at(now));

  test('moved to 05:00 on the afternoon of the 3rd: three nights at 02:00, then 05:00', () => {
    const startsAt = at('2026-06-01T05:00');
    const window = edited('2026-06-03T15:00', { startsAt, endsAt: startsAt + HOUR });
    expect(times(window, '2026-06-01T00:00', '2026-06-06T00:00').map((time) => time.slice(5, 16))).toEqual([
      '06-01T02:00',
      '06-02T02:00',
      '06-03T02:00',
      '06-04T05:00',
      '06-05T05:00',
    ]);
    expect(window.window.id).toBe(nightly.window.id);
  });

  test('moved while it runs: tonight runs to its end, the new time begins tomorrow', () => {
    const startsAt = at('2026-06-01T01:00');
    const window = edited('2026-06-03T03:00', { startsAt, endsAt: startsAt + HOUR });
    expect(times(window, '2026-06-02T12:00', '2026-06-05T00:00')).toEqual([
      '2026-06-03T02:00+02:00 to 04:00+02:00',
      '2026-06-04T01:00+02:00 to 02:00+02:00',
    ]);
  });

  test('made longer while it runs: tonight is longer already, last night is not', () => {
    const window = edited('2026-06-03T03:30', { endsAt: nightly.window.startsAt + 4 * HOUR });
    expect(times(window, '2026-06-02T00:00', '2026-06-04T00:00')).toEqual([
      '2026-06-02T02:00+02:00 to 04:00+02:00',
      '2026-06-03T02:00+02:00 to 06:00+02:00',
    ]);
  });

  test('before its first night there is no past to keep; another name is no other plan', () => {
    expect(edited('2026-05-30T12:00', { rrule: 'FREQ=WEEKLY' }).versions).toHaveLength(1);
    expect(edited('2026-06-03T15:00', { name: 'patching' }).versions).toEqual(nightly.versions);
  });

  test('ended for good: the night that runs ends, none follows, the nights before stay', () => {
    const window = retired(nightly, timetableOf(nightly), at('2026-06-02T03:00'));
    expect(times(window, '2026-06-01T00:00', '2026-07-01T00:00')).toEqual([
      '2026-06-01T02:00+02:00 to 04:00+02:00',
      '2026-06-02T02:00+02:00 to 03:00+02:00',
    ]);
    expect(nextAfter(timetableOf(window), at('2026-06-02T03:00'))).toBeNull();
  });

  test('a window that is once only is corrected as a whole: the record is what was meant', () => {
    const once = kept({ from: '2026-06-01T02:00' });
    const startsAt = at('2026-06-01T01:00');
    const window = changed(once, timetableOf(once), { ...once.window, startsAt }, at('2026-06-03T12:00'));
    expect(times(window, '2026-06-01T00:00', '2026-06-02T00:00')).toEqual(['2026-06-01T01:00+02:00 to 04:00+02:00']);
    expect(window.window.declaredLate).toBe(true);
  });
});
