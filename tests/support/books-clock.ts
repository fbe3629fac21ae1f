// Real time with a way to skip: sockets, programs and their limits go at their own speed, and a wait of hours is over at once.
import type { Clock } from '../../electron/engine/lib/clock.ts';

export interface BooksClock extends Clock {
  /** Moves both clocks to this moment (epoch ms) and lets what fell due by then run. */
  skipTo(at: number): Promise<void>;
}

interface Timer {
  dueMono: number;
  readonly job: () => void;
  cancel: () => void;
}

export function createBooksClock(): BooksClock {
  let skipped = 0;
  const timers = new Set<Timer>();
  const mono = () => performance.now() + skipped;
  const arm = (timer: Timer): void => {
    const handle = setTimeout(
      () => {
        timers.delete(timer);
        timer.job();
      },
      Math.max(0, timer.dueMono - mono()),
    );
    timer.cancel = () => clearTimeout(handle);
  };
  return {
    now: () => Date.now() + skipped,
    mono,
    after(delayMs, job) {
      const timer: Timer = { dueMono: mono() + delayMs, job, cancel: () => {} };
      timers.add(timer);
      arm(timer);
      return () => {
        timers.delete(timer);
        timer.cancel();
      };
    },
    async skipTo(at) {
      skipped += Math.max(0, at - (Date.now() + skipped));
      for (const timer of timers) {
        timer.cancel();
        arm(timer);
      }
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
