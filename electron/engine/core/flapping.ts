// Flapping, as Icinga 2 counts it: the last 20 results, one bit each (did the status change?), newer changes weigh
// more. Position i of 0..19 (0 oldest) weighs 0.80 + 0.02·i, and the sum is taken as a percentage of 20.
// Source: spec monitoring, "Flapping"; oracle Icinga 2 lib/icinga/checkable-flapping.cpp.
// The sum is kept in fiftieths, as whole numbers, so that exactly 30 % is exactly 30 % and not a hair above.

const WINDOW = 20;
const NEWEST = 1 << (WINDOW - 1);

/** Starts strictly above this percentage. */
export const FLAPPING_STARTS_ABOVE = 30;
/** Stops at or below this percentage. */
export const FLAPPING_STOPS_AT = 25;

/**
 * Adds one result to the history: bit 19 is the newest, bit 0 the oldest, and the one before that drops out.
 * An empty history is 0.
 */
export function pushChange(history: number, statusChanged: boolean): number {
  return (history >>> 1) | (statusChanged ? NEWEST : 0);
}

/** Weighted percentage of change in a history, 0..99, exact to a tenth. */
export function flapPercentOf(history: number): number {
  let fiftieths = 0;
  // The bits are read from the oldest on and the loop ends at the newest change: an empty history costs nothing.
  for (let position = 0, bits = history; bits !== 0; position++, bits >>>= 1) {
    if (bits & 1) fiftieths += 40 + position;
  }
  return fiftieths / 10;
}

/** Whether it flaps now, given whether it flapped before: between the two thresholds nothing changes. */
export function isFlapping(wasFlapping: boolean, percent: number): boolean {
  return percent > (wasFlapping ? FLAPPING_STOPS_AT : FLAPPING_STARTS_ABOVE);
}
