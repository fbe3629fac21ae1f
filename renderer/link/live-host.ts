// One host from near: the last result of each of its checks, kept fresh while a screen shows it.
import type { HostId } from '../../electron/contract/model/ids.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import { engine } from './client.ts';

/**
 * Calls `onResults` with the last results of a host's checks, then with every new batch. `onEnd` hears why it stopped,
 * in words, unless it was undone. The returned function is the undo.
 */
export function watchHost(
  hostId: HostId,
  onResults: (results: readonly Result[]) => void,
  onEnd: (reason: string) => void = () => {},
): () => void {
  const stop = new AbortController();
  void (async () => {
    try {
      const feed = await engine().live.host({ hostId }, { signal: stop.signal });
      for await (const results of feed) {
        if (stop.signal.aborted) return;
        onResults(results);
      }
      if (!stop.signal.aborted) onEnd('The monitor ended the live view of this host.');
    } catch (error) {
      if (!stop.signal.aborted) onEnd(error instanceof Error ? error.message : String(error));
    }
  })();
  return () => stop.abort();
}
