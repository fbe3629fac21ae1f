// Nothing jumps: a list keeps the order it was shown in until something joins or leaves it, or somebody asks.
import { useRef } from 'react';

interface Steady<Item> {
  readonly items: readonly Item[];
  /** The order shown is no longer the order it would have now. */
  readonly isOutOfOrder: boolean;
}

/** `ordered` is how it would stand now; a new `version` takes that order up. */
export function useSteadyOrder<Item>(
  ordered: readonly Item[],
  keyOf: (item: Item) => string,
  version: number,
): Steady<Item> {
  const kept = useRef<{ keys: readonly string[]; version: number }>({ keys: [], version: -1 });
  const keys = ordered.map(keyOf);
  const known = new Set(kept.current.keys);
  const changed = keys.length !== known.size || keys.some((key) => !known.has(key));
  if (changed || version !== kept.current.version) kept.current = { keys, version };
  const byKey = new Map(ordered.map((item) => [keyOf(item), item]));
  const items = kept.current.keys.flatMap((key) => byKey.get(key) ?? []);
  return { items, isOutOfOrder: kept.current.keys.some((key, index) => key !== keys[index]) };
}
