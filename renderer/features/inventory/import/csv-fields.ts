// What a column of a CSV file may mean, in words. Typed by the contract's list: a field that is added there is missed here.
import type { CsvField } from '../../../../electron/contract/api/inventory.ts';

const WORDS: Readonly<Record<CsvField, string>> = {
  '': 'leave it out',
  name: 'Name',
  address: 'Address',
  site: 'Site',
  role: 'Role',
  tags: 'Tags',
  parents: 'Parents',
  notes: 'Notes',
  'asset.tag': 'Asset tag',
  'asset.serial': 'Serial',
  'asset.model': 'Model',
  'asset.location': 'Location',
  'asset.rackUnit': 'Rack unit',
  'asset.owner': 'Owner',
  'asset.lifecycle': 'Lifecycle',
  'asset.supportEndsOn': 'Support ends on',
};

export const CSV_CHOICES = Object.entries(WORDS) as readonly (readonly [CsvField, string])[];

/** A field that two columns claim: only one of them can be right. */
export function claimedTwice(columns: Readonly<Record<string, CsvField>>): readonly CsvField[] {
  const claimed = Object.values(columns).filter((field) => field !== '');
  return [...new Set(claimed.filter((field, at) => claimed.indexOf(field) !== at))];
}
