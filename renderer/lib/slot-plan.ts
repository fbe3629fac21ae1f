// Pure: into how many slots the time axis of a chart is cut, so that each holds a result.

const MOST_POINTS = 600;

export interface SlotPlan {
  readonly slotMs: number;
  readonly points: number;
}

/** Slots that hold at least one result each: a whole number of intervals wide, at most 600 of them. */
export function slotPlan(lengthMs: number, intervalMs: number): SlotPlan {
  const perSlot = Math.max(1, Math.ceil(lengthMs / intervalMs / MOST_POINTS));
  const slotMs = perSlot * intervalMs;
  const points = Math.min(MOST_POINTS, Math.max(10, Math.ceil(lengthMs / slotMs)));
  return { slotMs, points };
}

/** Results further apart than this have a gap between them: one may be late, two are missing. */
export const gapAfter = (lengthMs: number, intervalMs: number): number =>
  2.5 * Math.max(intervalMs, slotPlan(lengthMs, intervalMs).slotMs);
