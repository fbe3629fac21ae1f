// Before a run: its inputs, what stands in its way, its change and window.
import type { Dialog } from '../../store/dialogs.ts';

export function StartRunDialog(_props: Omit<Extract<Dialog, { type: 'start-run' }>, 'type'>) {
  return null;
}
