// Pure: which day, week or month of a zone is meant, the one before it, and what it is called. Epoch ms in and out.
import type { ReportPeriodKind } from '../../electron/contract/model/report.ts';
import { parseWall, wallText } from '../lib/local-time.ts';

const DAY = 86_400_000;

/** A period that the calendar has a name for. */
export type NamedPeriod = Exclude<ReportPeriodKind, 'custom'>;

export interface Stretch {
  /** [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
}

/** The date on a wall of the zone, as midnight UTC of that date. */
const dateAt = (at: number, zone: string): number => Date.parse(`${wallText(at, zone).slice(0, 10)}T00:00Z`);

/** When a date begins in the zone; where a clock change skips midnight: when it is over. */
function beginOf(date: number, zone: string): number {
  return parseWall(`${new Date(date).toISOString().slice(0, 10)} 00:00`, zone, date) ?? date;
}

/** The first date of the period `by` periods on from the one that `date` lies in. */
function firstDate(kind: NamedPeriod, date: number, by: number): number {
  const { year, month } = { year: new Date(date).getUTCFullYear(), month: new Date(date).getUTCMonth() };
  switch (kind) {
    case 'daily':
      return date + by * DAY;
    case 'weekly':
      return date - ((new Date(date).getUTCDay() + 6) % 7) * DAY + by * 7 * DAY;
    case 'monthly':
      return Date.UTC(year, month + by, 1);
    default:
      return kind satisfies never;
  }
}

/** The day, week (from Monday) or month of `zone` that is `by` on from the one in which `at` lies. */
export function periodAt(kind: NamedPeriod, at: number, zone: string, by = 0): Stretch {
  const date = dateAt(at, zone);
  return { from: beginOf(firstDate(kind, date, by), zone), to: beginOf(firstDate(kind, date, by + 1), zone) };
}

/** The last one that is over at `now`. */
export const lastWhole = (kind: NamedPeriod, now: number, zone: string): Stretch => periodAt(kind, now, zone, -1);

const words = (at: number, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(at).replaceAll(',', '');

/** 'Thu 19 November 2026', 'Mon 16 to Sun 22 November 2026', 'November 2026', '2026-11-19 22:00 to 2026-11-20 06:00'. */
export function periodWords(kind: ReportPeriodKind, { from, to }: Stretch, zone: string): string {
  if (kind === 'custom') return `${wallText(from, zone)} to ${wallText(to, zone)}`;
  const first = dateAt(from, zone);
  const last = dateAt(to - 1, zone);
  const whole = { weekday: 'short', day: 'numeric', month: 'long', year: 'numeric' } as const;
  if (kind === 'monthly') return words(first, { month: 'long', year: 'numeric' });
  if (kind === 'daily') return words(first, whole);
  const sameMonth = new Date(first).getUTCMonth() === new Date(last).getUTCMonth();
  const begin = words(first, { weekday: 'short', day: 'numeric', ...(sameMonth ? {} : { month: 'long' }) });
  return `${begin} to ${words(last, whole)}`;
}
