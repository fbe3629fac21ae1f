// Instants and spans as reports print them: always UTC, and the local time of a named zone with its offset, so that the hour
// that comes twice in autumn is told apart.
import { Temporal } from 'temporal-polyfill';

/** '2026-11-22 02:14:05'. */
export const utcText = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** '2026-11-22 03:14:05 +01:00' in an IANA zone. */
export function localText(at: number, zone: string): string {
  const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  return `${there.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')} ${there.offset}`;
}

/** '2026-11-22 02:14:05 UTC (2026-11-22 03:14:05 +01:00)'. */
export const bothText = (at: number, zone: string): string => `${utcText(at)} UTC (${localText(at, zone)})`;

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** The two largest parts: '4 h 12 min', '45 s', '120 ms'. Cut, never rounded up: 59 min 59 s is not an hour. */
export function spanText(ms: number): string {
  const sign = ms < 0 ? '−' : '';
  let rest = Math.abs(Math.trunc(ms));
  if (rest < 1_000) return `${sign}${rest} ms`;
  const first = UNITS.findIndex(([, unitMs]) => rest >= unitMs);
  const parts = UNITS.slice(first, first + 2).flatMap(([unit, unitMs]) => {
    const count = Math.floor(rest / unitMs);
    rest -= count * unitMs;
    return count > 0 ? [`${count} ${unit}`] : [];
  });
  return sign + parts.join(' ');
}

/** 'once', '3 times'. */
export const timesText = (count: number): string => (count === 1 ? 'once' : `${count} times`);
