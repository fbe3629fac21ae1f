// JSON lines, one object a line, from a file or standard input: streamed, so that a month of results needs no memory.
// What is wrong is told as file:line:column.
import type { z } from 'zod';
import { type CliIo, InputError } from './command.ts';
import { jsonPlaces } from './json-places.ts';
import { nameOfFile, readText } from './read-text.ts';

export interface JsonLine {
  readonly value: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
  /** An error about this line: about the value at `at`, or about the name of that member. */
  wrong(message: string, at?: readonly PropertyKey[], about?: 'value' | 'name'): InputError;
}

/** No line anybody writes is longer; a file without line feeds must not fill the memory. */
const LONGEST_LINE = 4 * 1024 * 1024;

/**
 * The objects of `file` ('-' is standard input), one after the other; blank lines are passed over. Throws an InputError
 * for a file that cannot be read and for a line that is no JSON object. Ends early, without an error, when `io.signal` aborts.
 */
export async function* readJsonLines(
  io: Pick<CliIo, 'stdin' | 'cwd' | 'signal'>,
  file: string,
): AsyncGenerator<JsonLine> {
  const name = nameOfFile(file);
  let line = 0;
  for await (const text of textLines(io, file, name)) {
    line += 1;
    if (text.trim() !== '') yield parseLine(text, name, line);
  }
}

/** `value` as the schema has it; what it refuses is thrown with its place. `under`: the member of the line that `value` is. */
export function parseWith<T extends z.ZodType>(
  schema: T,
  line: JsonLine,
  value: unknown,
  under: readonly PropertyKey[] = [],
): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (!issue) throw line.wrong('not what is meant here', under);
  if (issue.code === 'unrecognized_keys') {
    const unknown = issue.keys[0] ?? '';
    const known = knownKeys(schema);
    const hint = known.length > 0 ? `; known are ${known.join(', ')}` : '';
    throw line.wrong(`"${unknown}" is not known here${hint}`, [...under, ...issue.path, unknown], 'name');
  }
  const what = issue.path.map(String).join('.');
  const missing = issue.path.length > 0 && at(value, issue.path) === undefined;
  const message = missing ? `"${what}" is missing` : [what, issue.message].filter(Boolean).join(': ');
  throw line.wrong(message, [...under, ...issue.path]);
}

const knownKeys = (schema: z.ZodType): readonly string[] =>
  'shape' in schema && typeof schema.shape === 'object' && schema.shape !== null ? Object.keys(schema.shape) : [];

const at = (value: unknown, where: readonly PropertyKey[]): unknown =>
  where.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | null | undefined)?.[key], value);

function parseLine(text: string, file: string, line: number): JsonLine {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const { fault } = jsonPlaces(text);
    const { column = 1, message = (error as Error).message } = fault ?? {};
    throw new InputError(`this is not JSON: ${message}`, { file, line, column });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InputError('a JSON object is expected on each line', { file, line, column: 1 });
  }
  return {
    value: value as Readonly<Record<string, unknown>>,
    line,
    wrong(message, where = [], about = 'value') {
      const places = jsonPlaces(text);
      const column = about === 'name' ? places.columnOfName(where) : places.columnOf(where);
      return new InputError(message, { file, line, column });
    },
  };
}

async function* textLines(
  io: Pick<CliIo, 'stdin' | 'cwd' | 'signal'>,
  file: string,
  name: string,
): AsyncGenerator<string> {
  let rest = '';
  let line = 0;
  for await (const text of readText(io, file)) {
    rest += text;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const whole of lines) yield whole;
    line += lines.length;
    if (rest.length > LONGEST_LINE) {
      throw new InputError(`this line is longer than ${LONGEST_LINE} characters`, { file: name, line: line + 1 });
    }
  }
  if (rest !== '') yield rest;
}
