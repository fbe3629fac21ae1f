// How the list of hosts was left: filter, selection, columns. It survives a visit to a host; the columns a restart.
import { create } from 'zustand';
import type { HostId } from '../../../../electron/contract/model/ids.ts';
import { COLUMNS, type ColumnKey } from './columns.ts';
import type { Show } from './host-rows.ts';
import { nothingChosen, type Selection } from './selection.ts';

interface HostList {
  readonly filter: string;
  readonly show: Show;
  readonly selection: Selection<HostId>;
  /** null: what the width of the window suggests. */
  readonly columns: readonly ColumnKey[] | null;
}

const KEY = 'watchfloor.host-columns';

export const useHostList = create<HostList>()(() => ({
  filter: '',
  show: 'all',
  selection: nothingChosen,
  columns: keptColumns(),
}));

function keptColumns(): readonly ColumnKey[] | null {
  const kept = localStorage.getItem(KEY);
  if (kept === null) return null;
  const names = kept.split(',');
  return COLUMNS.flatMap(({ key }) => (names.includes(key) ? [key] : []));
}

export function setColumns(columns: readonly ColumnKey[] | null): void {
  if (columns === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, columns.join(','));
  useHostList.setState({ columns });
}

export const select = (change: (now: Selection<HostId>) => Selection<HostId>): void =>
  useHostList.setState(({ selection }) => ({ selection: change(selection) }));
