// Rule 8: the alert of a host that went down waits until its parents have been looked at.
import type { CheckId, HostId } from '../../contract/model/ids.ts';

export interface Verification {
  /** The alert of `hostId` waits for one result of each of these checks. */
  expect(hostId: HostId, checkIds: readonly CheckId[]): void;
  /** A result of this check came (or it is gone). Returns the hosts that wait for nothing any more. */
  arrived(checkId: CheckId): readonly HostId[];
  /** The host is up again: nothing to wait for. */
  drop(hostId: HostId): void;
  /** Checks this host's alert still waits for. */
  waitingFor(hostId: HostId): ReadonlySet<CheckId> | undefined;
}

export function createVerification(): Verification {
  const waiting = new Map<HostId, Set<CheckId>>();
  const askedBy = new Map<CheckId, Set<HostId>>();
  return {
    expect(hostId, checkIds) {
      if (checkIds.length === 0) return;
      const set = waiting.get(hostId) ?? new Set();
      waiting.set(hostId, set);
      for (const id of checkIds) {
        set.add(id);
        askedBy.set(id, (askedBy.get(id) ?? new Set()).add(hostId));
      }
    },
    arrived(checkId) {
      const hosts = askedBy.get(checkId);
      if (!hosts) return [];
      askedBy.delete(checkId);
      return [...hosts].filter((hostId) => {
        const set = waiting.get(hostId);
        set?.delete(checkId);
        if (set?.size !== 0) return false;
        waiting.delete(hostId);
        return true;
      });
    },
    drop(hostId) {
      for (const checkId of waiting.get(hostId) ?? []) askedBy.get(checkId)?.delete(hostId);
      waiting.delete(hostId);
    },
    waitingFor: (hostId) => waiting.get(hostId),
  };
}
