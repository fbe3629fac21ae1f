// The time axis of the screen: a range that follows the clock, or a stretch somebody chose and that stands still.
import { useMemo } from 'react';
import { useNowEvery } from '../../lib/now.ts';
import { clock, clockShort, day } from '../../lib/time.ts';

export const RANGES = ['1 h', '6 h', '24 h', '7 d', '30 d', '1 y'] as const;
export type RangeName = (typeof RANGES)[number];

/** What the charts show. 'free' is epoch ms and does not move. */
export type ChartView =
  | { readonly type: 'follow'; readonly range: RangeName }
  | { readonly type: 'free'; readonly from: number; readonly to: number };

/** What is opened on: the last hour where the state began in it (epoch ms), since that is what is being looked for. */
export const firstRange = (stateSince: number | undefined, now: number): RangeName =>
  stateSince !== undefined && now - stateSince < LENGTH_MS['1 h'] ? '1 h' : '6 h';

const HOUR = 3_600_000;
const LENGTH_MS: Readonly<Record<RangeName, number>> = {
  '1 h': HOUR,
  '6 h': 6 * HOUR,
  '24 h': 24 * HOUR,
  '7 d': 168 * HOUR,
  '30 d': 720 * HOUR,
  '1 y': 8_760 * HOUR,
};
const MINUTE_MS = 60_000;
const SHORTEST_MS = MINUTE_MS;
const LONGEST_MS = LENGTH_MS['1 y'];
/** As many steps as a chart is pixels wide, about. */
const STEPS = 400;

export interface TimeWindow {
  readonly from: number;
  readonly to: number;
  /** The last moment of the axis that can be known: `to` may lie a step after it. */
  readonly now: number;
}

/** The axis for a view; it moves with the clock while it follows. */
export function useTimeWindow(view: ChartView): TimeWindow {
  const length = spanOf(view);
  const step = length / STEPS;
  const stepped = useNowEvery(step);
  // A pixel of a year is a day: what can be known is known sooner than the axis moves on.
  const now = useNowEvery(Math.min(step, MINUTE_MS));
  const [from, to] = view.type === 'free' ? [view.from, view.to] : [stepped + step - length, stepped + step];
  return useMemo(() => ({ from, to, now: Math.min(now, to) }), [from, to, now]);
}

/** How long the axis is, ms. */
export const spanOf = (view: ChartView): number =>
  view.type === 'follow' ? LENGTH_MS[view.range] : view.to - view.from;

/** The range one longer or shorter; the ends stay. A free stretch goes to the range that is just longer or shorter. */
export function nextRange(view: ChartView, by: 1 | -1): ChartView {
  if (view.type === 'free') {
    const longer = RANGES.findIndex((range) => LENGTH_MS[range] >= spanOf(view));
    const index = longer < 0 ? RANGES.length - 1 : by > 0 ? longer : Math.max(0, longer - 1);
    return { type: 'follow', range: RANGES[index] ?? '6 h' };
  }
  const index = RANGES.indexOf(view.range) + by;
  return { type: 'follow', range: RANGES[Math.min(RANGES.length - 1, Math.max(0, index))] ?? view.range };
}

const lengthAllowed = (ms: number): number => Math.min(LONGEST_MS, Math.max(SHORTEST_MS, ms));

/** A stretch no shorter than a minute, no longer than a year, and not beyond now. */
function free(from: number, to: number, now: number): ChartView {
  const span = lengthAllowed(to - from);
  const middle = (from + to) / 2;
  const end = Math.round(Math.min(now, middle + span / 2));
  return { type: 'free', from: Math.round(end - span), to: end };
}

/** The stretch that was drawn out with the pointer. */
export const stretch = (from: number, to: number, now: number): ChartView => free(from, to, now);

/** In (`factor` below 1) or out about `about`, which keeps its place on the axis. */
export function zoom({ from, to, now }: TimeWindow, factor: number, about: number): ChartView {
  const at = Math.min(to, Math.max(from, about));
  // At the ends of what is allowed the moment keeps its place too.
  const by = lengthAllowed((to - from) * factor) / (to - from);
  return free(at - (at - from) * by, at + (to - at) * by, now);
}

/** On or back by a share of the axis; never beyond `now`, epoch ms. */
export function pan({ from, to }: TimeWindow, share: number, now: number): ChartView {
  const by = (to - from) * share;
  return free(from + by, to + by, now);
}

/** '6 h', or 'Thu 19 Nov 14:02 to 16:40' for a free stretch. UTC. */
export function viewWord(view: ChartView): string {
  if (view.type === 'follow') return view.range;
  const { from, to } = view;
  if (to - from < 10 * MINUTE_MS) return `${day(from)} ${clock(from)} to ${clock(to)}`;
  const end = day(from) === day(to) ? clockShort(to) : `${day(to)} ${clockShort(to)}`;
  return `${day(from)} ${clockShort(from)} to ${end}`;
}
