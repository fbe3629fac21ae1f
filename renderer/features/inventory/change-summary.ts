// Pure: a long list of changes told in few words: how many of each sort, and the changes that many hosts share.
import type { FieldChange, InventoryChange } from '../../../electron/contract/model/inventory-change.ts';

export type Action = InventoryChange['action'];

export const countActions = (changes: readonly InventoryChange[]): Readonly<Record<Action, number>> => {
  const counts = { add: 0, change: 0, remove: 0 };
  for (const { action } of changes) counts[action] += 1;
  return counts;
};

export interface SharedChange extends FieldChange {
  /** How many things change just so. */
  readonly times: number;
}

/** The same change on several things, the most common first; those that are alone are left out. */
export function sharedChanges(changes: readonly InventoryChange[]): readonly SharedChange[] {
  const times = new Map<string, SharedChange>();
  for (const { action, fields } of changes) {
    if (action !== 'change') continue;
    for (const field of fields) {
      const key = JSON.stringify([field.path, field.before, field.after]);
      times.set(key, { ...field, times: (times.get(key)?.times ?? 0) + 1 });
    }
  }
  return [...times.values()].filter((each) => each.times > 1).toSorted((a, b) => b.times - a.times);
}
