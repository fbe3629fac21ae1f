// The escalations that have not ended, in memory as on disk: a row, what the journal says of it, and what else belongs to the
// same moment (the deliveries of a step) are one transaction.
import type { Clock } from '../lib/clock.ts';
import type { StoredEscalation } from '../store/escalations.ts';
import type { Store } from '../store/open.ts';
import { ENGINE, escalationEntry, type Said } from './escalation-entries.ts';
import type { World } from './world.ts';

/** What the journal says; by the engine and now, unless it says otherwise. */
export type Words = Pick<Said, 'text'> & Partial<Said>;

export interface Book {
  /** Oldest first. */
  open(): readonly StoredEscalation[];
  get(id: string): StoredEscalation | undefined;
  /** Writes a row; `work` is kept with it, or nothing is. */
  keep(row: StoredEscalation, words?: readonly Words[], work?: () => void): void;
  end(row: StoredEscalation, words: Words): void;
  /** Takes them from the disk again: what was kept within somebody else's transaction may have fallen with it. */
  reload(): void;
}

export function openBook(options: { readonly clock: Clock; readonly store: Store; readonly world: World }): Book {
  const { clock, store, world } = options;
  const rows = new Map(store.escalations.open().map((row) => [row.id, row]));
  const write = (row: StoredEscalation, endedAt: number | null, words: readonly Words[], work?: () => void): void =>
    store.transaction(() => {
      const now = clock.now();
      work?.();
      store.escalations.put(row, endedAt);
      const entries = words.map((one) => escalationEntry(world, row, { at: now, actor: ENGINE, ...one }));
      if (entries.length > 0) store.journal.append(entries, now);
    });
  return {
    open: () => [...rows.values()],
    get: (id) => rows.get(id),
    keep(row, words = [], work) {
      write(row, null, words, work);
      rows.set(row.id, row);
    },
    end(row, words) {
      write({ ...row, nextAt: null, waitsFor: null }, clock.now(), [words]);
      rows.delete(row.id);
    },
    reload() {
      const stored = store.escalations.open();
      rows.clear();
      for (const row of stored) rows.set(row.id, row);
    },
  };
}
