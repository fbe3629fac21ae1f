// Pure: what the problems say about hosts. Worst first; handled apart from unhandled (spec: monitoring, rule 11).

import { countsForItself, isHandled } from '../../electron/contract/model/handled.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Problem, ProblemStatus } from '../../electron/contract/model/problem.ts';
import type { HostState } from '../../electron/contract/model/state.ts';

export { isHandled };

/** The contract's order, as types alone: its values would bring the whole schema library into the first paint. */
const RANKS = { down: 0, critical: 1, unreachable: 2, unknown: 3, warning: 4 } as const satisfies Record<
  ProblemStatus,
  number
>;

/** Worst first; the order of every count. */
export const WORST_FIRST = Object.keys(RANKS) as readonly ProblemStatus[];

/** 0 is worst. */
export const severity = (status: ProblemStatus): number => RANKS[status];

/** What a cell or a row shows of a host. */
export interface HostLook {
  readonly status: ProblemStatus | 'ok' | 'pending' | 'maintenance';
  /** Unhandled: drawn filled. */
  readonly lit: boolean;
  /** Since when, epoch ms; null when unknown. */
  readonly since: number | null;
}

const CALM: HostLook = { status: 'ok', lit: false, since: null };
const PENDING: HostLook = { status: 'pending', lit: false, since: null };

/** The look of each host that is not simply up: an unhandled problem before a handled one, then the worst. */
export function hostLooks(
  problems: Iterable<Problem>,
  hostStates: ReadonlyMap<HostId, HostState>,
): ReadonlyMap<HostId, HostLook> {
  const looks = new Map<HostId, HostLook & { readonly order: number }>();
  for (const state of hostStates.values()) {
    if (state.reach === 'pending') looks.set(state.hostId, { ...PENDING, since: state.since, order: 99 });
  }
  for (const problem of problems) {
    const lit = !isHandled(problem);
    // A check of a dead host is a fact about that host: the host's own problem speaks for it.
    const caused = problem.because === problem.hostId ? 20 : 0;
    const order = caused + (lit ? 0 : 10) + severity(problem.status);
    const known = looks.get(problem.hostId);
    if (known && known.order <= order) continue;
    const planned = problem.held?.reason === 'maintenance' && problem.ack === null;
    looks.set(problem.hostId, {
      status: planned ? 'maintenance' : problem.status,
      lit,
      since: problem.openedAt,
      order,
    });
  }
  return looks;
}

/** The look of one host. A host nothing is known of is pending. */
export const lookOf = (
  looks: ReadonlyMap<HostId, HostLook>,
  hostStates: ReadonlyMap<HostId, HostState>,
  hostId: HostId,
): HostLook => looks.get(hostId) ?? (hostStates.has(hostId) ? CALM : PENDING);

export interface Counts {
  readonly unhandled: Readonly<Record<ProblemStatus, number>>;
  readonly handled: Readonly<Record<ProblemStatus | 'maintenance', number>>;
}

/** Problems by status, for the top bar: the same places always, with their zeros. */
export function countProblems(problems: Iterable<Problem>): Counts {
  const zero = { down: 0, critical: 0, unreachable: 0, unknown: 0, warning: 0 };
  const unhandled = { ...zero };
  const handled = { ...zero, maintenance: 0 };
  for (const problem of problems) {
    if (!isHandled(problem)) {
      if (countsForItself(problem)) unhandled[problem.status] += 1;
    } else if (problem.held?.reason === 'maintenance' && problem.ack === null) handled.maintenance += 1;
    else handled[problem.status] += 1;
  }
  return { unhandled, handled };
}

/** Order of "worst first": status, then the longest open, then the id so that equal ones never swap. */
export const compareWorst = (a: Problem, b: Problem): number =>
  severity(a.status) - severity(b.status) || a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1);

/** How many hosts each dead host took along. */
export function hostsBehind(problems: Iterable<Problem>): ReadonlyMap<HostId, number> {
  const behind = new Map<HostId, number>();
  for (const { status, because } of problems) {
    if (status === 'unreachable' && because !== null) behind.set(because, (behind.get(because) ?? 0) + 1);
  }
  return behind;
}

/** The worst of the problems that stand for themselves and pass `counts`; a dead host that took others along leads. */
export function worstOf(problems: readonly Problem[], counts: (problem: Problem) => boolean): Problem | null {
  const behind = hostsBehind(problems);
  const weight = ({ status, hostId }: Problem): number => (status === 'down' ? (behind.get(hostId) ?? 0) : 0);
  let worst: Problem | null = null;
  for (const problem of problems) {
    if (problem.because !== null || !counts(problem)) continue;
    if (
      !worst ||
      weight(problem) > weight(worst) ||
      (weight(problem) === weight(worst) && compareWorst(problem, worst) < 0)
    ) {
      worst = problem;
    }
  }
  return worst;
}
