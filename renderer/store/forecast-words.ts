// When something will be full, in the words of charts and of the watch. Times are UTC.
import type { CapacityForecast } from '../../electron/contract/model/forecast.ts';
import { clockShort, day, duration } from '../lib/time.ts';

const NBSP = '\u00a0';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** So near the hour counts; farther off the day does. */
const NEAR = 2 * DAY;

/** '11:20' of today, 'Tue 24 Nov' in some days; 'now'. */
export function fullOn(fullAt: number, now: number): string {
  if (fullAt <= now) return 'now';
  return sameDay(fullAt, now) ? clockShort(fullAt) : day(fullAt);
}

/** 'in 9 h, 09:00 to 16:00', 'in 7 d 20 h, ± 1 d', 'in 20 d, from Tue 8 Dec'. */
export function fullIn(
  { fullAt, earliestAt, latestAt, trust }: Pick<CapacityForecast, 'fullAt' | 'earliestAt' | 'latestAt' | 'trust'>,
  now: number,
): string {
  if (fullAt === null) return '';
  if (fullAt <= now) return 'by now';
  const range = earliestAt === null ? '' : rangeWords({ fullAt, earliestAt, latestAt }, now);
  return [`in ${left(fullAt - now)}`, range, trust === 'rough' ? 'rough' : ''].filter(Boolean).join(', ');
}

/** 'full Sat 28 Nov, in 7 d 20 h, ± 1 d': beside the title of a chart. */
export const fullWords = (forecast: CapacityForecast, now: number): string =>
  forecast.fullAt === null ? '' : `full ${fullOn(forecast.fullAt, now)}, ${fullIn(forecast, now)}`;

interface Range {
  readonly fullAt: number;
  readonly earliestAt: number;
  readonly latestAt: number | null;
}

function rangeWords({ fullAt, earliestAt, latestAt }: Range, now: number): string {
  const isNear = fullAt - now < NEAR;
  const moment = (at: number): string => (at <= now ? 'now' : isNear ? near(at, now) : day(at));
  if (latestAt === null) return `from ${moment(earliestAt)}`;
  const off = Math.max(fullAt - earliestAt, latestAt - fullAt);
  if (off < 10 * MINUTE) return '';
  return isNear ? `${moment(earliestAt)} to ${moment(latestAt)}` : `±${NBSP}${inOneUnit(off)}`;
}

/** Within a day the hour says which one it is. */
const near = (at: number, now: number): string =>
  at - now < DAY ? clockShort(at) : `${day(at).slice(0, 3)} ${clockShort(at)}`;

/** No finer than it can be known. */
function left(ms: number): string {
  if (ms < 3 * HOUR) return duration(Math.round(ms / MINUTE) * MINUTE);
  return ms < DAY ? `${Math.round(ms / HOUR)}${NBSP}h` : duration(ms);
}

/** Rounded up: an uncertainty is not to look smaller than it is. */
const inOneUnit = (ms: number): string =>
  ms < DAY ? `${Math.ceil(ms / HOUR)}${NBSP}h` : `${Math.ceil(ms / DAY)}${NBSP}d`;

const sameDay = (a: number, b: number): boolean => Math.floor(a / DAY) === Math.floor(b / DAY);
