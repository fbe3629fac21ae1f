// Times of a place: the machine's own days for calendars, and the wall clock of any zone for what is planned there.
// Epoch ms in and out. No library: the browser knows the zones, and offsets follow from what its clock shows.

const MINUTE = 60_000;
const pad = (value: number): string => String(value).padStart(2, '0');

/** The machine's own zone: 'Europe/Amsterdam'. */
export const localZoneName = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Midnight of the day `at` lies in, by this machine's clock. */
export const startOfDay = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** The same wall time `days` days on: a day may have 23 or 25 hours. */
export function addDays(at: number, days: number): number {
  const date = new Date(at);
  return date.setDate(date.getDate() + days);
}

/** Monday, 00:00, of the week `at` lies in. */
export const startOfWeek = (at: number): number => {
  const start = startOfDay(at);
  return addDays(start, -((new Date(start).getDay() + 6) % 7));
};

/** The first of the month `at` lies in, 00:00. */
export const startOfMonth = (at: number): number => new Date(startOfDay(at)).setDate(1);

/** The first of the month `months` on. */
export function addMonths(at: number, months: number): number {
  const date = new Date(startOfMonth(at));
  return date.setMonth(date.getMonth() + months);
}

/** "22:00" by this machine's clock. */
export const localClock = (at: number): string => {
  const date = new Date(at);
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`;
};

const words = new Map<string, Intl.DateTimeFormat>();
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const made = words.get(key) ?? new Intl.DateTimeFormat('en-GB', options);
  words.set(key, made);
  return made;
}

/** "Tue 24 Nov" by this machine's clock, or of a zone. */
export const localDay = (at: number, timeZone = localZoneName()): string =>
  format({ weekday: 'short', day: 'numeric', month: 'short', timeZone }).format(at).replace(',', '');

/** "November 2026". */
export const monthName = (at: number): string => format({ month: 'long', year: 'numeric' }).format(at);

/** The ISO 8601 number of the week that begins with `monday`. */
export function weekNumber(monday: number): number {
  const thursday = new Date(addDays(monday, 3));
  const first = new Date(thursday.getFullYear(), 0, 1);
  return 1 + Math.floor((startOfDay(thursday.getTime()) - first.getTime() + 12 * 60 * MINUTE) / (7 * 24 * 60 * MINUTE));
}

/** How far a zone's wall clock is ahead of UTC at `at`, in minutes. */
export function offsetMinutes(at: number, timeZone: string): number {
  const parts = format({
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const of = (type: string): number => Number(parts.find((part) => part.type === type)?.value ?? 0);
  const wall = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return Math.round((wall - Math.floor(at / 1_000) * 1_000) / MINUTE);
}

/** "UTC+1", "UTC−3:30", "UTC". */
export function offsetWords(minutes: number): string {
  if (minutes === 0) return 'UTC';
  const size = Math.abs(minutes);
  const rest = size % 60;
  return `UTC${minutes > 0 ? '+' : '−'}${Math.floor(size / 60)}${rest === 0 ? '' : `:${pad(rest)}`}`;
}

/** '2026-11-24 22:00' by the wall clock of a zone. */
export function wallText(at: number, timeZone: string): string {
  const shown = new Date(at + offsetMinutes(at, timeZone) * MINUTE);
  return shown.toISOString().slice(0, 16).replace('T', ' ');
}

/**
 * The moment a wall clock shows '2026-11-24 22:00' (also '24.11.2026 22:00', or '22:00' for the next one after `now`);
 * null when that is no time. A time that daylight saving skips moves on by the gap; of a doubled one the first counts.
 */
export function parseWall(text: string, timeZone: string, now: number): number | null {
  const wall = wallOf(text.trim(), wallText(now, timeZone));
  if (wall === null) return null;
  const [before, after] = [wall - 24 * 60 * MINUTE, wall + 24 * 60 * MINUTE].map((at) => offsetMinutes(at, timeZone));
  const early = wall - Math.max(before ?? 0, after ?? 0) * MINUTE;
  const late = wall - Math.min(before ?? 0, after ?? 0) * MINUTE;
  const fits = (at: number): boolean => at + offsetMinutes(at, timeZone) * MINUTE === wall;
  return fits(early) ? early : late;
}

/** The figures of a wall clock, as if they were UTC. */
function wallOf(text: string, today: string): number | null {
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock) {
    const same = wallOf(`${today.slice(0, 10)} ${text}`, today);
    const now = wallOf(today, today) ?? 0;
    return same !== null && same < now ? same + 24 * 60 * MINUTE : same;
  }
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{2})$/.exec(text);
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})[ ,]+(\d{1,2}):(\d{2})$/.exec(text);
  const [year, month, date, hour, minute] = iso
    ? iso.slice(1).map(Number)
    : dotted
      ? [dotted[3], dotted[2], dotted[1], dotted[4], dotted[5]].map(Number)
      : [];
  if (year === undefined || month === undefined || date === undefined || hour === undefined || minute === undefined)
    return null;
  const at = Date.UTC(year, month - 1, date, hour, minute);
  const right = new Date(at).getUTCMonth() === month - 1 && hour < 24 && minute < 60;
  return right ? at : null;
}
