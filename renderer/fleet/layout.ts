// Pure: where every cell of a site lies, and the largest cell at which all sites fit. Lengths in CSS pixels.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { FleetRow, FleetSite } from './groups.ts';

export interface Measure {
  readonly cell: number;
  readonly gap: number;
  /** Above and below each row. */
  readonly rowPad: number;
  readonly labelWidth: number;
  /** The count beside the label; 0 leaves it out. */
  readonly countWidth: number;
  /** Small fleets: the host's name stands beside its cell, in columns this wide; 0 for cells alone. */
  readonly nameWidth: number;
  /** Crowded: no labels, the rows run on into each other, each line of cells is a row of its own. */
  readonly dense: boolean;
  /** Leaves the labels of rows out, where they would be too small to be read. */
  readonly unlabelled?: boolean;
  /** Width of the trace. Default 1.5. */
  readonly traceWidth?: number;
}

export interface PlacedRow {
  readonly label: string;
  readonly count: number;
  /** Left edge of the label, left edge of the first cell, top of the first line of cells. */
  readonly x: number;
  readonly cellsX: number;
  readonly y: number;
  readonly height: number;
}

export interface SiteLayout {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly PlacedRow[];
  /** Every cell, in the order of the rows; parallel arrays, for speed. */
  readonly hosts: readonly HostId[];
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  readonly rowOf: Int32Array;
}

/** Space between the two halves of a line that two short rows share. */
const HALF_GAP = 8;

/** Lays a site out in `width`. Short neighbours share a line. */
export function layoutSite(grouped: FleetSite, width: number, measure: Measure): SiteLayout {
  const site = measure.dense ? inLines(grouped, width, measure) : grouped;
  const { cell, gap, rowPad, labelWidth, countWidth, nameWidth } = measure;
  const lead = labelWidth + countWidth;
  const stepX = nameWidth > 0 ? nameWidth : cell + gap;
  const stepY = cell + gap;
  const half = (width - HALF_GAP) / 2;
  const columnsIn = (space: number): number => Math.max(1, Math.floor((space - lead + gap) / stepX));
  const perLine = columnsIn(width);
  const perHalf = columnsIn(half);
  const hosts: HostId[] = [];
  const rows: PlacedRow[] = [];
  const xs = new Float64Array(site.size);
  const ys = new Float64Array(site.size);
  const rowOf = new Int32Array(site.size);
  let y = 0;
  const place = (row: FleetRow, x: number, columns: number): number => {
    const cellsX = x + lead;
    const top = y + rowPad;
    for (const [index, host] of row.hosts.entries()) {
      const at = hosts.push(host) - 1;
      xs[at] = cellsX + (index % columns) * stepX;
      ys[at] = top + Math.floor(index / columns) * stepY;
      rowOf[at] = rows.length;
    }
    const lines = Math.ceil(row.hosts.length / columns);
    const height = lines * stepY - gap;
    rows.push({ label: row.label, count: row.hosts.length, x, cellsX, y: top, height });
    return height + 2 * rowPad;
  };
  for (let index = 0; index < site.rows.length; index += 1) {
    const row = site.rows[index];
    const next = site.rows[index + 1];
    if (!row) break;
    if (!measure.dense && next && perHalf >= 2 && row.hosts.length <= perHalf && next.hosts.length <= perHalf) {
      const left = place(row, 0, perHalf);
      const right = place(next, half + HALF_GAP, perHalf);
      y += Math.max(left, right);
      index += 1;
    } else y += place(row, 0, perLine);
  }
  return { width, height: y, rows, hosts, xs, ys, rowOf };
}

/** The same hosts in the same order, cut into full lines. */
function inLines(site: FleetSite, width: number, { cell, gap, labelWidth }: Measure): FleetSite {
  const all = site.rows.flatMap((row) => row.hosts);
  const columns = Math.max(1, Math.floor((width - labelWidth + gap) / (cell + gap)));
  const rows: FleetRow[] = [];
  for (let at = 0; at < all.length; at += columns) rows.push({ label: '', hosts: all.slice(at, at + columns) });
  return { ...site, rows };
}

export interface Frame {
  /** Inner size of the pane that holds all wells. */
  readonly width: number;
  readonly height: number;
  readonly wide: boolean;
}

/** What a well takes besides its cells. */
const CHROME = {
  narrow: { head: 26, side: 18, foot: 8, gap: 8 },
  wide: { head: 44, side: 30, foot: 14, gap: 12 },
} as const;

export interface FleetLayout {
  readonly columns: number;
  readonly measure: Measure;
  /** Width of the canvas in each well. */
  readonly inner: number;
  readonly sites: readonly SiteLayout[];
}

/** Fleets up to here have room for names. */
const NAMED_HOSTS = 60;
/** Below this a cell is no longer pointed at; the pane scrolls instead. */
const SMALLEST = 4;
/** Below this the labels of rows stand closer than they can be read. */
const SMALLEST_ROWS = 7;

/** The largest cells at which every host is on screen; at the smallest the pane scrolls. */
export function layoutFleet(sites: readonly FleetSite[], frame: Frame): FleetLayout {
  const chrome = frame.wide ? CHROME.wide : CHROME.narrow;
  const columns = columnsFor(sites.length, frame);
  const inner = Math.max(80, (frame.width - (columns - 1) * chrome.gap) / columns - chrome.side);
  const hosts = sites.reduce((sum, site) => sum + site.size, 0);
  return {
    columns,
    inner,
    ...fitted(sites, inner, measures(frame.wide, hosts), (laid) => {
      return totalHeight(laid, columns, chrome) <= frame.height;
    }),
  };
}

/** The first of the measures (from the roomiest on) at which the sites fit; the last one where none does. */
export function fitted(
  sites: readonly FleetSite[],
  inner: number,
  candidates: Iterable<Measure>,
  fits: (laid: readonly SiteLayout[]) => boolean,
): { readonly measure: Measure; readonly sites: readonly SiteLayout[] } {
  let made: { measure: Measure; sites: readonly SiteLayout[] } | null = null;
  for (const measure of candidates) {
    const laid = sites.map((site) => layoutSite(site, inner, measure));
    made = { measure, sites: laid };
    if (fits(laid)) break;
  }
  return { measure: made?.measure ?? plain(10, false), sites: made?.sites ?? [] };
}

function columnsFor(sites: number, { width }: Frame): number {
  if (sites <= 1) return 1;
  const most = Math.max(1, Math.floor(width / 240));
  if (sites <= most && sites <= 4) return sites;
  return Math.min(most, Math.ceil(Math.sqrt(sites * 1.4)));
}

/** Height of all lines of wells, `columns` in each. */
export function totalHeight(
  laid: readonly SiteLayout[],
  columns: number,
  chrome: { head: number; foot: number; gap: number },
): number {
  let sum = 0;
  for (let first = 0; first < laid.length; first += columns) {
    const line = laid.slice(first, first + columns);
    sum += Math.max(...line.map((site) => site.height)) + chrome.head + chrome.foot + (first > 0 ? chrome.gap : 0);
  }
  return sum;
}

function* measures(wide: boolean, hosts: number): Generator<Measure> {
  if (hosts <= NAMED_HOSTS) yield { ...plain(18, true), nameWidth: 168, gap: 8, rowPad: 5 };
  const roomiest = wide ? 21 : 16;
  for (let cell = roomiest; cell >= SMALLEST_ROWS; cell -= 1) {
    // First with air between the rows, then closer.
    if (cell >= 14) yield plain(cell, wide, 7);
    yield plain(cell, wide);
  }
  for (let cell = 9; cell >= SMALLEST; cell -= 1)
    yield { ...plain(cell, wide, 0.5), dense: true, labelWidth: 9, countWidth: 0 };
}

function plain(cell: number, wide: boolean, rowPad?: number): Measure {
  return {
    cell,
    gap: cell >= 16 ? 3 : cell >= 6 ? 2 : 1,
    rowPad: rowPad ?? (cell >= 14 ? 3.5 : 1.65),
    labelWidth: wide ? 50 : 46,
    countWidth: wide ? 36 : 0,
    nameWidth: 0,
    dense: false,
  };
}

/** The cell under a point of the site's canvas; -1 when there is none. With names, the name belongs to its cell. */
export function cellAt(layout: SiteLayout, { cell, gap, nameWidth }: Measure, x: number, y: number): number {
  const reach = nameWidth > 0 ? nameWidth : cell + gap / 2;
  for (let index = 0; index < layout.hosts.length; index += 1) {
    const dx = x - (layout.xs[index] ?? 0);
    const dy = y - (layout.ys[index] ?? 0);
    if (dx >= -gap / 2 && dx < reach && dy >= -gap / 2 && dy < cell + gap / 2) return index;
  }
  return -1;
}

/** The neighbour an arrow key leads to: the nearest cell in that direction; itself at the rim. */
export function neighbour(layout: SiteLayout, from: number, key: string): number {
  const x = layout.xs[from] ?? 0;
  const y = layout.ys[from] ?? 0;
  const [wayX, wayY] = WAYS[key] ?? [0, 0];
  let best = from;
  let nearest = Number.POSITIVE_INFINITY;
  for (let index = 0; index < layout.hosts.length; index += 1) {
    const dx = (layout.xs[index] ?? 0) - x;
    const dy = (layout.ys[index] ?? 0) - y;
    const along = dx * wayX + dy * wayY;
    const across = Math.abs(dx * wayY) + Math.abs(dy * wayX);
    if (along <= 0.5 || (wayX !== 0 && across > 0.5)) continue;
    const distance = along * (wayY === 0 ? 1 : 8) + across;
    if (distance < nearest) {
      nearest = distance;
      best = index;
    }
  }
  return best;
}

const WAYS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
