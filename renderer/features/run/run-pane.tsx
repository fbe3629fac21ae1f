// The same run beside a timeline.
import type { RunId } from '../../../electron/contract/model/ids.ts';

export function RunPane({ runId }: { readonly runId: RunId }) {
  return <section aria-label="Run">{runId}</section>;
}
