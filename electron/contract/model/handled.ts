// Whether somebody has a problem in hand: one rule for every count, colour and tray (spec: monitoring, rule 11). Types alone
// are imported here, so that the page's first paint does not bring the schema library along.
import type { HoldReason, Problem } from './problem.ts';

const PLANNED: ReadonlySet<HoldReason> = new Set<HoldReason>(['maintenance', 'muted']);

/** Acknowledged (and that has not run out at `at`, epoch ms; by default it is not looked at), in maintenance or muted. */
export function isHandled({ ack, held }: Problem, at = Number.NEGATIVE_INFINITY): boolean {
  if (ack !== null && (ack.expiresAt === null || ack.expiresAt > at)) return true;
  return held !== null && PLANNED.has(held.reason);
}

/** A check of a dead host is a fact about that host, not one more thing to do. */
export const countsForItself = (problem: Problem): boolean => problem.because !== problem.hostId;
