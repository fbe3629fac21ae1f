// Chance that can be had again: the same seed gives the same numbers (mulberry32).
export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number;
  /** A whole number, 0 ≤ n < limit. */
  below(limit: number): number;
  pick<Item>(items: readonly Item[]): Item;
}

export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    next,
    below: (limit) => Math.floor(next() * limit),
    pick(items) {
      const found = items[Math.floor(next() * items.length)];
      if (found === undefined) throw new Error('there is nothing to pick from');
      return found;
    },
  };
}
