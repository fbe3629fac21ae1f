// Pure: a moment in the past as people type it, in UTC: '02:14' (the last one), '2026-11-20 02:14', '12 min' ago.
import { parseDuration } from '../../lib/duration-text.ts';

const DAY = 86_400_000;
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/;
const DATED = /^(\d{4})-(\d{1,2})-(\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::(\d{2}))?$/;

export const NOT_A_TIME = 'must be a time like 02:14, 2026-11-20 02:14, or 12 min for that long ago';
export const IN_THE_FUTURE = 'lies in the future';

/** '2026-11-20 02:14:08', UTC. */
export const pastText = (at: number): string => new Date(at).toISOString().slice(0, 19).replace('T', ' ');

/** Epoch ms; null when it is no time. A clock time alone is the last one before `now`. */
export function parsePast(text: string, now: number): number | null {
  const typed = text.trim();
  const clock = CLOCK.exec(typed);
  if (clock) {
    const today = new Date(now).toISOString().slice(0, 10);
    const at = parsePast(`${today} ${typed}`, now);
    return at !== null && at > now ? at - DAY : at;
  }
  const dated = DATED.exec(typed);
  if (!dated) return ago(typed, now);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = dated
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = Date.UTC(year, month - 1, day, hour, minute, second);
  const isReal = new Date(at).getUTCDate() === day && month >= 1 && month <= 12;
  return isReal && hour < 24 && minute < 60 && second < 60 ? at : null;
}

/** '12 min', '12 min ago', '-5 min'. A bare number is no time: minutes or hours is not said. */
function ago(typed: string, now: number): number | null {
  const span = typed.replace(/^-\s*/, '').replace(/\s*ago$/, '');
  if (/^\d+$/.test(span)) return null;
  const ms = parseDuration(span);
  return ms === null ? null : now - ms;
}

/** What is wrong with it as a time that is over; undefined when nothing is. */
export function wrongPast(text: string, now: number): string | undefined {
  const at = parsePast(text, now);
  if (at === null) return NOT_A_TIME;
  return at > now ? IN_THE_FUTURE : undefined;
}
