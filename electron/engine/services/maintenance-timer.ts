// Waits for the next moment at which a window or a mute begins or ends. That moment is on the wall clock, timers are not:
// so it looks at the clock every few seconds, and a machine that slept or whose clock was set is not late by more.
import type { Clock } from '../lib/clock.ts';

const LOOK_EVERY_MS = 5_000;

export interface BoundaryTimer {
  /** Calls `due` at `at` (epoch ms), or when the clock is set back; Infinity: never. Replaces what it waited for. */
  arm(at: number): void;
  stop(): void;
}

export function createBoundaryTimer(clock: Clock, due: () => void): BoundaryTimer {
  let cancel = (): void => {};
  let stopped = false;
  const wait = (at: number, seen: number): void => {
    cancel = clock.after(Math.min(Math.max(at - seen, 0), LOOK_EVERY_MS), () => {
      const now = clock.now();
      if (now >= at || now < seen) due();
      else wait(at, now);
    });
  };
  return {
    arm(at) {
      cancel();
      cancel = () => {};
      if (!stopped && at < Number.POSITIVE_INFINITY) wait(at, clock.now());
    },
    stop() {
      stopped = true;
      cancel();
    },
  };
}
