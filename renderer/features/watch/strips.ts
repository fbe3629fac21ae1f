// Pure: problems into strips. One problem, one strip; what a dead host took along folds under it.
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { causeFinder, isAboutHost } from '../../store/causes.ts';
import { compareWorst, isHandled, severity } from '../../store/roll-up.ts';

export interface Strip {
  readonly problem: Problem;
  /** Hosts nobody can reach because of it. */
  readonly behind: readonly Problem[];
  /** Checks that are bad only because their host is not up. */
  readonly checks: readonly Problem[];
}

export interface Strips {
  readonly unhandled: readonly Strip[];
  readonly handled: readonly Strip[];
}

export type Order = 'worst' | 'newest' | 'cause';

/** Folds and splits the problems; both lists come worst first. */
export function toStrips(problems: Iterable<Problem>): Strips {
  const all = [...problems];
  const causeOf = causeFinder(all);
  const strips = new Map<ProblemId, { problem: Problem; behind: Problem[]; checks: Problem[] }>();
  const folded: Problem[] = [];
  for (const problem of all) {
    if (causeOf(problem) === problem) strips.set(problem.id, { problem, behind: [], checks: [] });
    else folded.push(problem);
  }
  for (const problem of folded) {
    const strip = strips.get(causeOf(problem).id);
    (isAboutHost(problem) ? strip?.behind : strip?.checks)?.push(problem);
  }
  const sorted = [...strips.values()].sort(worstFirst);
  return {
    unhandled: sorted.filter(({ problem }) => !isHandled(problem)),
    handled: sorted.filter(({ problem }) => isHandled(problem)),
  };
}

/** The order an operator asked for. */
export function sortStrips(strips: readonly Strip[], order: Order): readonly Strip[] {
  return strips.toSorted((a, b) => compareStrips(a, b, order));
}

/** Status, then what it took along, then the longest open. */
const worstFirst = (a: Strip, b: Strip): number =>
  severity(a.problem.status) - severity(b.problem.status) ||
  b.behind.length - a.behind.length ||
  compareWorst(a.problem, b.problem);

function compareStrips(a: Strip, b: Strip, order: Order): number {
  switch (order) {
    case 'worst':
      return worstFirst(a, b);
    case 'newest':
      return b.problem.openedAt - a.problem.openedAt || compareWorst(a.problem, b.problem);
    case 'cause':
      return (
        b.behind.length - a.behind.length ||
        (a.problem.hostId < b.problem.hostId ? -1 : a.problem.hostId > b.problem.hostId ? 1 : 0) ||
        compareWorst(a.problem, b.problem)
      );
    default:
      return order satisfies never;
  }
}
