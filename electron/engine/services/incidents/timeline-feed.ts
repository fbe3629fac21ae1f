// Timelines from near: whoever looks at one hears how long it is, at once and then in every turn in which something joined
// it or was said of it.
import type { IncidentId } from '../../../contract/model/ids.ts';

export interface TimelineFeed {
  /** Something about this timeline was written; may be called inside the transaction. Free when nobody looks. */
  touched(id: IncidentId): void;
  subscribe(id: IncidentId, signal: AbortSignal | undefined): AsyncGenerator<{ readonly total: number }, void, void>;
  close(): void;
}

interface Watcher {
  hasNews: boolean;
  wake: () => void;
}

/** `totalOf` is asked after the turn: what was rolled back in it is not counted. */
export function createTimelineFeed(totalOf: (id: IncidentId) => number): TimelineFeed {
  const watchers = new Map<IncidentId, Set<Watcher>>();
  const news = new Set<IncidentId>();
  let closed = false;

  const tell = (): void => {
    for (const id of news) {
      for (const watcher of watchers.get(id) ?? []) {
        watcher.hasNews = true;
        watcher.wake();
      }
    }
    news.clear();
  };

  return {
    touched(id) {
      if (!watchers.has(id)) return;
      // A transaction is over before the turn is: then there is one word for all that was in it.
      if (news.size === 0) setImmediate(tell);
      news.add(id);
    },
    async *subscribe(id, signal) {
      const watcher: Watcher = { hasNews: true, wake: () => {} };
      const watching = watchers.get(id) ?? new Set();
      watching.add(watcher);
      watchers.set(id, watching);
      const onAbort = () => watcher.wake();
      signal?.addEventListener('abort', onAbort);
      try {
        while (!signal?.aborted && !closed) {
          if (watcher.hasNews) {
            watcher.hasNews = false;
            yield { total: totalOf(id) };
          } else await new Promise<void>((resolve) => (watcher.wake = resolve));
        }
      } finally {
        signal?.removeEventListener('abort', onAbort);
        watching.delete(watcher);
        if (watching.size === 0) watchers.delete(id);
      }
    },
    close() {
      closed = true;
      for (const watching of watchers.values()) for (const watcher of watching) watcher.wake();
    },
  };
}
