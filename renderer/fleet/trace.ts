// Pure: the trace. From a dead parent a line runs down the gutter and hooks into every row it took along.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Measure, SiteLayout } from './layout.ts';

/** Straight pieces of line: x1, y1, x2, y2. */
export type Segment = readonly [number, number, number, number];

/** Distance of the gutter from the first cell of a row. */
const GUTTER = 6;

/** `taken`: which dead host the host of each cell hangs below. The pieces of every trace in this site. */
export function traceSegments(
  layout: SiteLayout,
  measure: Measure,
  taken: readonly (HostId | null)[],
): readonly Segment[] {
  const causes = new Map<HostId, { cells: number[]; at: number | null }>();
  for (let index = 0; index < layout.hosts.length; index += 1) {
    const cause = taken[index] ?? null;
    if (cause === null) continue;
    const found = causes.get(cause);
    if (found) found.cells.push(index);
    else causes.set(cause, { cells: [index], at: null });
  }
  if (causes.size === 0) return [];
  for (let index = 0; index < layout.hosts.length; index += 1) {
    const cause = causes.get(layout.hosts[index] as HostId);
    if (cause) cause.at = index;
  }
  return [...causes.values()].flatMap(({ cells, at }) => one(layout, measure, cells, at));
}

function one(layout: SiteLayout, { cell, rowPad }: Measure, cells: readonly number[], at: number | null): Segment[] {
  const main = (layout.rows[0]?.cellsX ?? GUTTER) - GUTTER;
  const segments: Segment[] = [];
  const ends: number[] = [];
  if (at === null) ends.push(-rowPad);
  else {
    // Out of the dead cell downwards, and left under its row to the gutter.
    const y = (layout.ys[at] ?? 0) + cell + 1.5;
    segments.push([(layout.xs[at] ?? 0) + cell / 2, y, main, y]);
    ends.push(y);
  }
  for (const [rowIndex, first] of firstPerRow(layout, cells)) {
    const row = layout.rows[rowIndex];
    if (!row) continue;
    const y = (layout.ys[first] ?? 0) + cell / 2;
    const gutter = row.cellsX - GUTTER;
    if (gutter === main) {
      segments.push([main, y, row.cellsX - 1, y]);
      ends.push(y);
    } else {
      // A row in the right half: across above it, then down its own gutter.
      const above = row.y - rowPad;
      segments.push([main, above, gutter, above], [gutter, above, gutter, y], [gutter, y, row.cellsX - 1, y]);
      ends.push(above);
    }
  }
  segments.push([main, Math.min(...ends), main, Math.max(...ends)]);
  return segments;
}

/** The first cell taken in each row. */
function firstPerRow(layout: SiteLayout, cells: readonly number[]): ReadonlyMap<number, number> {
  const first = new Map<number, number>();
  for (const index of cells) {
    const row = layout.rowOf[index] ?? 0;
    if (!first.has(row)) first.set(row, index);
  }
  return first;
}
