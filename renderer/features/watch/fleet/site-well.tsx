// One site: its head with what is wrong in it, and its cells on a canvas. Pointer and arrow keys reach every host; who
// cannot see the picture gets the same as a list.
import { memo, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import type { Stamps } from '../../../fleet/cell-art.ts';
import { drawSite, TOP } from '../../../fleet/draw.ts';
import { cellAt, type Measure, neighbour, type SiteLayout } from '../../../fleet/layout.ts';
import type { FleetColours } from '../../../fleet/palette.ts';
import { litTally, type SiteState } from '../../../fleet/site-state.ts';
import { traceSegments } from '../../../fleet/trace.ts';
import { count, figure } from '../../../lib/number.ts';
import { useWorld } from '../../../store/world.ts';
import { Glyph } from '../../../ui/glyph.tsx';

/** Hosts named in the hidden list; beyond that the problem list is the better way. */
const NAMED = 30;

export interface SiteWellProps {
  readonly state: SiteState;
  readonly layout: SiteLayout;
  readonly measure: Measure;
  readonly colours: FleetColours;
  readonly stamps: Stamps;
  readonly ratio: number;
  readonly loads: ReadonlyMap<HostId, number>;
  readonly dimmed: ((id: HostId) => boolean) | null;
  readonly selected: HostId | null;
  readonly onPick: (id: HostId) => void;
  readonly onPoint: (at: PointedHost | null) => void;
}

/** A host under the pointer or the key cursor, and where its cell is in the window. */
export interface PointedHost {
  readonly hostId: HostId;
  readonly x: number;
  readonly y: number;
}

export const SiteWell = memo(function SiteWell(props: SiteWellProps) {
  const { layout, measure, onPick, onPoint } = props;
  const { site } = props.state;
  const canvas = useRef<HTMLCanvasElement>(null);
  const [cursor, setCursor] = useState(-1);
  useDrawing(canvas, props);
  const marked = cursor >= 0 ? cursor : props.selected === null ? -1 : layout.hosts.indexOf(props.selected);
  const point = (index: number) => {
    setCursor(index);
    const hostId = layout.hosts[index];
    const box = canvas.current?.getBoundingClientRect();
    if (hostId === undefined || !box) onPoint(null);
    else {
      const x = box.left + (layout.xs[index] ?? 0) + measure.cell / 2;
      onPoint({ hostId, x, y: box.top + TOP + (layout.ys[index] ?? 0) + measure.cell });
    }
  };
  const under = (event: { readonly clientX: number; readonly clientY: number }): number => {
    const box = canvas.current?.getBoundingClientRect();
    return box ? cellAt(layout, measure, event.clientX - box.left, event.clientY - box.top - TOP) : -1;
  };
  return (
    <section className="site" aria-label={`Site ${site.name}`}>
      <SiteHead state={props.state} />
      <div
        className="cells"
        role="application"
        aria-label={`Hosts of ${site.name}: arrow keys move, Enter opens`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application of its own keys has to be reached
        tabIndex={0}
        onFocus={(event) => event.currentTarget.matches(':focus-visible') && cursor < 0 && point(0)}
        onBlur={() => point(-1)}
        onKeyDown={(event) => {
          if (event.key.startsWith('Arrow')) point(neighbour(layout, Math.max(0, cursor), event.key));
          else if (event.key === 'Enter' && cursor >= 0) onPick(layout.hosts[cursor] as HostId);
          else return;
          event.preventDefault();
        }}
        onPointerMove={(event) => {
          const index = under(event);
          if (index !== cursor) point(index);
        }}
        onPointerLeave={() => point(-1)}
        onClick={(event) => {
          const index = under(event);
          if (index >= 0) onPick(layout.hosts[index] as HostId);
        }}
      >
        <div className="cell-pane">
          <canvas
            ref={canvas}
            role="img"
            aria-label={`Map of ${site.name}`}
            style={{ width: layout.width, height: layout.height + 2 * TOP }}
          />
          {marked >= 0 && <CellMark layout={layout} cell={measure.cell} index={marked} />}
        </div>
      </div>
      <BadHosts state={props.state} onPick={onPick} />
    </section>
  );
});

interface CellMarkProps {
  readonly layout: SiteLayout;
  readonly cell: number;
  readonly index: number;
}

/** The frame around one cell. Not on the canvas: a step of the cursor must not draw thousands of cells anew. */
function CellMark({ layout, cell, index }: CellMarkProps) {
  const left = (layout.xs[index] ?? 0) - 4;
  const top = TOP + (layout.ys[index] ?? 0) - 4;
  return <i className="cell-mark" aria-hidden="true" style={{ left, top, width: cell + 8, height: cell + 8 }} />;
}

/** Draws when something it shows has changed. */
function useDrawing(
  canvas: { readonly current: HTMLCanvasElement | null },
  { state, layout, measure, colours, stamps, ratio, loads, dimmed }: SiteWellProps,
): void {
  const trace = useMemo(() => traceSegments(layout, measure, state.causes), [layout, measure, state]);
  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    const { hosts } = useWorld.getState();
    const loadOf = (id: HostId) => loads.get(id) ?? 0;
    const nameOf = (id: HostId) => hosts.get(id)?.name ?? '';
    const picture = { layout, measure, trace, dimmed, looks: state.looks, loadOf, nameOf };
    drawSite(element, picture, colours, stamps, ratio);
  }, [canvas, layout, measure, trace, dimmed, state, loads, colours, stamps, ratio]);
}

function SiteHead({ state: { site, looks } }: { readonly state: SiteState }) {
  const tally = useMemo(() => litTally(looks), [looks]);
  return (
    <header>
      <b>{site.name}</b>
      <span className="st-n">
        {figure(site.size)}
        <u>{site.size === 1 ? 'host' : 'hosts'}</u>
      </span>
      <div className="tl">
        {tally.map(([status, n]) => (
          <i key={status}>
            <Glyph status={status} lit />
            {n}
          </i>
        ))}
      </div>
    </header>
  );
}

interface BadHostsProps {
  readonly state: SiteState;
  readonly onPick: (id: HostId) => void;
}

const BadHosts = memo(function BadHosts({ state: { site, hosts, looks }, onPick }: BadHostsProps) {
  const bad = hosts.flatMap((id, index) => (looks[index]?.lit ? [{ id, status: looks[index]?.status }] : []));
  const named = useWorld.getState().hosts;
  return (
    <ul className="vh" aria-label={`Unhandled in ${site.name}: ${count(bad.length, 'host')}`}>
      {bad.slice(0, NAMED).map(({ id, status }) => (
        <li key={id}>
          <button type="button" tabIndex={-1} onClick={() => onPick(id)}>
            {named.get(id)?.name} {status}
          </button>
        </li>
      ))}
      {bad.length > NAMED && <li>and {bad.length - NAMED} more</li>}
    </ul>
  );
});
