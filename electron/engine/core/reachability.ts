// What stands between a host and the monitor: down, or only out of sight behind something that is down.
// Source: spec monitoring, rule 8; oracles Nagios Core 4 determine_host_reachability (a parent counts by its own current
// state, soft too) and Icinga 2 redundancy groups (one parent of a group is enough, every group is needed).
import type { HostId } from '../../contract/model/ids.ts';
import type { Reach } from '../../contract/model/state.ts';
import type { Graph } from './host-graph.ts';

/** A host by its alive check's last status; 'pending' also without an alive check, and it counts as up: the unknown is not blamed. */
export type Alive = 'up' | 'not-up' | 'pending';
export type AliveOf = (hostId: HostId) => Alive;

export interface Standing {
  readonly reach: Reach;
  /** While unreachable: the nearest host that is down and stands in the way. */
  readonly because: HostId | null;
}

interface Judged extends Standing {
  /** Steps up to `because`. */
  readonly hops: number;
}

const UP: Judged = { reach: 'up', because: null, hops: 0 };
const DOWN: Judged = { reach: 'down', because: null, hops: 0 };
const PENDING: Judged = { reach: 'pending', because: null, hops: 0 };

/** How one host stands. */
export function reachOf(graph: Graph, hostId: HostId, aliveOf: AliveOf): Standing {
  return standings(graph, [hostId], aliveOf).get(hostId) ?? PENDING;
}

/**
 * How many hosts stand, each judged once: linear in the hosts asked for and the dead ones above them. With the hosts of
 * `affected` it is the work to do after a change.
 */
export function standings(graph: Graph, hostIds: readonly HostId[], aliveOf: AliveOf): ReadonlyMap<HostId, Standing> {
  const judged = new Map<HostId, Judged>();
  // An own stack, not recursion: a chain of parents may be long. The graph has no cycles, so it ends.
  const stack = [...hostIds].reverse();
  for (let hostId = stack.at(-1); hostId !== undefined; hostId = stack.at(-1)) {
    const blockers = judged.has(hostId) ? [] : blockersOf(graph, hostId, aliveOf);
    const open = blockers.filter((parent) => !judged.has(parent));
    if (open.length > 0) {
      stack.push(...open);
      continue;
    }
    stack.pop();
    if (!judged.has(hostId)) judged.set(hostId, judge(aliveOf(hostId), blockers, judged));
  }
  return judged;
}

function judge(alive: Alive, blockers: readonly HostId[], judged: ReadonlyMap<HostId, Judged>): Judged {
  if (alive === 'up') return UP;
  if (alive === 'pending') return PENDING;
  let nearest: Judged | null = null;
  for (const parent of blockers) {
    const above = judged.get(parent);
    if (above === undefined) continue;
    const hops = above.hops + 1;
    if (nearest === null || hops < nearest.hops) {
      nearest = { reach: 'unreachable', because: above.because ?? parent, hops };
    }
  }
  return nearest ?? DOWN;
}

/** The parents of a dead host's groups in which nobody is up: they stand in the way. Empty: nothing does. */
function blockersOf(graph: Graph, hostId: HostId, aliveOf: AliveOf): readonly HostId[] {
  if (aliveOf(hostId) !== 'not-up') return [];
  const groups = graph.parentGroups.get(hostId) ?? [];
  return groups.filter((group) => group.every((parent) => aliveOf(parent) === 'not-up')).flat();
}

/**
 * The hosts whose standing may differ after the alive states of `changed` did, parents before children: the changed ones
 * and, below them, those that are not up (a host that answers is up whatever stands above it). `aliveOf` is as of now.
 */
export function affected(graph: Graph, changed: Iterable<HostId>, aliveOf: AliveOf): readonly HostId[] {
  const found = new Set<HostId>(changed);
  // A Set may grow while it is walked: each host found is visited in turn, once.
  for (const hostId of found) {
    for (const child of graph.children.get(hostId) ?? []) {
      if (aliveOf(child) === 'not-up') found.add(child);
    }
  }
  return [...found].sort((a, b) => (graph.rank.get(a) ?? 0) - (graph.rank.get(b) ?? 0));
}

export interface ToCheck {
  /** An alert about the host waits for these (hold reason 'verifying'). */
  readonly parents: readonly HostId[];
  readonly children: readonly HostId[];
}

/** Whose alive checks to run at once when a host's alive state turned: going down, its up parents and its children; coming up, those of both that are not up. */
export function checkAtOnce(graph: Graph, hostId: HostId, turned: 'up' | 'not-up', aliveOf: AliveOf): ToCheck {
  const parents = (graph.parentGroups.get(hostId) ?? []).flat();
  const children = graph.children.get(hostId) ?? [];
  if (turned === 'not-up') return { parents: parents.filter((id) => aliveOf(id) === 'up'), children };
  return {
    parents: parents.filter((id) => aliveOf(id) === 'not-up'),
    children: children.filter((id) => aliveOf(id) === 'not-up'),
  };
}
