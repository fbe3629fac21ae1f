// The world of a replay: hosts and checks begin to exist when something is said of them.
import type { Check, Policy } from '../../contract/model/check.ts';
import { hostInput, type ParentLink } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import { buildGraph, type Graph, type GraphHost } from '../core/host-graph.ts';
import { createWorld, type World } from './world.ts';

export interface ReplayHost {
  readonly name: string;
  /** By name; '' is the default group. A parent nobody declared is a host like any other. */
  readonly parents: readonly { readonly host: string; readonly group: string }[];
  readonly site?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Of a host's check, or without `check` of its alive check. */
export interface ReplaySubject {
  /** Epoch ms. */
  readonly at: number;
  readonly host: string;
  readonly check: string | null;
}

/** A world that does not build its graph anew for hosts without parents: a storm may bring a new host on every line. */
export function createReplayWorld(): World {
  const world = createWorld([], []);
  let graph: Graph | null = null;
  return {
    ...world,
    graph: () => (graph ??= buildGraph([...world.hosts.values()])),
    putHost(host) {
      // Who has neither parents nor, being new, children takes no place in it.
      if (host.parents.length > 0 || world.hosts.has(host.id)) graph = null;
      world.putHost(host);
    },
  };
}

export function hostOf(world: World, name: string): HostId {
  if (!world.hosts.has(name as HostId)) world.putHost(hostNamed({ name, parents: [] }));
  return name as HostId;
}

export function checkOf(world: World, { host, check }: ReplaySubject, policy: Policy): Check {
  const known = world.checks.get(idOf(host, check));
  if (known) return known;
  const fresh = checkNamed(hostOf(world, host), check, policy);
  world.putCheck(fresh);
  return fresh;
}

/** The hosts a host stands behind: all that a cycle through it could be made of. */
export function above(world: World, host: GraphHost): readonly GraphHost[] {
  const found = new Map<HostId, GraphHost>();
  const open = host.parents.map((parent) => parent.hostId);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const parent = world.hosts.get(id);
    if (!parent || found.has(id)) continue;
    found.set(id, parent);
    open.push(...parent.parents.map((link) => link.hostId));
  }
  return [...found.values()];
}

export const idOf = (host: string, check: string | null): CheckId =>
  (check === null ? host : `${host}\u0000${check}`) as CheckId;

// Built from a valid one: recorded names are what they are, and nothing is typed or stored here.
const PLAIN_HOST = hostInput.parse({ name: 'replay', address: 'replay' });

export const hostNamed = ({ name, parents, site = PLAIN_HOST.site, tags = [] }: ReplayHost) => ({
  ...PLAIN_HOST,
  id: name as HostId,
  name,
  site,
  tags: [...tags],
  parents: parents.map(({ host, group }): ParentLink => ({ hostId: host as HostId, group })),
});

const checkNamed = (host: HostId, check: string | null, policy: Policy): Check => ({
  id: idOf(host, check),
  hostId: host,
  name: check ?? 'alive',
  kind: 'replay',
  config: {},
  policy,
  enabled: true,
  alive: check === null,
  dependsOn: [],
});
