// The time axis of the screen: how long, and where it ends. It moves on in steps of about a pixel.
import { useMemo } from 'react';
import { useNowEvery } from '../../lib/now.ts';

export const RANGES = ['1 h', '6 h', '24 h', '7 d'] as const;
export type RangeName = (typeof RANGES)[number];

/** What is opened on: the last hour where the state began in it (epoch ms), since that is what is being looked for. */
export const firstRange = (stateSince: number | undefined, now: number): RangeName =>
  stateSince !== undefined && now - stateSince < LENGTH_MS['1 h'] ? '1 h' : '6 h';

const HOUR = 3_600_000;
const LENGTH_MS: Readonly<Record<RangeName, number>> = {
  '1 h': HOUR,
  '6 h': 6 * HOUR,
  '24 h': 24 * HOUR,
  '7 d': 168 * HOUR,
};
/** As many steps as a chart is pixels wide, about. */
const STEPS = 400;
const MOST_POINTS = 600;

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
  /** The clock at the last step: `to` lies up to a step after it. */
  readonly now: number;
}

/** The axis for a range, moving with the clock. */
export function useTimeWindow(range: RangeName): TimeWindow {
  const length = LENGTH_MS[range];
  const step = length / STEPS;
  const now = useNowEvery(step);
  return useMemo(() => ({ from: now + step - length, to: now + step, now }), [now, step, length]);
}

/** The range one longer or shorter; the ends stay. */
export function nextRange(range: RangeName, by: 1 | -1): RangeName {
  const index = RANGES.indexOf(range) + by;
  return RANGES[Math.min(RANGES.length - 1, Math.max(0, index))] ?? range;
}

export const lengthOf = (range: RangeName): number => LENGTH_MS[range];

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
