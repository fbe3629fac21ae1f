// Pure: a moment in the past as people type it: '02:14', '02:14:30', '2026-11-22 02:14'. UTC, like every time on the record.

const DAY = 86_400_000;

export interface Moment {
  readonly at: number;
  /** What stands behind it, trimmed. */
  readonly rest: string;
}

const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2}))?(?=\s|$)/;
const DATED = /^(\d{4})-(\d{2})-(\d{2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?(?=\s|$)/;

/**
 * Reads a moment at the beginning of `text`. A time of day is the last such time before `now` (epoch ms). What cannot be
 * read, or lies in the future, comes back as words.
 */
export function readMoment(text: string, now: number): Moment | string {
  const dated = DATED.exec(text);
  const clock = dated ? null : CLOCK.exec(text);
  const found = dated ?? clock;
  if (!found) return 'needs a time first: 02:14, 02:14:30 or 2026-11-22 02:14 (UTC)';
  const rest = text.slice(found[0].length).trim();
  const numbers = found.slice(1).map((part) => Number(part ?? 0));
  const [hour = 0, minute = 0, second = 0] = dated ? numbers.slice(3) : numbers;
  if (hour > 23 || minute > 59 || second > 59) return `there is no time ${found[0]}`;
  const ofDay = ((hour * 60 + minute) * 60 + second) * 1_000;
  if (!dated) {
    const today = Math.floor(now / DAY) * DAY + ofDay;
    return { at: today > now ? today - DAY : today, rest };
  }
  const [year = 0, month = 0, date = 0] = numbers;
  const midnight = Date.UTC(year, month - 1, date);
  if (new Date(midnight).getUTCMonth() !== month - 1) return `there is no day ${found[0].slice(0, 10)}`;
  const at = midnight + ofDay;
  return at > now ? `${found[0]} UTC is still to come; an entry is about what happened` : { at, rest };
}
