// Messages, deliveries and alerts are kept for a quarter of a year, the dead ones as well; what is on its way is never removed.
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Troubles } from './troubles.ts';

const KEEP_MS = 90 * 86_400_000;
const EVERY_MS = 3_600_000;
/** Between two slices the writer is free. */
const SLICE = 500;
const PAUSE_MS = 1_000;

/** Looks an hour after the start and every hour; returns its end. */
export function keepRecent(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly troubles: Troubles;
}): () => void {
  const { clock, store, troubles } = options;
  let cancel = (): void => {};
  const look = (): void => {
    const before = clock.now() - KEEP_MS;
    let most = 0;
    const prune = (): void => {
      // Deliveries first: a message goes when nothing refers to it.
      for (const { prune: remove } of [store.deliveries, store.noticeRows, store.alerts]) {
        most = Math.max(most, remove(before, SLICE));
      }
    };
    troubles.guard('storage', () => store.transaction(prune), 'deliveries-kept');
    cancel = clock.after(most < SLICE ? EVERY_MS : PAUSE_MS, look);
  };
  cancel = clock.after(EVERY_MS, look);
  return () => cancel();
}
