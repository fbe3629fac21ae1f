// What each site shows now; a site in which nothing changed is the very same object as before, and is not drawn again.
import { useMemo, useRef } from 'react';
import { selectLooks } from '../store/select.ts';
import { useWorld } from '../store/world.ts';
import type { FleetSite } from './groups.ts';
import { type SiteState, siteStates } from './site-state.ts';

export function useSiteStates(sites: readonly FleetSite[]): readonly SiteState[] {
  const looks = useWorld(selectLooks);
  const hostStates = useWorld((world) => world.hostStates);
  const before = useRef<readonly SiteState[]>([]);
  const states = useMemo(() => siteStates(sites, looks, hostStates, before.current), [sites, looks, hostStates]);
  before.current = states;
  return states;
}
