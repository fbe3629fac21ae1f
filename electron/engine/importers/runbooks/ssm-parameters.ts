// Parameters of an SSM document as inputs, and what {{ … }} stands for: a parameter, an output of a step, or something of AWS.
import type { Spot } from './command-body.ts';
import type { DraftBuilder } from './draft-builder.ts';
import { slug } from './draft-ids.ts';
import { inputFor } from './input-rules.ts';
import { quoted } from './notes.ts';
import type { TreeNode } from './tree.ts';
import { type NamedValue, spotsFor } from './value-references.ts';

export interface SsmParameters {
  /** Values in a command; what AWS alone knows becomes an input. */
  spots(text: string, line: number): readonly Spot[];
  /** Values in a text that people read: parameters only. */
  known(text: string): readonly Spot[];
}

const REFERENCE = /\{\{\s*([A-Za-z][\w.:\-/[\]]{0,127})\s*\}\}/g;

const nameOf = (parameter: string): string =>
  slug(parameter.replaceAll(/[._:/[\]]+/g, '-'), 'value', 48).replaceAll('-', '_');

export function createParameters(draft: DraftBuilder, parameters: TreeNode | undefined): SsmParameters {
  const declared = new Map<string, NamedValue>();
  for (const [parameter, node] of parameters?.entries() ?? []) {
    const value = declareParameter(draft, parameter, node);
    if (value) declared.set(parameter, value);
  }
  const references = (text: string) =>
    [...text.matchAll(REFERENCE)].map((match) => ({ at: match.index, length: match[0].length, name: match[1] ?? '' }));
  const asked = (name: string, line: number): NamedValue | null => {
    const input = nameOf(name);
    const isNew = !draft.inputs.has(input);
    const given = draft.ask({ name: input, input: { type: 'string', label: name.slice(0, 120) } }, line);
    const what = name.includes('.') ? 'what a step of the document puts out' : 'a value that only AWS knows';
    if (isNew) draft.notes.add(line, `${quoted(name)} is ${what}: it became the input ${given ?? input}`);
    return given === null ? null : { name: given, value: `\${inputs.${given}}`, secret: false };
  };
  return {
    spots: (text, line) =>
      spotsFor(
        references(text),
        ({ name, at }) => declared.get(name) ?? asked(name, line + text.slice(0, at).split('\n').length - 1),
      ),
    known: (text) => spotsFor(references(text), ({ name }) => declared.get(name) ?? null),
  };
}

function declareParameter(draft: DraftBuilder, parameter: string, node: TreeNode): NamedValue | null {
  const type = node.get('type')?.text() ?? 'String';
  const tell = (key: string, what: string): void =>
    draft.notes.add(node.get(key)?.line ?? node.line, `parameter ${parameter}: ${what}`);
  const preset = node.get('default');
  const text =
    preset?.text() ?? (preset === undefined || (preset.scalar() ?? null) !== null ? undefined : listText(preset));
  if (/^(?:StringList|List<.*>)$/.test(type))
    tell('type', 'it is a list in AWS: here it is one text, separated by commas');
  else if (/^(?:MapList|StringMap)$/.test(type)) tell('type', 'it is a structure in AWS: here it is a text in JSON');
  else if (/^AWS::/.test(type)) tell('type', `it is a ${type}, which nothing here checks`);
  for (const key of ['minChars', 'maxChars', 'minItems', 'maxItems', 'displayType', 'allowedPatternDescription']) {
    const limit = node.get(key);
    if (limit) draft.notes.add(limit.line, `parameter ${parameter}: \`${key}\` was not carried over`);
  }
  const description = node.get('description')?.text() ?? '';
  const required = preset === undefined && !/^\s*\(?optional\)?/i.test(description);
  const secret = type === 'SecureString' || node.get('noEcho')?.text() === 'true';
  const input = inputFor(
    {
      name: parameter,
      line: node.line,
      about: description.trim(),
      secret,
      required: required || (text !== undefined && text !== ''),
      type: type === 'Integer' ? 'integer' : type === 'Boolean' ? 'boolean' : 'string',
      preset: text,
      choices: (node.get('allowedValues')?.items() ?? []).map((item) => item.text() ?? ''),
      pattern: node.get('allowedPattern')?.text(),
      multiline: /^(?:MapList|StringMap)$/.test(type),
    },
    draft.notes,
  );
  const clean = nameOf(parameter);
  const name = draft.ask({ name: clean === 'host' ? 'host_name' : clean, input }, node.line);
  if (name === null) draft.notes.add(node.line, `parameter ${parameter}: there are too many inputs, it was left out`);
  return name === null ? null : { name, value: `\${inputs.${name}}`, secret };
}

const listText = (node: TreeNode): string => {
  const items = node.items().map((item) => item.text());
  return node.isList && items.every((item) => item !== undefined) ? items.join(',') : JSON.stringify(node.plain());
};
