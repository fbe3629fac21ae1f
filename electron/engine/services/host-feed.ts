// One host from near: whoever looks at a host gets the last result of each of its checks, then each new one.
import type { HostId } from '../../contract/model/ids.ts';
import type { Result } from '../../contract/model/result.ts';

/** At most this many results wait for a slow screen; older ones are dropped, the newest stay. */
const BACKLOG = 1_000;

export interface HostFeed {
  /** Hands a result to whoever looks at its host. Free when nobody does. */
  offer(hostId: HostId, result: Result): void;
  subscribe(hostId: HostId, signal: AbortSignal | undefined): AsyncGenerator<readonly Result[], void, void>;
}

interface Watcher {
  waiting: Result[];
  wake: () => void;
}

/** `lastResults` is asked once per subscription. */
export function createHostFeed(lastResults: (hostId: HostId) => readonly Result[]): HostFeed {
  const watchers = new Map<HostId, Set<Watcher>>();

  return {
    offer(hostId, result) {
      const watching = watchers.get(hostId);
      if (!watching) return;
      for (const watcher of watching) {
        if (watcher.waiting.length >= BACKLOG) watcher.waiting.shift();
        watcher.waiting.push(result);
        watcher.wake();
      }
    },
    async *subscribe(hostId, signal) {
      const watcher: Watcher = { waiting: [...lastResults(hostId)], wake: () => {} };
      const watching = watchers.get(hostId) ?? new Set();
      watching.add(watcher);
      watchers.set(hostId, watching);
      const onAbort = () => watcher.wake();
      signal?.addEventListener('abort', onAbort);
      try {
        while (!signal?.aborted) {
          const batch = watcher.waiting;
          watcher.waiting = [];
          if (batch.length > 0) yield batch;
          else await new Promise<void>((resolve) => (watcher.wake = resolve));
        }
      } finally {
        signal?.removeEventListener('abort', onAbort);
        watching.delete(watcher);
        if (watching.size === 0) watchers.delete(hostId);
      }
    },
  };
}
