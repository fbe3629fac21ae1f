// A robust slope and how sure it is. The slope is Theil's and Sen's: the median of the slopes between all pairs of points;
// up to 29 % of the points may say anything. Its 95 % interval is Sen's, by the variance of Kendall's S with ties
// (P. K. Sen 1968, "Estimates of the regression coefficient based on Kendall's tau"; R. O. Gilbert 1987, "Statistical methods
// for environmental pollution monitoring", 16.5). That variance takes the points for free draws, which hours of a disk are
// not: it is widened by how far they hang together (K. H. Hamed and A. R. Rao 1998, "A modified Mann-Kendall trend test for
// autocorrelated data"), never narrowed, and never beyond what a random walk with such steps would do.
import { medianOf } from './forecast-wave.ts';

export interface Line {
  readonly slope: number;
  readonly intercept: number;
}

/** Theil–Sen through points; from a library. */
export type FitLine = (x: readonly number[], y: readonly number[]) => Line;

export interface SlopeInterval {
  readonly low: number;
  readonly high: number;
  /** How far the line may lie above or below itself in the middle of its points, with 95 %. */
  readonly level: number;
}

/** 95 %, two-sided. */
const Z = 1.96;
/** The standard error of a median, of that of a mean; and a standard deviation by the median of absolute residuals. */
const MEDIAN_ERROR = 1.2533;
const MAD_TO_SIGMA = 1.4826;

/** The 95 % interval of the slope through these points. `rounding`: residuals below it are none. */
export function slopeInterval(x: readonly number[], y: readonly number[], line: Line, rounding: number): SlopeInterval {
  const slopes = slopesOf(x, y);
  const pairs = slopes.length;
  const residuals = y.map((value, i) => {
    const off = value - line.intercept - line.slope * (x[i] ?? 0);
    return Math.abs(off) < rounding ? 0 : off;
  });
  const times = dependence(residuals);
  const reach = quantileOf(x.length / times) * Math.sqrt(kendallVariance(y) * times);
  // The M1-th and the (M2 + 1)-th of the sorted slopes, counted from 1.
  const low = Math.floor((pairs - reach) / 2) - 1;
  const high = Math.ceil((pairs + reach) / 2);
  const [least = 0, most = 0] = [slopes[0], slopes[pairs - 1]];
  const wander = wanderOf(x, residuals);
  return {
    // Wider than all there is: then it may as well be none.
    low: Math.max(low < 0 ? Math.min(least, 0) : (slopes[low] ?? least), line.slope - wander),
    high: Math.min(high >= pairs ? most : (slopes[high] ?? most), line.slope + wander),
    level: quantileOf(x.length / times) * MEDIAN_ERROR * spreadOf(residuals) * Math.sqrt(times / x.length),
  };
}

/**
 * How far the slope is off at most where each step keeps what the one before it did: a walk whose steps are as these. What
 * hangs together less is surer, so nothing need be wider; the correlation of few points says less than that near 1.
 */
function wanderOf(x: readonly number[], residuals: readonly number[]): number {
  const steps = residuals.slice(1).map((off, i) => off - (residuals[i] ?? 0));
  const squares = steps.reduce((sum, step) => sum + step * step, 0);
  const span = (x.at(-1) ?? 0) - (x[0] ?? 0);
  return (Z * Math.sqrt(squares * (steps.length / Math.max(1, steps.length - 1)))) / span;
}

/**
 * As `Z`, of so few free draws that their own spread is not sure: Student's, two of them gone into the line (the first terms
 * of E. A. Cornish and R. A. Fisher 1938).
 */
const quantileOf = (draws: number): number => Z + (Z ** 3 + Z) / (4 * Math.max(1, draws - 2));

const spreadOf = (residuals: readonly number[]): number => MAD_TO_SIGMA * medianOf(residuals.map(Math.abs));

function slopesOf(x: readonly number[], y: readonly number[]): Float64Array {
  const n = x.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      slopes[count] = ((y[j] ?? 0) - (y[i] ?? 0)) / ((x[j] ?? 0) - (x[i] ?? 0));
      count += 1;
    }
  }
  return slopes.sort();
}

/** Of Kendall's S, with ties among the figures. */
function kendallVariance(y: readonly number[]): number {
  const n = y.length;
  const ties = new Map<number, number>();
  for (const value of y) ties.set(value, (ties.get(value) ?? 0) + 1);
  const term = (t: number): number => t * (t - 1) * (2 * t + 5);
  return (term(n) - [...ties.values()].reduce((sum, t) => sum + term(t), 0)) / 18;
}

/** How many times more the variance is than of free draws; at least 1. By the autocorrelation of the residuals' ranks. */
function dependence(residuals: readonly number[]): number {
  const n = residuals.length;
  const ranks = ranksOf(residuals);
  const mean = (n + 1) / 2;
  const off = ranks.map((rank) => rank - mean);
  const total = off.reduce((sum, one) => sum + one * one, 0);
  if (total === 0) return 1;
  let sum = 0;
  // Far lags have too few pairs to say anything.
  for (let lag = 1; lag <= Math.floor(n / 3); lag += 1) {
    let shared = 0;
    for (let i = lag; i < n; i += 1) shared += (off[i] ?? 0) * (off[i - lag] ?? 0);
    const correlation = shared / total;
    if (Math.abs(correlation) < Z / Math.sqrt(n)) continue;
    sum += (n - lag) * (n - lag - 1) * (n - lag - 2) * correlation;
  }
  return Math.max(1, 1 + (2 / (n * (n - 1) * (n - 2))) * sum, firstOrder(off, total));
}

/**
 * The same of a first-order process, by its first correlation, which is seen too small in few points (M. G. Kendall 1954):
 * what the significant lags alone would miss.
 */
function firstOrder(off: readonly number[], total: number): number {
  const n = off.length;
  const seen = off.reduce((sum, one, i) => sum + one * (off[i - 1] ?? 0), 0) / total;
  const correlation = Math.min(0.95, seen + (1 + 4 * seen) / n);
  return seen < Z / Math.sqrt(n) ? 1 : (1 + correlation) / (1 - correlation);
}

/** From 1; equals share the middle of their ranks. */
function ranksOf(values: readonly number[]): readonly number[] {
  const order = values.map((value, place) => ({ value, place })).sort((a, b) => a.value - b.value);
  const ranks = values.map(() => 0);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && order[end]?.value === order[first]?.value) end += 1;
    for (const { place } of order.slice(first, end)) ranks[place] = (first + 1 + end) / 2;
    first = end;
  }
  return ranks;
}
