// Many states in one: worst first, and what somebody has in hand apart from what nobody has.
// Source: spec monitoring, rule 11.
import type { StateSpan } from '../../contract/api/history.ts';
import { isHandled } from '../../contract/model/handled.ts';
import { PROBLEM_STATUSES, type Problem, type ProblemStatus } from '../../contract/model/problem.ts';
import type { CheckStatus, Reach } from '../../contract/model/state.ts';

/** Everything a bar or a tile may show. */
export type Condition = StateSpan['status'];

/** A status that was seen outranks none, so what is not watched hides behind what is. */
export const WORST_FIRST: readonly Condition[] = [...PROBLEM_STATUSES, 'ok', 'not-monitored', 'pending'];

const RANK: ReadonlyMap<Condition, number> = new Map(WORST_FIRST.map((condition, rank) => [condition, rank]));

/** 0 is the worst. */
export function rankOf(condition: Condition): number {
  return RANK.get(condition) ?? WORST_FIRST.length;
}

/** For sorting: worst first. */
export function byWorstFirst(a: Condition, b: Condition): number {
  return rankOf(a) - rankOf(b);
}

/** The worst of them; 'pending' when there are none. */
export function worstOf(conditions: Iterable<Condition>): Condition {
  let worst: Condition = 'pending';
  for (const condition of conditions) if (rankOf(condition) < rankOf(worst)) worst = condition;
  return worst;
}

/**
 * A host with its checks, by their hard statuses. While it is not up it is just that: what its checks say then follows
 * from it, and must not make an unreachable host look critical.
 */
export function hostRollUp(reach: Reach, hardStatuses: Iterable<CheckStatus>): Condition {
  if (reach === 'down' || reach === 'unreachable') return reach;
  const checks = worstOf(hardStatuses);
  return checks === 'pending' && reach === 'up' ? 'ok' : checks;
}

export interface Tally {
  readonly unhandled: Readonly<Record<ProblemStatus, number>>;
  readonly handled: Readonly<Record<ProblemStatus, number>>;
  /** The worst that nobody has in hand. */
  readonly worst: ProblemStatus | 'ok';
}

/** Open problems counted by status, handled apart from unhandled. */
export function tally(problems: Iterable<Problem>, at: number): Tally {
  const unhandled = { down: 0, critical: 0, unreachable: 0, unknown: 0, warning: 0 };
  const handled = { ...unhandled };
  for (const problem of problems) (isHandled(problem, at) ? handled : unhandled)[problem.status] += 1;
  return { unhandled, handled, worst: PROBLEM_STATUSES.find((status) => unhandled[status] > 0) ?? 'ok' };
}
