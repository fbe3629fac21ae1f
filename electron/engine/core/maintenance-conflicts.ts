// Where two windows stand in each other's way: occurrences that overlap in time and share hosts. Whoever plans the second
// should know that the spare part may be down for work as well.
import type { HostId, WindowId } from '../../contract/model/ids.ts';
import type { Occurrence, WindowConflict } from '../../contract/model/maintenance.ts';

const NAMES_SHOWN = 20;
/** More than a calendar can show; what comes later in time is left out. */
export const MOST_CONFLICTS = 1_000;

export interface ConflictFacts {
  /** By their beginnings, without those that are called off or never silenced anything. */
  readonly occurrences: readonly Occurrence[];
  /** The hosts a window covers, wholly or in part. */
  readonly hostsOf: (occurrence: Occurrence) => ReadonlySet<HostId>;
  readonly nameOf: (hostId: HostId) => string;
}

/** Overlaps of different windows, in order of time, at most MOST_CONFLICTS. `of`: only those with this window. */
export function conflictsOf(facts: ConflictFacts, of?: WindowId): readonly WindowConflict[] {
  const found: WindowConflict[] = [];
  const shared = createSharedHosts(facts);
  let open: Occurrence[] = [];
  for (const b of facts.occurrences) {
    open = open.filter((a) => a.to > b.from);
    for (const a of open) {
      if (a.windowId === b.windowId || (of !== undefined && a.windowId !== of && b.windowId !== of)) continue;
      const hosts = shared(a, b);
      if (hosts.hostCount === 0) continue;
      found.push({ a, b, from: b.from, to: Math.min(a.to, b.to), ...hosts });
      if (found.length >= MOST_CONFLICTS) return found;
    }
    open.push(b);
  }
  return found;
}

type SharedHosts = Pick<WindowConflict, 'hosts' | 'hostCount'>;

/** Counts the shared hosts of two scopes once, however often their windows meet. */
function createSharedHosts({ hostsOf, nameOf }: ConflictFacts) {
  const known = new Map<ReadonlySet<HostId>, Map<ReadonlySet<HostId>, SharedHosts>>();
  return (a: Occurrence, b: Occurrence): SharedHosts => {
    const [first, second] = [hostsOf(a), hostsOf(b)];
    const [few, many] = first.size <= second.size ? [first, second] : [second, first];
    const ofFew = known.get(few) ?? new Map<ReadonlySet<HostId>, SharedHosts>();
    known.set(few, ofFew);
    let hosts = ofFew.get(many);
    if (!hosts) {
      const both = [...few].filter((id) => many.has(id));
      const names = both.map(nameOf).sort((x, y) => x.localeCompare(y));
      hosts = { hosts: names.slice(0, NAMES_SHOWN), hostCount: both.length };
      ofFew.set(many, hosts);
    }
    return hosts;
  };
}
