// What this window remembers of the Watch screen while it is open: order, folds, selection, filter.
import { create } from 'zustand';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Grouping } from '../../fleet/groups.ts';
import { type Arrangement, nothingPlaced } from './arrangement.ts';
import type { Order } from './strips.ts';

interface WatchState {
  readonly order: Order;
  readonly grouping: Grouping;
  readonly arrangement: Arrangement;
  /** Whether there is an arrangement to keep: not before the first strips came. */
  readonly arranged: boolean;
  readonly unfolded: ReadonlySet<ProblemId>;
  /** Chosen together with `v` or Shift, to be acted on at once. */
  readonly chosen: ReadonlySet<ProblemId>;
  readonly handledOpen: boolean;
  /** null: no filter; '': the field is open and empty. */
  readonly filter: string | null;
}

export const useWatch = create<WatchState>()(() => ({
  order: 'worst',
  grouping: 'role',
  arrangement: nothingPlaced,
  arranged: false,
  unfolded: new Set(),
  chosen: new Set(),
  handledOpen: false,
  filter: null,
}));

const toggled = <Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> => {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
};

export const toggleFold = (id: ProblemId): void =>
  useWatch.setState(({ unfolded }) => ({ unfolded: toggled(unfolded, id) }));
export const toggleChosen = (id: ProblemId): void =>
  useWatch.setState(({ chosen }) => ({ chosen: toggled(chosen, id) }));
export const choose = (ids: Iterable<ProblemId>): void =>
  useWatch.setState(({ chosen }) => ({ chosen: new Set([...chosen, ...ids]) }));
export const clearChosen = (): void => useWatch.setState({ chosen: new Set() });
