// The JSON Schema that editors complete and check with: it lies in the library as the program makes it.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runbookJsonSchemaText } from '../../electron/engine/runbook-format/index.ts';
import { type JsonSchema, runbookJsonSchema } from '../../electron/engine/runbook-format/json-schema.ts';
import { stepKinds } from '../../electron/engine/steps/index.ts';
import { SAMPLE } from './runbook-format-makers.ts';

test('the schema beside the library is the one of this program (vitest -u writes it anew)', async () => {
  await expect(runbookJsonSchemaText()).toMatchFileSnapshot('../../runbooks/schema/runbook.schema.json');
});

/** As much of a validator as this schema has words; what does not fit, by its path. */
function faults(schema: JsonSchema, value: unknown, path = ''): readonly string[] {
  const own: string[] = [];
  const types = schema.type === undefined ? null : [schema.type].flat();
  if (types && !types.some((type) => isOf(type, value))) return [`${path}: not ${types.join(' or ')}`];
  if ('const' in schema && schema.const !== value) own.push(`${path}: not ${String(schema.const)}`);
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) own.push(`${path}: none of ${schema.enum.join()}`);
  if (typeof schema.pattern === 'string' && typeof value === 'string' && !new RegExp(schema.pattern, 'u').test(value))
    own.push(`${path}: pattern`);
  for (const forms of [schema.anyOf, schema.oneOf]) {
    const fitting = forms?.filter((form) => faults(form, value, path).length === 0).length;
    if (fitting === 0 || (forms === schema.oneOf && (fitting ?? 1) > 1)) own.push(`${path}: ${fitting} forms fit`);
  }
  if (Array.isArray(value))
    own.push(...value.flatMap((one, index) => (schema.items ? faults(schema.items, one, `${path}[${index}]`) : [])));
  else if (typeof value === 'object' && value !== null)
    own.push(...ofObject(schema, value as Record<string, unknown>, path));
  return own;
} // prettier-ignore

function ofObject(schema: JsonSchema, value: Readonly<Record<string, unknown>>, path: string): readonly string[] {
  const lacking = (schema.required ?? []).filter((key) => !(key in value)).map((key) => `${path}: lacks ${key}`);
  return [
    ...lacking,
    ...Object.entries(value).flatMap(([key, one]) => {
      const known = schema.properties?.[key] ?? schema.additionalProperties;
      if (known === false) return [`${path}.${key}: unknown`];
      return typeof known === 'object' ? faults(known, one, `${path}.${key}`) : [];
    }),
  ];
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return type === 'null' ? value === null : typeof value === type;
}

const judged = (text: string): readonly string[] => faults(runbookJsonSchema(), parse(text));

test('an editor accepts the sample, and marks what is wrong in it', () => {
  expect(judged(SAMPLE)).toEqual([]);
  expect(judged(SAMPLE.replace('verify: freed ', 'verfiy: freed '))).toEqual(['.steps[3].verfiy: unknown']);
  expect(judged(SAMPLE.replace('owner: platform', ''))).toEqual([': lacks owner']);
  expect(judged(SAMPLE.replace('escalate: { to: on-call }', 'optional: true'))).toEqual(['.steps[5]: 0 forms fit']);
  expect(judged(SAMPLE.replace('estimate: 10m', 'estimate: ten'))).toEqual(['.estimate: pattern']);
  expect(judged(SAMPLE.replace('id: usage', 'id: Usage'))).toEqual(['.steps[1].id: pattern']);
});

test('every key says what it is for', () => {
  const silent: string[] = [];
  const look = (schema: JsonSchema, path: string): void => {
    for (const [key, one] of Object.entries(schema.properties ?? {})) {
      if (!one.description) silent.push(`${path}.${key}`);
      look(one, `${path}.${key}`);
    }
    if (schema.items) look(schema.items, `${path}[]`);
    for (const form of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) look(form, path);
    if (typeof schema.additionalProperties === 'object') look(schema.additionalProperties, `${path}.*`);
  };
  look(runbookJsonSchema(), '');
  expect(silent).toEqual([]);
});

test('every kind of step of the registry is a key, and exactly one of them is wanted', () => {
  const step = runbookJsonSchema().properties?.steps?.items;
  expect(step?.oneOf).toEqual(stepKinds.map(({ kind }) => ({ required: [kind] })));
  for (const { kind, title } of stepKinds) expect(step?.properties?.[kind]?.title).toBe(title);
});

test('the file is plain JSON Schema of draft 2020-12', () => {
  const kept = JSON.parse(readFileSync(new URL('../../runbooks/schema/runbook.schema.json', import.meta.url), 'utf8'));
  expect(kept.$schema).toBe('https://json-schema.org/draft/2020-12/schema');
  expect(kept).toEqual(runbookJsonSchema());
});
