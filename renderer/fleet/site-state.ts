// Pure: what each site shows now, cell by cell. A site in which nothing changed keeps the very same object, so that of
// forty wells only the one with the new alarm is drawn again.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { ProblemStatus } from '../../electron/contract/model/problem.ts';
import type { HostState } from '../../electron/contract/model/state.ts';
import { type HostLook, lookOf, WORST_FIRST } from '../store/roll-up.ts';
import type { FleetSite } from './groups.ts';

export interface SiteState {
  readonly site: FleetSite;
  /** In the order of the site's rows. */
  readonly hosts: readonly HostId[];
  readonly looks: readonly HostLook[];
  /** The dead host each unreachable host hangs below, else null. */
  readonly causes: readonly (HostId | null)[];
}

/** How many of them want a person, by what is wrong, the worst first. */
export function litTally(looks: readonly HostLook[]): readonly (readonly [ProblemStatus, number])[] {
  const counts = new Map<string, number>();
  for (const { lit, status } of looks) if (lit) counts.set(status, (counts.get(status) ?? 0) + 1);
  return WORST_FIRST.flatMap((status) => {
    const n = counts.get(status);
    return n ? [[status, n] as const] : [];
  });
}

/** The state of every site; `before` lends what is still true. */
export function siteStates(
  sites: readonly FleetSite[],
  looks: ReadonlyMap<HostId, HostLook>,
  hostStates: ReadonlyMap<HostId, HostState>,
  before: readonly SiteState[],
): readonly SiteState[] {
  return sites.map((site, index) => {
    const old = before[index];
    const hosts = old?.site === site ? old.hosts : site.rows.flatMap((row) => row.hosts);
    const made: SiteState = {
      site,
      hosts,
      looks: hosts.map((id) => lookOf(looks, hostStates, id)),
      causes: hosts.map((id) => {
        const state = hostStates.get(id);
        return state?.reach === 'unreachable' ? state.because : null;
      }),
    };
    return old && same(old, made) ? old : made;
  });
}

function same(a: SiteState, b: SiteState): boolean {
  if (a.site !== b.site) return false;
  return a.looks.every((look, index) => {
    const other = b.looks[index];
    return (
      look === other ||
      (look.status === other?.status &&
        look.lit === other.lit &&
        look.since === other.since &&
        a.causes[index] === b.causes[index])
    );
  });
}
