// A run: one step big, the track beside it.
import type { RunId } from '../../../electron/contract/model/ids.ts';

export function RunScreen({ runId }: { readonly runId: RunId }) {
  return <main className="run">{runId}</main>;
}
