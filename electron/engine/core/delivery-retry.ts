// When a delivery that failed is tried again, and when it is given up: pure.

/** 5 s, 10 s, 20 s … 15 min, each up to a fifth later or sooner, so that many do not come back in one moment. */
const FIRST_MS = 5_000;
const LONGEST_MS = 15 * 60_000;
const JITTER = 0.2;
/** Who has not heard of it after a day does not need this message any more; it is shown as dead instead. */
export const GIVE_UP_AFTER_MS = 24 * 3_600_000;

export interface FailedTry {
  /** Tries so far, this one included. */
  readonly attempts: number;
  readonly createdAt: number;
  /** Trying again would not help. */
  readonly permanent: boolean;
  /** The other end asked for this much patience, ms. */
  readonly retryAfterMs: number | null;
}

/** When the next try is, epoch ms; null: it is given up. `chance` is 0 ≤ x < 1. */
export function nextTryAt(failed: FailedTry, at: number, chance: number): number | null {
  if (failed.permanent) return null;
  const doubled = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failed.attempts - 1, 20));
  const ownWay = doubled * (1 + JITTER * (2 * chance - 1));
  const next = at + Math.round(Math.max(ownWay, failed.retryAfterMs ?? 0));
  // The last try is the one at the end of the day, not the one before a long wait that ends behind it.
  const end = failed.createdAt + GIVE_UP_AFTER_MS;
  if (at >= end) return null;
  return Math.min(next, end);
}
