// How fast the packets of one fping may leave. Sleeping between packets is three quarters of fping's CPU time, so a few
// hundred (20 kB) go at once where that is safe. Beside another fping it is not: each hears every reply on its raw socket,
// which then overflows (1 packet in 500 with five of them at once; none at 0.1 ms), and a loss that was ours looks like one
// of the network. So a burst has the line for itself, for the moment it takes.
import type { Clock } from '../lib/clock.ts';
import type { PingPlan } from './ping-verdict.ts';

const BURST_TARGETS = 256;
/** Bursts one after the other while they take the line for a fifth of a second at most; more targets are paced. */
const MOST_BURSTS = 4;
/** Starting fping and sending a burst takes 10 ms; this leaves room on a busy machine. */
const BURST_MS = 50;
const SAFE_GAP_MS = 0.1;

export interface Lanes {
  /** What this machine's fping lets us do; found out once. */
  smallestGapMs: number;
  /** Waits until it may start (at most a few bursts), and resolves with the gap between packets, milliseconds. */
  enter(plan: PingPlan, targets: number): Promise<number>;
}

/** How many processes should share so many targets: starting one more costs less than a sleep for each packet. */
export function burstsFor(plan: PingPlan, targets: number): number {
  const bursts = Math.ceil(targets / BURST_TARGETS);
  return plan.packets === 1 && bursts <= MOST_BURSTS ? bursts : 1;
}

export function createLanes(clock: Clock): Lanes {
  let burstUntil = 0;
  let pacedUntil = 0;
  const lanes: Lanes = {
    smallestGapMs: 1,
    async enter(plan, targets) {
      while (clock.mono() < burstUntil) {
        await new Promise<void>((resume) => clock.after(Math.max(1, burstUntil - clock.mono()), resume));
      }
      const now = clock.mono();
      if (plan.packets === 1 && targets <= BURST_TARGETS && now >= pacedUntil) {
        burstUntil = now + BURST_MS;
        return lanes.smallestGapMs;
      }
      // Spread over half the spacing, at most a packet a millisecond.
      const gapMs = Math.max(lanes.smallestGapMs, SAFE_GAP_MS, Math.min(1, plan.spacingMs / 2 / targets));
      const roundMs = Math.max(plan.spacingMs, targets * gapMs);
      pacedUntil = Math.max(pacedUntil, now + BURST_MS + (plan.packets - 1) * roundMs + targets * gapMs);
      return gapMs;
    },
  };
  return lanes;
}
