// One message, opened: everything about it, and what can still be done for it.
import { closeDialog } from '../../../store/dialogs.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { Keycap } from '../../../ui/keycap.tsx';
import { giveUp, retry } from './delivery-acts.ts';
import { Message } from './message.tsx';
import { useMessage } from './use-message.ts';
import '../alerting.css';

export function DeliveryDialog({ deliveryId }: { readonly deliveryId: string }) {
  const { found, failure } = useMessage(deliveryId);
  const state = found?.delivery.state;
  const act = (run: () => Promise<boolean>) => void run().then((done) => done && closeDialog());
  return (
    <Dialog
      title="Message"
      sub={found?.notice.title ?? ''}
      size="roomy"
      onClose={closeDialog}
      footer={
        <>
          {state === 'queued' && (
            <button type="button" className="btn" onClick={() => act(() => giveUp([deliveryId]))}>
              Give up
            </button>
          )}
          {(state === 'queued' || state === 'dead') && (
            <button type="button" className="btn" onClick={() => act(() => retry([deliveryId]))}>
              Try again now
            </button>
          )}
          <button type="button" className="btn pri" onClick={closeDialog}>
            <Keycap keys="Escape" />
            Close
          </button>
        </>
      }
    >
      {found ? (
        <Message {...found} />
      ) : failure ? (
        <p className="wrong" role="alert">
          The message could not be read. {failure}
        </p>
      ) : (
        <div className="skel msg-skel" aria-busy="true" />
      )}
    </Dialog>
  );
}
