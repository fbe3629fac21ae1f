// Pure: reading and writing one value of a config, and the words it is typed in.
import type { Field, Json, JsonMap } from './fields.ts';

/** What stands where a secret is stored: the value itself never comes back from the engine. */
export const isStoredSecret = (value: Json | undefined): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && '$secret' in value;

/** The name of the shared secret that stands there; null when none does. */
export function credentialOf(value: Json | undefined): string | null {
  if (typeof value !== 'object' || value === null || !('$credential' in value)) return null;
  return typeof value.$credential === 'string' ? value.$credential : null;
}

/** The value at `path`; undefined when nothing is set there. */
export function valueAt(config: JsonMap, path: readonly string[]): Json | undefined {
  let here: Json | undefined = config;
  for (const key of path) {
    if (typeof here !== 'object' || here === null || Array.isArray(here)) return undefined;
    here = (here as JsonMap)[key];
  }
  return here;
}

/** The config with `value` at `path`; undefined takes the key away, so that the default of the kind holds. */
export function withValue(config: JsonMap, path: readonly string[], value: Json | undefined): JsonMap {
  const [key, ...rest] = path;
  if (key === undefined) return config;
  if (rest.length === 0) {
    const { [key]: _, ...others } = config;
    return value === undefined ? others : { ...config, [key]: value };
  }
  const inner = config[key];
  const map = typeof inner === 'object' && inner !== null && !Array.isArray(inner) ? (inner as JsonMap) : {};
  return { ...config, [key]: withValue(map, rest, value) };
}

/** What an operator typed as a number; what is none stays text, and the engine says what is wrong with it. */
export function parseNumber(text: string): Json | undefined {
  const trimmed = text.trim().replace(',', '.');
  if (trimmed === '') return undefined;
  const number = Number(trimmed);
  return Number.isFinite(number) ? number : text.trim();
}

/** One item a line for text, commas or spaces between numbers. Empty means: not set. */
export function parseList(text: string, items: 'text' | 'number'): Json | undefined {
  const parts = items === 'text' ? text.split('\n') : text.split(/[\s,;]+/);
  const kept = parts.map((part) => part.trim()).filter((part) => part !== '');
  if (kept.length === 0) return undefined;
  return items === 'text' ? kept : kept.map((part) => parseNumber(part) ?? part);
}

/** 'Name: value' a line. A line without a colon is a name with nothing. */
export function parsePairs(text: string): Json | undefined {
  const pairs = text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const colon = line.indexOf(':');
      return colon < 0 ? [line.trim(), ''] : [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
    });
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
}

/** Raw JSON; what does not parse stays text, and is refused with words by the engine. */
export function parseJson(text: string): Json | undefined {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

/** A value as the words it would be typed in. */
export function asWords(value: Json | undefined, control: Field['control']): string {
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  if (control === 'pairs' && typeof value === 'object' && !Array.isArray(value)) {
    return Object.entries(value)
      .map(([name, each]) => `${name}: ${String(each)}`)
      .join('\n');
  }
  if (control === 'list' && Array.isArray(value)) {
    return value.map(String).join(value.every((each) => typeof each === 'number') ? ', ' : '\n');
  }
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}

/** What a choice is called: words for people, nothing for an empty value. */
export function optionWord(option: Json): string {
  if (option === null || option === '') return 'none';
  return String(option);
}

/** The grey words in an empty field: its default, else what it takes. */
export function placeholderOf(field: Field): string {
  const fallback = asWords(field.fallback, field.control);
  if (fallback !== '') return fallback.split('\n').join(', ');
  return 'limits' in field ? field.limits : '';
}
