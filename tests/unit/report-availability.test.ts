// Availability in reports: the budget of a promise, and bad time as outages.
import { describe, expect, test } from 'vitest';
import { budgetMs, isMissed } from '../../electron/engine/core/report-availability.ts';
import { outagesOf } from '../../electron/engine/core/report-outages.ts';
import { percentBeside } from '../../electron/engine/core/report-words.ts';
import type { LoggedState } from '../../electron/engine/core/spans.ts';
import { DAY, FROM, figure, frame, MINUTE, rowsOf, section } from './report-makers.ts';

const target = { basis: [{ name: 'target', value: 99.9 }] };

describe('the error budget', () => {
  test('of 99.9 % over 30 days is 43.2 min', () => {
    expect(budgetMs(99.9, 30 * DAY)).toBe(43.2 * MINUTE);
    const month = frame({ from: FROM, to: FROM + 30 * DAY });
    expect(figure('availability.budget', target, month).value).toBe(2_592_000);
  });

  test('of 100 % is nothing, of 0 % everything', () => {
    expect(budgetMs(100, DAY)).toBe(0);
    expect(budgetMs(0, DAY)).toBe(DAY);
    expect(budgetMs(99.999, 365 * DAY)).toBe(315_360);
  });

  test('is used by the bad time of a host, on average over those that were measured', () => {
    const hosts = [
      { goodMs: DAY, badMs: 9 * MINUTE },
      { goodMs: DAY, badMs: 3 * MINUTE },
      { goodMs: 0, badMs: 0, unmonitoredMs: DAY },
    ];
    expect(figure('availability.budget-used', { ...target, 'availability-hosts': hosts })).toMatchObject({
      value: 6 * MINUTE,
      n: 2,
      verdict: 'kept',
    });
    expect(figure('availability.budget-left', { ...target, 'availability-hosts': hosts }).value).toBe(
      604_800 - 6 * MINUTE,
    );
  });
});

describe('the verdict', () => {
  test('compares durations: one millisecond too much is missed, although it reads 99.9 %', () => {
    const measured = 30 * DAY;
    const allowed = 43.2 * MINUTE;
    expect(isMissed(99.9, measured - allowed, allowed)).toBe(false);
    expect(isMissed(99.9, measured - allowed - 1, allowed + 1)).toBe(true);
  });

  test('holds for ten thousand hosts over 400 days, exactly', () => {
    const measured = 10_000 * 400 * DAY;
    const allowed = measured / 1_000;
    expect(isMissed(99.9, measured - allowed, allowed)).toBe(false);
    expect(isMissed(99.9, measured - allowed - 1, allowed + 1)).toBe(true);
  });

  test('nothing measured is no data and no verdict', () => {
    const hosts = [{ goodMs: 0, badMs: 0, pendingMs: DAY }];
    expect(figure('availability.total', { ...target, 'availability-hosts': hosts })).toEqual({
      value: null,
      n: 0,
      verdict: '',
    });
  });
});

test('the sentence cuts what it shows: what missed the promise never reads as the promise', () => {
  expect(percentBeside(99.8996, 99.9)).toBe('99.89 %');
  expect(percentBeside(99.9, 99.9)).toBe('99.9 %');
  expect(percentBeside(99.9951, 99.995)).toBe('99.995 %');
  expect(percentBeside(99.99999, 99.9)).toBe('99.99 %');
  expect(percentBeside(57.3, 99.9)).toBe('57.3 %');
  const sets = rowsOf({
    ...target,
    'availability-hosts': [{ goodMs: 30 * DAY - 43.21 * MINUTE, badMs: 43.21 * MINUTE }],
  });
  const month = frame({ from: FROM, to: FROM + 30 * DAY });
  const words = section('availability').lead((id) => figure(id, sets, month), sets, month);
  expect(words).toMatch(/^99\.89 % over 1 host: the promised 99\.9 % was missed\./);
  expect(words).toContain('It allows 43.2 min of bad time a host in this period of 43,200 min');
});

describe('outages', () => {
  // As the cases of availability: over 1000..2000 s.
  const s = (seconds: number): number => seconds * 1_000;
  const counting = { from: s(1_000), to: s(2_000), maintenance: 'exclude', unreachable: 'own' } as const;
  const log = (...entries: readonly [number, LoggedState['status']][]): readonly LoggedState[] =>
    entries.map(([at, status], place) => ({
      at: s(at),
      status,
      previous: place === 0 ? 'ok' : (entries[place - 1]?.[1] ?? null),
    }));
  const outages = (states: readonly LoggedState[], more: Partial<Parameters<typeof outagesOf>[0]> = {}, how = {}) =>
    outagesOf({ log: states, current: 'ok', gaps: [], maintenance: [], ...more }, { ...counting, ...how }).map(
      ({ from, to, badMs, begins, ended }) => [from / 1_000, to / 1_000, badMs / 1_000, begins, ended],
    );

  test('begin and end with the state', () => {
    expect(outages(log([1_100, 'down'], [1_200, 'ok'], [1_500, 'down'], [1_501, 'ok']))).toEqual([
      [1_100, 1_200, 100, true, true],
      [1_500, 1_501, 1, true, true],
    ]);
  });

  test('of before the period did not begin in it; what lasts has no end yet', () => {
    expect(outages(log([900, 'down'], [1_050, 'ok'], [1_900, 'down']))).toEqual([
      [1_000, 1_050, 50, false, true],
      [1_900, 2_000, 100, true, false],
    ]);
  });

  test('one that began at the very first moment began in the period', () => {
    expect(outages(log([1_000, 'down'], [1_100, 'ok']))).toEqual([[1_000, 1_100, 100, true, true]]);
  });

  test('maintenance and time that nobody watched neither end one nor count in it', () => {
    const bad = log([1_100, 'down'], [1_600, 'ok']);
    expect(outages(bad, { maintenance: [{ from: s(1_200), to: s(1_300) }] })).toEqual([
      [1_100, 1_600, 400, true, true],
    ]);
    expect(outages(bad, { gaps: [{ from: s(1_200), to: s(1_400) }] })).toEqual([[1_100, 1_600, 300, true, true]]);
    // It came up while nobody alerted: what was seen of it ended with the window.
    expect(outages(bad, { maintenance: [{ from: s(1_500), to: s(1_700) }] })).toEqual([
      [1_100, 1_500, 400, true, true],
    ]);
  });

  test('one that lies in maintenance is none, and an engine that comes back to it does not count it again', () => {
    expect(outages(log([1_100, 'down'], [1_200, 'ok']), { maintenance: [{ from: s(1_050), to: s(1_250) }] })).toEqual(
      [],
    );
    expect(outages(log([900, 'down'], [1_300, 'ok']), { gaps: [{ from: s(950), to: s(1_100) }] })).toEqual([
      [1_100, 1_300, 200, false, true],
    ]);
  });

  test('what stands behind a host that is down is not up again, and neither is one whose check was switched off', () => {
    for (const unknown of ['unreachable', 'pending'] as const) {
      const down = log([1_100, 'down'], [1_200, unknown], [1_400, 'down'], [1_500, 'ok']);
      expect(outages(down), unknown).toEqual([[1_100, 1_500, 200, true, true]]);
      // Nobody saw it come back.
      const gone = log([1_100, 'down'], [1_200, unknown]);
      expect(outages(gone), unknown).toEqual([[1_100, 1_200, 100, true, false]]);
    }
  });

  test('unreachable is one only where the report counts it as bad', () => {
    const behind = log([1_100, 'unreachable'], [1_200, 'ok']);
    expect(outages(behind)).toEqual([]);
    expect(outages(behind, {}, { unreachable: 'bad' })).toEqual([[1_100, 1_200, 100, true, true]]);
  });
});

test('MTBF is good time by outages that began; MTRS has no mean of fewer than five', () => {
  const outage = (badMs: number, more = {}) => ({ badMs, begins: 1, ended: 1, ...more });
  const sets = {
    'availability-hosts': [{ goodMs: 6 * DAY, badMs: 0 }],
    'availability-outages': [outage(1_000), outage(3_000), outage(9_000, { ended: 0 }), outage(8_000, { begins: 0 })],
  };
  expect(figure('availability.mtbf', sets)).toEqual({ value: 2 * DAY, n: 3 });
  expect(figure('availability.mtrs.median', sets)).toEqual({ value: 1_000, n: 2 });
  expect(figure('availability.mtrs.max', sets)).toEqual({ value: 3_000, n: 2 });
  expect(figure('availability.mtrs.mean', sets)).toEqual({ value: null, n: 2 });
});
