// Pure: what the wall calls out, and what is worst after it.
import type { HoldReason, Problem } from '../../../electron/contract/model/problem.ts';
import { selectStanding } from '../../store/incidents.ts';
import { compareWorst, hostsBehind, isHandled, worstOf } from '../../store/roll-up.ts';
import { derived } from '../../store/select.ts';
import type { World } from '../../store/world.ts';

/** Held back for these reasons it is not sure, or not theirs to call: nobody is told either. */
const NOT_CALLED: ReadonlySet<HoldReason> = new Set<HoldReason>([
  'soft',
  'verifying',
  'isolated',
  'parent-check',
  'outside-hours',
]);

/** Whether it is called out: nobody has it, and it is as bad as SEV1 or SEV2. */
export const isAlarming = (problem: Problem): boolean =>
  problem.severity <= 2 && !isHandled(problem) && !(problem.held && NOT_CALLED.has(problem.held.reason));

/** The one that is called out; null: the wall is quiet. */
export const selectAlarm: (world: World) => Problem | null = derived(
  (world) => [world.problems],
  (problems) => worstOf([...problems.values()], isAlarming),
);

/** How many more there are like it. */
export const selectAlarmsBeside: (world: World) => number = derived(
  (world) => [world.problems],
  (problems) => {
    let count = 0;
    for (const problem of problems.values()) if (problem.because === null && isAlarming(problem)) count += 1;
    return Math.max(0, count - 1);
  },
);

/** Unhandled problems that stand for themselves, worst first; a dead host that took others along leads. */
export const selectWorstFirst: (world: World) => readonly Problem[] = derived(
  (world) => [world.problems],
  (problems) => {
    const behind = hostsBehind(problems.values());
    const weight = ({ status, hostId }: Problem): number => (status === 'down' ? (behind.get(hostId) ?? 0) : 0);
    return [...problems.values()]
      .filter((problem) => problem.because === null && !isHandled(problem))
      .sort((a, b) => weight(b) - weight(a) || compareWorst(a, b));
  },
);

/** Who leads the incident a problem is in; '' for nobody. */
export const leadOf = (world: World, problem: Problem): string =>
  selectStanding(world).find(({ problems }) => problems.some(({ problemId }) => problemId === problem.id))?.roles
    .lead ?? '';
