// What an operator can do for messages that have not arrived. Giving up is no loss: it stays on the record, and can be tried
// again, so nobody is asked twice.
import { count } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { attempt } from '../../../store/say.ts';

/** Tries deliveries again, now; whether the engine took it up. */
export const retry = (deliveryIds: readonly string[]): Promise<boolean> =>
  attempt(
    () => engine().alerts.retry({ deliveryIds: [...deliveryIds] }),
    ({ queued }) =>
      queued === 0 ? 'Nothing to try: it has arrived meanwhile.' : `${count(queued, 'message')} being tried again.`,
  );

/** Ends the tries of deliveries that wait; whether the engine took it up. */
export const giveUp = (deliveryIds: readonly string[]): Promise<boolean> =>
  attempt(
    () => engine().alerts.giveUp({ deliveryIds: [...deliveryIds] }),
    ({ ended }) =>
      ended === 0
        ? 'Nothing to give up: it does not wait any more.'
        : `${count(ended, 'message')} given up: dead, on the record. R tries again.`,
  );
