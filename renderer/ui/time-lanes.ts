// Pure: bars on lanes under one time axis: those that touch stand one below the other.

export interface LaneBar {
  readonly key: string;
  readonly label: string;
  /** Epoch ms; `to` null: it goes on. */
  readonly from: number;
  readonly to: number | null;
  readonly look: 'bad' | 'plain' | 'run' | 'planned';
}

export interface Axis {
  readonly from: number;
  readonly to: number;
}

/** 0..100 along the axis. */
export const shareOf = (at: number, { from, to }: Axis): number =>
  Math.min(100, Math.max(0, ((at - from) / Math.max(1, to - from)) * 100));

/** Rows of bars that do not touch; what finds no room in `most` rows is counted. */
export function packed<Bar extends LaneBar>(
  bars: readonly Bar[],
  most: number,
): { readonly rows: readonly (readonly Bar[])[]; readonly left: number } {
  const rows: Bar[][] = [];
  let left = 0;
  for (const bar of bars.toSorted((a, b) => a.from - b.from)) {
    const free = rows.find((row) => row.every(({ to }) => to !== null && to <= bar.from));
    if (free) free.push(bar);
    else if (rows.length < most) rows.push([bar]);
    else left += 1;
  }
  return { rows: rows.length === 0 ? [[]] : rows, left };
}

const HOUR = 3_600_000;

/** Full hours along the axis, so many that they can be read: at most `most` apart from the one it begins with. */
export function hourMarks({ from, to }: Axis, most = 12): readonly number[] {
  const hours = (to - from) / HOUR;
  const step = ([1, 2, 3, 6, 12, 24].find((each) => hours / each <= most) ?? 24 * Math.ceil(hours / 24 / most)) * HOUR;
  const first = Math.ceil(from / step) * step;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / step) + 1) }, (_, at) => first + at * step);
}
