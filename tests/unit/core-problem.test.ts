import { describe, expect, test } from 'vitest';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Acknowledgement, Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState } from '../../electron/contract/model/state.ts';
import { initialState } from '../../electron/engine/core/check-memory.ts';
import {
  currentStatus,
  nextProblem,
  type ProblemFacts,
  withHold,
  withTold,
} from '../../electron/engine/core/problem.ts';
import type { Standing } from '../../electron/engine/core/reachability.ts';

const web1 = 'web1' as HostId;
const core = 'core' as HostId;
const id = 'p1' as ProblemId;
const up: Standing = { reach: 'up', because: null };
const down: Standing = { reach: 'down', because: null };
const unreachable: Standing = { reach: 'unreachable', because: core };
const bad: Partial<CheckState> = {
  status: 'critical',
  hardStatus: 'critical',
  badSince: 100,
  hardSince: 130,
  attempt: 3,
};

function check(changes: Partial<CheckState>): CheckState {
  return { ...initialState({ id: 'c1' as CheckId, hostId: web1 }, 0), ...changes };
}

function facts(changes: Partial<CheckState>, rest: Partial<ProblemFacts> = {}): ProblemFacts {
  return { id, at: 130, check: check(changes), alive: false, host: up, severity: () => 2, ...rest };
}

const opened = nextProblem(null, facts(bad))!;
const taken = (edits: Partial<Acknowledgement> = {}): Problem => ({
  ...opened,
  toldAt: 131,
  ack: { by: 'kim', at: 200, reason: 'on it', sticky: false, expiresAt: null, ...edits },
});

describe('a problem', () => {
  test('opens at a hard bad state, dated from the first bad result, not yet told', () => {
    expect(opened).toEqual({
      id,
      hostId: web1,
      checkId: 'c1',
      status: 'critical',
      severity: 2,
      openedAt: 100,
      changedAt: 130,
      toldAt: null,
      held: null,
      because: null,
      ack: null,
    });
  });

  test.each<[string, Partial<CheckState>]>([
    ['pending', {}],
    ['ok', { status: 'ok', hardStatus: 'ok' }],
    ['soft after ok', { status: 'critical', type: 'soft', hardStatus: 'ok', badSince: 100 }],
    ['soft as the first result', { status: 'critical', type: 'soft', badSince: 100 }],
  ])('is none while the check is %s', (_, state) => {
    expect(nextProblem(null, facts(state))).toBeNull();
  });

  test('stays open while a recovery is not complete, and closes with it', () => {
    expect(nextProblem(opened, facts({ ...bad, status: 'ok', type: 'soft', goodRuns: 1 }))).toBe(opened);
    expect(nextProblem(opened, facts({ status: 'ok', hardStatus: 'ok' }))).toBeNull();
  });

  test('that did not change is the same object: nothing to store', () => {
    expect(nextProblem(opened, facts(bad, { at: 999 }))).toBe(opened);
  });

  test('that changed is told anew but keeps its date', () => {
    const told = withTold(opened, 140);
    expect(nextProblem(told, facts({ ...bad, hardStatus: 'warning', status: 'warning' }, { at: 300 }))).toEqual({
      ...told,
      status: 'warning',
      changedAt: 300,
      toldAt: null,
    });
  });
});

describe('acknowledgement', () => {
  const worse = facts({ ...bad, hardStatus: 'unknown', status: 'unknown' }, { at: 300 });

  test('a normal one drops when the state changes, a sticky one stays', () => {
    expect(nextProblem(taken(), worse)).toMatchObject({ status: 'unknown', ack: null });
    expect(nextProblem(taken({ sticky: true }), worse)).toMatchObject({ status: 'unknown', ack: { by: 'kim' } });
  });

  test('both stay while the state stays, and drop with the problem at recovery', () => {
    for (const problem of [taken(), taken({ sticky: true })]) {
      expect(nextProblem(problem, facts(bad, { at: 300 }))).toBe(problem);
      expect(nextProblem(problem, facts({ status: 'ok', hardStatus: 'ok' }))).toBeNull();
    }
  });

  test('runs out to the millisecond, sticky or not', () => {
    const problem = taken({ sticky: true, expiresAt: 500 });
    expect(nextProblem(problem, facts(bad, { at: 499 }))).toBe(problem);
    expect(nextProblem(problem, facts(bad, { at: 500 }))?.ack).toBeNull();
  });
});

describe('hosts', () => {
  const alive = { alive: true };

  test('a hard bad alive check is a host that is down, or unreachable because of another', () => {
    expect(nextProblem(null, facts(bad, { ...alive, host: down }))).toMatchObject({ status: 'down', because: null });
    expect(nextProblem(null, facts(bad, { ...alive, host: unreachable }))).toMatchObject({
      status: 'unreachable',
      because: core,
    });
    const lost = facts({ ...bad, hardStatus: 'unknown' }, { ...alive, host: down });
    expect(nextProblem(null, lost)).toMatchObject({ status: 'down' });
  });

  test('a warning of the alive check is a warning: the host is up', () => {
    expect(nextProblem(null, facts({ ...bad, hardStatus: 'warning' }, alive))).toMatchObject({ status: 'warning' });
  });

  test('when the parent is back and the host is not, unreachable turns into down, the date stays', () => {
    const before = nextProblem(null, facts(bad, { ...alive, host: unreachable }))!;
    expect(nextProblem(before, facts(bad, { ...alive, host: down, at: 400 }))).toEqual({
      ...before,
      status: 'down',
      changedAt: 400,
      because: null,
    });
  });

  test('a host that answers but has not recovered stays what it was', () => {
    const half = { ...bad, status: 'ok', type: 'soft', goodRuns: 1 } as const;
    const before = nextProblem(null, facts(bad, { ...alive, host: unreachable }))!;
    expect(nextProblem(before, facts(half, { ...alive, host: up }))).toMatchObject({
      status: 'unreachable',
      because: null,
    });
    expect(nextProblem(null, facts(half, { ...alive, host: up }))).toMatchObject({ status: 'down' });
  });

  test('other checks of a host that is not up stand under it, until they are seen anew', () => {
    const marked = { ...bad, hostDown: true };
    expect(nextProblem(null, facts(marked, { host: down }))?.because).toBe(web1);
    expect(nextProblem(null, facts(marked, { host: unreachable }))?.because).toBe(web1);
    const before = nextProblem(null, facts(marked, { host: down }))!;
    expect(nextProblem(before, facts(marked, { host: up }))).toBe(before);
    expect(nextProblem(before, facts(bad, { host: up }))).toEqual({ ...before, because: null });
  });

  test('what is told of an alive check is told of the host, by its last result', () => {
    const state = check({ status: 'critical', flapping: true });
    expect(currentStatus(state, true, 'down')).toEqual({ status: 'down', flapping: true });
    expect(currentStatus(state, true, 'unreachable').status).toBe('unreachable');
    expect(currentStatus(state, false, 'down').status).toBe('critical');
    expect(currentStatus(check({ status: 'warning' }), true, 'up').status).toBe('warning');
  });
});

test('a hold is set once, and cleared when people are told', () => {
  const held = withHold(opened, { reason: 'muted', by: 'kim', until: 900 });
  expect(withHold(held, { reason: 'muted', by: 'kim', until: 900 })).toBe(held);
  expect(withHold(held, { reason: 'muted', by: 'kim', until: 901 })).not.toBe(held);
  expect(withHold(held, null).held).toBeNull();
  expect(withTold(held, 700)).toMatchObject({ toldAt: 700, held: null });
});
