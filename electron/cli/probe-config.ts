// The config of a probe as it stands on a command line: JSON, told by line, column and field where it is not right.
import { type JsonObject, jsonObject } from '../contract/model/check.ts';
import { hostAddress } from '../contract/model/host.ts';
import type { ProbeKind } from '../engine/probes/probe.ts';
import { InputError } from './command.ts';
import { jsonPlaces } from './json-places.ts';

export interface ProbeTarget {
  /** As the kind's schema parsed it. */
  readonly config: unknown;
  readonly address: string;
}

/** Where a config came from, for errors: '--config' or 'standard input'. */
export interface ConfigText {
  readonly text: string;
  readonly name: string;
}

/**
 * Reads a config for `kind`. "address" (or "host") in it names the host where the kind has no such field of its own;
 * `address` comes before it, `fallback` after it. Throws an InputError naming place and field.
 */
export function readProbeConfig(
  source: ConfigText,
  kind: ProbeKind,
  { address, fallback }: { readonly address: string | undefined; readonly fallback: string },
): ProbeTarget {
  const object = parseObject(source);
  const taken = takeAddress(object, kind);
  const parsed = kind.config.safeParse(taken.config);
  if (!parsed.success) throw wrongFields(source, kind, parsed.error.issues);
  const wanted = hostAddress.safeParse(address ?? taken.address ?? fallback);
  if (wanted.success) return { config: parsed.data, address: wanted.data };
  throw new InputError(`address: ${wanted.error.issues[0]?.message ?? 'is none'}`);
}

function parseObject(source: ConfigText): JsonObject {
  const { text, name } = source;
  if (text.trim() === '') throw new InputError('there is nothing; a JSON object is expected, e.g. {}', { file: name });
  const { fault } = jsonPlaces(text);
  if (fault) throw new InputError(`this is not JSON: ${fault.message}`, placeOf(source, fault.column));
  const parsed = jsonObject.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  throw new InputError('a config is a JSON object, e.g. {"port": 443}', placeOf(source, 1));
}

function takeAddress(config: JsonObject, kind: ProbeKind): { config: JsonObject; address: string | null } {
  const own = fieldsOf(kind);
  for (const field of ['address', 'host']) {
    const { [field]: value, ...rest } = config;
    if (typeof value === 'string' && !own.includes(field)) return { config: rest, address: value };
  }
  return { config, address: null };
}

interface Issue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly keys?: readonly string[];
}

/** One line a field; the first at its place in the text. */
function wrongFields(source: ConfigText, kind: ProbeKind, issues: readonly Issue[]): InputError {
  const places = jsonPlaces(source.text);
  const said = issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys' || !issue.keys) return [{ path: issue.path, message: issue.message }];
    const known = fieldsOf(kind).join(', ');
    return issue.keys.map((key) => ({
      path: [...issue.path, key],
      message: `is no setting of ${kind.kind}; there are: ${known}`,
    }));
  });
  const [first, ...rest] = said.map(({ path, message }) => `${path.map(String).join('.') || kind.kind}: ${message}`);
  const more = rest.map((line) => `\n  ${line}`).join('');
  return new InputError(`${first}${more}`, placeOf(source, places.columnOf(said[0]?.path ?? [])));
}

const fieldsOf = (kind: ProbeKind): readonly string[] =>
  'shape' in kind.config && typeof kind.config.shape === 'object' ? Object.keys(kind.config.shape ?? {}) : [];

/** `column`: from 1, counted over the whole text. */
function placeOf({ text, name }: ConfigText, column: number) {
  const lines = text.slice(0, column - 1).split('\n');
  return { file: name, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
