// Pure: a rota as rows of weeks, each span as a share of its week. Weeks and days are those of the rota's own zone, so a day
// on which the clock is turned is an hour longer or shorter.
import type { OnCallSpan } from '../../../electron/contract/model/on-call.ts';
import { midnights } from '../../lib/zone-days.ts';

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

/** `count` weeks from the one that begins at `monday` (epoch ms). */
export function weeksOf(
  monday: number,
  count: number,
  zone: string,
  spans: readonly OnCallSpan[],
): readonly RotaWeek[] {
  const all = midnights(monday, 7 * count + 1, zone);
  return Array.from({ length: count }, (_, week) => {
    const starts = all.slice(7 * week, 7 * week + 8);
    const from = starts[0]?.at ?? monday;
    const to = starts[7]?.at ?? monday;
    const share = (at: number): number => (Math.min(Math.max(at, from), to) - from) / (to - from);
    const days = starts.slice(0, 7).map(({ at, date }, day): RotaDay => {
      const left = share(at);
      const end = starts[day + 1]?.at ?? to;
      return { from: at, label: `${DAYS[day]} ${Number(date.slice(8))}`, left, width: share(end) - left };
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
