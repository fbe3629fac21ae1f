// The daily wave of a figure: what it does every day at the same hour (a nightly dump, a day's uploads). Known, it is taken
// out before a trend is looked for, or every morning would look like the beginning of the end.

/** A figure of one hour: its average, at the middle of what was measured of it, epoch ms. */
export interface HourFigure {
  readonly at: number;
  readonly value: number;
}

const HOUR_MS = 3_600_000;
const DAY_HOURS = 24;
/** Of each hour of the day so many must be known, or one odd night would be a wave. */
const LEAST_DAYS = 3;
/** Hours of the day that must be known so often. */
const LEAST_HOURS = 20;
/** It is a wave when it takes away at least this share of what moves within the days. */
const LEAST_SHARE = 0.3;

export const hourOfDay = (at: number): number => Math.floor(at / HOUR_MS) % DAY_HOURS;

/**
 * By hour of the day (UTC): how far from the middle of its day the figure is then, in its unit; adds up to none. Null: it has
 * no wave, or three days of it are not known. `known`: there was enough to see one.
 */
export function dailyWave(hours: readonly HourFigure[]): {
  readonly known: boolean;
  readonly wave: Float64Array | null;
} {
  const away = awayFromTheirDay(hours);
  const byHour = Array.from({ length: DAY_HOURS }, (): number[] => []);
  for (const { hour, off } of away) byHour[hour]?.push(off);
  if (byHour.filter((each) => each.length >= LEAST_DAYS).length < LEAST_HOURS) return { known: false, wave: null };
  const medians = byHour.map((each) => (each.length >= LEAST_DAYS ? medianOf(each) : 0));
  const mean = medians.reduce((sum, one) => sum + one, 0) / DAY_HOURS;
  const wave = Float64Array.from(medians, (one) => one - mean);
  const middle = medianOf(away.map(({ off }) => off));
  const before = away.reduce((sum, { off }) => sum + Math.abs(off - middle), 0);
  const after = away.reduce((sum, { hour, off }) => sum + Math.abs(off - (medians[hour] ?? 0)), 0);
  return { known: true, wave: after <= (1 - LEAST_SHARE) * before && before > 0 ? wave : null };
}

/** Each hour against the mean of the 24 hours around it; where those are not all round it, it says nothing. */
function awayFromTheirDay(hours: readonly HourFigure[]): readonly { readonly hour: number; readonly off: number }[] {
  const sums = [0];
  for (const { value } of hours) sums.push((sums.at(-1) ?? 0) + value);
  const half = 12 * HOUR_MS;
  let [first, end] = [0, 0];
  return hours.flatMap(({ at, value }) => {
    while (first < hours.length && (hours[first]?.at ?? 0) <= at - half) first += 1;
    while (end < hours.length && (hours[end]?.at ?? 0) <= at + half) end += 1;
    // Nearly all of them, or the mean leans to one side.
    if (end - first < DAY_HOURS - 2) return [];
    return { hour: hourOfDay(at), off: value - ((sums[end] ?? 0) - (sums[first] ?? 0)) / (end - first) };
  });
}

/** Of an even number the mean of the two in the middle; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = Float64Array.from(values).sort();
  const half = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  return sorted.length % 2 === 1 ? (sorted[half] ?? 0) : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}
