// Wall time of monotonic due times. Slots are exact among themselves, and stay near the wall clock for as long as the
// engine runs: a year of a quartz that is 20 ppm off would otherwise be ten minutes.
import type { Clock } from '../lib/clock.ts';

/** Up to this the two clocks may differ by drift, slewing and small steps; more is a jump, and the watchdog's to tell, ms. */
export const JUMP_TOLERANCE_MS = 2_000;
/** Off by more than this, the slots follow the wall clock, ms. */
const DRIFT_MS = 100;

export interface SlotClock {
  /** Epoch ms of a monotonic time. */
  wallOf(mono: number): number;
  /** Whether the wall clock jumped since the slots were last brought in line. */
  hasJumped(): boolean;
  /** Follows drift and small steps; not a jump. */
  follow(): void;
  /** Begins anew from the clocks as they are. */
  reset(): void;
}

export function createSlotClock(clock: Clock): SlotClock {
  let anchor = { wall: clock.now(), mono: clock.mono() };
  const wallOf = (mono: number): number => Math.round(anchor.wall + (mono - anchor.mono));
  const offByMs = (): number => Math.abs(clock.now() - wallOf(clock.mono()));
  const reset = (): void => {
    anchor = { wall: clock.now(), mono: clock.mono() };
  };
  return {
    wallOf,
    reset,
    hasJumped: () => offByMs() > JUMP_TOLERANCE_MS,
    follow() {
      const off = offByMs();
      if (off > DRIFT_MS && off <= JUMP_TOLERANCE_MS) reset();
    },
  };
}
