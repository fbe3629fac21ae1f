// Pure: hosts into sites, and the hosts of a site into rows. The order depends on the inventory alone, never on state,
// so that a cell stays where the eye last saw it.
import type { Host } from '../../electron/contract/model/host.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';

/** What the rows of a site are. */
export type Grouping = 'role' | 'tag';

export interface FleetRow {
  readonly label: string;
  readonly hosts: readonly HostId[];
}

export interface FleetSite {
  readonly name: string;
  readonly rows: readonly FleetRow[];
  readonly size: number;
}

/** Sites by name; rows from the hosts nearest to the monitor outwards; cells by host name. */
export function toSites(hosts: ReadonlyMap<HostId, Host>, grouping: Grouping): readonly FleetSite[] {
  const depth = depths(hosts);
  const sites = new Map<string, Map<string, Host[]>>();
  for (const host of hosts.values()) {
    const label = grouping === 'role' ? host.role || 'other' : (host.tags[0] ?? 'untagged');
    const rows = sites.get(host.site) ?? new Map<string, Host[]>();
    sites.set(host.site, rows);
    const row = rows.get(label);
    if (row) row.push(host);
    else rows.set(label, [host]);
  }
  return [...sites]
    .sort((a, b) => byName(a[0], b[0]))
    .map(([name, rows]) => ({
      name,
      size: [...rows.values()].reduce((sum, row) => sum + row.length, 0),
      rows: [...rows]
        .map(([label, row]) => ({ label, row, near: Math.min(...row.map((host) => depth.get(host.id) ?? 0)) }))
        .sort((a, b) => a.near - b.near || byName(a.label, b.label))
        .map(({ label, row }) => ({
          label,
          hosts: row.sort((a, b) => byName(a.name, b.name)).map((host) => host.id),
        })),
    }));
}

const collator = new Intl.Collator('en', { numeric: true });
const byName = (a: string, b: string): number => collator.compare(a, b);

/** How many hosts stand between each host and the monitor, by the shortest way. */
function depths(hosts: ReadonlyMap<HostId, Host>): ReadonlyMap<HostId, number> {
  const known = new Map<HostId, number>();
  const depthOf = (id: HostId): number => {
    const done = known.get(id);
    if (done !== undefined) return done;
    // Cycles are refused by the engine; should one slip in, this ends it.
    known.set(id, 0);
    const parents = hosts.get(id)?.parents ?? [];
    const value = parents.length === 0 ? 0 : 1 + Math.min(...parents.map((parent) => depthOf(parent.hostId)));
    known.set(id, value);
    return value;
  };
  for (const id of hosts.keys()) depthOf(id);
  return known;
}
