// What `watchfloor sla due` is asked, as people type it: calendars, targets, times on somebody's clock, pauses. Each refusal
// says what would be right.
import { Temporal } from 'temporal-polyfill';
import { readCalendar } from '../contract/model/calendar-text.ts';
import type { WeeklyHours } from '../contract/model/hours.ts';
import type { Pause } from '../contract/model/sla.ts';
import { zoneClock } from '../engine/core/zone-clock.ts';
import { InputError } from './command.ts';

const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = { w: 7 * DAY_MS, d: DAY_MS, h: 3_600_000, m: 60_000, s: 1_000 };
/** As the settings: nobody promises more. */
const LONGEST_MS = 400 * DAY_MS;

/** A zone of the IANA database; every name of UTC is 'UTC'. */
export function zoneOption(text: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone === 'UTC' ? 'UTC' : text;
  } catch {
    throw new InputError(`--zone ${text}: must be a time zone of the IANA database, like Europe/Berlin or UTC`);
  }
}

/** '24x7' is null, all time; 'Mon-Fri 08:00-18:00', 'mon,wed 9-17', 'Sat-Sun 22:00-06:00' are hours of the week. */
export function calendarOption(text: string, zone: string): WeeklyHours | null {
  const read = readCalendar(text);
  if (read === 'always') return null;
  if (read) return { zone, days: [...read.days], from: read.from, to: read.to };
  const hint = 'a calendar is 24x7, or days and hours like "Mon-Fri 08:00-18:00", "Mon,Wed 09:00-17:00"';
  throw new InputError(`--calendar ${text}: ${hint}; an end before the beginning is on the next day`);
}

/** '8h', '30m', '5d', '1h30m', '90 min', also 'PT8H': ms. A day is 24 hours that count. */
export function targetOption(text: string): number {
  const iso = /^PT?\d/i.test(text.trim()) ? isoMs(text.trim()) : null;
  if (iso !== null && iso >= 1 && iso <= LONGEST_MS) return iso;
  const parts = [...text.trim().matchAll(/(\d+(?:\.\d+)?)\s*(w|d|h|min|m|s)\s*/giy)];
  const isWhole = parts.map(([part]) => part).join('') === text.trim() && parts.length > 0;
  const ms = parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[(unit ?? '').charAt(0).toLowerCase()] ?? 0),
    0,
  );
  if (isWhole && ms >= 1 && ms <= LONGEST_MS) return Math.round(ms);
  const hint = isWhole ? 'must be more than nothing and at most 400d' : 'a target is like 30m, 8h, 1h30m, 5d';
  throw new InputError(`--target ${text}: ${hint}`);
}

function isoMs(text: string): number | null {
  try {
    return Math.round(Temporal.Duration.from(text).total('milliseconds'));
  } catch {
    // Not ISO 8601, or months, which have no length.
    return null;
  }
}

/** 'A/B', either as `instantOption` reads it. Throws an InputError. */
export function pauseOption(text: string, zone: string): Pause {
  // A zone in brackets has a slash of its own.
  const [a, b, ...more] = text.split(/\/(?![^[]*\])/);
  if (!a || !b || more.length > 0) {
    throw new InputError(`--pause ${text}: a pause is two times, like 2026-11-23T09:00/2026-11-23T11:00`);
  }
  const pause = { from: instantOption(`--pause ${text}:`, a, zone), to: instantOption(`--pause ${text}:`, b, zone) };
  if (pause.to <= pause.from) throw new InputError(`--pause ${text}: it must end after it begins`);
  return pause;
}

/**
 * ISO 8601 with an offset, 'Z' or a zone in brackets, or as the clock on the wall of `zone` shows it: of a time that comes
 * twice in autumn the first, for one that is skipped in spring the moment of the jump. Or epoch milliseconds.
 */
export function instantOption(option: string, text: string, zone: string): number {
  const trimmed = text.trim().replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/, '$1T');
  try {
    if (/^-?\d{9,16}$/.test(trimmed)) return Temporal.Instant.fromEpochMilliseconds(Number(trimmed)).epochMilliseconds;
    if (trimmed.includes('[')) return Temporal.ZonedDateTime.from(trimmed).epochMilliseconds;
    if (/(?:Z|[+-]\d{2}(?::?\d{2})?)$/i.test(trimmed.slice(10)))
      return Temporal.Instant.from(trimmed).epochMilliseconds;
    if (/^\d{4}-\d{2}-\d{2}/.test(trimmed)) return onTheWall(Temporal.PlainDateTime.from(trimmed), zone);
  } catch {
    // No such day, no such hour: said below, with what would be right.
  }
  const hint = `a time is ISO 8601, with an offset (2026-11-20T16:00+01:00, …Z) or on the clock of ${zone} (2026-11-20T16:00)`;
  throw new InputError(`${option} ${text}: ${hint}`);
}

function onTheWall(wall: Temporal.PlainDateTime, zone: string): number {
  const utc = wall.toZonedDateTime('UTC').epochMilliseconds;
  const day = Math.floor(utc / DAY_MS);
  return Math.round(zoneClock(zone, utc, utc).instantOf(day, (utc - day * DAY_MS) / 60_000));
}
