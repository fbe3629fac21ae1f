// Whatever results, host changes, policy edits, gaps and restarts come in whatever order: the machine stays in its table,
// and people are told things in an order that makes sense.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '../../electron/contract/model/check.ts';
import { STATUSES, type Status } from '../../electron/contract/model/result.ts';
import {
  afterGap,
  type CheckMemory,
  clockSetBack,
  type HostCondition,
  isBad,
} from '../../electron/engine/core/check-memory.ts';
import type { AlertKind } from '../../electron/engine/core/suppression.ts';
import { Shift } from './core-shift.ts';

type Step =
  | { readonly do: 'result'; readonly status: Status; readonly laterMs: number }
  | { readonly do: 'host'; readonly host: HostCondition }
  | { readonly do: 'edit'; readonly edits: Partial<Policy> }
  | { readonly do: 'gap' }
  | { readonly do: 'set-back'; readonly byMs: number }
  | { readonly do: 'restart' };

const edits = fc.record(
  {
    maxAttempts: fc.integer({ min: 1, max: 6 }),
    recoverAfter: fc.integer({ min: 1, max: 4 }),
    flapDetection: fc.boolean(),
  },
  { requiredKeys: [] },
);
const result = fc.record({
  do: fc.constant('result' as const),
  status: fc.constantFrom(...STATUSES),
  laterMs: fc.integer({ min: -20_000, max: 60_000 }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { arbitrary: result, weight: 12 },
  {
    arbitrary: fc.record({ do: fc.constant('host' as const), host: fc.constantFrom<HostCondition>('up', 'not-up') }),
    weight: 2,
  },
  { arbitrary: fc.record({ do: fc.constant('edit' as const), edits }), weight: 1 },
  { arbitrary: fc.constant({ do: 'gap' as const }), weight: 1 },
  {
    arbitrary: fc.record({ do: fc.constant('set-back' as const), byMs: fc.integer({ min: 0, max: 90_000 }) }),
    weight: 1,
  },
  { arbitrary: fc.constant({ do: 'restart' as const }), weight: 1 },
);

/** Long enough runs of the same, and of to and fro, for flapping to start and to end. */
const calm = fc
  .tuple(fc.constantFrom(...STATUSES), fc.nat(25))
  .map(([status, times]): Step[] => Array.from({ length: times }, () => ({ do: 'result', status, laterMs: 60_000 })));
const storm = fc
  .tuple(fc.constantFrom(...STATUSES), fc.nat(12))
  .map(([status, times]): Step[] =>
    Array.from({ length: times }, (_, i) => ({ do: 'result', status: i % 2 ? status : 'ok', laterMs: 60_000 })),
  );
const single = step.map((one): Step[] => [one]);
const shifts = fc
  .array(fc.oneof({ arbitrary: single, weight: 6 }, calm, storm), { maxLength: 40, size: 'max' })
  .map((parts) => parts.flat());

function take(shift: Shift, next: Step): void {
  shift.last = null;
  shift.alert = null;
  if (next.do === 'result') shift.feed(next.status, shift.at + next.laterMs);
  else if (next.do === 'host') shift.hostTurns(next.host);
  else if (next.do === 'edit') shift.edit(next.edits);
  else if (next.do === 'gap') shift.touch(afterGap);
  else if (next.do === 'restart') shift.touch((state) => JSON.parse(JSON.stringify(state)));
  else {
    shift.at -= next.byMs;
    shift.touch((state) => clockSetBack(state, shift.at));
  }
}

/** Every row of the table there is; a state in none of them is off the table. */
function rowOf(state: CheckMemory): string {
  const { status, type, hardStatus, badSince, goodRuns, hostDown, attempt, resultAt } = state;
  if (status === 'pending') return resultAt === null && type === 'hard' && hardStatus === 'pending' ? 'pending' : 'off';
  if (type === 'hard' && status !== hardStatus) return 'off';
  if (type === 'soft' && status === hardStatus) return 'off';
  if (status === 'ok' && type === 'hard') {
    return attempt === 1 && badSince === null && goodRuns === 0 && !hostDown ? 'hard ok' : 'off';
  }
  if (badSince === null) return 'off';
  if (status === 'ok') return goodRuns > 0 && isBad(hardStatus) && !hostDown ? 'soft ok' : 'off';
  if (goodRuns !== 0) return 'off';
  if (type === 'soft') return !isBad(hardStatus) && !hostDown ? 'soft bad' : 'off';
  return 'hard bad';
}

function check(shift: Shift, before: CheckMemory, host: HostCondition): void {
  const { state, policy, last } = shift;
  const row = rowOf(state);
  expect(row, JSON.stringify(state)).not.toBe('off');
  expect(state.attempt).toBeGreaterThanOrEqual(1);
  expect(shift.problem !== null).toBe(isBad(state.hardStatus));
  if (shift.problem && last?.state !== before && last) expect(shift.problem.openedAt).toBe(state.badSince);
  if (last === null) return;
  if (last.state === before) {
    expect(last).toMatchObject({ changed: false, events: [], wantsAliveCheck: false });
    return;
  }
  // Policy bounds hold from the first result after an edit.
  expect(state.attempt).toBeLessThanOrEqual(policy.maxAttempts);
  if (row === 'soft bad') expect(state.attempt).toBeLessThan(policy.maxAttempts);
  if (row === 'soft ok') expect(state.goodRuns).toBeLessThan(policy.recoverAfter);
  if (row === 'hard bad' && host === 'up') expect(state.attempt).toBe(policy.maxAttempts);
  if (host === 'not-up') expect(state.type).toBe('hard');
  if (host === 'up') expect(state.hostDown).toBe(false);
  expect(state.flapping && !policy.flapDetection).toBe(false);
  expect(last.next === 'retry').toBe(row === 'soft bad');
  // Nothing an operator goes by moves in silence, and nothing else makes noise.
  const visible = ({
    status,
    type,
    attempt,
    hardStatus,
    badSince,
    goodRuns,
    flapping,
    hostDown,
    startOver,
  }: CheckMemory) =>
    JSON.stringify([status, type, attempt, hardStatus, badSince, goodRuns, flapping, hostDown, startOver]);
  expect(last.changed).toBe(visible(state) !== visible(before));
  if (last.events.length > 0) expect(last.changed).toBe(true);
  const hardMoved = last.events.some((event) => /^(first-ok|hard|hard-change|hard-recovery)$/.test(event.type));
  if (state.hardStatus !== before.hardStatus) expect(hardMoved || before.hardStatus === 'pending').toBe(true);
  else expect(hardMoved).toBe(false);
}

test('no sequence ever leaves the table', () => {
  const rows = new Set<string>();
  fc.assert(
    fc.property(shifts, (steps) => {
      const shift = new Shift({ flapDetection: true });
      for (const next of steps) {
        const before = shift.state;
        take(shift, next);
        check(shift, before, shift.host);
        rows.add(rowOf(shift.state));
      }
    }),
    { numRuns: 1_000 },
  );
  // The property means something only if every row was visited.
  expect([...rows].sort()).toEqual(['hard bad', 'hard ok', 'pending', 'soft bad', 'soft ok']);
});

test('people hear of a problem before its change or recovery, of flapping by turns, and of nothing else while it flaps', () => {
  const heard = new Set<AlertKind>();
  fc.assert(
    fc.property(shifts, (steps) => {
      const shift = new Shift({ flapDetection: true });
      let open = false;
      let flapping = false;
      for (const next of steps) {
        take(shift, next);
        if (shift.alert === null) continue;
        heard.add(shift.alert);
        expect(shift.host).toBe('up');
        if (shift.alert === 'flapping-start' || shift.alert === 'flapping-stop') {
          expect(shift.alert === 'flapping-start').toBe(!flapping);
          flapping = !flapping;
          continue;
        }
        expect(flapping).toBe(false);
        expect(shift.state.type).toBe('hard');
        expect(shift.alert === 'problem').toBe(!open);
        open = shift.alert !== 'recovery';
      }
    }),
    { numRuns: 1_000 },
  );
  expect(heard.size).toBe(5);
});

test('a restart between any two steps changes nothing', () => {
  fc.assert(
    fc.property(shifts, (steps) => {
      const one = new Shift({ flapDetection: true });
      const other = new Shift({ flapDetection: true });
      for (const next of steps) {
        take(one, next);
        take(other, { do: 'restart' });
        take(other, next);
        expect(other.state).toEqual(one.state);
        expect(other.last).toEqual(one.last);
      }
    }),
  );
});

test('ten thousand memories are small to store: a few hundred bytes each without their figures', () => {
  const shift = new Shift({ flapDetection: true });
  for (const status of ['ok', 'critical', 'ok', 'critical'] as const) shift.feed(status);
  expect(JSON.stringify(shift.state).length).toBeLessThan(400);
});
