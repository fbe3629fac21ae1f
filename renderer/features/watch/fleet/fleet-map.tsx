// The fleet map: sites as wells, roles or tags as rows, hosts as cells. Cells are as large as they can be with every
// host on screen; beyond that the pane scrolls, the frame does not.
import { useMemo, useRef, useState } from 'react';
import type { Host } from '../../../../electron/contract/model/host.ts';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { createStamps } from '../../../fleet/cell-art.ts';
import { toSites } from '../../../fleet/groups.ts';
import { layoutFleet } from '../../../fleet/layout.ts';
import { useColours, useRatio, useSize } from '../../../fleet/use-canvas.ts';
import { useSiteStates } from '../../../fleet/use-site-states.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { figure } from '../../../lib/number.ts';
import { useWide } from '../../../lib/use-wide.ts';
import { useFocus } from '../../../store/focus.ts';
import { selectLooks } from '../../../store/select.ts';
import { useWorld } from '../../../store/world.ts';
import { Segment } from '../../../ui/segment.tsx';
import { useWatch } from '../watch-state.ts';
import { Legend } from './legend.tsx';
import { loadSteps } from './load.ts';
import { type PointedHost, SiteWell } from './site-well.tsx';
import { HostTip } from './tip.tsx';

const LOAD_STEP_MS = 10_000;

export function FleetMap({ onPick }: { readonly onPick: (id: HostId) => void }) {
  const pane = useRef<HTMLDivElement>(null);
  const [pointed, setPointed] = useState<PointedHost | null>(null);
  const hosts = useWorld((world) => world.hosts);
  const grouping = useWatch((state) => state.grouping);
  const wide = useWide();
  const size = useSize(pane);
  const ratio = useRatio();
  const sites = useMemo(() => toSites(hosts, grouping), [hosts, grouping]);
  const fleet = useMemo(() => layoutFleet(sites, { ...size, wide }), [sites, size, wide]);
  const colours = useColours(wide);
  const stamps = useMemo(() => createStamps(fleet.measure.cell, ratio, colours), [fleet.measure.cell, ratio, colours]);
  const states = useSiteStates(sites);
  const loads = useLoads();
  const dimmed = useDimmed(hosts);
  const problemId = useFocus((state) => state.problemId);
  const selected = useWorld((world) => (problemId && world.problems.get(problemId)?.hostId) ?? null);
  return (
    <section className="map" aria-label="Fleet">
      <MapHead />
      <div
        ref={pane}
        className={`fleet${fleet.measure.nameWidth > 0 ? ' few' : ''}`}
        style={{ gridTemplateColumns: `repeat(${fleet.columns}, minmax(0, 1fr))` }}
      >
        {size.width > 0 &&
          states.map((state, index) => {
            const layout = fleet.sites[index];
            return layout ? (
              <SiteWell
                key={state.site.name}
                {...{ state, layout, colours, stamps, ratio, loads, dimmed, selected, onPick }}
                measure={fleet.measure}
                onPoint={setPointed}
              />
            ) : null;
          })}
      </div>
      {pointed && <HostTip {...pointed} />}
    </section>
  );
}

function MapHead() {
  const total = useWorld((world) => world.hosts.size);
  const bad = useWorld((world) => selectLooks(world).size);
  const grouping = useWatch((state) => state.grouping);
  return (
    <div className="ph">
      <h2>
        Fleet<em>{figure(total)}</em>
      </h2>
      <span className="sub">{figure(Math.max(0, total - bad))} normal</span>
      <div className="phr">
        <Legend />
        <Segment
          label="Rows of the fleet map"
          value={grouping}
          options={[
            ['role', 'Role'],
            ['tag', 'Tag'],
          ]}
          onChange={(value) => useWatch.setState({ grouping: value })}
        />
      </div>
    </div>
  );
}

function useLoads(): ReadonlyMap<HostId, number> {
  const step = useNowEvery(LOAD_STEP_MS);
  const engineId = useWorld((world) => world.engineId);
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once a step, not at every result
  return useMemo(() => loadSteps(useWorld.getState().checkStates.values()), [step, engineId]);
}

/** Which hosts the filter leaves out; null without a filter. */
function useDimmed(hosts: ReadonlyMap<HostId, Host>): ((id: HostId) => boolean) | null {
  const filter = useWatch((state) => state.filter);
  return useMemo(() => {
    const words = (filter ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) return null;
    const kept = new Set<HostId>();
    for (const { id, name, address, site, role, tags } of hosts.values()) {
      const text = `${name} ${address} ${site} ${role} ${tags.join(' ')}`.toLowerCase();
      if (words.every((word) => text.includes(word))) kept.add(id);
    }
    return (id) => !kept.has(id);
  }, [filter, hosts]);
}
