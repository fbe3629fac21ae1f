// The groups of alerts as they are stored, in memory: found by key and by check, with the time each is to be looked at.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Route } from '../../contract/model/notice.ts';
import { type AlertGroup, lookAt } from '../core/alert-groups.ts';

export interface GroupBook {
  get(key: string): AlertGroup | undefined;
  all(): Iterable<AlertGroup>;
  readonly size: number;
  /** The groups a check is in, each with its route. */
  groupsOf(checkId: CheckId): ReadonlyMap<string, Route['id']>;
  /** The groups that are to be looked at by now. `active` gives a route that counts. */
  dueAt(at: number, active: (group: AlertGroup) => Route | null): readonly string[];
  /** The soonest time after `at` at which one is to be looked at; null: none. What is overdue waits for a reason to end. */
  nextLook(at: number, active: (group: AlertGroup) => Route | null): number | null;
  /** Takes over what was committed. */
  put(groups: readonly AlertGroup[]): void;
  /** Whether the routes are others than at the last `routesAre`. */
  routesTurned(): boolean;
}

const NEVER_REPEATS = { groupWaitMs: 0, groupIntervalMs: 0, repeatIntervalMs: 0 };
const NONE: ReadonlyMap<string, Route['id']> = new Map();

/** `routes` gives the list as it is now: another list is another object. */
export function openGroupBook(stored: readonly AlertGroup[], routes: () => readonly Route[]): GroupBook {
  const groups = new Map(stored.map((group) => [group.key, group]));
  const byCheck = new Map<CheckId, Map<string, Route['id']>>();
  // At first they are others: an engine may have been stopped between a change of routes and the next turn.
  let knownRoutes: readonly Route[] | null = null;
  const index = ({ key, routeId, members }: AlertGroup): void => {
    for (const { alert } of members) {
      const keys = byCheck.get(alert.checkId) ?? new Map<string, Route['id']>();
      byCheck.set(alert.checkId, keys.set(key, routeId));
    }
  };
  const unindex = ({ key, members }: AlertGroup): void => {
    for (const { alert } of members) {
      const keys = byCheck.get(alert.checkId);
      keys?.delete(key);
      if (keys?.size === 0) byCheck.delete(alert.checkId);
    }
  };
  for (const group of stored) index(group);
  return {
    get: (key) => groups.get(key),
    all: () => groups.values(),
    get size() {
      return groups.size;
    },
    groupsOf: (checkId) => byCheck.get(checkId) ?? NONE,
    dueAt: (at, active) =>
      [...groups.values()].flatMap((group) => {
        const look = lookAt(group, active(group) ?? NEVER_REPEATS);
        return look !== null && look <= at ? [group.key] : [];
      }),
    nextLook(at, active) {
      let soonest: number | null = null;
      for (const group of groups.values()) {
        const look = lookAt(group, active(group) ?? NEVER_REPEATS);
        if (look !== null && look > at && (soonest === null || look < soonest)) soonest = look;
      }
      return soonest;
    },
    put(changed) {
      for (const group of changed) {
        const before = groups.get(group.key);
        if (before) unindex(before);
        if (group.members.length === 0) groups.delete(group.key);
        else {
          groups.set(group.key, group);
          index(group);
        }
      }
      knownRoutes = routes();
    },
    routesTurned: () => knownRoutes !== routes(),
  };
}
