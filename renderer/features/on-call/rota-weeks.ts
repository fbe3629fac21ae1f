// Pure: a rota as rows of weeks, each span as a share of its week. Weeks and days are those of the rota's own zone, so a day
// on which the clock is turned is an hour longer or shorter.
import type { OnCallSpan } from '../../../electron/contract/model/on-call.ts';
import { parseWall, wallText } from '../../lib/local-time.ts';

export interface RotaDay {
  /** Epoch ms at its first midnight. */
  readonly from: number;
  readonly label: string;
  /** 0..1 of its week. */
  readonly left: number;
  readonly width: number;
}

export interface RotaBlock {
  readonly span: OnCallSpan;
  /** It began before this week, or goes on after it. */
  readonly cutLeft: boolean;
  readonly cutRight: boolean;
  readonly left: number;
  readonly width: number;
}

export interface RotaWeek {
  readonly from: number;
  readonly to: number;
  readonly days: readonly RotaDay[];
  readonly blocks: readonly RotaBlock[];
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

const DAY_MS = 86_400_000;

/** The calendar day, as if its midnight were one in UTC: days can be counted on it. */
const dateOf = (at: number, zone: string): number => Date.parse(`${wallText(at, zone).slice(0, 10)}T00:00:00Z`);

/** The moment at which `date` (see `dateOf`) begins in the zone. */
function midnightOf(date: number, zone: string): number {
  return parseWall(`${new Date(date).toISOString().slice(0, 10)} 00:00`, zone, date) ?? date;
}

/** Midnight of the Monday of the week `offset` weeks from the one of `now` (epoch ms), in `zone`. */
export function mondayOf(now: number, zone: string, offset: number): number {
  const today = dateOf(now, zone);
  const sinceMonday = (new Date(today).getUTCDay() + 6) % 7;
  return midnightOf(today + (7 * offset - sinceMonday) * DAY_MS, zone);
}

/** `count` weeks from the one that begins at `monday` (epoch ms). */
export function weeksOf(
  monday: number,
  count: number,
  zone: string,
  spans: readonly OnCallSpan[],
): readonly RotaWeek[] {
  const first = dateOf(monday, zone);
  return Array.from({ length: count }, (_, week) => {
    const dates = Array.from({ length: 8 }, (__, day) => first + (7 * week + day) * DAY_MS);
    const starts = dates.map((date) => midnightOf(date, zone));
    const from = starts[0] ?? monday;
    const to = starts[7] ?? monday;
    const share = (at: number): number => (Math.min(Math.max(at, from), to) - from) / (to - from);
    const days = starts.slice(0, 7).map((start, day): RotaDay => {
      const left = share(start);
      const end = starts[day + 1] ?? to;
      return {
        from: start,
        label: `${DAYS[day]} ${new Date(dates[day] ?? start).getUTCDate()}`,
        left,
        width: share(end) - left,
      };
    });
    const blocks = spans
      .filter((span) => span.from < to && span.to > from)
      .map((span): RotaBlock => {
        const left = share(span.from);
        return { span, left, width: share(span.to) - left, cutLeft: span.from < from, cutRight: span.to > to };
      });
    return { from, to, days, blocks };
  });
}

/** Where `now` stands in a week, 0..1; null when it is not in it. */
export const nowIn = ({ from, to }: RotaWeek, now: number): number | null =>
  now >= from && now < to ? (now - from) / (to - from) : null;

/** Stretches in which nobody is on call. */
export const gapsOf = (spans: readonly OnCallSpan[]): readonly OnCallSpan[] =>
  spans.filter((span) => span.personId === null);

/** "Mon 23 Nov 09:00" on the wall clock of `zone`. */
export function wallClock(at: number, zone: string): string {
  const text = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return text.format(at).replaceAll(',', '');
}
