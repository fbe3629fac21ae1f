// The columns of the host table: what each is called, and which are shown until somebody chooses.

export type ColumnKey =
  | 'address'
  | 'site'
  | 'role'
  | 'tags'
  | 'owner'
  | 'asset'
  | 'model'
  | 'location'
  | 'lifecycle'
  | 'support'
  | 'checks'
  | 'state'
  | 'since';

export interface Column {
  readonly key: ColumnKey;
  readonly label: string;
  readonly className: string;
}

/** In the order they stand; the host itself always stands before them. */
export const COLUMNS: readonly Column[] = [
  { key: 'address', label: 'Address', className: 'c-addr' },
  { key: 'site', label: 'Site', className: 'c-word' },
  { key: 'role', label: 'Role', className: 'c-word' },
  { key: 'tags', label: 'Tags', className: 'c-tags' },
  { key: 'owner', label: 'Owner', className: 'c-owner' },
  { key: 'asset', label: 'Asset tag', className: 'c-word' },
  { key: 'model', label: 'Model', className: 'c-owner' },
  { key: 'location', label: 'Location', className: 'c-owner' },
  { key: 'lifecycle', label: 'Lifecycle', className: 'c-word' },
  { key: 'support', label: 'Support end', className: 'c-date' },
  { key: 'checks', label: 'Checks', className: 'r c-num' },
  { key: 'state', label: 'State', className: 'c-state' },
  { key: 'since', label: 'Since', className: 'r c-since' },
];

const NARROW: readonly ColumnKey[] = ['address', 'site', 'role', 'tags', 'checks', 'state', 'since'];
const WIDE: readonly ColumnKey[] = [...NARROW, 'owner', 'model', 'location', 'lifecycle'];

/** What is shown: as chosen, else what fits. */
export const shownColumns = (chosen: readonly ColumnKey[] | null, isWide: boolean): readonly Column[] => {
  const keys = chosen ?? (isWide ? WIDE : NARROW);
  return COLUMNS.filter(({ key }) => keys.includes(key));
};
