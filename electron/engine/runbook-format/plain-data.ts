// Looking into plain data by path.
import type { PlacePath } from './places.ts';

export function valueAt(data: unknown, path: PlacePath): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Readonly<Record<string, unknown>>)[step];
  }
  return value;
}

/** A copy without what stands at the paths; of a list nothing is taken out, or the rest would stand in another place. */
export function without(data: unknown, paths: readonly PlacePath[]): unknown {
  if (paths.length === 0 || typeof data !== 'object' || data === null) return data;
  const within = (step: string | number): readonly PlacePath[] =>
    paths.flatMap(([first, ...rest]) => (first === step && rest.length > 0 ? [rest] : []));
  if (Array.isArray(data)) return data.map((item, index) => without(item, within(index)));
  const gone = new Set(paths.flatMap(([first, ...rest]) => (rest.length === 0 ? [first] : [])));
  const kept = Object.entries(data).filter(([key]) => !gone.has(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, without(value, within(key))]));
}
