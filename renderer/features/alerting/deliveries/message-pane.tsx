// Beside the list, where there is room: the message in front as it was sent.
import type { Delivery } from '../../../../electron/contract/model/notice.ts';
import { Message } from './message.tsx';
import { useMessage } from './use-message.ts';

export function MessagePane({ delivery }: { readonly delivery: Delivery }) {
  const { id, state, attempts } = delivery;
  const { found, failure } = useMessage(id, `${state} ${attempts}`);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the pane scrolls, and has to without a mouse
    <section className="alr-pane" aria-label="Message" tabIndex={0}>
      <div className="ph">
        <h2>Message</h2>
      </div>
      {found ? (
        <Message delivery={delivery} notice={found.notice} />
      ) : (
        <p className="none">{failure === null ? 'Being read…' : `It could not be read. ${failure}`}</p>
      )}
    </section>
  );
}
