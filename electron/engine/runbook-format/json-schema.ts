// The JSON Schema of a runbook (draft 2020-12), from the zod schema: what editors complete and check with. It lies beside the
// library as schema/runbook.schema.json.
import { z } from 'zod';
import { stepKinds } from '../steps/index.ts';
import { runbookSchema } from './runbook-schema.ts';

/** As much of JSON Schema as zod writes. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
  readonly [key: string]: unknown;
}

let made: JsonSchema | null = null;

/** Made once; it depends on the registry of step kinds only. */
export function runbookJsonSchema(): JsonSchema {
  made ??= make();
  return made;
}

/** As it lies in the file. */
export const runbookJsonSchemaText = (): string => `${jsonText(runbookJsonSchema(), '', 0)}\n`;

const WIDTH = 120;

/** Lists of plain values in one line where they fit, as the formatter of this project writes them. */
function jsonText(value: unknown, indent: string, before: number): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item !== 'object' || item === null);
    const line = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
    if (plain && before + line.length < WIDTH) return line;
    return `[\n${value.map((item) => inner + jsonText(item, inner, inner.length)).join(',\n')}\n${indent}]`;
  }
  const lines = Object.entries(value).map(([key, item]) => {
    const start = `${inner}${JSON.stringify(key)}: `;
    return start + jsonText(item, inner, start.length);
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}

function make(): JsonSchema {
  const { $schema, ...drawn } = z.toJSONSchema(runbookSchema, {
    target: 'draft-2020-12',
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
  }) as JsonSchema;
  return {
    $schema,
    title: 'Runbook of Watchfloor',
    description: 'Format watchfloor/v1. Made from the program; the grammar in words is in the README of the library.',
    ...withOneKind(drawn),
  };
}

/** A step has exactly one of the kinds' keys, which zod cannot say. */
function withOneKind(schema: JsonSchema): JsonSchema {
  const steps = schema.properties?.steps;
  if (!steps?.items) return schema;
  const oneOf = stepKinds.map(({ kind }) => ({ required: [kind] }));
  return {
    ...schema,
    properties: { ...schema.properties, steps: { ...steps, items: { ...steps.items, oneOf } } },
  };
}
