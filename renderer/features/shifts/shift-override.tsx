// One occurrence that is not as planned.
import type { ShiftId } from '../../../electron/contract/model/ids.ts';

export function ShiftOverride(_: { readonly shiftId: ShiftId; readonly on: string | null }) {
  return null;
}
