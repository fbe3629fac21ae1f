// Figures that stand in more than one place: on the briefing of a shift, in its review and in reports.

/**
 * How long something took, over n cases. Percentiles by the nearest rank: the 90th of ten is the ninth. Null: n is 0; a mean only
 * from 5 cases on.
 */
export interface Spread {
  readonly n: number;
  readonly medianMs: number | null;
  readonly p90Ms: number | null;
  readonly maxMs: number | null;
  readonly meanMs: number | null;
}

/** Kept of those that had a promise and ended. `of` 0: there was none. */
export interface Kept {
  readonly kept: number;
  readonly of: number;
}
