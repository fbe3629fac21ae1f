// What needs a word: skipping, rolling back, aborting, marking done, passing the pen, signing.
import type { Dialog } from '../../store/dialogs.ts';

export function RunReasonDialog(_props: Omit<Extract<Dialog, { type: 'run-reason' }>, 'type'>) {
  return null;
}
