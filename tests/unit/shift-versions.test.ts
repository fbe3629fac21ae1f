// What was planned stays what it was, whatever becomes of the plan.
import { describe, expect, test } from 'vitest';
import type { ShiftPlan } from '../../electron/contract/model/shift.ts';
import {
  gapsIn,
  type ShiftPlans,
  shiftBefore,
  shiftsAfter,
  shiftsAt,
  shiftsIn,
} from '../../electron/engine/core/shift-plan.ts';
import { at, gaps, known, lines, plan } from './shift-makers.ts';

const LONG_AGO = at('2026-01-01T00:00Z');
/** As it is, and as it was until some moments, the oldest first. */
const once = (
  is: ShiftPlan | null,
  ...was: readonly (readonly [until: string, plan: ShiftPlan, plannedAt?: string])[]
): ShiftPlans => ({
  ...known(...(is ? [is] : [])),
  before: was.map(([until, before, plannedAt]) => ({
    plan: before,
    plannedAt: plannedAt === undefined ? LONG_AGO : at(plannedAt),
    until: at(until),
  })),
});
const nights = (plans: ShiftPlans, from = '2026-11-18T12:00Z', to = '2026-11-21T12:00Z') =>
  lines(shiftsIn(plans, at(from), at(to)));

describe('a plan that was changed in the night of the 19th', () => {
  test('keeps the nights that were, with their crew, hours and name; the night that is on goes with the change', () => {
    const changed = plan({ name: 'Night B', people: ['ab'], to: '07:00' });
    expect(nights(once(changed, ['2026-11-20T02:00Z', plan()]))).toEqual([
      'Night 2026-11-18T21:00Z to 2026-11-19T05:00Z: M. Okafor',
      'Night B 2026-11-19T21:00Z to 2026-11-20T06:00Z: A. Brandt',
      'Night B 2026-11-20T21:00Z to 2026-11-21T06:00Z: A. Brandt',
    ]);
  });

  test('at the very moment at which a night ends that night was', () => {
    expect(nights(once(plan({ people: ['ab'] }), ['2026-11-20T05:00Z', plan()]))[1]).toContain('M. Okafor');
    expect(nights(once(plan({ people: ['ab'] }), ['2026-11-20T04:59Z', plan()]))[1]).toContain('A. Brandt');
  });

  test('to an end that is past already, the night is over and is not lost', () => {
    const shorter = once(plan({ to: '02:00' }), ['2026-11-20T03:00Z', plan()]);
    expect(nights(shorter)[1]).toBe('Night 2026-11-19T21:00Z to 2026-11-20T01:00Z: M. Okafor');
    expect(shiftsAt(shorter, at('2026-11-20T03:00Z'))).toEqual([]);
  });

  test('to other days, into another zone, more than once: every night has what held when it ended', () => {
    const first = plan();
    const second = plan({ people: ['ab'], days: [5] });
    const third = plan({ people: ['cy'], zone: 'UTC' });
    const plans = once(third, ['2026-11-19T12:00Z', first], ['2026-11-20T12:00Z', second]);
    expect(nights(plans, '2026-11-17T12:00Z', '2026-11-22T12:00Z')).toEqual([
      'Night 2026-11-17T21:00Z to 2026-11-18T05:00Z: M. Okafor',
      'Night 2026-11-18T21:00Z to 2026-11-19T05:00Z: M. Okafor',
      // The 19th is no Friday: by the second plan nobody was on.
      'Night 2026-11-20T22:00Z to 2026-11-21T06:00Z: C. Young',
      'Night 2026-11-21T22:00Z to 2026-11-22T06:00Z: C. Young',
    ]);
    expect(gaps(gapsIn(plans, at('2026-11-19T00:00Z'), at('2026-11-20T23:00Z')))).toEqual([
      '2026-11-19T05:00Z to 2026-11-20T22:00Z',
    ]);
  });

  test('a day that was otherwise stays so, and can be corrected afterwards', () => {
    const overrides = [{ on: '2026-11-18', people: ['cy' as const], reason: 'swap' }];
    const later = once(plan({ people: ['ab'], overrides }), ['2026-11-20T02:00Z', plan()]);
    expect(nights(later)[0]).toBe('Night 2026-11-18T21:00Z to 2026-11-19T05:00Z: C. Young (other people: swap)');
  });
});

test('a shift that was removed was, and is not any more: neither on, nor next', () => {
  const removed = once(null, ['2026-11-20T02:00Z', plan({ overrides: [{ on: '2026-11-18', calledOff: true }] })]);
  expect(nights(removed, '2026-11-17T12:00Z')).toEqual([
    'Night 2026-11-17T21:00Z to 2026-11-18T05:00Z: M. Okafor',
    'Night 2026-11-18T21:00Z to 2026-11-19T05:00Z: called off (called off)',
  ]);
  expect(shiftsAt(removed, at('2026-11-20T02:00Z'))).toEqual([]);
  expect(shiftBefore(removed, at('2026-11-20T02:00Z'))?.on).toBe('2026-11-17');
  expect(shiftsAfter(removed, at('2026-11-20T02:00Z'))).toEqual([]);
});

test('gaps are where something was planned: none after all of it was removed, nor where it was moved away from', () => {
  const friday = plan({ days: [5] });
  const [from, to] = [at('2026-11-18T00:00Z'), at('2026-11-25T00:00Z')];
  expect(gaps(gapsIn(once(null, ['2026-11-21T10:00Z', friday]), from, to))).toEqual([
    '2026-11-18T00:00Z to 2026-11-20T21:00Z',
    '2026-11-21T05:00Z to 2026-11-21T10:00Z',
  ]);
  // It was to begin on the 20th, and before that day came it was put off.
  const late = plan({ startsOn: '2026-11-23' });
  expect(gaps(gapsIn(once(late, ['2026-11-19T10:00Z', plan({ startsOn: '2026-11-20' })]), from, to))).toEqual([
    '2026-11-22T23:00Z to 2026-11-23T21:00Z',
    '2026-11-24T05:00Z to 2026-11-24T21:00Z',
  ]);
});

test('days that were over before anybody planned them are written in afterwards: they go with the plan as it is', () => {
  const named = once(plan({ people: ['ab'] }), ['2026-11-20T12:10Z', plan({ people: [] }), '2026-11-20T12:00Z']);
  expect(nights(named)).toEqual([
    'Night 2026-11-18T21:00Z to 2026-11-19T05:00Z: A. Brandt',
    'Night 2026-11-19T21:00Z to 2026-11-20T05:00Z: A. Brandt',
    'Night 2026-11-20T21:00Z to 2026-11-21T05:00Z: A. Brandt',
  ]);
});

test('over the night in which the clocks are set back: the change at the second half past two is in the night', () => {
  // 25 October 2026, 01:30 UTC: the wall in Berlin shows 02:30 for the second time. A shift to 02:30 ended the first time.
  const was = plan({ to: '02:30' });
  const plans = once(plan({ to: '02:30', people: ['ab'] }), ['2026-10-25T01:00Z', was]);
  expect(nights(plans, '2026-10-24T12:00Z', '2026-10-25T12:00Z')).toEqual([
    'Night 2026-10-24T20:00Z to 2026-10-25T00:30Z: M. Okafor',
  ]);
});
