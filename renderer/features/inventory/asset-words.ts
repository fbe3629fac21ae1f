// What the fields of an asset record are called, and what is typed into them. One list for forms, bulk edits and imports.
import type { AssetRecord } from '../../../electron/contract/model/host.ts';

export interface AssetField {
  readonly key: Exclude<keyof AssetRecord, 'lifecycle'>;
  readonly label: string;
  readonly placeholder: string;
}

export const ASSET_FIELDS: readonly AssetField[] = [
  { key: 'tag', label: 'Asset tag', placeholder: 'A-10442' },
  { key: 'serial', label: 'Serial', placeholder: '8KX41Q3' },
  { key: 'model', label: 'Model', placeholder: 'R7615' },
  { key: 'location', label: 'Location', placeholder: 'row 4, rack 11' },
  { key: 'rackUnit', label: 'Rack unit', placeholder: '22' },
  { key: 'owner', label: 'Owner', placeholder: 'database team' },
  { key: 'supportEndsOn', label: 'Support ends on', placeholder: '2028-03-31' },
];

/** Where a thing is in its life; '' is unknown. */
export const LIFECYCLE_WORDS: Readonly<Record<AssetRecord['lifecycle'], string>> = {
  '': 'unknown',
  planned: 'planned',
  'in-service': 'in service',
  spare: 'spare',
  retiring: 'retiring',
  retired: 'retired',
};

export const LIFECYCLE_VALUES = Object.keys(LIFECYCLE_WORDS) as readonly AssetRecord['lifecycle'][];

export const emptyAsset: AssetRecord = {
  tag: '',
  serial: '',
  model: '',
  location: '',
  rackUnit: '',
  owner: '',
  lifecycle: '',
  supportEndsOn: '',
};

/** How many of its fields say something. */
export const filledIn = (asset: AssetRecord): number => Object.values(asset).filter((value) => value !== '').length;
