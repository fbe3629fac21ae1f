// A hand-over is signed, taken back or declined.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';

export function HandoffSignDialog(_: {
  readonly handoffId: HandoffId;
  readonly act: 'ready' | 'back-to-draft' | 'accept' | 'decline';
}) {
  return null;
}
