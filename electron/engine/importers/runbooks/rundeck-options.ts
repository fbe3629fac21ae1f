// Options of a Rundeck job as inputs, and what its references stand for: ${option.x}, @option.x@, $RD_OPTION_X, ${node.name} …

import type { Spot } from './command-body.ts';
import type { DraftBuilder } from './draft-builder.ts';
import { slug } from './draft-ids.ts';
import { inputFor } from './input-rules.ts';
import { quoted } from './notes.ts';
import type { TreeNode } from './tree.ts';
import { type NamedValue, spotsFor } from './value-references.ts';

export interface RundeckOptions {
  /** Values in a text of the job, in a line of the file. */
  spots(text: string, line: number): readonly Spot[];
  host(line: number): string;
  hosts(line: number): string;
}

const REFERENCE =
  /\$\{((?:(?:unquoted)?option|node|job|execution|globals|data|export|secureOption)[.:*@][\w.:*@ -]+)\}|@((?:(?:unquoted)?option|node|job|execution|globals|data|export)\.[\w.:*-]+)@|\$\{(RD_[A-Z0-9_]+)\}|\$(RD_[A-Z0-9_]+)/g;

const nameOf = (option: string): string => slug(option.replaceAll('_', '-'), 'option', 48).replaceAll('-', '_');

export function createOptions(draft: DraftBuilder, list: TreeNode | undefined): RundeckOptions {
  const secrets = new Set<string>();
  const declared = list?.isList ? list.items() : (list?.entries() ?? []).map(([, node]) => node);
  const keys = list?.isMap ? list.entries().map(([key]) => key) : [];
  for (const [index, option] of declared.entries()) {
    const name = option.get('name')?.text() ?? keys[index];
    if (name === undefined) draft.notes.add(option.line, 'an option without a name was left out');
    else if (declareOption(draft, name, option) === 'secret') secrets.add(nameOf(name));
  }
  const several = { isSeveral: false };
  const host = (line: number): string => draft.host(line);
  const hosts = (line: number): string => {
    several.isSeveral = true;
    const input = { type: 'hosts', from: 'problem', label: 'Hosts' } as const;
    return `\${inputs.${draft.ask({ name: 'hosts', input }, line) ?? 'hosts'}}`;
  };
  const asked = (name: string, what: string, line: number): NamedValue | null => {
    const known = draft.inputs.has(name);
    const given = draft.ask({ name, input: { type: 'string', label: name.replaceAll('_', ' ') } }, line);
    if (!known)
      draft.notes.add(
        line,
        `${quoted(what)} of Rundeck has nothing like it here: it became the input ${given ?? name}`,
      );
    return given === null ? null : { name: given, value: `\${inputs.${given}}`, secret: false };
  };
  const namedValue = (path: string, line: number): NamedValue | null => {
    const option = /^(?:unquoted)?option\.(.+)$/.exec(path)?.[1] ?? /^RD_OPTION_(\w+)$/.exec(path)?.[1]?.toLowerCase();
    if (option !== undefined) {
      const name = optionName(draft, nameOf(option));
      return draft.inputs.has(name)
        ? { name, value: `\${inputs.${name}}`, secret: secrets.has(name) }
        : asked(name, path, line);
    }
    if (/^(?:node[.:](?:name|hostname)|RD_NODE_(?:NAME|HOSTNAME))$/.test(path) && !several.isSeveral) {
      draft.host(line);
      return {
        name: 'host',
        value: `\${inputs.host.${path.toLowerCase().endsWith('hostname') ? 'address' : 'name'}}`,
        secret: false,
      };
    }
    return asked(nameOf(path.replaceAll(/[^A-Za-z0-9]+/g, '_').replace(/^RD_/, '')), path, line);
  };
  return {
    host,
    hosts,
    spots: (text, line) =>
      spotsFor(
        [...text.matchAll(REFERENCE)].map((match) => ({
          at: match.index,
          length: match[0].length,
          name: match[1] ?? match[2] ?? match[3] ?? match[4] ?? '',
        })),
        ({ name, at }) => namedValue(name, line + text.slice(0, at).split('\n').length - 1),
      ),
  };
}

/** An option that is called host would be taken for the machine that commands run on. */
const optionName = (draft: DraftBuilder, name: string): string =>
  draft.inputs.has(`option_${name}`) ? `option_${name}` : name;

function declareOption(draft: DraftBuilder, name: string, option: TreeNode): string {
  const flag = (key: string): boolean => option.get(key)?.text() === 'true';
  const tell = (key: string, what: string): void =>
    draft.notes.add(option.get(key)?.line ?? option.line, `option ${name}: ${what}`);
  const values = option.get('values');
  const listed = (values?.items() ?? []).map((item) => item.text() ?? '');
  if (listed.length > 0 && !flag('enforced'))
    tell(
      'values',
      `its values are only suggestions in Rundeck, and were not carried over: ${listed.join(', ').slice(0, 200)}`,
    );
  if (option.get('valuesUrl')) tell('valuesUrl', 'its values come from an address, which was not carried over');
  if (flag('multivalued')) tell('multivalued', 'it takes several values in Rundeck: here it is one text');
  if (flag('isDate') || option.get('dateFormat'))
    tell(option.get('dateFormat') ? 'dateFormat' : 'isDate', 'it is a date in Rundeck: here it is a text');
  if (option.get('type')?.text() === 'file') tell('type', 'it is a file in Rundeck: here it is a text');
  if (option.get('hidden')) tell('hidden', 'it is hidden in Rundeck: here it is asked for');
  const secret = flag('secure') || option.get('storagePath') !== undefined;
  const rules = {
    name,
    line: option.line,
    about: option.get('description')?.text() ?? option.get('label')?.text() ?? '',
    secret,
    required: flag('required'),
    type: 'string' as const,
    preset: option.get('value')?.text() ?? option.get('defaultValue')?.text(),
    choices: flag('enforced') ? listed : [],
    pattern: option.get('regex')?.text(),
    multiline: false,
  };
  const clean = nameOf(name);
  const taken = clean === 'host' || clean === 'hosts' ? `option_${clean}` : clean;
  const given = draft.ask({ name: taken, input: inputFor(rules, draft.notes) }, option.line);
  if (given === null) draft.notes.add(option.line, `option ${name}: there are too many inputs, it was left out`);
  return secret ? 'secret' : 'string';
}
