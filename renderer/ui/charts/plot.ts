// The canvas of a chart: uPlot draws the lines and owns the cursor; everything with letters is DOM around it, so that
// themes, zoom and screen readers cost nothing here. Whoever creates a plot destroys it.
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { segments } from './line.ts';
import type { Scale } from './scale.ts';

export interface PlotView {
  readonly columns: uPlot.AlignedData;
  /** Ends of the time axis, epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly scale: Scale;
}

export interface PlotShape {
  readonly band: boolean;
  readonly second: boolean;
  /** A thin dashed line of an earlier period; its column comes last. */
  readonly past: boolean;
  /** A stretch may be drawn out with the pointer. */
  readonly zoom: boolean;
}

/** What a hand did to the plot. */
export interface PlotListeners {
  /** Index of the sample under the cursor; null when the cursor has left. */
  readonly onCursor: (index: number | null) => void;
  /** A stretch was drawn out, epoch ms. */
  readonly onSelect: (from: number, to: number) => void;
  /** Pressed twice: back to where it was. */
  readonly onReset: () => void;
}

export interface Plot {
  show(view: PlotView): void;
  resize(width: number, height: number): void;
  /** Draws again in the colours of the theme as it is now. */
  recolour(): void;
  /** Puts the cursor of this chart and of all that share its key on a sample; null takes it away. */
  point(index: number | null): void;
  destroy(): void;
}

/** Less is a click, not a stretch; CSS pixels. */
const DRAG_PX = 6;

const colour = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim() || '#888';

/** A lone result between two gaps has no line to be seen by: it gets a dot. */
function loneSamples(plot: uPlot, column: number): number[] {
  const values = (plot.data[column] ?? []) as readonly (number | null | undefined)[];
  return segments(values.map((value) => (value === undefined ? null : value)))
    .filter((run) => run.length === 1)
    .map((run) => run[0]?.index ?? 0)
    .filter((index) => standsAlone(values, index));
}

function standsAlone(values: readonly (number | null | undefined)[], index: number): boolean {
  let before = index - 1;
  let after = index + 1;
  while (before >= 0 && values[before] === undefined) before -= 1;
  while (after < values.length && values[after] === undefined) after += 1;
  return typeof values[before] !== 'number' && typeof values[after] !== 'number';
}

function line(token: string, fill: string | null, low: () => number): uPlot.Series {
  return {
    stroke: () => colour(token),
    width: 1.5,
    pxAlign: 0,
    ...(fill ? { fill: () => colour(fill), fillTo: low } : {}),
    points: { show: true, filter: loneSamples, size: 4, width: 0, fill: () => colour(token) },
  } as uPlot.Series;
}

const edge = (): uPlot.Series => ({ stroke: 'transparent', width: 0, points: { show: false } });

const dashed = (): uPlot.Series => ({
  stroke: () => colour('--text-3'),
  width: 1,
  dash: [4, 3],
  points: { show: false },
});

/** Only the cursor is shared: a stretch drawn out on one chart must not be drawn out on all of them. */
const isShared = (type: string): boolean => type === 'mousemove' || type === 'mouseleave';

/** Hands over what was drawn out, and takes the mark away. */
function select(plot: uPlot, listeners: PlotListeners): void {
  const { left, width } = plot.select;
  if (width <= 0) return;
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  listeners.onSelect(plot.posToVal(left, 'x'), plot.posToVal(left + width, 'x'));
}

function options(shape: PlotShape, view: () => PlotView, syncKey: string, listeners: PlotListeners): uPlot.Options {
  const low = () => view().scale.low;
  const series: uPlot.Series[] = [{}, line('--series-1', '--area-1', low)];
  if (shape.band) series.push(edge(), edge());
  if (shape.second) series.push(line('--series-2', null, low));
  if (shape.past) series.push(dashed());
  return {
    width: 100,
    height: 50,
    ms: 1,
    series,
    bands: shape.band ? [{ series: [2, 3], fill: () => colour('--area-1') } as uPlot.Band] : [],
    scales: {
      x: { time: true, range: () => [view().from, view().to] },
      y: { range: () => [view().scale.low, view().scale.high] },
    },
    axes: [{ show: false }, { show: false }],
    legend: { show: false },
    padding: [0, 0, 0, 0],
    cursor: {
      y: false,
      points: { size: 7, width: 0, fill: () => colour('--hand') },
      drag: { x: shape.zoom, y: false, setScale: false, dist: DRAG_PX },
      sync: { key: syncKey, setSeries: false, filters: { pub: isShared, sub: isShared } },
      bind: {
        dblclick: () => () => {
          listeners.onReset();
          return null;
        },
      },
    },
    hooks: {
      setCursor: [(plot) => listeners.onCursor(plot.cursor.idx ?? null)],
      setSelect: [(plot) => select(plot, listeners)],
    },
  };
}

/** Opens a plot in `box`. Throws where there is no canvas (no browser): the caller shows the figures without it. */
export function createPlot(
  box: HTMLElement,
  shape: PlotShape,
  first: PlotView,
  syncKey: string,
  listeners: PlotListeners,
): Plot {
  let view = first;
  const plot = new uPlot(
    options(shape, () => view, syncKey, listeners),
    first.columns,
    box,
  );
  const setCursor = plot.setCursor as (at: { left: number; top: number }, fire: boolean, publish: boolean) => void;
  return {
    show(next) {
      view = next;
      plot.setData(next.columns);
    },
    resize(width, height) {
      if (width > 0 && height > 0 && (width !== plot.width || height !== plot.height)) plot.setSize({ width, height });
    },
    recolour: () => plot.redraw(false),
    point(index) {
      const at = index === null ? undefined : plot.data[0]?.[index];
      setCursor(at === undefined ? { left: -10, top: -10 } : { left: plot.valToPos(at, 'x'), top: 1 }, true, true);
    },
    destroy: () => plot.destroy(),
  };
}
