// Who took what people were told of, and how soon.
import { describe, expect, test } from 'vitest';
import type { CheckId, HostId, IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Milestone, MilestoneKind } from '../../electron/contract/model/incident.ts';
import {
  firstTaking,
  type Holding,
  type ReactionCase,
  slowestFirst,
  takenByIncident,
  timeToAcknowledge,
  timeToResolve,
} from '../../electron/engine/core/reactions.ts';

const MINUTE = 60_000;
const TOLD = Date.UTC(2026, 10, 22, 2, 14);

const at = (minutes: number): number => TOLD + minutes * MINUTE;
const milestone = (kind: MilestoneKind, minutes: number, source = 'Ada', opening = 1): Milestone => ({
  kind,
  at: at(minutes),
  source,
  opening,
});

function held(milestones: readonly Milestone[], more: { joined?: number; merged?: boolean } = {}): Holding {
  const mergedInto = more.merged ? ('other' as IncidentId) : null;
  return { incident: { id: 'one' as IncidentId, milestones, mergedInto }, joinedAt: at(more.joined ?? 0) };
}

function reaction(name: string, told: number, taken: number | null): ReactionCase {
  return {
    problemId: name as ProblemId,
    hostId: 'web1' as HostId,
    checkId: 'http' as CheckId,
    subject: name,
    severity: 2,
    openedAt: at(told - 1),
    toldAt: at(told),
    takenAt: taken === null ? null : at(taken),
    takenBy: taken === null ? '' : 'Ada',
    endedAt: null,
  };
}

describe('the first that takes a problem', () => {
  test('is the first acknowledgement after people were told; one from before does not count', () => {
    const acks = [at(-5), at(9), at(4)].map((when) => ({ at: when, by: 'Ada' }));
    expect(firstTaking(TOLD, acks, [])).toEqual({ at: at(4), by: 'Ada' });
    expect(firstTaking(TOLD, acks.slice(0, 1), [])).toBeNull();
    expect(firstTaking(TOLD, [], [])).toBeNull();
  });

  test('at the very moment of the telling counts', () => {
    expect(firstTaking(TOLD, [{ at: TOLD, by: 'Ada' }], [])).toEqual({ at: TOLD, by: 'Ada' });
  });

  test('may be whoever acknowledged its incident', () => {
    const incident = held([milestone('detected', 0, 'the engine'), milestone('acknowledged', 3, 'Ben')]);
    expect(firstTaking(TOLD, [{ at: at(9), by: 'Ada' }], [incident])).toEqual({ at: at(3), by: 'Ben' });
    expect(firstTaking(TOLD, [{ at: at(2), by: 'Ada' }], [incident])).toEqual({ at: at(2), by: 'Ada' });
  });
});

describe('an incident takes a problem', () => {
  test('when it moves past "acknowledged" at once', () => {
    expect(takenByIncident(held([milestone('detected', 0), milestone('mitigated', 6)]), TOLD)?.at).toBe(at(6));
  });

  test('not by being detected, by the engine, or by a merge', () => {
    expect(takenByIncident(held([milestone('impact', -1), milestone('detected', 0)]), TOLD)).toBeNull();
    expect(takenByIncident(held([milestone('resolved', 5, 'the engine')]), TOLD)).toBeNull();
    expect(takenByIncident(held([milestone('closed', 5)], { merged: true }), TOLD)).toBeNull();
    expect(takenByIncident(held([milestone('closed', 5)]), TOLD)?.at).toBe(at(5));
  });

  test('that was in hand already: when the problem was told, or when it came', () => {
    const milestones = [milestone('detected', -20), milestone('acknowledged', -18)];
    expect(takenByIncident(held(milestones, { joined: -1 }), TOLD)?.at).toBe(TOLD);
    expect(takenByIncident(held(milestones, { joined: 7 }), TOLD)?.at).toBe(at(7));
  });

  test('that was opened again: not before somebody acknowledges it again', () => {
    const over = [milestone('detected', -90), milestone('acknowledged', -80), milestone('closed', -60)];
    const again = [...over, milestone('detected', -2, 'Ben', 2)];
    expect(takenByIncident(held(again, { joined: -2 }), TOLD)).toBeNull();
    const taken = takenByIncident(held([...again, milestone('acknowledged', 5, 'Cy', 2)], { joined: -2 }), TOLD);
    expect(taken).toEqual({ at: at(5), by: 'Cy' });
  });
});

test('those nobody took stand in front, the oldest first, then the slowest', () => {
  const cases = [
    reaction('quick', 0, 1),
    reaction('young', 9, null),
    reaction('slow', 2, 30),
    reaction('old', 1, null),
  ];
  expect(slowestFirst(cases).map(({ subject }) => subject)).toEqual(['old', 'young', 'slow', 'quick']);
});

test('what nobody took is counted apart, never averaged in', () => {
  const cases = [1, 2, 3, 4, 5].map((minutes) => reaction(`p${minutes}`, 0, minutes));
  const { spread, unacknowledged } = timeToAcknowledge([...cases, reaction('left', 0, null)]);
  expect(unacknowledged).toBe(1);
  expect(spread).toEqual({
    n: 5,
    medianMs: 3 * MINUTE,
    p90Ms: 5 * MINUTE,
    maxMs: 5 * MINUTE,
    meanMs: 3 * MINUTE,
  });
});

test('time to resolve is from the first bad result to the end; of nothing there is none', () => {
  expect(timeToResolve([{ openedAt: at(0), closedAt: at(12) }])).toMatchObject({
    n: 1,
    medianMs: 12 * MINUTE,
    meanMs: null,
  });
  expect(timeToResolve([])).toEqual({ n: 0, medianMs: null, p90Ms: null, maxMs: null, meanMs: null });
});
