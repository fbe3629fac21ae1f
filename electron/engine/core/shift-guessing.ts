// How long one waits after wrong PINs: five are free, then a minute, doubled with each further one, five minutes at most: ten
// thousand PINs take a month of nothing else, each try of it on the record, and whoever comes to a desk where somebody else
// played with their name at night is soon at work. Pure.

/** Wrong PINs for one person at one desk since the last right one. */
export interface WrongPins {
  readonly count: number;
  /** What the last one costs, ms; 0: nothing. */
  readonly waitMs: number;
  /** Monotonic ms; nothing is looked at before. */
  readonly until: number;
}

const FREE = 5;
const FIRST_WAIT_MS = 60_000;
const LONGEST_WAIT_MS = 300_000;

/** After one more try at `mono`, monotonic ms. */
export function waitAfter(before: WrongPins | undefined, mono: number): WrongPins {
  const count = (before?.count ?? 0) + 1;
  const waitMs = count < FREE ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - FREE));
  return { count, waitMs, until: mono + waitMs };
}

/** How long nothing is looked at from `mono` on, ms. */
export const waitLeft = (wrong: WrongPins | undefined, mono: number): number => Math.max(0, (wrong?.until ?? 0) - mono);
