// What the grammar has at a place of the file, for the words of a finding: which keys there are, and what a key is for.

import { type JsonSchema, runbookJsonSchema } from './json-schema.ts';
import type { PlacePath } from './places.ts';

/** Keys that may stand in the map at `path`; empty: any. */
export const keysAt = (path: PlacePath): readonly string[] => [
  ...new Set(schemasAt(path).flatMap(({ properties }) => Object.keys(properties ?? {}))),
];

/** What the thing at `path` is for, one sentence; '' where the grammar does not say. */
export const aboutAt = (path: PlacePath): string => schemasAt(path).find((one) => one.description)?.description ?? '';

/** Whether a text with a unit is wanted: 20s. */
export const wantsDuration = (path: PlacePath): boolean =>
  schemasAt(path).some(({ pattern }) => typeof pattern === 'string' && pattern.includes('ms|s|m|h|d'));

/** All forms that the grammar has for a place; unions give several. */
function schemasAt(path: PlacePath): readonly JsonSchema[] {
  let here = forms(runbookJsonSchema());
  for (const step of path) here = here.flatMap((schema) => below(schema, step)).flatMap(forms);
  return here;
}

const forms = (schema: JsonSchema): readonly JsonSchema[] => {
  const inner = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])];
  return [schema, ...inner.flatMap(forms)];
};

function below(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === 'number') return schema.items ? [schema.items] : [];
  const named = schema.properties && Object.hasOwn(schema.properties, step) ? schema.properties[step] : undefined;
  if (named) return [named];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}
