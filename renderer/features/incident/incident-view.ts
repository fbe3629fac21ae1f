// How this window looks at each incident: filter, the entry in front, the open pane. Kept while the app runs, so that a
// visit elsewhere finds everything as it was.
import { create } from 'zustand';
import type { IncidentId } from '../../../electron/contract/model/ids.ts';
import type { RunSummary } from '../../../electron/contract/model/run.ts';
import type { TimelineFilter } from '../../../electron/contract/model/timeline.ts';

const PANES = ['facts', 'problems', 'story', 'charts'] as const;
export type Pane = (typeof PANES)[number] | 'run';

/** The run stands first: whoever has one under way came for it. */
export const panesOf = (hasRun: boolean): readonly Pane[] => (hasRun ? ['run', ...PANES] : PANES);

export interface Selected {
  readonly seq: number | null;
  /** Its place in the list as far as is known. */
  readonly at: number;
}

export interface IncidentView {
  readonly filter: TimelineFilter;
  readonly isFilterOpen: boolean;
  readonly selected: Selected | null;
  /** Null: nobody chose one. */
  readonly pane: Pane | null;
  /** Long entries that are shown as a whole, by seq. */
  readonly unfolded: ReadonlySet<number>;
}

export const NO_FILTER: TimelineFilter = { who: 'all', kinds: [], person: '', hostId: null, pinned: false, text: '' };

const FIRST: IncidentView = {
  filter: NO_FILTER,
  isFilterOpen: false,
  selected: null,
  pane: null,
  unfolded: new Set(),
};

const useViews = create<{ readonly views: ReadonlyMap<IncidentId, IncidentView> }>()(() => ({ views: new Map() }));

export const useIncidentView = (id: IncidentId): IncidentView => useViews((state) => state.views.get(id) ?? FIRST);

export const viewOf = (id: IncidentId): IncidentView => useViews.getState().views.get(id) ?? FIRST;

export const setView = (id: IncidentId, part: Partial<IncidentView>): void =>
  useViews.setState(({ views }) => ({ views: new Map(views).set(id, { ...(views.get(id) ?? FIRST), ...part }) }));

/** Another filter: what was in front may not fit it. */
export const setFilter = (id: IncidentId, part: Partial<TimelineFilter>): void =>
  setView(id, { filter: { ...viewOf(id).filter, ...part }, selected: null });

/** The pane that is open where there is room for one: as chosen; else the run while one goes on. */
export const paneShown = ({ pane }: IncidentView, run: RunSummary | null, isWide: boolean): Pane => {
  const chosen = pane ?? (run?.endedAt === null ? 'run' : 'facts');
  return chosen === 'run' && (run === null || isWide) ? 'facts' : chosen;
};

export const isFiltered = (filter: TimelineFilter): boolean =>
  filter.who !== 'all' ||
  filter.kinds.length > 0 ||
  filter.person !== '' ||
  filter.hostId !== null ||
  filter.pinned ||
  filter.text !== '';

/** Shows all of a long entry, or only its beginning again. */
export function toggleUnfolded(id: IncidentId, seq: number): void {
  const unfolded = new Set(viewOf(id).unfolded);
  if (!unfolded.delete(seq)) unfolded.add(seq);
  setView(id, { unfolded });
}
