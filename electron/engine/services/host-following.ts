// What follows from a host that turned (rule 8): its checks, its neighbours and their alerts, and who is looked at at once.
import type { Check } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { StateEvent } from '../core/alert-state.ts';
import { type CheckMemory, hostCameUp, hostCondition } from '../core/check-memory.ts';
import { ALIVE_FRESH_MS } from '../core/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { HostChange, HostReach } from './host-reach.ts';
import type { Verification } from './verification.ts';
import type { World } from './world.ts';

/** 'same': only its place among the others changed. */
export type HostTurn = 'up' | 'not-up' | 'same';

export interface HostFollowing {
  /** Standings anew; those that differ are handed to `changed`, and their checks touched. */
  follow(turned: ReadonlyMap<HostId, HostTurn>, changed: (change: HostChange) => void): void;
  /** A host that went hard down asks its parents once more, so that a dead switch is not blamed on its hosts. */
  verifyHardDown(checkId: CheckId, events: readonly StateEvent[]): void;
}

export interface FollowingOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly reach: HostReach;
  readonly verification: Verification;
  readonly runNow: (checkIds: readonly CheckId[]) => void;
  /** The check is judged again; its memory as it was before. */
  readonly touch: (before: CheckMemory) => void;
  readonly memoryOf: (check: Check) => CheckMemory;
}

export function createHostFollowing(options: FollowingOptions): HostFollowing {
  const { clock, world, reach, verification, runNow, touch, memoryOf } = options;

  const expectOwn = (alive: CheckId): void => {
    const hostId = world.checks.get(alive)?.hostId;
    if (hostId) verification.expect(hostId, [alive]);
  };

  /** Attempts start over; what was seen while the host was dead is looked at again at once. */
  const cameUp = (hostId: HostId): readonly CheckId[] => {
    verification.drop(hostId);
    const alive = world.aliveCheckOf(hostId);
    return world.checksOf(hostId).flatMap((check) => {
      if (check.id === alive?.id) return [];
      const before = memoryOf(check);
      const after = hostCameUp(before);
      if (after !== before) {
        touch(before);
        world.memory.set(check.id, after);
      }
      return before.hostDown ? [check.id] : [];
    });
  };

  return {
    follow(turned, changed) {
      for (const change of reach.recompute(turned.keys(), clock.now())) {
        changed(change);
        for (const check of world.checksOf(change.after.hostId)) touch(memoryOf(check));
      }
      for (const [hostId, to] of turned) {
        if (to === 'same') continue;
        const { parents, children } = reach.toCheck(hostId, to);
        if (to === 'not-up') verification.expect(hostId, parents);
        // Behind a host that is back nobody is down before he was looked at himself: what is known of him is from before.
        else for (const child of children) expectOwn(child);
        const revived = to === 'up' ? cameUp(hostId) : [];
        runNow([...parents, ...children, ...revived]);
      }
    },
    verifyHardDown(checkId, events) {
      const memory = world.memory.get(checkId);
      if (!memory || world.aliveCheckOf(memory.hostId)?.id !== checkId) return;
      if (hostCondition(memory.status) === 'up' || !events.some((event) => event.type === 'hard')) return;
      const stale = reach.toCheck(memory.hostId, 'not-up').parents.filter((parent) => {
        const at = world.memory.get(parent)?.resultAt ?? null;
        return at === null || at < (memory.badSince ?? 0) || clock.now() - at > ALIVE_FRESH_MS;
      });
      verification.expect(memory.hostId, stale);
      runNow(stale);
    },
  };
}
