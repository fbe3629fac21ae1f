// Three quiet load steps of a normal cell: by the busiest processor figure of the host, where one is measured.
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import type { CheckState } from '../../../../electron/contract/model/state.ts';

/** Steps begin at these percents. */
const STEPS = [0, 40, 75] as const;

/** 0, 1 or 2 for each host that measures its processors; hosts that do not stand at 0. */
export function loadSteps(checkStates: Iterable<CheckState>): ReadonlyMap<HostId, number> {
  const steps = new Map<HostId, number>();
  for (const { hostId, metrics } of checkStates) {
    for (const { name, unit, value } of metrics) {
      if (unit !== '%' || !name.startsWith('cpu')) continue;
      const step = value >= STEPS[2] ? 2 : value >= STEPS[1] ? 1 : 0;
      if (step > (steps.get(hostId) ?? 0)) steps.set(hostId, step);
    }
  }
  return steps;
}
