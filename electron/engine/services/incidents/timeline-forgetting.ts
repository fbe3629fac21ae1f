// After a redaction the search finds its words no more, but pages of its index still hold them. They are rewritten without,
// in slices between which the engine does its work.
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import { StorageError } from '../../store/storage-error.ts';

const PAUSE_MS = 50;
/** The disk would not take a slice: it is tried again. What was redacted is not found meanwhile. */
const AGAIN_MS = 60_000;

export interface Forgetting {
  begin(): void;
  /** What is left is done now, as far as the disk takes it. */
  stop(): void;
}

export function createForgetting(clock: Clock, store: Pick<Store, 'incidentSearch' | 'payloads'>): Forgetting {
  let cancel: (() => void) | null = null;

  /** Null: the disk refused. */
  const rewrite = (first: boolean): boolean | null => {
    try {
      const more = store.incidentSearch.rewriteSlice(first);
      if (!more) store.payloads.emptyLog();
      return more;
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      return null;
    }
  };
  const slice = (first: boolean): void => {
    const more = rewrite(first);
    if (more === null) cancel = clock.after(AGAIN_MS, () => slice(first));
    else cancel = more ? clock.after(PAUSE_MS, () => slice(false)) : null;
  };
  return {
    begin() {
      cancel?.();
      slice(true);
    },
    stop() {
      if (cancel === null) return;
      cancel();
      cancel = null;
      while (rewrite(false) === true);
    },
  };
}
