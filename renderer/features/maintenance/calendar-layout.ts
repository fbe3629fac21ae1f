// Pure: which days a calendar shows, and where the windows of a day stand in its row. Days are those of this machine's
// clock; a window over midnight is one segment a day.
import type { MaintenanceWindow, Occurrence, WindowConflict } from '../../../electron/contract/model/maintenance.ts';
import { addDays, addMonths, startOfDay, startOfMonth, startOfWeek } from '../../lib/local-time.ts';

export type CalendarView = 'week' | 'month';

/** What the engine said of a stretch of time. */
export interface CalendarData {
  readonly occurrences: readonly Occurrence[];
  readonly conflicts: readonly WindowConflict[];
  readonly windows: readonly MaintenanceWindow[];
}

/** [from, to) that is shown: seven days from Monday, or the whole weeks a month touches. */
export function shownRange(view: CalendarView, at: number): { readonly from: number; readonly to: number } {
  const first = startOfWeek(view === 'week' ? at : startOfMonth(at));
  if (view === 'week') return { from: first, to: addDays(first, 7) };
  const end = addMonths(at, 1);
  const lastWeek = startOfWeek(addDays(end, -1));
  return { from: first, to: addDays(lastWeek, 7) };
}

/** A week or a month on, or back. */
export const stepped = (view: CalendarView, at: number, by: number): number =>
  view === 'week' ? addDays(startOfWeek(at), 7 * by) : addMonths(at, by);

/** The midnights within [from, to). */
export function daysOf({ from, to }: { readonly from: number; readonly to: number }): readonly number[] {
  const days: number[] = [];
  for (let day = from; day < to; day = addDays(day, 1)) days.push(day);
  return days;
}

/** Names one occurrence of one window. */
export const occurrenceKey = ({ windowId, startsAt }: Pick<Occurrence, 'windowId' | 'startsAt'>): string =>
  `${windowId} ${startsAt}`;

/** In the order of time; at the same time in that of their names. */
export const inOrder = (occurrences: readonly Occurrence[]): readonly Occurrence[] =>
  occurrences.toSorted((a, b) => a.from - b.from || a.to - b.to || (a.windowId < b.windowId ? -1 : 1));

export interface Segment {
  readonly occurrence: Occurrence;
  /** Wall clock hours of the day, 0..24: where its time lies. */
  readonly from: number;
  readonly to: number;
  /** Goes on from the day before. */
  readonly goesOn: boolean;
  /** Hours of the day that it takes up with its words, and in which lane. */
  readonly room: { readonly from: number; readonly to: number };
  readonly lane: number;
}

/** Hours by the wall: on the days when clocks change, what the wall shows, not what has passed. */
function wallHours(at: number): number {
  const date = new Date(at);
  return date.getHours() + date.getMinutes() / 60;
}

const SHORTEST = 0.25;

/** The windows of the day that begins at `day`, each in the first lane with room for its words. */
export function segmentsOf(
  occurrences: readonly Occurrence[],
  day: number,
  labelHours: number,
): { readonly segments: readonly Segment[]; readonly lanes: number } {
  const next = addDays(day, 1);
  const ends: number[] = [];
  const segments: Segment[] = [];
  for (const occurrence of occurrences) {
    if (occurrence.from >= next || occurrence.to <= day) continue;
    const goesOn = occurrence.from < day;
    const from = goesOn ? 0 : wallHours(occurrence.from);
    const end = occurrence.to >= next ? 24 : wallHours(occurrence.to);
    const to = Math.min(24, Math.max(end, from + SHORTEST));
    const room = {
      from: Math.max(0, Math.min(from, 24 - labelHours)),
      to: Math.min(24, Math.max(to, from + labelHours)),
    };
    const free = ends.findIndex((taken) => taken <= room.from);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = room.to;
    segments.push({ occurrence, from, to, goesOn, room, lane });
  }
  return { segments, lanes: ends.length };
}

/** Those that touch a day. */
export const onDay = (occurrences: readonly Occurrence[], day: number): readonly Occurrence[] => {
  const next = addDays(day, 1);
  return occurrences.filter(({ from, to }) => from < next && to > day);
};

/** The conflicts of each occurrence, by its key. */
export function conflictsByKey(conflicts: readonly WindowConflict[]): ReadonlyMap<string, readonly WindowConflict[]> {
  const byKey = new Map<string, WindowConflict[]>();
  for (const conflict of conflicts) {
    for (const side of [conflict.a, conflict.b]) {
      const key = occurrenceKey(side);
      const known = byKey.get(key);
      if (known) known.push(conflict);
      else byKey.set(key, [conflict]);
    }
  }
  return byKey;
}

/** The hours in which today's line stands, or null on any other day. */
export const nowHours = (day: number, now: number): number | null => (startOfDay(now) === day ? wallHours(now) : null);
