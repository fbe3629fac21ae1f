// What this window remembers of the list of incidents: filter, order, what is in front, how far it was scrolled. It
// outlives the screen, so that Back finds everything where it was.
import { create } from 'zustand';
import type { IncidentStatus } from '../../../../electron/contract/model/incident-rules.ts';
import type { Severity } from '../../../../electron/contract/model/severity-of.ts';
import { selectStanding } from '../../../store/incidents.ts';
import { useWorld } from '../../../store/world.ts';
import { type ListFilter, NO_FILTER, PERIODS } from './list-filter.ts';
import { arranged, EMPTY_ORDER, kept, type ListOrder } from './list-order.ts';

interface ListState {
  readonly filter: ListFilter;
  readonly order: ListOrder;
  /** Key of the row in front; null: the first. */
  readonly front: string | null;
  /** Grows when those that are over are to be asked for anew. */
  readonly asked: number;
  readonly scrollTop: number;
  /** When the screen was left, epoch ms; null before it was ever shown. */
  readonly leftAt: number | null;
}

export const useList = create<ListState>()(() => ({
  filter: NO_FILTER,
  order: EMPTY_ORDER,
  front: null,
  asked: 0,
  scrollTop: 0,
  leftAt: null,
}));

const standingIds = () => selectStanding(useWorld.getState()).map(({ id }) => id);

/** Worst first again, and what is over asked for anew. The only thing that moves a row. */
export const sortNow = (): void =>
  useList.setState(({ asked }) => ({ order: arranged(standingIds()), asked: asked + 1 }));

/** Takes up what came in, everybody in their place. */
export const keepUp = (): void => useList.setState(({ order }) => ({ order: kept(order, standingIds()) }));

export const putInFront = (front: string): void => useList.setState({ front });

export const setFilter = (change: Partial<ListFilter>): void =>
  useList.setState(({ filter }) => ({ filter: { ...filter, ...change }, front: null, scrollTop: 0 }));

function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

export const toggleStatus = (status: IncidentStatus): void =>
  setFilter({ statuses: toggled(useList.getState().filter.statuses, status) });
export const toggleSeverity = (severity: Severity): void =>
  setFilter({ severities: toggled(useList.getState().filter.severities, severity) });
export const nextPeriod = (): void => {
  const at = PERIODS.indexOf(useList.getState().filter.period);
  setFilter({ period: PERIODS[(at + 1) % PERIODS.length] ?? 'all' });
};
