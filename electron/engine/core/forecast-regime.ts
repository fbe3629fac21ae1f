// The present regime: since when a figure does what it does now. What was before a clean-up, a copy of 20 GB or a change of
// pace misleads any line that is drawn through it, however robust: a median of slopes bears some odd points, not two halves
// that say different things. So the stretch is chosen first, and the line is drawn through nothing else:
//
// 1. It begins at the last big drop (a clean-up): nothing of what was thrown away comes back by itself.
// 2. If two lines (which need not meet: a step up is none of the pace) fit what is left far better than one, it begins where
//    the second one does; and so on until one line will do. Whether it is "the last 24 h" or "the last 14 days" is for the
//    figures to say.
//
// Where there is too little behind the last cut nothing is said, rather than something about what is over.

import { medianOf } from './forecast-wave.ts';

/** Hours since some moment, and a figure, in order; without a daily wave. */
export interface Course {
  readonly x: Float64Array;
  readonly y: Float64Array;
}

/** Less is no stretch. */
export const LEAST_HOURS = 6;
/** A drop is a clean-up when it is so many times the usual change from hour to hour, and so much of the limit. */
const DROP_SCALES = 8;
const DROP_SHARE = 0.02;
/** Two lines must leave less than this of the squares that one leaves: half the distance. */
const SPLIT_GAIN = 0.25;
/** As the Bayesian information criterion counts three more numbers, doubled: hours hang together, they are no free draws. */
const SPLIT_PRICE = 6;
/** Squares of less than this share of the limit are rounding. */
const ROUNDING_SHARE = 0.0005;
const MAD_TO_SIGMA = 1.4826;

/** Of each five the middle one: what stands out for an hour or two is gone, steps and ramps stay where they are. */
export function withoutSpikes(values: Float64Array): Float64Array {
  return values.map((_, place) => {
    const half = Math.min(2, place, values.length - 1 - place);
    return values.slice(place - half, place + half + 1).sort()[half] ?? 0;
  });
}

/** Places at which a stretch begins that follows a clean-up; spikes are none. */
export function cleanUps({ y: raw }: Course, limit: number): readonly number[] {
  // What is usual is seen before spikes are taken out: that makes a restless figure look calm.
  const usual = medianAbsolute(changesOf(raw)) * MAD_TO_SIGMA;
  const y = withoutSpikes(raw);
  const changes = changesOf(y);
  const least = Math.max(DROP_SCALES * usual, DROP_SHARE * Math.abs(limit));
  const middle = (from: number, to: number): number => medianOf([...y.subarray(Math.max(0, from), to)]);
  const drops = [...changes.keys()].filter((place) => {
    if ((changes[place] ?? 0) >= -least) return false;
    // What only goes back to where it was some hours ago is the end of a spike: the old pace still counts.
    return middle(place + 1, place + 1 + LEAST_HOURS) < middle(place + 1 - LEAST_HOURS, place + 1) - least / 2;
  });
  // A clean-up that takes hours is one: it begins anew where it ended.
  return drops.filter((place) => !drops.includes(place + 1)).map((place) => place + 1);
}

/** Where the present pace begins, a place of a course without spikes. */
export function presentPace(course: Course, limit: number): number {
  let start = 0;
  for (;;) {
    const split = bestSplit(course, start, limit);
    if (split === null) return start;
    start = split;
  }
}

function bestSplit({ x, y }: Course, from: number, limit: number): number | null {
  const n = x.length - from;
  if (n < 2 * LEAST_HOURS) return null;
  const squares = createSquares(x.subarray(from), y.subarray(from));
  const rounding = n * (ROUNDING_SHARE * limit) ** 2;
  const one = squares(0, n);
  if (one <= rounding) return null;
  let best = { place: 0, left: Number.POSITIVE_INFINITY };
  for (let place = LEAST_HOURS; place <= n - LEAST_HOURS; place += 1) {
    const left = squares(0, place) + squares(place, n);
    if (left < best.left) best = { place, left };
  }
  const two = best.left + rounding / n;
  const isBetter = two < SPLIT_GAIN * one && n * Math.log(one / two) > SPLIT_PRICE * Math.log(n);
  return isBetter ? from + best.place : null;
}

/** Sum of the squares that the least-squares line through [from, to) leaves; in constant time, for each split is tried. */
function createSquares(x: Float64Array, y: Float64Array): (from: number, to: number) => number {
  const n = x.length;
  const [x0, y0] = [x[0] ?? 0, y[0] ?? 0];
  const sums = Array.from({ length: 5 }, () => new Float64Array(n + 1));
  for (let i = 0; i < n; i += 1) {
    // From the first point: sums of squares of large numbers lose the small ones.
    const [dx, dy] = [(x[i] ?? 0) - x0, (y[i] ?? 0) - y0];
    [dx, dy, dx * dx, dx * dy, dy * dy].forEach((term, which) => {
      const sum = sums[which];
      if (sum) sum[i + 1] = (sum[i] ?? 0) + term;
    });
  }
  return (from, to) => {
    const count = to - from;
    const [sx, sy, sxx, sxy, syy] = sums.map((sum) => (sum[to] ?? 0) - (sum[from] ?? 0)) as [
      number,
      number,
      number,
      number,
      number,
    ];
    const vx = sxx - (sx * sx) / count;
    const cov = sxy - (sx * sy) / count;
    const vy = syy - (sy * sy) / count;
    return Math.max(0, vx > 0 ? vy - (cov * cov) / vx : vy);
  };
}

const changesOf = (y: Float64Array): Float64Array => y.slice(1).map((value, place) => value - (y[place] ?? value));

function medianAbsolute(values: Float64Array): number {
  const sorted = values.map(Math.abs).sort();
  return sorted[sorted.length >> 1] ?? 0;
}
