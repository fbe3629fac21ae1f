// The scripted engine's files: a small reader of the shapes the tests use. It keeps the real one's promises: a preview
// changes nothing, an error keeps the whole file out unless bad entries are skipped, places are line and column from 1.
import { CSV_FIELDS, type CsvField } from '../../electron/contract/api/inventory.ts';
import { assetRecord, type Host } from '../../electron/contract/model/host.ts';
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { FileFinding, ImportReport, InventoryChange } from '../../electron/contract/model/inventory-change.ts';
import type { World } from '../../renderer/store/world.ts';

interface Given {
  readonly format: 'yaml' | 'csv';
  readonly text: string;
  readonly mode: 'merge' | 'replace';
  readonly skipBad: boolean;
  readonly dryRun: boolean;
  readonly columns?: Readonly<Record<string, CsvField>> | undefined;
}

type Entry = { readonly line: number } & Partial<Record<CsvField, string>>;

/** Hosts named in YAML of the plainest shape: '- name: x' and 'key: value' below it. */
function yamlEntries(text: string): readonly Entry[] {
  const entries: (Entry & Record<string, string | number>)[] = [];
  for (const [at, whole] of text.split('\n').entries()) {
    const found = /^\s*(-\s+)?(name|address|site|role):\s*(\S.*)$/.exec(whole);
    if (!found) continue;
    if (found[1]) entries.push({ line: at + 1 });
    const entry = entries.at(-1);
    if (entry) Object.assign(entry, { [found[2] ?? '']: found[3] });
  }
  return entries;
}

function csvEntries(text: string, columns: Readonly<Record<string, CsvField>>): readonly Entry[] {
  const [head = [], ...rows] = csvRows(text);
  return rows.map((row, at) => ({
    line: at + 2,
    ...Object.fromEntries(head.flatMap((name, index) => (columns[name] ? [[columns[name], row[index] ?? '']] : []))),
  }));
}

export const csvRows = (text: string): readonly (readonly string[])[] =>
  text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.split(',').map((each) => each.trim()));

/** A heading that is called like a field means it. */
export const guessColumns = (head: readonly string[]): Readonly<Record<string, CsvField>> =>
  Object.fromEntries(
    head.map((name) => [name, CSV_FIELDS.find((field) => field !== '' && field === name.toLowerCase()) ?? '']),
  );

function findingsIn({ format, text }: Given, entries: readonly Entry[]): readonly FileFinding[] {
  const tabs = text.split('\n').flatMap((whole, at): FileFinding[] => {
    const column = format === 'yaml' ? whole.indexOf('\t') + 1 : 0;
    if (column === 0) return [];
    const what = 'a tab stands in the indentation: YAML wants spaces';
    return [{ level: 'error', line: at + 1, column, path: '', what }];
  });
  const bad = entries.flatMap((entry, index): FileFinding[] => {
    if (!/\s/.test(entry.name ?? '')) return [];
    const what = `"${entry.name}" must be one word of letters, digits, dots, dashes and underscores`;
    return [{ level: 'error', line: entry.line, column: 11, path: `hosts[${index}].name`, what }];
  });
  return [...tabs, ...bad];
}

export interface Imported {
  readonly report: ImportReport;
  readonly put: readonly Host[];
  readonly removed: readonly HostId[];
}

/** What the file comes to in this world; `put` and `removed` are empty for a preview. */
export function importInto(world: World, given: Given): Imported {
  const entries = given.format === 'yaml' ? yamlEntries(given.text) : csvEntries(given.text, given.columns ?? {});
  const findings = findingsIn(given, entries);
  const isOut = findings.length > 0 && !given.skipBad;
  const good = entries.filter((entry) => entry.name && !findings.some(({ line }) => line === entry.line));
  const known = new Map([...world.hosts.values()].map((host) => [host.name, host]));
  const changes: InventoryChange[] = [];
  const put: Host[] = [];
  let unchanged = 0;
  for (const { line: _, ...entry } of good) {
    const name = entry.name ?? '';
    const before = known.get(name);
    known.delete(name);
    const after = hostOf(entry, before, name);
    const fields = (['address', 'site', 'role'] as const)
      .filter((field) => after[field] !== before?.[field] && after[field] !== '')
      .map((field) => ({ path: field, before: before?.[field] ?? null, after: after[field] }));
    if (before && fields.length === 0) unchanged += 1;
    else {
      changes.push({ action: before ? 'change' : 'add', what: 'host', host: name, name, fields });
      put.push(after);
    }
  }
  const gone = given.mode === 'replace' ? [...known.values()] : [];
  for (const host of gone) {
    changes.push({ action: 'remove', what: 'host', host: host.name, name: host.name, fields: [] });
  }
  const applied = !given.dryRun && !isOut;
  return {
    report: { findings, changes: isOut ? [] : changes, unchanged, applied },
    put: applied ? put : [],
    removed: applied ? gone.map((host) => host.id) : [],
  };
}

function hostOf(entry: Omit<Entry, 'line'>, before: Host | undefined, name: string): Host {
  const asset = assetRecord.parse({});
  const empty = { site: 'main', role: '', tags: [], parents: [], notes: '', links: [], asset };
  const base: Host = before ?? { id: `h-${name}` as HostId, name, address: name, ...empty };
  const { address = base.address, site = base.site, role = base.role } = entry;
  return { ...base, address, site, role };
}
