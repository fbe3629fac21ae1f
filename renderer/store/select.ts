// Derived from the world, once per change and shared by all who ask: looks of hosts, checks by host, counts.
import type { Check } from '../../electron/contract/model/check.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import { type Counts, countProblems, type HostLook, hostLooks, hostsBehind, isHandled, worstOf } from './roll-up.ts';
import { useWorld, type World } from './world.ts';

/** Remembers the last answer while the parts of the world it was made from are the same objects. */
export function derived<Parts extends [unknown, ...unknown[]], Value>(
  parts: (world: World) => Parts,
  make: (...parts: Parts) => Value,
): (world: World) => Value {
  let last: Parts | null = null;
  let value: Value;
  return (world) => {
    const now = parts(world);
    if (!last || now.some((part, index) => part !== last?.[index])) {
      value = make(...now);
      last = now;
    }
    return value;
  };
}

/** Looks of the hosts that are not simply up; use with `lookOf`. */
export const selectLooks: (world: World) => ReadonlyMap<HostId, HostLook> = derived(
  (world) => [world.problems, world.hostStates],
  (problems, hostStates) => hostLooks(problems.values(), hostStates),
);

export const selectCounts: (world: World) => Counts = derived(
  (world) => [world.problems],
  (problems) => countProblems(problems.values()),
);

export const selectWorst: (world: World) => Problem | null = derived(
  (world) => [world.problems],
  (problems) => worstOf([...problems.values()], (problem) => !isHandled(problem)),
);

/** Checks of each host, in the order of their names. */
export const selectChecksByHost: (world: World) => ReadonlyMap<HostId, readonly Check[]> = derived(
  (world) => [world.checks],
  (checks) => {
    const byHost = new Map<HostId, Check[]>();
    for (const check of checks.values()) {
      const list = byHost.get(check.hostId);
      if (list) list.push(check);
      else byHost.set(check.hostId, [check]);
    }
    for (const list of byHost.values())
      list.sort((a, b) => Number(b.alive) - Number(a.alive) || (a.name < b.name ? -1 : 1));
    return byHost;
  },
);

/** The worst of what is in hand, planned work aside. */
export const selectWorstHandled: (world: World) => Problem | null = derived(
  (world) => [world.problems],
  (problems) =>
    worstOf([...problems.values()], (problem) => isHandled(problem) && problem.held?.reason !== 'maintenance'),
);

/** How many hosts each dead host took along. */
export const selectBehind: (world: World) => ReadonlyMap<HostId, number> = derived(
  (world) => [world.problems],
  (problems) => hostsBehind(problems.values()),
);

export const useLooks = () => useWorld(selectLooks);
export const useCounts = () => useWorld(selectCounts);
export const useWorst = () => useWorld(selectWorst);
export const useChecksByHost = () => useWorld(selectChecksByHost);
