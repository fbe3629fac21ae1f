// One run from near: how it stands, at once and at every change, and what its commands print, as it comes.
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { RunLive } from '../../electron/contract/model/run.ts';
import { engine } from './client.ts';

/**
 * Calls `onLive` with the run as it stands, then with everything that comes. `onEnd` hears why it stopped, in words, unless
 * it was undone. The returned function is the undo.
 */
export function watchRun(
  runId: RunId,
  onLive: (live: RunLive) => void,
  onEnd: (reason: string) => void = () => {},
): () => void {
  const stop = new AbortController();
  void (async () => {
    try {
      const feed = await engine().live.run({ runId }, { signal: stop.signal });
      for await (const live of feed) {
        if (stop.signal.aborted) return;
        onLive(live);
      }
      if (!stop.signal.aborted) onEnd('The monitor ended the live view of this run.');
    } catch (error) {
      if (!stop.signal.aborted) onEnd(error instanceof Error ? error.message : String(error));
    }
  })();
  return () => stop.abort();
}
