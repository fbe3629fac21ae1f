// The inventory as YAML, read: hosts, their checks, templates. The grammar stands in README.md. All that is wrong is told
// at once, each with its line and column; an entry with anything wrong in it is marked bad and never used.
import type { FileFinding } from '../../contract/model/inventory-change.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import { templateInput } from '../../contract/model/template.ts';
import { finding, inOrder, issueText } from './findings.ts';
import type { PlaceOf, Reading, ReadOptions, Steps, WantedHost, WantedTemplate } from './importer.ts';
import { createKindFields } from './kind-fields.ts';
import { judgeParents } from './parents.ts';
import { readChecks } from './yaml-checks.ts';
import { type Context, createEntries, type Entry, refuseUnknownKeys } from './yaml-entry.ts';
import { readHostFields } from './yaml-host.ts';
import { plainOf, readYaml, type YamlNode, type YamlTree } from './yaml-tree.ts';

/** The one version of the format there is. */
export const FORMAT = 1;
const MAX_ENTRIES = 50_000;
const HOSTS_A_STEP = 200;
const FILE_KEYS = ['watchfloor', 'templates', 'hosts'];
const TEMPLATE_KEYS = ['name', 'tag', 'checks'];

/**
 * Reads an inventory file. Never throws; nothing of what was typed is repeated but names and keys. Some seconds for
 * 10,000 hosts: where others wait meanwhile draw `readInventorySteps`.
 */
export function readInventoryFile(text: string, options: ReadOptions): Reading {
  const steps = readInventorySteps(text, options);
  for (;;) {
    const step = steps.next();
    if (step.done) return { ...step.value, findings: inOrder(step.value.findings) };
  }
}

/** The same in steps of some ten milliseconds, but for the largest: putting together what was parsed. */
export function* readInventorySteps(text: string, options: ReadOptions): Steps<Reading> {
  const tree = yield* readYaml(text);
  const findings: FileFinding[] = [];
  const reading = tree.root ? yield* readFile(tree, tree.root, options, findings) : null;
  for (const { offset, what } of tree.faults) {
    findings.push(finding('error', { ...tree.place(offset), path: '' }, what));
  }
  const wanted = reading ?? { templates: undefined, hosts: undefined };
  return { wanted, findings, unreadable: reading === null };
}

function* readFile(
  tree: YamlTree,
  root: YamlNode,
  options: ReadOptions,
  findings: FileFinding[],
): Steps<Reading['wanted'] | null> {
  const { entryOf, outside } = createEntries(tree, root, findings);
  const file = entryOf(root, []);
  if (root.type !== 'map') {
    file.error([], 'an inventory begins with "watchfloor: 1", followed by "hosts:" and "templates:"');
    return null;
  }
  refuseUnknownKeys(file, root, [], FILE_KEYS);
  const version = root.entries.get('watchfloor')?.value;
  if (version?.type !== 'scalar' || version.value !== FORMAT) {
    file.error(version ? ['watchfloor'] : [], `the file must say "watchfloor: ${FORMAT}", the version of its format`);
    return null;
  }
  const context = { ...options, fieldsOf: createKindFields(options.kinds) };
  const listOf = (key: string): readonly Entry[] | undefined => {
    const list = root.entries.get(key)?.value;
    if (!list) return undefined;
    if (list.type === 'list' && list.items.length <= MAX_ENTRIES) {
      return list.items.map((node, index) => entryOf(node, [key, index]));
    }
    if (list.type === 'list') file.error([key], `more than ${MAX_ENTRIES / 1_000},000 ${key}: split the file`);
    else if (list.type === 'map' || list.value !== null)
      file.error([key], `${key} must be a list: each begins with "- "`);
    return [];
  };
  const templates = listOf('templates')?.map((entry) => readTemplate(entry, context));
  const entries = listOf('hosts');
  const hosts: Read<WantedHost>[] = [];
  for (const entry of entries ?? []) {
    hosts.push(readHost(entry, context));
    if (hosts.length % HOSTS_A_STEP === 0) yield;
  }
  if (templates) refuseSameNames(templates.map(({ template, ...rest }) => ({ ...rest, name: template.name })));
  refuseSameNames(hosts);
  judgeParents(hosts, options.knownHosts);
  // What cannot be relied on inside an entry makes the entry bad; elsewhere, the whole file.
  if (outside || file.isBad()) return null;
  return {
    templates: templates?.map(({ entry, ...rest }): WantedTemplate => ({ ...rest, bad: entry.isBad() })),
    hosts: entries && hosts.map(({ entry, ...rest }): WantedHost => ({ ...rest, bad: entry.isBad() })),
  };
}

type Read<Thing> = Omit<Thing, 'bad'> & { readonly entry: Entry };

function readHost(entry: Entry, context: Context): Read<WantedHost> {
  const said = readHostFields(entry, context);
  const checks = entry.node.type === 'map' ? entry.node.entries.get('checks') : undefined;
  return {
    ...said,
    ...(checks ? { checks: readChecks(entry, ['checks'], context) } : {}),
    place: entry.place,
    entry,
  };
}

function readTemplate(entry: Entry, context: Context): Read<WantedTemplate> {
  const { node } = entry;
  const words = { name: '', tag: '' };
  if (node.type === 'map') {
    refuseUnknownKeys(entry, node, [], TEMPLATE_KEYS);
    for (const key of ['name', 'tag'] as const) {
      const value = node.entries.get(key)?.value;
      const parsed = templateInput.shape[key].safeParse(value && plainOf(value));
      if (parsed.success) words[key] = parsed.data;
      else
        for (const issue of parsed.error.issues)
          entry.error([key], `${key} ${issueText(issue, value && plainOf(value))}`);
    }
  } else entry.error([], `a template has the keys ${TEMPLATE_KEYS.join(', ')}`);
  const checks = readChecks(entry, ['checks'], context);
  if (checks.length === 0) entry.error(['checks'], 'a template without checks does nothing');
  if (checks.length > 50) entry.error(['checks'], 'a template has at most 50 checks');
  return { template: { ...words, checks: [...checks] }, place: entry.place, entry };
}

function refuseSameNames(
  things: readonly { readonly name: string; readonly entry: Entry; readonly place: PlaceOf }[],
): void {
  const lines = new Map<string, number>();
  for (const { name, entry, place } of things) {
    const key = nameKey(name);
    const line = lines.get(key);
    if (line !== undefined && name !== '')
      entry.error(['name'], `"${name}" stands in line ${line} already: a name is taken once`);
    else lines.set(key, place(['name']).line);
  }
}
