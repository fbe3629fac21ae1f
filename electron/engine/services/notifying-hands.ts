// Whether anybody need be told again of a problem: not when it is closed, when somebody has it in hand, or when something
// that was planned (or a hand) keeps it silent.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Clock } from '../lib/clock.ts';
import type { Holders } from './alerting.ts';
import type { World } from './world.ts';

export interface Hands {
  /** Of the problems as they are now: true of one that is closed, acknowledged, muted or in maintenance. Use it at once. */
  look(): (problemId: string) => boolean;
  /** Whether a standing problem may be told again: it is still there, and would be told if it were new. */
  mayRepeat(checkId: CheckId): boolean;
}

export function createHands(options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly world: World;
  /** Asked for late: they are built beside notifying. */
  readonly holders: () => Pick<Holders, 'isolated' | 'maintenance' | 'muted' | 'outsideHours'>;
}): Hands {
  const { clock, world, holders } = options;
  const isInHand = ({ ack, hostId, checkId }: Problem, at: number): boolean =>
    (ack !== null && (ack.expiresAt === null || ack.expiresAt > at)) ||
    holders().maintenance(hostId, checkId, at) !== null ||
    holders().muted(hostId, checkId, at) !== null;
  return {
    look() {
      const at = clock.now();
      const open = new Map<string, Problem>([...world.problems.values()].map((problem) => [problem.id, problem]));
      return (problemId) => {
        const problem = open.get(problemId);
        return !problem || isInHand(problem, at);
      };
    },
    mayRepeat(checkId) {
      const at = clock.now();
      const problem = world.problems.get(checkId);
      const host = problem && world.hosts.get(problem.hostId);
      if (!problem || !host || problem.held !== null || isInHand(problem, at)) return false;
      return holders().isolated(host) === null && holders().outsideHours(host, problem.severity, at) === null;
    },
  };
}
