// A planned shift is removed.
import type { ShiftId } from '../../../electron/contract/model/ids.ts';

export function RemoveShift(_: { readonly shiftId: ShiftId }) {
  return null;
}
