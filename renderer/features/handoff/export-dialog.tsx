// A hand-over as a file.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';

export function HandoffExportDialog(_: { readonly handoffId: HandoffId }) {
  return null;
}
