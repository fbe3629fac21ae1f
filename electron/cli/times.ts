// Times as people and files write them: ISO 8601, epoch milliseconds, or back from now ('24h', '7d').
import { z } from 'zod';
import { InputError } from './command.ts';

const ISO =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const BACK = /^-?(\d+(?:\.\d+)?)\s?(s|min|m|h|d|w)$/i;
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
/** What `Date` can hold. */
const FURTHEST_MS = 8.64e15;

/** What to say to somebody whose time was not understood. */
export const TIME_HINT = 'a time is ISO 8601 (2026-11-22T02:00:00Z) or epoch milliseconds';

/**
 * A time in a file: ISO 8601 as text, or epoch milliseconds as a number or as digits; null when it is neither. Without a
 * zone it is this machine's local time, as ISO 8601 has it, so that a date alone begins at local midnight, on a day of 23
 * hours too.
 */
export function readTime(value: unknown): number | null {
  if (typeof value === 'number') return isInstant(value) ? value : null;
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^-?\d+$/.test(text)) return isInstant(Number(text)) ? Number(text) : null;
  return readIso(text);
}

/** A time on the command line: as in a file, or 'now', or so long before `now` (epoch ms): '90s', '30m', '24h', '7d', '2w'. */
export function readTimeOrAgo(text: string, now: number): number | null {
  const trimmed = text.trim();
  if (/^now$/i.test(trimmed)) return now;
  const [, count, unit] = BACK.exec(trimmed) ?? [];
  if (count === undefined || unit === undefined) return readTime(trimmed);
  const at = Math.round(now - Number(count) * (UNIT_MS[unit.toLowerCase()] ?? 0));
  return isInstant(at) ? at : null;
}

/** A time in a file, for schemas. */
export const instant = z.unknown().transform((value, context) => {
  const at = readTime(value);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: TIME_HINT });
  return z.NEVER;
});

/** A time given as an option, epoch ms; undefined when it was not. Throws an InputError that names the option. */
export function timeOption(option: string, text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const at = readTimeOrAgo(text, now);
  if (at !== null) return at;
  throw new InputError(`${option} ${text}: ${TIME_HINT}, or back from now: 30m, 24h, 7d`);
}

/** An instant as reports print it: ISO 8601 in UTC, to the second unless there is a fraction. */
export function utc(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

function readIso(text: string): number | null {
  const match = ISO.exec(text);
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone] = match;
  const [y = 0, mo = 0, d = 0, h = 0, mi = 0, s = 0] = [year, month, day, hour, minute, second].map(Number);
  // A fraction finer than a millisecond is cut, never rounded into the next second.
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  // Date.UTC would roll 30 February over into March.
  if (mo < 1 || mo > 12 || d < 1 || d > lastDayOf(y, mo) || h > 23 || mi > 59 || s > 59) return null;
  if (zone === undefined) return new Date(y, mo - 1, d, h, mi, s, ms).getTime();
  const offsetMs = zoneOffsetMs(zone);
  return offsetMs === null ? null : Date.UTC(y, mo - 1, d, h, mi, s, ms) - offsetMs;
}

const lastDayOf = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

function zoneOffsetMs(zone: string): number | null {
  if (zone === 'Z' || zone === 'z') return 0;
  const hours = Number(zone.slice(1, 3));
  const minutes = Number(zone.slice(3).replace(':', '') || '0');
  if (hours > 23 || minutes > 59) return null;
  return (zone.startsWith('-') ? -1 : 1) * (hours * 60 + minutes) * 60_000;
}

const isInstant = (at: number): boolean => Number.isSafeInteger(at) && Math.abs(at) <= FURTHEST_MS;
