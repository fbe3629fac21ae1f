// Pure: what a line is made of. A gap ends a run; nothing is ever drawn across it.

export interface Point {
  readonly index: number;
  readonly value: number;
}

/** The runs of measured values between gaps. */
export function segments(values: readonly (number | null | undefined)[]): readonly (readonly Point[])[] {
  const runs: Point[][] = [];
  let open: Point[] | null = null;
  values.forEach((value, index) => {
    if (value === null || value === undefined) {
      open = null;
      return;
    }
    if (!open) {
      open = [];
      runs.push(open);
    }
    open.push({ index, value });
  });
  return runs;
}

/** Smallest and largest measured value; null when nothing was measured. */
export function extent(values: Iterable<number | null | undefined>): { min: number; max: number } | null {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null || value === undefined || !Number.isFinite(value)) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return min <= max ? { min, max } : null;
}
