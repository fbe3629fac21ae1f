// Which stretch of time a report is about: the day, week (from Monday) or month of a zone, right across DST, or a period of
// one's own; its days for the charts, and its name. Pure: now comes in.
import { Temporal } from 'temporal-polyfill';
import type { Report, ReportAsk } from '../../contract/model/report.ts';
import type { Slot, SlotWord } from './report-kinds.ts';
import { dayNumber, weekdayOf, type ZoneClock, zoneClock } from './zone-clock.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
export const LONGEST_MS = 400 * DAY_MS;
/** Charts of up to so many hours have a place for each. */
const MOST_HOURS = 49;
/** And for so many days; longer ones have weeks. */
const MOST_DAYS = 62;
/** The calendar is looked up around now, or around what is asked for. */
const AROUND_MS = 800 * DAY_MS;

export interface Refused {
  readonly path: string;
  readonly message: string;
}

export type PeriodFound = { readonly period: Report['period'] } | { readonly refused: Refused };

/** What is asked for, or why it cannot be. Whole periods: the last one that is over, unless `at` names another. */
export function periodOf(ask: ReportAsk, now: number): PeriodFound {
  const stretch = ask.period === 'custom' ? { from: ask.from ?? 0, to: ask.to ?? 0 } : wholeOf(ask, now);
  const path = ask.period === 'custom' ? 'from' : 'at';
  const { from, to } = stretch;
  if (from >= now) return { refused: { path, message: 'lies in the future: nothing has happened yet' } };
  if (to - from > LONGEST_MS) return { refused: { path: 'to', message: 'must be at most 400 days after from' } };
  if (to <= from) return { refused: { path: 'to', message: 'must be later than from' } };
  const { zone, period: kind } = ask;
  return { period: { kind, from, to, zone, words: wordsOf(kind, stretch, zone), isPartial: to > now } };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

function wholeOf({ period, at, zone }: ReportAsk, now: number): Stretch {
  const moment = at ?? now;
  const clock = zoneClock(zone, moment - AROUND_MS, moment + AROUND_MS);
  const today = plainOf(clock.dayOf(moment));
  const first = firstDay(period, today);
  // Nobody named a moment: the last one that is over lies before the one that goes on.
  const begins = at === null ? firstDay(period, first.subtract({ days: 1 })) : first;
  const length = period === 'daily' ? { days: 1 } : period === 'weekly' ? { days: 7 } : { months: 1 };
  return { from: instantOf(clock, begins), to: instantOf(clock, begins.add(length)) };
}

function firstDay(period: ReportAsk['period'], day: Temporal.PlainDate): Temporal.PlainDate {
  if (period === 'weekly') return day.subtract({ days: day.dayOfWeek - 1 });
  return period === 'monthly' ? day.with({ day: 1 }) : day;
}

const EPOCH = Temporal.PlainDate.from('1970-01-01');
const plainOf = (day: number): Temporal.PlainDate => EPOCH.add({ days: day });
const instantOf = (clock: ZoneClock, day: Temporal.PlainDate): number => clock.instantOf(day.since(EPOCH).days, 0);

/** ISO date of a day in days since 1970-01-01. */
export const isoDay = (day: number): string => plainOf(day).toString();

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const; // prettier-ignore
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const month = (day: Temporal.PlainDate): string => MONTHS[day.month - 1] ?? '';
const weekday = (day: Temporal.PlainDate): string => WEEKDAYS[day.dayOfWeek - 1] ?? '';

/** 'Mon 16 to Sun 22 November 2026'; of a period of one's own with the times on the wall. */
function wordsOf(kind: ReportAsk['period'], { from, to }: Stretch, zone: string): string {
  const first = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const last = Temporal.Instant.fromEpochMilliseconds(kind === 'custom' ? to : to - 1).toZonedDateTimeISO(zone);
  if (kind === 'custom') return `${momentWords(first)} to ${momentWords(last)}`;
  const [a, b] = [first.toPlainDate(), last.toPlainDate()];
  if (kind === 'monthly') return `${month(a)} ${a.year}`;
  if (kind === 'daily') return `${weekday(a)} ${a.day} ${month(a)} ${a.year}`;
  const year = a.year === b.year ? '' : ` ${a.year}`;
  const sameMonth = a.month === b.month ? '' : ` ${month(a)}`;
  return `${weekday(a)} ${a.day}${sameMonth}${year} to ${weekday(b)} ${b.day} ${month(b)} ${b.year}`;
}

const momentWords = (at: Temporal.ZonedDateTime): string =>
  `${at.day} ${month(at.toPlainDate())} ${at.year} ${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`;

export interface Day extends Slot {
  /** ISO. */
  readonly day: string;
}

/** The days of a zone that touch [from, to), cut to it, in order. A day of 25 hours is one day. */
export function daysOf(zone: string, from: number, to: number): readonly Day[] {
  const clock = zoneClock(zone, from, to);
  const days: Day[] = [];
  for (let day = clock.dayOf(from); clock.instantOf(day, 0) < to; day += 1) {
    const [begins, ends] = [clock.instantOf(day, 0), clock.instantOf(day + 1, 0)];
    const plain = plainOf(day);
    const label = `${plain.day} ${month(plain).slice(0, 3)}`;
    if (ends > from) days.push({ day: plain.toString(), label, from: Math.max(begins, from), to: Math.min(ends, to) });
  }
  return days;
}

/**
 * Places of a chart over [from, to): hours where that is at most two days, else days of the zone, or weeks from Monday where
 * there are more than 62 of them; cut to it, in order.
 */
export function slotsOf(
  zone: string,
  from: number,
  to: number,
): { readonly word: SlotWord; readonly slots: readonly Slot[] } {
  if (to - from <= MOST_HOURS * HOUR_MS) return { word: 'hour', slots: hoursIn(zone, from, to) };
  const days = daysOf(zone, from, to);
  if (days.length <= MOST_DAYS) return { word: 'day', slots: days.map(({ day: _, ...slot }) => slot) };
  const weeks: Slot[] = [];
  for (const { day, ...slot } of days) {
    const last = weeks.at(-1);
    const isMonday = weekdayOf(dayNumber(day)) === 1;
    if (last && !isMonday) weeks[weeks.length - 1] = { ...last, to: slot.to };
    else weeks.push(slot);
  }
  return { word: 'week', slots: weeks };
}

/** Whole hours on the wall: of the hour that comes twice in autumn two, of the one that is skipped in spring none. */
function hoursIn(zone: string, from: number, to: number): readonly Slot[] {
  const wallOf = (at: number) => Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const first = wallOf(from).round({ smallestUnit: 'hour', roundingMode: 'floor' }).epochMilliseconds;
  const hasDays = to - from > 25 * HOUR_MS;
  const slots: Slot[] = [];
  for (let begins = first; begins < to; begins += HOUR_MS) {
    const wall = wallOf(Math.max(begins, from));
    const day = hasDays ? `${wall.day} ${month(wall.toPlainDate()).slice(0, 3)} ` : '';
    const label = `${day}${String(wall.hour).padStart(2, '0')}:00`;
    slots.push({ label, from: Math.max(begins, from), to: Math.min(begins + HOUR_MS, to) });
  }
  return slots;
}
