// When something that fills up will be full: from its hour figures, a robust line through the present regime, and how sure
// that is. (spec: incidents, "Reports": robust regression over the roll-ups, with its uncertainty)
//
// A date is given only where it can be stood by: at least six hours of the present regime, a slope that is above none with
// 95 %, and a crossing no farther away than what was measured can speak for. What rises in the morning may fall in the
// evening: a stretch shorter than a day speaks for one and a half times its length, and only while it does not slow down;
// where three days have shown what a day looks like (and the wave is taken out) for three times; from a day on for seven
// times: two weeks speak for three months. What is cleaned up again and again will be cleaned up again: no date behind the
// next clean-up that is to be expected.
import { type Course, cleanUps, LEAST_HOURS, presentPace, withoutSpikes } from './forecast-regime.ts';
import { type FitLine, type Line, type SlopeInterval, slopeInterval } from './forecast-slope.ts';
import { dailyWave, type HourFigure, hourOfDay, medianOf } from './forecast-wave.ts';

export type { HourFigure } from './forecast-wave.ts';

export interface CapacityFit {
  /** The last figure. */
  readonly value: number;
  /** `unit` a day, and its 95 % interval. */
  readonly perDay: number;
  readonly perDayLow: number;
  readonly perDayHigh: number;
  readonly fullAt: number | null;
  readonly earliestAt: number | null;
  readonly latestAt: number | null;
  /** Of the present regime. */
  readonly hours: number;
  readonly spanDays: number;
  readonly trust: 'firm' | 'rough';
}

/** Figures that are looked at, ms back. */
export const LOOK_BACK_MS = 14 * 86_400_000;

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
const YEAR_HOURS = 365 * DAY_HOURS;
/** Nothing is said of what was not measured for longer. */
const STALE_HOURS = 6;
/** Through so many points the line is drawn at most, each the median of neighbouring hours: pairs grow with the square. */
const MOST_POINTS = 60;
/** Of the limit: what a figure that is rounded to a tenth of a percent does not say. */
const ROUNDING_SHARE = 1e-6;
/** A date is firm when the latest is at most so many times as far as itself. */
const FIRM_SPREAD = 3;
/** Clean-ups that make a habit. */
const HABIT = 2;

export interface FitInput {
  /** In order, none after `at`. */
  readonly hours: readonly HourFigure[];
  readonly limit: number;
  /** Epoch ms. */
  readonly at: number;
  readonly fitLine: FitLine;
}

/** Null: too little was measured, or too long ago. Without a date where none can be stood by. */
export function fitCapacity({ hours: all, limit, at, fitLine }: FitInput): CapacityFit | null {
  const hours = all.filter(({ at: when, value }) => Number.isFinite(value) && when <= at && when > at - LOOK_BACK_MS);
  const newest = hours.at(-1);
  if (!newest || hours.length < LEAST_HOURS || newest.at < at - STALE_HOURS * HOUR_MS) return null;
  const { known, wave } = dailyWave(hours);
  const course: Course = {
    x: Float64Array.from(hours, (one) => (one.at - at) / HOUR_MS),
    y: Float64Array.from(hours, (one) => one.value - (wave?.[hourOfDay(one.at)] ?? 0)),
  };
  const cleaned = cleanUps(course, limit);
  const { x, y } = presentRegime(course, cleaned.at(-1) ?? 0, limit);
  if (x.length < LEAST_HOURS) return null;
  const points = inPoints(x, y);
  const line = fitLine(points.x, points.y);
  const interval = slopeInterval(points.x, points.y, line, Math.abs(limit) * ROUNDING_SHARE);
  const spanHours = (x.at(-1) ?? 0) - (x[0] ?? 0);
  const crest = wave ? Math.max(...wave) : 0;
  const dates = datesOf({ line, interval, pivot: medianOf(points.x), limit: limit - crest });
  const farthest = Math.min(reachOf(spanHours, known), nextCleanUp(course.x, cleaned));
  const isOver = spanHours < DAY_HOURS - 1 && isSlowing(points, line.slope, fitLine);
  const isSaid = dates !== null && dates.full <= farthest && !isOver;
  const hoursLater = (count: number | null): number | null =>
    count === null ? null : Math.round(at + count * HOUR_MS);
  return {
    value: newest.value,
    perDay: line.slope * DAY_HOURS,
    perDayLow: interval.low * DAY_HOURS,
    perDayHigh: interval.high * DAY_HOURS,
    fullAt: isSaid ? hoursLater(dates.full) : null,
    earliestAt: isSaid ? hoursLater(dates.earliest) : null,
    latestAt: isSaid ? hoursLater(dates.latest) : null,
    hours: x.length,
    spanDays: spanHours / DAY_HOURS,
    trust: isSaid && isFirm(dates, x.length) ? 'firm' : 'rough',
  };
}

/** Since the last clean-up, at the present pace; without spikes. */
function presentRegime({ x, y }: Course, from: number, limit: number): Course {
  const since = { x: x.subarray(from), y: withoutSpikes(y.subarray(from)) };
  const start = presentPace(since, limit);
  return { x: since.x.subarray(start), y: since.y.subarray(start) };
}

/** Hours from now. */
interface Dates {
  readonly full: number;
  readonly earliest: number;
  /** Null: not within a year. */
  readonly latest: number | null;
}

/** Lines turn around the middle of what was measured: what is sure is sure there, not today. */
function datesOf(from: {
  readonly line: Line;
  readonly interval: SlopeInterval;
  readonly pivot: number;
  readonly limit: number;
}): Dates | null {
  const { line, interval, pivot, limit } = from;
  if (!(interval.low > 0) || !(line.slope > 0)) return null;
  const room = limit - line.intercept - line.slope * pivot;
  const crossing = (slope: number): number => Math.max(0, pivot + room / slope);
  const full = crossing(line.slope);
  if (full > YEAR_HOURS) return null;
  // What the level leaves open and what the slope does are two things: their squares add up.
  const byLevel = interval.level / line.slope;
  const earlier = Math.hypot(full - crossing(Math.max(interval.high, line.slope)), byLevel);
  const later = Math.hypot(crossing(Math.min(interval.low, line.slope)) - full, byLevel);
  return {
    full,
    earliest: Math.max(0, full - earlier),
    latest: full + later > YEAR_HOURS ? null : full + later,
  };
}

/** How far ahead a stretch of so many hours speaks, hours. */
function reachOf(spanHours: number, knowsDays: boolean): number {
  if (spanHours >= DAY_HOURS - 1) return spanHours * 7;
  return spanHours * (knowsDays ? 3 : 1.5);
}

/** A short stretch whose last third goes at less than half its pace is over its crest. */
function isSlowing(
  points: { readonly x: readonly number[]; readonly y: readonly number[] },
  slope: number,
  fitLine: FitLine,
): boolean {
  const third = Math.max(3, Math.ceil(points.x.length / 3));
  return fitLine(points.x.slice(-third), points.y.slice(-third)).slope < slope / 2;
}

/** Hours until the next clean-up is to be expected, at the longest there was between two; Infinity: there is no habit. */
function nextCleanUp(x: Float64Array, cleaned: readonly number[]): number {
  if (cleaned.length < HABIT) return Number.POSITIVE_INFINITY;
  const moments = [0, ...cleaned].map((place) => x[place] ?? 0);
  const longest = Math.max(...moments.slice(1).map((moment, place) => moment - (moments[place] ?? moment)));
  return (moments.at(-1) ?? 0) + longest;
}

function isFirm({ full, latest }: Dates, hours: number): boolean {
  return hours >= DAY_HOURS - 1 && latest !== null && latest <= Math.max(1, full) * FIRM_SPREAD;
}

/** Medians of neighbouring hours. */
function inPoints(x: Float64Array, y: Float64Array): { readonly x: readonly number[]; readonly y: readonly number[] } {
  const size = Math.ceil(x.length / MOST_POINTS);
  const groups = Array.from({ length: Math.ceil(x.length / size) }, (_, group) => group * size);
  const medians = (values: Float64Array): readonly number[] =>
    groups.map((from) => medianOf([...values.subarray(from, from + size)]));
  return { x: medians(x), y: medians(y) };
}
