// Measured figures on their way to disk: in batches, off the path of the alarms. A kill loses at most the last quarter
// second of them.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Result } from '../../contract/model/result.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Troubles } from './troubles.ts';

export interface Samples {
  add(result: Result): void;
  removeCheck(checkId: CheckId): void;
  /** Writes what waits. */
  stop(): void;
}

const FLUSH_MS = 250;

export function createSamples(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly troubles: Troubles;
}): Samples {
  const { clock, store, troubles } = options;
  let cancelFlush: (() => void) | null = null;

  const flush = (): void => {
    store.samples.flush();
    const trouble = store.samples.trouble();
    troubles.set('samples', trouble?.message ?? null);
    // What waits is tried again by itself, also when no new result comes.
    cancelFlush = trouble ? clock.after(FLUSH_MS, flush) : null;
  };

  return {
    add(result) {
      store.samples.add(result);
      store.samples.rememberLast([result]);
      cancelFlush ??= clock.after(FLUSH_MS, flush);
    },
    removeCheck: (checkId) => store.samples.removeCheck(checkId),
    stop() {
      cancelFlush?.();
      store.samples.drain();
    },
  };
}
