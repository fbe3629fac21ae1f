// How long something took, over many cases: never an average alone, never one over too few.
import type { Spread } from '../../contract/model/figures.ts';

/** From so many cases on a mean says something. Source: spec incidents, "Reports". */
const MEAN_FROM = 5;

/** Durations in ms, in any order. Percentiles by the nearest rank: each is one of the cases. */
export function spreadOf(durationsMs: readonly number[]): Spread {
  const sorted = durationsMs.toSorted((a, b) => a - b);
  const n = sorted.length;
  const rank = (share: number): number | null => sorted[Math.max(0, Math.ceil(share * n) - 1)] ?? null;
  const sum = sorted.reduce((total, one) => total + one, 0);
  return {
    n,
    medianMs: rank(0.5),
    p90Ms: rank(0.9),
    maxMs: sorted.at(-1) ?? null,
    meanMs: n < MEAN_FROM ? null : sum / n,
  };
}
