// Pure: the fleet on the wall. Cells as large as they can be with every host on it; a wall does not scroll.
import type { FleetSite } from '../../fleet/groups.ts';
import { fitted, type Measure, type SiteLayout, totalHeight } from '../../fleet/layout.ts';

export interface WallFrame {
  /** Inner size of the pane, px. */
  readonly width: number;
  readonly height: number;
  /** 1/256 of the width of the window, px. */
  readonly u: number;
}

export interface WallLayout {
  readonly columns: number;
  readonly measure: Measure;
  readonly sites: readonly SiteLayout[];
  /** Many sites: smaller heads. */
  readonly compact: boolean;
}

/** Beyond that their names could not be read any more: the fleet is one well then. */
export const MOST_SITES = 24;
/** Up to so many sites the heads are large. */
const ROOMY_SITES = 4;
/** What a well needs in width for its head, u. */
const LEAST_WIDTH_U = 36;
/** Fleets up to here get names, as far as they fit. */
const NAMED_HOSTS = 60;
/** Their cells, u: the fewer there are, the larger. */
const NAMED_U = [8, 6.4, 5.2, 4.4];
/** From cell to cell when they get smaller. */
const STEP = 0.94;
const SMALLEST_PX = 3;

/** Rows by site where there are too many for wells of their own. */
export function wallSites(sites: readonly FleetSite[]): readonly FleetSite[] {
  if (sites.length <= MOST_SITES) return sites;
  const rows = sites.map(({ name, rows: parts }) => ({ label: name, hosts: parts.flatMap(({ hosts }) => hosts) }));
  return [{ name: `${sites.length} sites`, rows, size: sites.reduce((sum, { size }) => sum + size, 0) }];
}

/** What a well takes besides its cells, px; the style sheet draws it so. */
export const chromeOf = (u: number, compact: boolean) => ({
  head: (compact ? 6.2 : 8.6) * u,
  foot: 1.6 * u,
  gap: 1.2 * u,
  side: 3.4 * u,
});

/** The arrangement with the largest cells. */
export function layoutWall(sites: readonly FleetSite[], frame: WallFrame): WallLayout {
  const compact = sites.length > ROOMY_SITES;
  const chrome = chromeOf(frame.u, compact);
  const most = Math.max(1, Math.min(sites.length, Math.floor(frame.width / (LEAST_WIDTH_U * frame.u))));
  let best: WallLayout | null = null;
  for (let columns = 1; columns <= most; columns += 1) {
    const inner = (frame.width - (columns - 1) * chrome.gap) / columns - chrome.side;
    // Smaller than what is known already is not looked at.
    const measures = wallMeasures(frame.u, best?.measure.cell ?? 0, sites, inner * columns * frame.height);
    const made = fitted(sites, inner, measures, (laid) => totalHeight(laid, columns, chrome) <= frame.height);
    const fits = totalHeight(made.sites, columns, chrome) <= frame.height;
    if (best === null || (fits && made.measure.cell >= best.measure.cell)) best = { columns, compact, ...made };
  }
  return best ?? { columns: 1, measure: measureOf(frame.u, frame.u), sites: [], compact };
}

function* wallMeasures(u: number, least: number, sites: readonly FleetSite[], area: number): Generator<Measure> {
  const hosts = sites.reduce((sum, { size }) => sum + size, 0);
  if (hosts <= NAMED_HOSTS) {
    for (const size of NAMED_U) {
      yield { ...measureOf(Math.round(size * u), u), gap: size * 0.45 * u, nameWidth: size * 10.5 * u };
    }
  }
  for (let cell = 4.4 * u; cell >= Math.max(SMALLEST_PX, least); cell *= STEP) {
    const measure = measureOf(Math.round(cell), u);
    // What cannot fit by its area alone is not laid out.
    if (hosts * (measure.cell + measure.gap) ** 2 <= area) yield measure;
  }
  yield { ...measureOf(SMALLEST_PX, u), gap: 1, rowPad: 0.5, dense: true };
}

function measureOf(cell: number, u: number): Measure {
  const gap = Math.max(1, Math.round(cell * 0.17));
  const dense = cell < u;
  return {
    cell,
    gap,
    // Crowded, each line is a row of its own: all lie equally far apart.
    rowPad: dense ? gap / 2 : cell * 0.2,
    // The gutter in which the trace runs.
    labelWidth: Math.max(9, 1.2 * u),
    countWidth: 0,
    nameWidth: 0,
    dense,
    unlabelled: true,
    traceWidth: Math.max(1.5, u * 0.3),
  };
}
