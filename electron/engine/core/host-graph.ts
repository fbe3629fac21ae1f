// The graph of hosts and their parents, built once per inventory change. It never holds a cycle: new ones are refused by
// name with `findCycle` before they are stored.
import type { Host } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';

export type GraphHost = Pick<Host, 'id' | 'name' | 'parents'>;

export interface Graph {
  /** Per host its parents by redundancy group; hosts without parents are left out. */
  readonly parentGroups: ReadonlyMap<HostId, readonly (readonly HostId[])[]>;
  readonly children: ReadonlyMap<HostId, readonly HostId[]>;
  /** Place in an order in which parents come before their children. */
  readonly rank: ReadonlyMap<HostId, number>;
}

/**
 * Builds the graph, linear in hosts and links. Links to hosts that are gone are left out. Should a cycle have got into
 * the data all the same, the links that close it are left out too: a monitor that starts is worth more than one that
 * is right about a loop, and `findCycle` tells which one it is.
 */
export function buildGraph(hosts: readonly GraphHost[]): Graph {
  const byId = new Map(hosts.map((host) => [host.id, host]));
  const rank = rankOf(hosts, byId);
  const parentGroups = new Map<HostId, readonly (readonly HostId[])[]>();
  const children = new Map<HostId, HostId[]>();
  for (const host of hosts) {
    const groups = new Map<string, Set<HostId>>();
    const own = rank.get(host.id) ?? 0;
    for (const link of host.parents) {
      if ((rank.get(link.hostId) ?? own) >= own) continue;
      const group = groups.get(link.group) ?? new Set();
      groups.set(link.group, group.add(link.hostId));
    }
    if (groups.size === 0) continue;
    parentGroups.set(
      host.id,
      [...groups.values()].map((group) => [...group]),
    );
    for (const parent of new Set([...groups.values()].flatMap((group) => [...group]))) {
      const siblings = children.get(parent);
      if (siblings) siblings.push(host.id);
      else children.set(parent, [host.id]);
    }
  }
  return { parentGroups, children, rank };
}

/** Parents first. A host of a cycle gets its place when its walk ends, so at least one link of the cycle points backwards. */
function rankOf(hosts: readonly GraphHost[], byId: ReadonlyMap<HostId, GraphHost>): ReadonlyMap<HostId, number> {
  const rank = new Map<HostId, number>();
  walkUp(hosts, byId, (host) => rank.set(host.id, rank.size));
  return rank;
}

/**
 * The names along a cycle of parents, each host once, the first being a parent of the last; null when there is none.
 * With `candidate` (a host to add or to put in the place of the one with its id) only cycles it would be in reach of.
 */
export function findCycle(hosts: readonly GraphHost[], candidate?: GraphHost): readonly string[] | null {
  const byId = new Map(hosts.map((host) => [host.id, host]));
  if (candidate) byId.set(candidate.id, candidate);
  return walkUp(candidate ? [candidate] : hosts, byId, () => undefined);
}

/** Depth first from each host up its parents; `leave` is called parents first. Returns the first cycle met, by name, and goes on. */
function walkUp(
  starts: readonly GraphHost[],
  byId: ReadonlyMap<HostId, GraphHost>,
  leave: (host: GraphHost) => void,
): readonly string[] | null {
  let cycle: readonly string[] | null = null;
  const done = new Set<HostId>();
  const onPath = new Set<HostId>();
  for (const start of starts) {
    if (done.has(start.id)) continue;
    const path: { readonly host: GraphHost; next: number }[] = [{ host: start, next: 0 }];
    onPath.add(start.id);
    for (let step = path.at(-1); step !== undefined; step = path.at(-1)) {
      const link = step.host.parents[step.next++];
      if (link === undefined) {
        path.pop();
        onPath.delete(step.host.id);
        done.add(step.host.id);
        leave(step.host);
        continue;
      }
      const parent = byId.get(link.hostId);
      if (parent === undefined || done.has(parent.id)) continue;
      if (onPath.has(parent.id)) {
        cycle ??= path.slice(path.findIndex((at) => at.host.id === parent.id)).map((at) => at.host.name);
        continue;
      }
      onPath.add(parent.id);
      path.push({ host: parent, next: 0 });
    }
  }
  return cycle;
}
