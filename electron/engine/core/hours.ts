// Hours of the week in a place, as moments: whether one lies within them, and when that changes next. Right across midnight
// and across DST: each day's hours run from one moment to another, so whoever takes over at 02:30 does so exactly when
// the one before leaves, also in the night in which 02:30 comes twice (the first one counts) or not at all (the moment
// at which the clock jumps over it).
import { Temporal } from 'temporal-polyfill';
import type { WeeklyHours } from '../../contract/model/hours.ts';

/** [from, to) in epoch ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** More than a week: the one day that is named may be the one whose hours the clock jumped over. */
const DAYS_AHEAD = 15;

/** Whether `at` (epoch ms) lies within these hours. */
export function isWithin(hours: WeeklyHours, at: number): boolean {
  // Hours last a day at most; a day back, and one more for those that end on the day after.
  return stretches(hours, at, -2, 0).some(({ from, to }) => from <= at && at < to);
}

/** The next moment after `at` at which these hours begin or end, epoch ms; null when that never happens. */
export function nextChange(hours: WeeklyHours, at: number): number | null {
  const ahead = stretches(hours, at, -2, DAYS_AHEAD);
  const now = ahead.find(({ from, to }) => from <= at && at < to);
  if (!now) return ahead.find(({ from }) => from > at)?.from ?? null;
  // It goes on to where was looked: around the clock, every day.
  return now === ahead.at(-1) ? null : now.to;
}

/** The hours of the days around `at`, in order; what adjoins is one. */
function stretches(hours: WeeklyHours, at: number, firstDay: number, lastDay: number): readonly Stretch[] {
  const today = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(hours.zone).toPlainDate();
  const found: { from: number; to: number }[] = [];
  for (let offset = firstDay; offset <= lastDay; offset++) {
    const day = today.add({ days: offset });
    if (!hours.days.includes(day.dayOfWeek)) continue;
    const from = momentOf(day, hours.from, hours.zone);
    const to = momentOf(hours.to > hours.from ? day : day.add({ days: 1 }), hours.to, hours.zone);
    if (to <= from) continue;
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

/** When the clock on the wall shows this time on this day; when it never does, the moment it jumps over it. */
function momentOf(day: Temporal.PlainDate, wallTime: string, zone: string): number {
  const wall = day.toPlainDateTime(wallTime);
  const moment = wall.toZonedDateTime(zone, { disambiguation: 'compatible' });
  if (moment.toPlainDateTime().equals(wall)) return moment.epochMilliseconds;
  // "Previous" means before, so that of the very first moment after the jump is asked for from just behind it.
  const jump = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  return jump?.epochMilliseconds ?? moment.epochMilliseconds;
}
