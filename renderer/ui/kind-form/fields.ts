// Pure: the JSON Schema of a kind's config (draft 2020-12, as zod writes it) as a list of fields to draw. What this
// file does not understand becomes a field for raw JSON: every kind can be entered, whatever it brings.

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
export type JsonMap = { readonly [key: string]: Json };

interface FieldBase {
  /** Where the value stands in the config. */
  readonly path: readonly string[];
  readonly label: string;
  readonly help: string;
  readonly unit: string;
  readonly required: boolean;
  /** Used when the field is left empty; undefined when there is none. */
  readonly fallback: Json | undefined;
}

export type Field =
  | (FieldBase & {
      readonly control: 'text';
      readonly secret: boolean;
      readonly long: boolean;
      readonly limits: string;
    })
  | (FieldBase & { readonly control: 'number'; readonly limits: string; readonly alsoText: boolean })
  | (FieldBase & { readonly control: 'toggle' })
  | (FieldBase & { readonly control: 'choice'; readonly options: readonly Json[] })
  | (FieldBase & { readonly control: 'list'; readonly items: 'text' | 'number' })
  | (FieldBase & { readonly control: 'pairs' })
  | (FieldBase & { readonly control: 'group'; readonly fields: readonly Field[] })
  | (FieldBase & { readonly control: 'variant'; readonly tag: string; readonly variants: readonly Variant[] })
  | (FieldBase & { readonly control: 'json' });

export interface Variant {
  readonly value: string;
  readonly label: string;
  readonly fields: readonly Field[];
}

const isMap = (value: Json | undefined): value is JsonMap =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const asMap = (value: Json | undefined): JsonMap => (isMap(value) ? value : {});
const asList = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);
const asText = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

/** The fields of a config schema, in the order it lists them. */
export function fieldsOf(schema: JsonMap): readonly Field[] {
  const definitions = asMap(schema.$defs);
  return objectFields(schema, [], definitions);
}

function objectFields(schema: JsonMap, path: readonly string[], definitions: JsonMap): readonly Field[] {
  const required = new Set(asList(schema.required));
  return Object.entries(asMap(schema.properties)).map(([key, raw]) =>
    fieldOf(resolve(asMap(raw), definitions), [...path, key], required.has(key), definitions),
  );
}

function resolve(schema: JsonMap, definitions: JsonMap): JsonMap {
  const name = /^#\/\$defs\/(.+)$/.exec(asText(schema.$ref))?.[1];
  return name === undefined ? schema : { ...asMap(definitions[name]), ...schema };
}

/** The types a value may have, null left out: `['string', 'null']` and `anyOf` say the same. */
function typesOf(schema: JsonMap): readonly string[] {
  const own = typeof schema.type === 'string' ? [schema.type] : asList(schema.type).map(asText);
  const inner = branches(schema).flatMap((branch) => typesOf(branch));
  return [...new Set([...own, ...inner])].filter((type) => type !== 'null');
}

const branches = (schema: JsonMap): readonly JsonMap[] => [...asList(schema.anyOf), ...asList(schema.oneOf)].map(asMap);

/** One branch besides null: its rules are the field's own. */
function withoutNull(schema: JsonMap, definitions: JsonMap): JsonMap {
  const real = branches(schema)
    .map((branch) => resolve(branch, definitions))
    .filter((branch) => branch.type !== 'null');
  return real.length === 1 ? { ...real[0], ...schema } : schema;
}

function fieldOf(raw: JsonMap, path: readonly string[], required: boolean, definitions: JsonMap): Field {
  const schema = withoutNull(raw, definitions);
  const key = path.at(-1) ?? '';
  const base: FieldBase = {
    path,
    label: asText(schema.title) || labelOf(key),
    help: asText(schema.description),
    unit: asText(schema.unit) || unitOf(key),
    required,
    fallback: schema.default,
  };
  const options = optionsOf(schema, definitions);
  if (options) return { ...base, control: 'choice', options };
  const variants = variantsOf(schema, path, definitions);
  if (variants) return { ...base, control: 'variant', ...variants };
  return simpleField(schema, base, path, definitions);
}

function simpleField(schema: JsonMap, base: FieldBase, path: readonly string[], definitions: JsonMap): Field {
  const types = typesOf(schema);
  const numeric = types.some((type) => type === 'number' || type === 'integer');
  const text = types.includes('string');
  // A secret may also be a reference to one: it is typed all the same.
  if (schema.secret === true && text) return { ...base, control: 'text', secret: true, long: false, limits: '' };
  if (types.length === 1 && types[0] === 'boolean') return { ...base, control: 'toggle' };
  if (types.length === 1 && types[0] === 'array') return listField(resolve(asMap(schema.items), definitions), base);
  if (types.length === 1 && types[0] === 'object') return objectField(schema, base, path, definitions);
  if (numeric && types.every((type) => type === 'number' || type === 'integer' || type === 'string')) {
    return { ...base, control: 'number', limits: numberLimits(schema), alsoText: text };
  }
  if (text && types.length === 1) {
    const long = schema.format === 'multiline' || schema.multiline === true || Number(schema.maxLength ?? 0) >= 10_000;
    return { ...base, control: 'text', secret: false, long, limits: '' };
  }
  return { ...base, control: 'json' };
}

function listField(items: JsonMap, base: FieldBase): Field {
  const types = typesOf(items);
  if (types.length === 0 || branches(items).some((branch) => typesOf(branch).includes('object'))) {
    return { ...base, control: 'json' };
  }
  if (types.every((type) => type === 'number' || type === 'integer'))
    return { ...base, control: 'list', items: 'number' };
  if (types.every((type) => type === 'string')) return { ...base, control: 'list', items: 'text' };
  return { ...base, control: 'json' };
}

function objectField(schema: JsonMap, base: FieldBase, path: readonly string[], definitions: JsonMap): Field {
  if (isMap(schema.properties)) return { ...base, control: 'group', fields: objectFields(schema, path, definitions) };
  const values = typesOf(asMap(schema.additionalProperties));
  return { ...base, control: values.length === 1 && values[0] === 'string' ? 'pairs' : 'json' };
}

/** Values of an enum, of a const, or of a union of consts; null when it is none of these. */
function optionsOf(schema: JsonMap, definitions: JsonMap): readonly Json[] | null {
  if (Array.isArray(schema.enum)) return asList(schema.enum);
  if (schema.const !== undefined) return [schema.const];
  const each = branches(schema).map((branch) => optionsOf(resolve(branch, definitions), definitions));
  return each.length > 0 && each.every((options) => options !== null) ? each.flatMap((options) => options ?? []) : null;
}

/** A union of objects told apart by one property that is a constant in each of them. */
function variantsOf(
  schema: JsonMap,
  path: readonly string[],
  definitions: JsonMap,
): { tag: string; variants: readonly Variant[] } | null {
  const objects = branches(schema).map((branch) => resolve(branch, definitions));
  if (objects.length < 2 || !objects.every((branch) => isMap(branch.properties))) return null;
  const tag = Object.keys(asMap(objects[0]?.properties)).find((key) =>
    objects.every((branch) => asMap(asMap(branch.properties)[key]).const !== undefined),
  );
  if (tag === undefined) return null;
  const variants = objects.map((branch) => {
    const constant = asMap(asMap(branch.properties)[tag]).const;
    return {
      value: String(constant),
      label: asText(branch.title) || labelOf(String(constant)),
      fields: objectFields(branch, path, definitions).filter((field) => field.path.at(-1) !== tag),
    };
  });
  return { tag, variants };
}

function numberLimits({ minimum, maximum }: JsonMap): string {
  const low = typeof minimum === 'number' && minimum > Number.MIN_SAFE_INTEGER ? minimum : null;
  const high = typeof maximum === 'number' && maximum < Number.MAX_SAFE_INTEGER ? maximum : null;
  if (low !== null && high !== null) return `${low} to ${high}`;
  if (low !== null) return low === 0 ? '' : `at least ${low}`;
  return high === null ? '' : `at most ${high}`;
}

/** 'expectStatus' → 'Expect status', 'rtt.warn' → 'Rtt warn'; a unit at the end of the name is not said twice. */
export function labelOf(key: string): string {
  const words = key
    .replace(/(Ms|Bytes|Percent)$/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[._-]+/g, ' ')
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function unitOf(key: string): string {
  if (key.endsWith('Ms')) return 'ms';
  if (key.endsWith('Percent')) return '%';
  return key.endsWith('Bytes') ? 'B' : '';
}
