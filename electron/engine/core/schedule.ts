// When a check runs: a fixed cadence on the monotonic clock, first runs spread by a hash of the check id.
// Source: spec monitoring, "Scheduling". All times here are monotonic milliseconds unless they say otherwise, so a wall
// clock that is set, or a day of 23 hours, moves nothing.

/** Rule 7: an alive check that ran within this time is not asked for again. */
export const ALIVE_FRESH_MS = 15_000;

/** A check's place inside an interval, 0 ≤ phase < intervalMs: the same at every start, evenly spread over the checks. */
export function phaseOf(checkId: string, intervalMs: number): number {
  return Math.floor((hash32(checkId) / 0x1_0000_0000) * intervalMs);
}

/**
 * The first slot at or after `now`. `spreadMs` bounds the wait, so that a check that runs once a day does not stay without
 * a result for one; by default the first runs spread over the whole interval.
 */
export function firstDue(checkId: string, intervalMs: number, now: number, spreadMs: number = intervalMs): number {
  return now + phaseOf(checkId, Math.min(intervalMs, spreadMs));
}

/**
 * The slot after `lastDue`: a whole number of intervals later, and not before `now`. Slots missed meanwhile are skipped,
 * so a late run is never followed by a bunch of others. For a retry, pass the retry interval: it counts from the run's
 * due time too. Asked for when the run has ended, it cannot overlap it.
 */
export function nextDue(lastDue: number, intervalMs: number, now: number): number {
  const slots = Math.max(1, Math.ceil((now - lastDue) / intervalMs));
  return lastDue + slots * intervalMs;
}

/** One look at both clocks: `wall` epoch ms, `mono` monotonic ms. */
export interface ClockReading {
  readonly wall: number;
  readonly mono: number;
}

/**
 * 'slept': wall time went by in which nothing could run: the machine slept, or the clock was set forward (the two cannot be
 * told apart where the monotonic clock stops in sleep, and either way nobody was watching); `byMs` of it.
 * 'wall-jumped': the wall clock was set back, by -`byMs`.
 */
export interface ClockJump {
  readonly kind: 'slept' | 'wall-jumped';
  readonly byMs: number;
}

/**
 * Compares two looks at the clocks. Where the monotonic clock runs on in sleep, only the late look itself tells:
 * pass `expectedMs`, the time the looks are apart when all is well, and a `toleranceMs` well above a busy moment.
 */
export function clockJump(
  previous: ClockReading,
  now: ClockReading,
  toleranceMs: number,
  expectedMs = Number.POSITIVE_INFINITY,
): ClockJump | null {
  const wallMs = now.wall - previous.wall;
  const monoMs = now.mono - previous.mono;
  const drift = wallMs - monoMs;
  if (drift < -toleranceMs) return { kind: 'wall-jumped', byMs: drift };
  if (drift > toleranceMs) return { kind: 'slept', byMs: drift };
  const late = monoMs - expectedMs;
  return late > toleranceMs ? { kind: 'slept', byMs: late } : null;
}

/** FNV-1a over the UTF-16 units, finished as MurmurHash3: without the finish, ids that count up would bunch. */
function hash32(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
