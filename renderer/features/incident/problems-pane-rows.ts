// The problems of an incident as its pane lists them: worst first, what is over last, and what only hangs on another
// apart, by role.
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HostId, ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Incident, IncidentProblem } from '../../../electron/contract/model/incident.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { compareWorst, isHandled } from '../../store/roll-up.ts';
import { useWorld } from '../../store/world.ts';

export interface ProblemLine {
  readonly own: IncidentProblem;
  /** As it stands; null when it is over. */
  readonly problem: Problem | null;
  readonly lit: boolean;
  /** Hosts of the incident that are out of reach because of it. */
  readonly behind: number;
}

export interface Hidden {
  /** 'web', 'main'; '' is a host without a role. */
  readonly role: string;
  readonly lines: readonly ProblemLine[];
}

export interface ProblemLines {
  readonly open: readonly ProblemLine[];
  readonly over: readonly ProblemLine[];
  /** Open ones that are out of reach, or checks of a host that is down: told nobody. */
  readonly behind: readonly Hidden[];
  readonly behindCount: number;
}

export function problemLines(
  own: readonly IncidentProblem[],
  problems: ReadonlyMap<ProblemId, Problem>,
  hosts: ReadonlyMap<HostId, Host>,
): ProblemLines {
  const counts = new Map<HostId, number>();
  for (const { problemId } of own) {
    const because = problems.get(problemId)?.because;
    if (because) counts.set(because, (counts.get(because) ?? 0) + 1);
  }
  const lines = own.map((one): ProblemLine => {
    const problem = problems.get(one.problemId) ?? null;
    const behind = one.alive ? (counts.get(one.hostId) ?? 0) : 0;
    return { own: one, problem, lit: problem !== null && !isHandled(problem), behind };
  });
  const stands = lines.filter(({ problem }) => problem !== null);
  const isBehind = ({ problem }: ProblemLine): boolean => problem?.because != null;
  const open = stands.filter((line) => !isBehind(line)).toSorted(worstFirst);
  const hidden = stands.filter(isBehind);
  const over = lines
    .filter(({ problem }) => problem === null)
    .toSorted((a, b) => (b.own.closedAt ?? 0) - (a.own.closedAt ?? 0) || a.own.openedAt - b.own.openedAt);
  return { open, over, behind: byRole(hidden, hosts), behindCount: hidden.length };
}

/** The problem a runbook of this incident is for: the worst open one that hangs on no other; null: none is open. */
export function useLead({ problems: own }: Incident): ProblemId | null {
  return useWorld(({ problems, hosts }) => problemLines(own, problems, hosts).open[0]?.own.problemId ?? null);
}

const worstFirst = (a: ProblemLine, b: ProblemLine): number =>
  b.behind - a.behind || (a.problem && b.problem ? compareWorst(a.problem, b.problem) : 0);

function byRole(lines: readonly ProblemLine[], hosts: ReadonlyMap<HostId, Host>): readonly Hidden[] {
  const roles = new Map<string, ProblemLine[]>();
  for (const line of lines) {
    const role = hosts.get(line.own.hostId)?.role ?? '';
    const list = roles.get(role);
    if (list) list.push(line);
    else roles.set(role, [line]);
  }
  return [...roles]
    .map(([role, of]) => ({ role, lines: of.toSorted((a, b) => (a.own.host < b.own.host ? -1 : 1)) }))
    .toSorted((a, b) => b.lines.length - a.lines.length || (a.role < b.role ? -1 : 1));
}
