// Pure: hours of the week in words, and whether a moment lies within them. The engine's own answer (core/hours.ts) also knows
// the nights in which the clock jumps; for showing what would happen now, the clock on the wall is enough.
import type { WeeklyHours } from '../../../electron/contract/model/hours.ts';

export const DAY_NAMES = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** "Mon to Fri, 08:00 to 18:00, Europe/Amsterdam"; "always" for null. */
export function hoursWords(hours: WeeklyHours | null): string {
  if (hours === null) return 'always';
  const { days, from, to, zone } = hours;
  const span = from === to ? `24 h from ${from}` : `${from} to ${to}${to < from ? ' on the next day' : ''}`;
  return `${dayWords(days)}, ${span}, ${zone}`;
}

/** "every day", "Mon to Fri", "Tue, Sat". */
export function dayWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].toSorted((a, b) => a - b);
  const name = (day: number | undefined): string => DAY_NAMES[(day ?? 1) - 1] ?? '';
  if (sorted.length === 7) return 'every day';
  const isRun = sorted.length > 2 && sorted.every((day, at) => day === (sorted[0] ?? 0) + at);
  return isRun ? `${name(sorted[0])} to ${name(sorted.at(-1))}` : sorted.map(name).join(', ');
}

/** Whether `at` (epoch ms) lies within; by the clock on the wall of the hours' zone. */
export function isWithin({ zone, days, from, to }: WeeklyHours, at: number): boolean {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  const day = DAY_NAMES.indexOf(part('weekday') as (typeof DAY_NAMES)[number]) + 1;
  const wall = `${part('hour')}:${part('minute')}`;
  const before = day === 1 ? 7 : day - 1;
  if (to > from) return days.includes(day) && from <= wall && wall < to;
  return (days.includes(day) && wall >= from) || (days.includes(before) && wall < to);
}
