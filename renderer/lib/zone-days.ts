// Days and weeks of any zone, for calendars of what is planned there. Epoch ms in and out; a day on which the clock is set is an
// hour longer or shorter.
import { parseWall, wallText } from './local-time.ts';

const DAY_MS = 86_400_000;

/** A day of a zone: when it begins, epoch ms, and its ISO date. */
export interface ZoneDay {
  readonly at: number;
  readonly date: string;
}

/** The calendar day, as if its midnight were one in UTC: days can be counted on it. */
const dayOf = (at: number, zone: string): number => Date.parse(`${wallText(at, zone).slice(0, 10)}T00:00:00Z`);
const isoOf = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** The ISO date at a moment in `zone`. */
export const dateIn = (at: number, zone: string): string => isoOf(dayOf(at, zone));

const startOf = (day: number, zone: string): number => parseWall(`${isoOf(day)} 00:00`, zone, day) ?? day;

/** Midnight of the Monday of the week `offset` weeks from the one of `now` (epoch ms), in `zone`. */
export function mondayOf(now: number, zone: string, offset: number): number {
  const today = dayOf(now, zone);
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  return startOf(today + (7 * offset - sinceMonday) * DAY_MS, zone);
}

/** The beginnings of `count` days from the one of `first` (epoch ms). */
export function midnights(first: number, count: number, zone: string): readonly ZoneDay[] {
  const start = dayOf(first, zone);
  return Array.from({ length: count }, (_, nth) => {
    const day = start + nth * DAY_MS;
    return { at: startOf(day, zone), date: isoOf(day) };
  });
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** "Mon 23 Nov 09:00" on the wall clock of `zone`. */
export function wallClock(at: number, zone: string): string {
  const known = clocks.get(zone);
  const made =
    known ??
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
  if (!known) clocks.set(zone, made);
  return made.format(at).replaceAll(',', '');
}

/** "09:00" on the wall clock of `zone`. */
export const wallHour = (at: number, zone: string): string => wallText(at, zone).slice(11);
