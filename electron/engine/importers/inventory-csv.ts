// Hosts from a CSV file: one a row, what each column holds by its heading. Columns that are not there, and empty cells,
// leave what is known of a host as it is; checks are not touched.
import { CSV_FIELDS, type CsvField } from '../../contract/api/inventory.ts';
import { assetRecord, type HostInput, hostInput, hostName } from '../../contract/model/host.ts';
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { guessColumns } from './csv-columns.ts';
import { type CsvRow, readCsv } from './csv-table.ts';
import { finding, issueText } from './findings.ts';
import type { Place, PlaceOf, Reading, ReadOptions, Steps, WantedHost, WantedParent } from './importer.ts';
import { type Judged, judgeParents } from './parents.ts';

/** A field of a row and the column it stands in. */
interface Cell {
  readonly field: CsvField;
  readonly text: string;
  readonly place: Place;
}

const ROWS_A_STEP = 500;

/** Reads a table of hosts, in steps. Never throws. `column` counts fields from 1. */
export function* readCsvSteps(text: string, options: ReadOptions): Steps<Reading> {
  const table = readCsv(text);
  const findings: FileFinding[] = [...table.findings];
  const { header } = table;
  const unreadable = (): Reading => {
    return { wanted: { templates: undefined, hosts: undefined }, findings, unreadable: true };
  };
  if (!header || findings.length > 0) return unreadable();
  const columns = columnsOf(header, options, findings);
  if (findings.some((one) => one.level === 'error')) return unreadable();
  const hosts: ReturnType<typeof readRow>[] = [];
  for (const [index, row] of table.rows.entries()) {
    hosts.push(readRow(row, index, columns, options, findings));
    if (index % ROWS_A_STEP === 0) yield;
  }
  refuseSameNames(hosts);
  judgeParents(hosts, options.knownHosts);
  const wanted = hosts.map(({ entry, ...host }): WantedHost => ({ ...host, bad: entry.isBad() }));
  return { wanted: { templates: undefined, hosts: wanted }, findings, unreadable: false };
}

/** What each column means, in the order of the columns. */
function columnsOf(header: CsvRow, { columns }: ReadOptions, findings: FileFinding[]): readonly CsvField[] {
  const meant = columns ?? guessColumns(header.cells);
  const fields = header.cells.map((heading) => (Object.hasOwn(meant, heading) ? (meant[heading] ?? '') : ''));
  const say = (column: number, what: string): void =>
    void findings.push(finding('error', { line: header.line, column, path: header.cells[column - 1] ?? '' }, what));
  for (const heading of Object.keys(columns ?? {})) {
    if (!header.cells.includes(heading)) say(1, `there is no column "${heading.slice(0, 64)}" in this file`);
  }
  for (const field of CSV_FIELDS) {
    if (field === '' || fields.indexOf(field) === fields.lastIndexOf(field)) continue;
    say(fields.lastIndexOf(field) + 1, `two columns are said to hold "${field}": leave one of them out`);
  }
  if (!fields.includes('name')) say(1, 'no column holds the names of the hosts: say which one does');
  return fields;
}

function readRow(
  row: CsvRow,
  index: number,
  columns: readonly CsvField[],
  { knownHosts }: ReadOptions,
  findings: FileFinding[],
): Judged & Omit<WantedHost, 'bad'> {
  let bad = false;
  const at = (field: string): Place => {
    const column = columns.indexOf(field as CsvField) + 1;
    return { line: row.line, column: Math.max(1, column), path: `hosts[${index}]${column > 0 ? `.${field}` : ''}` };
  };
  const place: PlaceOf = ([first, second]) => at(first === 'asset' ? `asset.${second}` : String(first ?? ''));
  const entry: Judged['entry'] = {
    error(path, what) {
      bad = true;
      findings.push(finding('error', place(path), what));
    },
    warning: (path, what) => void findings.push(finding('warning', place(path), what)),
    isBad: () => bad,
  };
  if (row.cells.length > columns.length && row.cells.slice(columns.length).some((cell) => cell !== '')) {
    bad = true;
    const what = `this row has ${row.cells.length} fields, the headings are ${columns.length}: quote a field that holds the separator`;
    findings.push(finding('error', { line: row.line, column: columns.length + 1, path: `hosts[${index}]` }, what));
  }
  const cells = columns.flatMap((field, column): Cell[] => {
    const text = row.cells[column] ?? '';
    return field === '' || text === '' ? [] : [{ field, text, place: at(field) }];
  });
  const said = readCells(cells, (cell, what) => {
    bad = true;
    findings.push(finding('error', cell.place, what));
  });
  if (said.name === '' && !cells.some((cell) => cell.field === 'name')) entry.error(['name'], 'this row names no host');
  else if (
    !said.fields.address &&
    !cells.some(({ field }) => field === 'address') &&
    !knownHosts?.has(nameKey(said.name))
  ) {
    entry.error(['address'], `${said.name} needs an address`);
  }
  return { ...said, place, entry };
}

type Said = Pick<WantedHost, 'name' | 'fields' | 'asset' | 'parents'>;

function readCells(cells: readonly Cell[], wrong: (cell: Cell, what: string) => void): Said {
  const fields: Partial<HostInput> = {};
  const asset: Record<string, string> = {};
  let name = '';
  let parents: readonly WantedParent[] | undefined;
  for (const cell of cells) {
    const { field } = cell;
    if (field === 'parents') parents = listIn(cell.text).map((parent) => ({ name: parent, group: '' }));
    else if (field === 'name') name = taken(hostName, cell, cell.text, wrong) ?? '';
    else if (field.startsWith('asset.')) {
      const key = field.slice('asset.'.length) as keyof typeof assetRecord.shape;
      const text = key === 'lifecycle' ? cell.text.toLowerCase().replaceAll(/[\s_]+/g, '-') : cell.text;
      const value = taken(assetRecord.shape[key], cell, text, wrong);
      if (value !== undefined) asset[key] = value;
    } else {
      const key = field as 'address' | 'site' | 'role' | 'tags' | 'notes';
      const value = taken<unknown>(hostInput.shape[key], cell, key === 'tags' ? listIn(cell.text) : cell.text, wrong);
      if (value !== undefined) Object.assign(fields, { [key]: value });
    }
  }
  return { name, fields, ...(Object.keys(asset).length > 0 ? { asset } : {}), ...(parents ? { parents } : {}) };
}

interface Schema<Value> {
  safeParse(value: unknown): {
    data?: Value | undefined;
    error?: { issues: readonly Parameters<typeof issueText>[0][] } | undefined;
  };
}

function taken<Value>(
  schema: Schema<Value>,
  cell: Cell,
  value: unknown,
  wrong: (cell: Cell, what: string) => void,
): Value | undefined {
  const { data, error } = schema.safeParse(value);
  const [issue] = error?.issues ?? [];
  if (!issue) return data;
  wrong(cell, `${cell.field} ${issueText(issue, value)}`);
  return undefined;
}

/** 'web; linux' or 'web, linux'. */
const listIn = (text: string): readonly string[] =>
  text
    .split(/[;,]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

function refuseSameNames(hosts: readonly (Judged & { readonly place: PlaceOf })[]): void {
  const lines = new Map<string, number>();
  for (const { name, entry, place } of hosts) {
    if (name === '') continue;
    const line = lines.get(nameKey(name));
    if (line !== undefined) entry.error(['name'], `"${name}" stands in line ${line} already: a name is taken once`);
    else lines.set(nameKey(name), place(['name']).line);
  }
}
