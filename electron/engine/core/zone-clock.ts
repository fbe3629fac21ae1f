// The wall clock of a zone as arithmetic: which instant a time on the wall is, and which day it is somewhere. The changes of
// a zone's offset are looked up once for a stretch of time; after that a year of hand-overs costs microseconds, not a
// calendar library's call each.
//
// A time on the wall is the first moment at which the wall shows it, or a later one of that day: of a time that comes twice in
// autumn the first, and for one that the clocks skip in spring the moment of the jump. So turns and hours never overlap or
// leave a hole, whatever is written at both ends. Hours of the week (hours.ts) go by the same rule.
import { Temporal } from 'temporal-polyfill';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

export interface ZoneClock {
  /** The instant, epoch ms, of a wall time: `day` in days since 1970-01-01, `minutes` since midnight. */
  instantOf(day: number, minutes: number): number;
  /** The day on the wall at an instant, in days since 1970-01-01. */
  dayOf(at: number): number;
}

/** From `at` on, epoch ms, the wall shows UTC plus `offsetMs`. */
interface Offset {
  readonly at: number;
  readonly offsetMs: number;
}

const NO_OFFSET: Offset = { at: 0, offsetMs: 0 };

/** The clock of an IANA zone, right for wall times of instants in [from, to), epoch ms, and three days around. */
export function zoneClock(zone: string, from: number, to: number): ZoneClock {
  const offsets = offsetsOf(zone, from - 3 * DAY_MS, to + 3 * DAY_MS);
  return {
    instantOf(day, minutes) {
      const wall = day * DAY_MS + minutes * MINUTE_MS;
      for (let place = 0; place < offsets.length; place += 1) {
        const { at, offsetMs } = offsets[place] ?? NO_OFFSET;
        const shown = Math.max(wall - offsetMs, at);
        if (shown < (offsets[place + 1]?.at ?? Number.POSITIVE_INFINITY)) return shown;
      }
      return wall;
    },
    dayOf(at) {
      const { offsetMs } = offsets.findLast((offset) => offset.at <= at) ?? offsets[0] ?? NO_OFFSET;
      return Math.floor((at + offsetMs) / DAY_MS);
    },
  };
}

/** Days since 1970-01-01 of an ISO date. */
export function dayNumber(isoDate: string): number {
  return Temporal.PlainDate.from(isoDate).since('1970-01-01').days;
}

/** 1 is Monday, 7 is Sunday; 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

/** Minutes since midnight of '07:30'. */
export function minutesOf(wallTime: string): number {
  const [hours = '0', minutes = '0'] = wallTime.split(':');
  return Number(hours) * 60 + Number(minutes);
}

function offsetsOf(zone: string, from: number, to: number): readonly Offset[] {
  let moment: Temporal.ZonedDateTime | null = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const offsets: Offset[] = [];
  while (moment !== null && moment.epochMilliseconds < to) {
    offsets.push({ at: moment.epochMilliseconds, offsetMs: moment.offsetNanoseconds / 1e6 });
    moment = moment.getTimeZoneTransition('next');
  }
  return offsets;
}
