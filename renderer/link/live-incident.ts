// One timeline from near: how long it is, and again whenever it grew or something in it was corrected, pinned or redacted.
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import { engine } from './client.ts';

/**
 * Calls `onChange` at once, then at every change. `onEnd` hears why it stopped, in words, unless it was undone. The
 * returned function is the undo.
 */
export function watchIncident(
  incidentId: IncidentId,
  onChange: (total: number) => void,
  onEnd: (reason: string) => void = () => {},
): () => void {
  const stop = new AbortController();
  void (async () => {
    try {
      const feed = await engine().live.incident({ incidentId }, { signal: stop.signal });
      for await (const { total } of feed) {
        if (stop.signal.aborted) return;
        onChange(total);
      }
      if (!stop.signal.aborted) onEnd('The monitor ended the live view of this incident.');
    } catch (error) {
      if (!stop.signal.aborted) onEnd(error instanceof Error ? error.message : String(error));
    }
  })();
  return () => stop.abort();
}
