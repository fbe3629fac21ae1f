// A clock that the test moves. Jobs run in order of their time while it is moved; promises settle in between.
import type { Clock } from '../../electron/engine/lib/clock.ts';

export interface TestClock extends Clock {
  /** Moves both clocks forward, running what falls due, and lets promises settle after each job. */
  advance(ms: number): Promise<void>;
  /** Moves the wall clock alone, as somebody with `date -s` would. */
  setWall(to: number): void;
  /** Puts the machine to sleep: the wall clock goes on, the monotonic clock and the timers stand still. */
  sleep(ms: number): void;
  /** Time goes by on both clocks and nothing runs: the process was busy or stopped. What fell due runs with the next move. */
  stall(ms: number): void;
  /** Jobs waiting. */
  readonly pending: number;
}

interface Timer {
  readonly at: number;
  readonly order: number;
  readonly job: () => void;
}

const settle = async (): Promise<void> => {
  for (let round = 0; round < 3; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

export function createTestClock(startAt = Date.UTC(2026, 10, 20, 2, 0, 0)): TestClock {
  let wall = startAt;
  let mono = 1_000;
  let order = 0;
  let timers: Timer[] = [];

  const nextBefore = (limit: number): Timer | undefined =>
    timers.filter((timer) => timer.at <= limit).sort((a, b) => a.at - b.at || a.order - b.order)[0];

  return {
    now: () => wall,
    mono: () => mono,
    after(delayMs, job) {
      order += 1;
      const timer = { at: mono + Math.max(0, delayMs), order, job };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    async advance(ms) {
      const end = mono + ms;
      await settle();
      for (let timer = nextBefore(end); timer; timer = nextBefore(end)) {
        const due = timer;
        timers = timers.filter((other) => other !== due);
        wall += Math.max(0, due.at - mono);
        mono = Math.max(mono, due.at);
        due.job();
        await settle();
      }
      wall += end - mono;
      mono = end;
      await settle();
    },
    setWall(to) {
      wall = to;
    },
    sleep(ms) {
      wall += ms;
    },
    stall(ms) {
      wall += ms;
      mono += ms;
    },
    get pending() {
      return timers.length;
    },
  };
}
