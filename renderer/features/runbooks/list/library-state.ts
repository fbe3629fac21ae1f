// What the library shows and what is in front; kept while the window is open, so that a visit elsewhere loses nothing.
import { create } from 'zustand';
import { FILTERS, type Filter, type Wanted } from './library-list.ts';

/** What the right half shows: the runbook to read, its file as it is, its runs. */
export type View = 'read' | 'source' | 'history';

interface LibraryState extends Wanted {
  /** Key of the row in front; null: the first. */
  readonly front: string | null;
  readonly view: View;
  /** All commands are shown, not only those that change a host. */
  readonly isOpen: boolean;
}

export const useLibraryView = create<LibraryState>()(() => ({
  filter: 'all',
  owner: null,
  words: '',
  front: null,
  view: 'read',
  isOpen: false,
}));

export const putInFront = (front: string): void => useLibraryView.setState({ front });

export const showView = (view: View): void => useLibraryView.setState({ view });

/** Another choice begins at its top. */
export const setWanted = (wanted: Partial<Wanted>): void => useLibraryView.setState({ ...wanted, front: null });

export const isNarrowed = ({ filter, owner, words }: Wanted): boolean =>
  filter !== 'all' || owner !== null || words !== '';

export const NOT_NARROWED: Wanted = { filter: 'all', owner: null, words: '' };

/** To the next filter that has something under it. */
export function nextFilter(counts: Readonly<Record<Filter, number>>): void {
  const shown = FILTERS.filter((each) => each === 'all' || counts[each] > 0);
  const at = shown.indexOf(useLibraryView.getState().filter);
  setWanted({ filter: shown[(at + 1) % shown.length] ?? 'all' });
}

export function nextOwner(owners: readonly string[]): void {
  const all = [null, ...owners];
  const at = all.indexOf(useLibraryView.getState().owner);
  setWanted({ owner: all[(at + 1) % all.length] ?? null });
}
