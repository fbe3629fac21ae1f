// Pure: samples as a chart wants them. A hole longer than two intervals is a gap, hatched and named; a single empty
// slot between two results is only how slots and results fell, and the line goes on.
import type uPlot from 'uplot';

export interface Samples {
  /** Start of each slot, epoch ms, rising. */
  readonly at: readonly number[];
  readonly avg: readonly (number | null)[];
  readonly min?: readonly (number | null)[] | undefined;
  readonly max?: readonly (number | null)[] | undefined;
}

export interface Gap {
  readonly from: number;
  readonly to: number;
  /** Why nothing was measured, in a few words; '' when nobody knows. */
  readonly name: string;
}

/** Holes between results, and the one up to `now` when results stopped. Before the first result there is no gap. */
export function findGaps(samples: Samples, gapAfterMs: number, now: number): readonly Gap[] {
  const gaps: Gap[] = [];
  let last: number | null = null;
  samples.at.forEach((at, index) => {
    const value = samples.avg[index];
    if (value === null || value === undefined) return;
    if (last !== null && at - last > gapAfterMs) gaps.push({ from: last, to: at, name: '' });
    last = at;
  });
  if (last !== null && now - last > gapAfterMs) gaps.push({ from: last, to: now, name: 'no result' });
  return gaps;
}

/** Gaps in order, clipped to the axis, those that overlap made one; the one with a name gives it. */
export function joinGaps(gaps: readonly Gap[], from: number, to: number): readonly Gap[] {
  const clipped = gaps
    .map((gap) => ({ ...gap, from: Math.max(gap.from, from), to: Math.min(gap.to, to) }))
    .filter((gap) => gap.to > gap.from)
    .sort((a, b) => a.from - b.from);
  const joined: Gap[] = [];
  for (const gap of clipped) {
    const last = joined.at(-1);
    if (!last || gap.from > last.to) joined.push(gap);
    else joined.splice(-1, 1, { from: last.from, to: Math.max(last.to, gap.to), name: last.name || gap.name });
  }
  return joined;
}

/** null breaks the line (inside a gap), undefined lets it go on. */
function column(
  at: readonly number[],
  values: readonly (number | null)[],
  gaps: readonly Gap[],
): (number | null | undefined)[] {
  let gap = 0;
  return at.map((time, index) => {
    const value = values[index];
    if (value !== null && value !== undefined) return value;
    while (gap < gaps.length && (gaps[gap]?.to ?? 0) <= time) gap += 1;
    return (gaps[gap]?.from ?? Number.POSITIVE_INFINITY) <= time ? null : undefined;
  });
}

/** Whether min and max say more than the average: only where several results fell into a slot. */
export function hasBand({ avg, min, max }: Samples): boolean {
  if (!min || !max) return false;
  return avg.some((_, index) => {
    const [low, high] = [min[index], max[index]];
    return low !== null && high !== null && low !== undefined && high !== undefined && high > low;
  });
}

/** Columns for uPlot: time, average, then max and min when there is a band, then the second series, then the past one. */
export function toColumns(
  samples: Samples,
  second: Samples | null,
  gapAfterMs: number,
  now: number,
  past: Samples | null = null,
): uPlot.AlignedData {
  // Two results more than a gap apart with no empty slot between them still need one, or the line would join them.
  const gaps = findGaps(samples, gapAfterMs, now);
  const pastGaps = past ? findGaps(past, gapAfterMs, now) : [];
  const times = withBreaks(past ? merged(samples.at, past.at) : samples.at, [...gaps, ...pastGaps]);
  const pick = (values: readonly (number | null)[]) => column(times, spread(samples.at, values, times), gaps);
  const columns: (number | null | undefined)[][] = [pick(samples.avg)];
  if (hasBand(samples)) columns.push(pick(samples.max ?? []), pick(samples.min ?? []));
  if (second) columns.push(pick(lookUp(second, times)));
  if (past) columns.push(column(times, lookUp(past, times), pastGaps));
  return [times, ...columns];
}

/** Both lists of times as one, rising, nothing twice. */
const merged = (a: readonly number[], b: readonly number[]): number[] =>
  [...new Set([...a, ...b])].sort((one, other) => one - other);

function withBreaks(at: readonly number[], gaps: readonly Gap[]): number[] {
  return merged(
    at,
    gaps.map((gap) => gap.from + 1),
  );
}

function spread(
  at: readonly number[],
  values: readonly (number | null)[],
  times: readonly number[],
): (number | null)[] {
  let index = 0;
  return times.map((time) => (at[index] === time ? (values[index++] ?? null) : null));
}

function lookUp(samples: Samples, times: readonly number[]): (number | null)[] {
  const byTime = new Map(samples.at.map((time, index) => [time, samples.avg[index] ?? null]));
  return times.map((time) => byTime.get(time) ?? null);
}
