// What this window remembers of the calendar: which weeks are shown and which occurrence is in front. Outlives the screen.
import { create } from 'zustand';
import type { Occurrence } from '../../../electron/contract/model/maintenance.ts';
import { type CalendarView, occurrenceKey, shownRange, stepped } from './calendar-layout.ts';

interface CalendarState {
  readonly view: CalendarView;
  /** A moment of the week or month that is shown, epoch ms; null: the present one. */
  readonly at: number | null;
  /** Key of the occurrence in front. */
  readonly selected: string | null;
  /** Which one shall be in front as soon as another week has come. */
  readonly wish: 'first' | 'last' | null;
}

export const useCalendarState = create<CalendarState>()(() => ({ view: 'week', at: null, selected: null, wish: null }));

export const selectOccurrence = (selected: string | null): void => useCalendarState.setState({ selected, wish: null });
export const setView = (view: CalendarView): void => useCalendarState.setState({ view });
export const toToday = (): void => useCalendarState.setState({ at: null, wish: null });

/** A week or a month on; the selection goes along to its first or last occurrence when it is asked for. */
export const step = (by: number, wish: CalendarState['wish'] = null): void =>
  useCalendarState.setState(({ view, at }) => ({ at: stepped(view, at ?? Date.now(), by), wish }));

export const showDay = (day: number): void => useCalendarState.setState({ view: 'week', at: day });

/** Puts an occurrence in front, and its week around it. */
export const showOccurrence = (occurrence: Occurrence): void =>
  useCalendarState.setState(({ view, at }) => {
    const { from, to } = shownRange(view, at ?? Date.now());
    const inSight = occurrence.from < to && occurrence.to > from;
    return { selected: occurrenceKey(occurrence), wish: null, ...(inSight ? {} : { at: occurrence.from }) };
  });

/** One on or back in the order of time; beyond the end of what is shown, into the next week. */
export function moveSelection(occurrences: readonly Occurrence[], by: 1 | -1): void {
  const { selected } = useCalendarState.getState();
  const at = occurrences.findIndex((one) => occurrenceKey(one) === selected);
  // From nowhere, what is still to come is where somebody wants to be.
  const ahead = occurrences.find(({ state }) => state !== 'over') ?? occurrences[0];
  const next = at < 0 ? (by > 0 ? ahead : occurrences.at(-1)) : occurrences[at + by];
  if (next) selectOccurrence(occurrenceKey(next));
  else step(by, by > 0 ? 'first' : 'last');
}
