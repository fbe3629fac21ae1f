// A PIN is set, changed or taken away.
import type { PersonId } from '../../../electron/contract/model/ids.ts';

export function PinForm(_: { readonly personId: PersonId }) {
  return null;
}
