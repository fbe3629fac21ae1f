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
/**
 * It is a wave when the other days tell at least this share of what moves within a day. The day itself has no say in it: the
 * median of three odd figures is one of them, and would find a wave in mere noise.
 */
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
  const byHour = Array.from({ length: DAY_HOURS }, (_, hour) =>
    Float64Array.from(
      away.filter((one) => one.hour === hour),
      ({ off }) => off,
    ).sort(),
  );
  const often = byHour.filter((each) => each.length >= LEAST_DAYS);
  if (often.length < LEAST_HOURS) return { known: false, wave: null };
  const medians = byHour.map((each) => (each.length >= LEAST_DAYS ? middleOf(each) : 0));
  const mean = medians.reduce((sum, one) => sum + one, 0) / DAY_HOURS;
  const wave = Float64Array.from(medians, (one) => one - mean);
  const middle = medianOf(away.map(({ off }) => off));
  let [before, after] = [0, 0];
  for (const each of often) {
    for (const [place, off] of each.entries()) {
      before += Math.abs(off - middle);
      after += Math.abs(off - middleOf(each, place));
    }
  }
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
export const medianOf = (values: readonly number[]): number => middleOf(Float64Array.from(values).sort());

/** Median of what is sorted, of all but the one at `without` where that is given; NaN of none. */
function middleOf(sorted: Float64Array, without = sorted.length): number {
  const count = without < sorted.length ? sorted.length - 1 : sorted.length;
  if (count === 0) return Number.NaN;
  const at = (place: number): number => sorted[place < without ? place : place + 1] ?? 0;
  const half = count >> 1;
  return count % 2 === 1 ? at(half) : (at(half - 1) + at(half)) / 2;
}
