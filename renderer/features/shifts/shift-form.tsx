// A shift is planned or changed.
import type { ShiftId } from '../../../electron/contract/model/ids.ts';

export function ShiftForm(_: { readonly shiftId: ShiftId | null }) {
  return null;
}
