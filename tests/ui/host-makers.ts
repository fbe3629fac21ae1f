// Makers of checks, states and problems for the tests of the host screen.
import { type Check, checkInput } from '../../electron/contract/model/check.ts';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { CheckState, HostState } from '../../electron/contract/model/state.ts';

export const NOW = Date.UTC(2026, 10, 20, 2, 32, 54);
export const HOST = 'h1' as HostId;

export function makeCheck(name: string, more: Partial<Check> = {}): Check {
  return { ...checkInput.parse({ hostId: HOST, name, kind: 'plugin' }), id: `c-${name}` as CheckId, ...more };
}

export function makeState(check: Check, more: Partial<CheckState> = {}): CheckState {
  return {
    checkId: check.id,
    hostId: HOST,
    status: 'ok',
    type: 'hard',
    attempt: 1,
    hardStatus: 'ok',
    statusSince: NOW - 1_000,
    hardSince: NOW - 1_000,
    badSince: null,
    goodRuns: 0,
    flapping: false,
    flapPercent: 0,
    hostDown: false,
    summary: 'fine',
    detail: '',
    metrics: [],
    resultAt: NOW - 10_000,
    ...more,
  };
}

export function makeProblem(check: Check, more: Partial<Problem> = {}): Problem {
  return {
    id: `p-${check.id}` as ProblemId,
    hostId: HOST,
    checkId: check.id,
    status: 'critical',
    severity: 2,
    openedAt: NOW - 802_000,
    changedAt: NOW,
    toldAt: NOW,
    held: null,
    because: null,
    ack: null,
    ...more,
  };
}

export const up: HostState = { hostId: HOST, reach: 'up', type: 'hard', since: NOW - 86_400_000, because: null };
export const byId = <Item extends { checkId: CheckId }>(items: readonly Item[]) =>
  new Map(items.map((item) => [item.checkId as string, item]));
