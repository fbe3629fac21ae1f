// Business, sleep and off hours as moments: where an alert fell, and in which night. By the wall clock of a zone, right across
// midnight and DST (zone-clock.ts). Business hours go before sleep hours, where somebody has made them overlap.
import type { ReportHours } from '../../contract/model/report.ts';
import type { HoursWord } from './report-interruptions.ts';
import { isoDay } from './report-period.ts';
import { minutesOf, weekdayOf, zoneClock } from './zone-clock.ts';

export interface Night {
  /** The day on which it began, ISO. */
  readonly night: string;
  readonly from: number;
  readonly to: number;
}

export interface HoursOfReport {
  /** `night`: ISO day; '' outside of sleep hours. Moments must lie in the period. */
  at(moment: number): { readonly hours: HoursWord; readonly night: string };
  /** Those that touch the period, cut to it, in order. */
  readonly nights: readonly Night[];
}

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly day: number;
}

/** Of [from, to), epoch ms. */
export function hoursOf({ zone, business, sleep }: ReportHours, from: number, to: number): HoursOfReport {
  const clock = zoneClock(zone, from, to);
  const [first, last] = [clock.dayOf(from) - 2, clock.dayOf(to) + 1];
  const stretches = (
    hours: { readonly from: string; readonly to: string },
    days: readonly number[] | null,
  ): readonly Stretch[] => {
    const found: Stretch[] = [];
    for (let day = first; day <= last; day += 1) {
      if (days && !days.includes(weekdayOf(day))) continue;
      const begins = clock.instantOf(day, minutesOf(hours.from));
      const ends = clock.instantOf(hours.to > hours.from ? day : day + 1, minutesOf(hours.to));
      if (ends > begins) found.push({ from: begins, to: ends, day });
    }
    return found;
  };
  const working = stretches(business, business.days);
  const sleeping = stretches(sleep, null);
  return {
    at(moment) {
      const night = stretchAt(sleeping, moment);
      const hours = stretchAt(working, moment) ? 'business' : night ? 'sleep' : 'off';
      return { hours, night: night ? isoDay(night.day) : '' };
    },
    nights: sleeping
      .filter((night) => night.from < to && night.to > from)
      .map(({ day, ...night }) => ({
        night: isoDay(day),
        from: Math.max(night.from, from),
        to: Math.min(night.to, to),
      })),
  };
}

/** In order, without overlap. */
function stretchAt(stretches: readonly Stretch[], moment: number): Stretch | null {
  let [low, high] = [0, stretches.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const one = stretches[middle];
    if (!one) return null;
    if (moment < one.from) high = middle - 1;
    else if (moment >= one.to) low = middle + 1;
    else return one;
  }
  return null;
}
