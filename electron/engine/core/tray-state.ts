// What the tray says: the worst state that nobody has in hand, and how many there are, counted as the top bar counts them.
// While the monitor is cut off it says just that, for then no other state can be trusted.
import { countsForItself, isHandled } from '../../contract/model/handled.ts';
import { PROBLEM_STATUSES, type Problem, type ProblemStatus } from '../../contract/model/problem.ts';

export interface TrayState {
  readonly worst: ProblemStatus | 'ok' | 'isolated';
  readonly unhandled: number;
  readonly tooltip: string;
}

/** The state of the tray at `at`, epoch ms. */
export function trayState(problems: Iterable<Problem>, at: number, isolated: boolean): TrayState {
  const counts = { down: 0, critical: 0, unreachable: 0, unknown: 0, warning: 0 };
  let unhandled = 0;
  for (const problem of problems) {
    if (isHandled(problem, at) || !countsForItself(problem)) continue;
    counts[problem.status] += 1;
    unhandled += 1;
  }
  const there = PROBLEM_STATUSES.filter((status) => counts[status] > 0);
  const list = there.map((status) => `${counts[status]} ${status}`).join(', ');
  const said = unhandled === 0 ? 'nothing unhandled' : `${unhandled} unhandled: ${list}`;
  return {
    worst: isolated ? 'isolated' : (there[0] ?? 'ok'),
    unhandled,
    tooltip: isolated ? `Monitor isolated; ${said}` : said.charAt(0).toUpperCase() + said.slice(1),
  };
}
