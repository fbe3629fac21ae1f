// Everything the engine knows now, in memory: what is watched, and what became of it. Services change it and write the
// same change to the store; the store is read only at start.
import type { Check } from '../../contract/model/check.ts';
import type { Credential } from '../../contract/model/credential.ts';
import type { EngineHealth, HostKeyQuestion } from '../../contract/model/health.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId, HostId, ProblemId, TemplateId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Result } from '../../contract/model/result.ts';
import type { CheckState, HostState } from '../../contract/model/state.ts';
import type { Template } from '../../contract/model/template.ts';
import type { Snapshot } from '../../contract/model/world.ts';
import type { CheckMemory } from '../core/check-memory.ts';
import { buildGraph, type Graph } from '../core/host-graph.ts';
import type { Condition } from '../core/rollup.ts';

export interface World {
  readonly hosts: ReadonlyMap<HostId, Host>;
  readonly checks: ReadonlyMap<CheckId, Check>;
  readonly memory: Map<CheckId, CheckMemory>;
  readonly hostStates: Map<HostId, HostState>;
  /** The hard state of each host that the state log has last. */
  readonly loggedReach: Map<HostId, Condition>;
  readonly lastResults: Map<CheckId, Result>;
  /** Open problems by the check they are about: at most one each. */
  readonly problems: Map<CheckId, Problem>;
  readonly templates: Map<TemplateId, Template>;
  /** Named credentials by the name as it is compared (NFKC, lower case). */
  readonly credentials: Map<string, Credential>;
  problemById(id: ProblemId | string): Problem | undefined;
  checksOf(hostId: HostId): readonly Check[];
  aliveCheckOf(hostId: HostId): Check | undefined;
  graph(): Graph;
  putHost(host: Host): void;
  removeHost(hostId: HostId): void;
  putCheck(check: Check): void;
  removeCheck(checkId: CheckId): void;
}

export function createWorld(hosts: readonly Host[], checks: readonly Check[]): World {
  const hostMap = new Map(hosts.map((host) => [host.id, host]));
  const checkMap = new Map(checks.map((check) => [check.id, check]));
  const byHost = new Map<HostId, Check[]>();
  for (const check of checks) byHost.set(check.hostId, [...(byHost.get(check.hostId) ?? []), check]);
  let graph: Graph | null = null;

  const world: World = {
    hosts: hostMap,
    checks: checkMap,
    memory: new Map(),
    hostStates: new Map(),
    loggedReach: new Map(),
    lastResults: new Map(),
    problems: new Map(),
    templates: new Map(),
    credentials: new Map(),
    problemById(id) {
      for (const problem of world.problems.values()) if (problem.id === id) return problem;
      return undefined;
    },
    checksOf: (hostId) => byHost.get(hostId) ?? [],
    aliveCheckOf: (hostId) => byHost.get(hostId)?.find((check) => check.alive && check.enabled),
    graph: () => (graph ??= buildGraph([...hostMap.values()])),
    putHost(host) {
      hostMap.set(host.id, host);
      graph = null;
    },
    removeHost(hostId) {
      hostMap.delete(hostId);
      byHost.delete(hostId);
      world.hostStates.delete(hostId);
      world.loggedReach.delete(hostId);
      graph = null;
    },
    putCheck(check) {
      checkMap.set(check.id, check);
      const others = world.checksOf(check.hostId).filter((other) => other.id !== check.id);
      byHost.set(
        check.hostId,
        [...others, check].sort((a, b) => a.name.localeCompare(b.name)),
      );
    },
    removeCheck(checkId) {
      const check = checkMap.get(checkId);
      if (check)
        byHost.set(
          check.hostId,
          world.checksOf(check.hostId).filter((other) => other.id !== checkId),
        );
      checkMap.delete(checkId);
      world.memory.delete(checkId);
      world.lastResults.delete(checkId);
      world.problems.delete(checkId);
    },
  };
  return world;
}

/** What screens see of a check: without what only the state machine carries. */
export function toCheckState(memory: CheckMemory): CheckState {
  const { flapHistory: _, startOver: __, ...state } = memory;
  return state;
}

/** What screens see of who is told what, who is silenced and who is on call. */
export type PeopleSnapshot = Pick<
  Snapshot,
  | 'windows'
  | 'mutes'
  | 'channels'
  | 'routes'
  | 'alarms'
  | 'deliveries'
  | 'onCall'
  | 'escalations'
  | 'incidents'
  | 'runs'
  | 'library'
  | 'shifts'
  | 'handoff'
  | 'forecasts'
>;

/** The world as screens get it at first. */
export function snapshotOf(
  world: World,
  hostKeys: readonly HostKeyQuestion[],
  health: EngineHealth,
  people: PeopleSnapshot,
): Snapshot {
  return {
    hosts: [...world.hosts.values()],
    checks: [...world.checks.values()],
    checkStates: [...world.memory.values()].map(toCheckState),
    hostStates: [...world.hostStates.values()],
    problems: [...world.problems.values()],
    hostKeys,
    templates: [...world.templates.values()],
    credentials: [...world.credentials.values()],
    ...people,
    health,
  };
}
