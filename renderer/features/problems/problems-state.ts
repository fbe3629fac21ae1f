// What this window remembers of the Problems screen: filter, order, places, folds, what is chosen. It outlives the
// screen, so that Back finds everything where it was.
import { create } from 'zustand';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { ProblemStatus } from '../../../electron/contract/model/problem.ts';
import { useWorld } from '../../store/world.ts';
import {
  arrange,
  type Board,
  EMPTY_BOARD,
  GROUPINGS,
  type Grouping,
  keep,
  matching,
  ORDERS,
  type Order,
} from './board.ts';
import { type Filter, HANDS, NO_FILTER, type Notice } from './filter.ts';

interface ProblemsState {
  readonly filter: Filter;
  readonly grouping: Grouping;
  readonly order: Order;
  readonly board: Board;
  /** Groups that are not as they come: causes come folded, sites come open. */
  readonly toggled: ReadonlySet<string>;
  /** Chosen together, to be acted on at once. */
  readonly chosen: ReadonlySet<ProblemId>;
  /** Where the list was scrolled to, CSS pixels. */
  readonly scrollTop: number;
  /** When the screen was left, epoch ms; null before it was ever shown. */
  readonly leftAt: number | null;
}

export const useProblems = create<ProblemsState>()(() => ({
  filter: NO_FILTER,
  grouping: 'cause',
  order: 'worst',
  board: EMPTY_BOARD,
  toggled: new Set(),
  chosen: new Set(),
  scrollTop: 0,
  leftAt: null,
}));

/** Puts everything in order again. The only thing that moves a row. */
export const sortNow = (): void => useProblems.setState((state) => ({ board: arrange(useWorld.getState(), state) }));

/** Takes up what the world has become, every row in its place. */
export const keepUp = (): void =>
  useProblems.setState((state) => ({ board: keep(state.board, useWorld.getState(), state) }));

const again = (change: Partial<Pick<ProblemsState, 'filter' | 'grouping' | 'order'>>): void =>
  useProblems.setState((state) => {
    const board = arrange(useWorld.getState(), { ...state, ...change });
    return { ...change, board, scrollTop: 0, chosen: stillShown(state.chosen, board) };
  });

/** What the filter hides is let go: a key must not act on what nobody sees. */
function stillShown(chosen: ReadonlySet<ProblemId>, board: Board): ReadonlySet<ProblemId> {
  return chosen.size === 0 ? chosen : new Set(matching(board).filter((id) => chosen.has(id)));
}

export const setFilter = (change: Partial<Filter>): void =>
  again({ filter: { ...useProblems.getState().filter, ...change } });
export const setGrouping = (grouping: Grouping): void => again({ grouping });
export const setOrder = (order: Order): void => again({ order });

const nextOf = <Item>(items: readonly Item[], now: Item): Item => items[(items.indexOf(now) + 1) % items.length] ?? now;
export const nextGrouping = (): void => setGrouping(nextOf(GROUPINGS, useProblems.getState().grouping));
export const nextOrder = (): void => setOrder(nextOf(ORDERS, useProblems.getState().order));
/** Told, held back, all of them again. */
export const nextNotice = (): void =>
  setFilter({ notice: nextOf<Notice>(['', 'told', 'held'], useProblems.getState().filter.notice) });
export const nextHand = (): void => setFilter({ hand: nextOf(HANDS, useProblems.getState().filter.hand) });

function toggled<Item>(set: ReadonlySet<Item>, item: Item): ReadonlySet<Item> {
  const next = new Set(set);
  if (!next.delete(item)) next.add(item);
  return next;
}

export const toggleSeverity = (status: ProblemStatus): void =>
  setFilter({ severities: toggled(useProblems.getState().filter.severities, status) });
export const toggleGroup = (key: string): void =>
  useProblems.setState((state) => ({ toggled: toggled(state.toggled, key) }));
/** Every group the other way round than it comes, or all of them as they come. */
export const toggleAll = (): void =>
  useProblems.setState(({ toggled, board }) => ({
    toggled: toggled.size > 0 ? new Set() : new Set(board.groups.map(({ key }) => key)),
  }));
export const toggleChosen = (id: ProblemId): void =>
  useProblems.setState((state) => ({ chosen: toggled(state.chosen, id) }));
export const choose = (ids: Iterable<ProblemId>): void =>
  useProblems.setState(({ chosen }) => ({ chosen: new Set([...chosen, ...ids]) }));
export const clearChosen = (): void => useProblems.setState({ chosen: new Set() });
