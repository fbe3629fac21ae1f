// What the columns of a CSV file probably mean, by their headings.
import type { CsvField } from '../../contract/api/inventory.ts';
import { readCsv } from './csv-table.ts';

const SHOWN_ROWS = 10;

/** Headings as they are met in the field; compared without case, blanks and punctuation. */
const HEADINGS: Readonly<Record<Exclude<CsvField, ''>, readonly string[]>> = {
  name: [
    'name',
    'host',
    'hostname',
    'hostnames',
    'device',
    'devicename',
    'server',
    'servername',
    'node',
    'ciname',
    'displayname',
    'fqdn',
  ],
  address: [
    'address',
    'ip',
    'ipaddress',
    'ipaddr',
    'ipv4',
    'ipv4address',
    'ipv6',
    'managementip',
    'mgmtip',
    'primaryip',
    'hostaddress',
    'dns',
    'dnsname',
  ],
  site: ['site', 'sitename', 'datacenter', 'datacentre', 'dc', 'campus', 'branch', 'office', 'region'],
  role: ['role', 'type', 'devicetype', 'function', 'class', 'category', 'devicerole'],
  tags: ['tags', 'tag', 'labels', 'label', 'groups', 'group', 'hostgroups'],
  parents: ['parents', 'parent', 'uplink', 'uplinks', 'upstream', 'dependson', 'connectedto', 'switch'],
  notes: ['notes', 'note', 'comment', 'comments', 'remarks', 'description'],
  'asset.tag': ['assettag', 'asset', 'assetid', 'assetnumber', 'assetno', 'inventorynumber', 'inventoryno'],
  'asset.serial': ['serial', 'serialnumber', 'serialno', 'sn', 'servicetag'],
  'asset.model': ['model', 'modelname', 'modelnumber', 'product', 'hardware', 'hardwaremodel', 'manufacturermodel'],
  'asset.location': ['location', 'room', 'place', 'rack', 'building', 'floor', 'position'],
  'asset.rackUnit': ['rackunit', 'unit', 'u', 'rackposition', 'ru', 'rackunits'],
  'asset.owner': ['owner', 'ownedby', 'team', 'contact', 'responsible', 'department', 'custodian'],
  'asset.lifecycle': ['lifecycle', 'lifecyclestate', 'lifecyclestatus', 'status', 'state', 'stage'],
  'asset.supportEndsOn': [
    'supportendson',
    'supportends',
    'supportend',
    'endofsupport',
    'eos',
    'warranty',
    'warrantyend',
    'warrantyends',
    'warrantyexpiry',
    'warrantyexpires',
    'warrantyuntil',
    'supportuntil',
    'contractend',
  ],
};

const FIELD_OF = new Map(
  Object.entries(HEADINGS).flatMap(([field, names]) => names.map((name) => [name, field as CsvField] as const)),
);

/** Field by heading, each field for the first column that looks like it; '' for the rest. */
export function guessColumns(headings: readonly string[]): Readonly<Record<string, CsvField>> {
  const taken = new Set<CsvField>();
  return Object.fromEntries(
    headings.map((heading) => {
      const field =
        FIELD_OF.get(
          heading
            .normalize('NFKC')
            .toLowerCase()
            .replaceAll(/[^\p{L}\p{N}]/gu, ''),
        ) ?? '';
      const free = field !== '' && !taken.has(field);
      if (free) taken.add(field);
      return [heading, free ? field : ''];
    }),
  );
}

/** The headings of a file, its first rows and what each column probably means; empty where it is no CSV. */
export function readCsvColumns(text: string): {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly guess: Readonly<Record<string, CsvField>>;
} {
  const { header, rows } = readCsv(text);
  const columns = header?.cells ?? [];
  return { columns, rows: rows.slice(0, SHOWN_ROWS).map((row) => row.cells), guess: guessColumns(columns) };
}
