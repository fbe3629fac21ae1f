// Times in words. Durations carry their units with a non-breaking space; clock times are UTC unless a zone is given.

const NBSP = '\u00a0';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pad = (value: number): string => String(value).padStart(2, '0');

/** "46 s", "1 min 46 s", "2 h 12 min", "13 d 4 h": two units at most, the small one only while it matters. */
export function duration(ms: number): string {
  const value = Math.max(0, ms);
  if (value < MINUTE) return `${Math.floor(value / SECOND)}${NBSP}s`;
  if (value < HOUR) return two(value, MINUTE, 'min', SECOND, 's', true);
  if (value < DAY) return two(value, HOUR, 'h', MINUTE, 'min', true);
  return two(value, DAY, 'd', HOUR, 'h', false);
}

/** A short span to the tenth: "42 ms", "1.4 s", then as `duration`. */
export function shortDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)}${NBSP}ms`;
  if (ms < 10_000) return `${(ms / 1_000).toFixed(1)}${NBSP}s`;
  return duration(ms);
}

function two(ms: number, big: number, bigUnit: string, small: number, smallUnit: string, padded: boolean): string {
  const rest = Math.floor((ms % big) / small);
  const whole = `${Math.floor(ms / big)}${NBSP}${bigUnit}`;
  return rest === 0 && !padded ? whole : `${whole} ${padded ? pad(rest) : rest}${NBSP}${smallUnit}`;
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', options);
    formats.set(key, made);
  }
  return made;
}

/** "02:32:54", UTC or in `timeZone` (IANA name; 'local' is the machine's). */
export function clock(at: number, timeZone = 'UTC'): string {
  const date = new Date(at);
  if (timeZone === 'UTC') return `${pad(date.getUTCHours())}:${pad(date.getUTCMinutes())}:${pad(date.getUTCSeconds())}`;
  return `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`;
}

/** "02:32" UTC, for the rims of charts and lists. */
export const clockShort = (at: number): string => clock(at).slice(0, 5);

/** "Fri 20 Nov", UTC. */
export const day = (at: number): string =>
  format('day', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(at).replace(',', '');

/** The clock time of today, else with its day: "02:19:32" or "Thu 19 Nov 22:14". UTC. */
export function when(at: number, now: number): string {
  return Math.floor(at / DAY) === Math.floor(now / DAY) ? clock(at) : `${day(at)} ${clockShort(at)}`;
}

/** The machine's zone as a place and an abbreviation: "Amsterdam", "CET". */
export function localZone(at: number): { readonly place: string; readonly short: string } {
  const zone = format('zone', { timeZoneName: 'short' });
  const place = zone.resolvedOptions().timeZone.split('/').at(-1)?.replaceAll('_', ' ') ?? 'Local';
  const short = zone.formatToParts(at).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return { place, short };
}
