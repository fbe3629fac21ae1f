// From alive checks to hosts: who is up, down, or out of sight behind whom. Recomputes only what a change can have moved.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { HostState } from '../../contract/model/state.ts';
import { hostCondition } from '../core/check-memory.ts';
import { type Alive, affected, checkAtOnce, standings } from '../core/reachability.ts';
import type { World } from './world.ts';

export interface HostChange {
  readonly before: HostState | undefined;
  readonly after: HostState;
}

export interface HostReach {
  /** A host by the last status of its alive check. */
  aliveOf(hostId: HostId): Alive;
  /** States that differ after the alive checks of `hosts` changed, parents before children; the world has them already. */
  recompute(hosts: Iterable<HostId>, at: number): readonly HostChange[];
  /** Alive checks to run at once because a host turned (rule 8). `parents` are those its alert waits for. */
  toCheck(hostId: HostId, turned: 'up' | 'not-up'): { parents: readonly CheckId[]; children: readonly CheckId[] };
}

export function createHostReach(world: World): HostReach {
  const aliveOf = (hostId: HostId): Alive => {
    const alive = world.aliveCheckOf(hostId);
    const status = alive ? world.memory.get(alive.id)?.status : undefined;
    return status === undefined || status === 'pending' ? 'pending' : hostCondition(status);
  };
  const aliveChecks = (hosts: readonly HostId[]): readonly CheckId[] =>
    hosts.flatMap((hostId) => world.aliveCheckOf(hostId)?.id ?? []);

  return {
    aliveOf,
    recompute(hosts, at) {
      const graph = world.graph();
      const order = affected(graph, hosts, aliveOf);
      const found = standings(graph, order, aliveOf);
      const changes: HostChange[] = [];
      for (const hostId of order) {
        const standing = found.get(hostId);
        if (!standing || !world.hosts.has(hostId)) continue;
        const before = world.hostStates.get(hostId);
        const alive = world.aliveCheckOf(hostId);
        const type = (alive && world.memory.get(alive.id)?.type) ?? 'hard';
        if (before?.reach === standing.reach && before.type === type && before.because === standing.because) continue;
        const since = before?.reach === standing.reach ? before.since : at;
        const after: HostState = { hostId, reach: standing.reach, type, since, because: standing.because };
        world.hostStates.set(hostId, after);
        changes.push({ before, after });
      }
      return changes;
    },
    toCheck(hostId, turned) {
      const { parents, children } = checkAtOnce(world.graph(), hostId, turned, aliveOf);
      return { parents: aliveChecks(parents), children: aliveChecks(children) };
    },
  };
}
