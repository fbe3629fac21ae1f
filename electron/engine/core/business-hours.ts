// The hours that count, one after the other, as moments. By the same rule as hours.ts (a time that comes twice counts the
// first time, one that the clocks skip is the moment of the jump), but through the arithmetic of zone-clock.ts: a promise
// may run over years of working days.
import type { WeeklyHours } from '../../contract/model/hours.ts';
import { minutesOf, weekdayOf, type ZoneClock, zoneClock } from './zone-clock.ts';

/** [from, to), epoch ms; `to` may be Infinity. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** Four years: a handful of changes of the clocks, looked up once. */
const CHUNK_DAYS = 1_461;
const MOST_CHUNKS = 256;
/** Nobody promises anything further ahead; hours of a minute a week must not walk to the end of time. */
const FURTHEST_DAYS = 36_525;

/** What is known of zones, for four years each: looking it up takes milliseconds, and it never changes. */
const chunks = new Map<string, ZoneClock>();

function clockOf(zone: string, chunk: number): ZoneClock {
  const key = `${zone} ${chunk}`;
  const known = chunks.get(key);
  if (known) return known;
  if (chunks.size >= MOST_CHUNKS) chunks.clear();
  const from = chunk * CHUNK_DAYS * DAY_MS;
  const made = zoneClock(zone, from, from + CHUNK_DAYS * DAY_MS);
  chunks.set(key, made);
  return made;
}

/**
 * The hours from `from` (epoch ms) on, in order and without overlap, the first cut to begin there; null is all time. Ends
 * a hundred years ahead.
 */
export function* openHours(hours: WeeklyHours | null, from: number): Generator<Stretch, void> {
  if (hours === null) {
    yield { from, to: Number.POSITIVE_INFINITY };
    return;
  }
  const [begin, end] = [minutesOf(hours.from), minutesOf(hours.to)];
  const days = new Set(hours.days);
  // A day back, and one more for hours that end on the day after: the zone's day may be another than that of UTC.
  const first = Math.floor(from / DAY_MS) - 3;
  for (let day = first; day < first + FURTHEST_DAYS; day += 1) {
    if (!days.has(weekdayOf(day))) continue;
    const clock = clockOf(hours.zone, Math.floor(day / CHUNK_DAYS));
    const to = clock.instantOf(end > begin ? day : day + 1, end);
    if (to <= from) continue;
    const start = Math.max(from, clock.instantOf(day, begin));
    if (start < to) yield { from: start, to };
  }
}
