// A problem as the matcher sees it: its check, the tags of its host, what the last result said and which of its figures lie
// beyond their own limits.
import type { CheckId } from '../../../contract/model/ids.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import type { Metric } from '../../../contract/model/result.ts';
import type { MatchProblem } from '../../core/run-match.ts';
import { judge } from '../../probes/range.ts';
import type { World } from '../world.ts';

type Known = Pick<World, 'hosts' | 'checks' | 'memory' | 'lastResults'>;

/** The last result, or after a start what is remembered of it. */
export const lastOf = (world: Known, checkId: CheckId) => world.lastResults.get(checkId) ?? world.memory.get(checkId);

/** Null: its check is gone. */
export function matchProblem(world: Known, { checkId, hostId, status }: Problem): MatchProblem | null {
  const check = world.checks.get(checkId);
  const host = world.hosts.get(hostId);
  if (!check || !host) return null;
  const last = lastOf(world, checkId);
  let outside: readonly string[] | null = null;
  return {
    kind: check.kind,
    check: check.name,
    status,
    tags: host.tags,
    summary: last?.summary ?? '',
    // Ranges are read only where a `match` comes to ask for them.
    get outside() {
      outside ??= outsideOf(last?.metrics ?? []);
      return outside;
    },
  };
}

/** Metrics beyond their own limits, those that are critical first. */
function outsideOf(metrics: readonly Metric[]): readonly string[] {
  const judged = metrics.map(({ name, value, warn, crit }) => ({ name, verdict: judge(value, warn, crit) }));
  return ['critical', 'warning'].flatMap((wanted) =>
    judged.flatMap(({ name, verdict }) => (verdict === wanted ? [name] : [])),
  );
}
