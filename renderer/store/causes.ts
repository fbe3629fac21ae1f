// Pure: which problem a problem hangs below. A dead host takes its checks along, and every host that is only reached
// through it (spec: monitoring, "Suppression").
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';

/** Chains of parents are short; this only ends one that went round. */
const LONGEST_CHAIN = 64;

/** Down and unreachable are said of the host itself, everything else of one check. */
export const isAboutHost = (problem: Problem): boolean => problem.status === 'down' || problem.status === 'unreachable';

/** Finds the problem at the top of the chain; a problem that stands for itself, or whose cause is not open, is its own. */
export function causeFinder(problems: Iterable<Problem>): (problem: Problem) => Problem {
  const byHost = new Map<HostId, Problem>();
  for (const problem of problems) if (isAboutHost(problem)) byHost.set(problem.hostId, problem);
  return (problem) => {
    let at = problem;
    for (let steps = 0; steps < LONGEST_CHAIN && at.because !== null; steps += 1) {
      const cause = byHost.get(at.because);
      if (!cause || cause === at) break;
      at = cause;
    }
    return at;
  };
}
