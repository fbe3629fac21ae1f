// Time comes in as an argument: services take a Clock, tests move one.

export interface Clock {
  /** Wall clock, epoch milliseconds UTC: for records. */
  now(): number;
  /** Monotonic milliseconds: for intervals and durations. Does not stop or jump with the wall clock. */
  mono(): number;
  /** Runs `job` once after `delayMs`; the returned function cancels it. */
  after(delayMs: number, job: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  mono: () => performance.now(),
  after(delayMs, job) {
    const timer = setTimeout(job, delayMs);
    return () => clearTimeout(timer);
  },
};
