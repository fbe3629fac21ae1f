// Parents of the hosts in a file: they must be there, and nothing may stand behind itself.
import type { HostId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { findCycle, type GraphHost } from '../core/host-graph.ts';
import { MAX_FINDINGS } from './findings.ts';
import type { PlacePath, WantedParent } from './importer.ts';

/** A host of a file while it is judged. */
export interface Judged {
  readonly name: string;
  readonly parents?: readonly WantedParent[];
  readonly entry: {
    error(path: PlacePath, what: string): void;
    warning(path: PlacePath, what: string): void;
    isBad(): boolean;
  };
}

/** Says of each parent that is missing, and of each circle, where. `knownHosts` undefined: nobody knows what is watched. */
export function judgeParents(hosts: readonly Judged[], knownHosts: ReadonlySet<string> | undefined): void {
  // Of a name that stands twice the first counts: the second is told as wrong, and must not hide what the first is part of.
  const inFile = new Map(hosts.toReversed().map((host) => [nameKey(host.name), host]));
  for (const { parents = [], entry } of hosts) {
    parents.forEach(({ name }, index) => {
      const path = ['parents', index];
      if (inFile.has(nameKey(name))) return;
      if (!knownHosts) {
        entry.warning(path, `"${name}" is not in this file: it must be watched already when the file is imported`);
      } else if (!knownHosts.has(nameKey(name))) {
        entry.error(path, `there is no host "${name}", neither in this file nor watched already`);
      }
    });
  }
  refuseCircles(inFile);
}

function refuseCircles(inFile: ReadonlyMap<string, Judged>): void {
  const graph = new Map<string, GraphHost>();
  for (const [key, { name, parents = [] }] of inFile) {
    const links = parents.map((parent) => ({ hostId: nameKey(parent.name) as HostId, group: '' }));
    graph.set(key, { id: key as HostId, name, parents: links });
  }
  for (let told = 0; told < MAX_FINDINGS; told += 1) {
    const cycle = findCycle([...graph.values()]);
    if (!cycle) return;
    const way = [...cycle, cycle[0] ?? ''];
    cycle.forEach((name, index) => {
      const host = inFile.get(nameKey(name));
      const next = nameKey(way[index + 1] ?? '');
      const link = host?.parents?.findIndex((parent) => nameKey(parent.name) === next) ?? 0;
      const what = index === 0 ? 'a host cannot stand behind itself' : 'part of the circle';
      host?.entry.error(['parents', link], `${what}: ${way.join(' → ')}`);
      graph.delete(nameKey(name));
    });
  }
}
