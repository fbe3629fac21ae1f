// A shift that was, as one stream.
import type { HandoffId } from '../../../electron/contract/model/ids.ts';

export function ReviewScreen(_: {
  readonly from: number | undefined;
  readonly to: number | undefined;
  readonly handoffId: HandoffId | undefined;
}) {
  return <main />;
}
