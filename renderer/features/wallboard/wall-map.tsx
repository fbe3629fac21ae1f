// The fleet on the wall: every host a cell, drawn by the same hand as on the Watch screen, without pointer and keys.
import { memo, useLayoutEffect, useMemo, useRef } from 'react';
import type { HostId } from '../../../electron/contract/model/ids.ts';
import { createStamps, type Stamps } from '../../fleet/cell-art.ts';
import { drawSite, TOP } from '../../fleet/draw.ts';
import { toSites } from '../../fleet/groups.ts';
import type { Measure, SiteLayout } from '../../fleet/layout.ts';
import type { FleetColours } from '../../fleet/palette.ts';
import { litTally, type SiteState } from '../../fleet/site-state.ts';
import { traceSegments } from '../../fleet/trace.ts';
import { useColours, useRatio, useSize } from '../../fleet/use-canvas.ts';
import { useSiteStates } from '../../fleet/use-site-states.ts';
import { figure } from '../../lib/number.ts';
import { useWorld } from '../../store/world.ts';
import { Glyph, glyphOf } from '../../ui/glyph.tsx';
import { layoutWall, wallSites } from './wall-layout.ts';
import './wall-map.css';

/** The middle of the three quiet steps: load is not read at six metres. */
const quietLoad = (): number => 1;
/** Size of a name beside its cell, of the cell. */
const NAME_SHARE = 0.72;

export function WallMap() {
  const pane = useRef<HTMLDivElement>(null);
  const hosts = useWorld((world) => world.hosts);
  const isKnown = useWorld((world) => world.asOf > 0);
  const { width, height } = useSize(pane);
  const ratio = useRatio();
  const u = (typeof window === 'undefined' ? 0 : window.innerWidth) / 256;
  const sites = useMemo(() => wallSites(toSites(hosts, 'role')), [hosts]);
  const wall = useMemo(() => layoutWall(sites, { width, height, u }), [sites, width, height, u]);
  const { cell } = wall.measure;
  const themed = useColours(false);
  // Names are drawn 1.13 times as large as labels.
  const colours = useMemo(() => ({ ...themed, labelSize: (NAME_SHARE * cell) / 1.13 }), [themed, cell]);
  const stamps = useMemo(() => createStamps(cell, ratio, colours, { lettered: false }), [cell, ratio, colours]);
  const states = useSiteStates(sites);
  return (
    <section
      ref={pane}
      className={wall.compact ? 'wb-map compact' : 'wb-map'}
      aria-label="Fleet"
      style={{ gridTemplateColumns: `repeat(${wall.columns}, minmax(0, 1fr))` }}
    >
      {hosts.size === 0 && isKnown && <p className="wb-none">No hosts are watched yet.</p>}
      {width > 0 &&
        states.map((state, index) => {
          const layout = wall.sites[index];
          return layout ? (
            <WallSite key={state.site.name} {...{ state, layout, colours, stamps, ratio }} measure={wall.measure} />
          ) : null;
        })}
    </section>
  );
}

interface WallSiteProps {
  readonly state: SiteState;
  readonly layout: SiteLayout;
  readonly measure: Measure;
  readonly colours: FleetColours;
  readonly stamps: Stamps;
  readonly ratio: number;
}

const WallSite = memo(function WallSite({ state, layout, measure, colours, stamps, ratio }: WallSiteProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { site, looks, causes } = state;
  const tally = useMemo(() => litTally(looks), [looks]);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    const { hosts } = useWorld.getState();
    const nameOf = (id: HostId) => hosts.get(id)?.name ?? '';
    const trace = traceSegments(layout, measure, causes);
    const picture = { layout, measure, trace, looks, dimmed: null, loadOf: quietLoad, nameOf };
    drawSite(canvas.current, picture, colours, stamps, ratio);
  }, [layout, measure, looks, causes, colours, stamps, ratio]);
  return (
    <section className="wsite" aria-label={`Site ${site.name}`}>
      <header>
        <b>{site.name}</b>
        <div>
          {tally.map(([status, n]) => (
            <i key={status} className={`ct-${glyphOf(status)}`}>
              <Glyph status={status} lit />
              {figure(n)}
            </i>
          ))}
        </div>
      </header>
      <canvas
        ref={canvas}
        role="img"
        aria-label={`Map of ${site.name}`}
        style={{ width: layout.width, height: layout.height + 2 * TOP }}
      />
    </section>
  );
});
