// The hand-over: briefing, judgement, signatures; and those of the past.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';

export function HandoffScreen(_: { readonly handoffId: HandoffId | undefined }) {
  return <main />;
}
