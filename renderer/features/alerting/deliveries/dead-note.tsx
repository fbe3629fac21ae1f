// Messages that never arrived, said before anything else on this screen.
import { MailX } from 'lucide-react';
import { count, figure } from '../../../lib/number.ts';
import { engine } from '../../../link/client.ts';
import { useKeys } from '../../../store/keys.ts';
import { attempt } from '../../../store/say.ts';
import { useWorld } from '../../../store/world.ts';
import { Ago } from '../../../ui/figures.tsx';
import { Keycap } from '../../../ui/keycap.tsx';

/** The engine takes no more at once. */
const MOST = 500;

export function DeadNote({ onShow }: { readonly onShow: () => void }) {
  const { queued, dead, oldestQueuedAt } = useWorld((world) => world.deliveries);
  useKeys('Dead letters', [
    { keys: ['D'], label: 'Show dead letters', off: dead === 0, run: onShow },
    { keys: ['*'], label: 'Try all dead letters again', off: dead === 0, run: () => void retryAll() },
  ]);
  if (dead === 0) return null;
  return (
    <section className="dead-note" aria-label="Dead letters">
      <MailX className="ic" aria-hidden="true" />
      <p>
        <b role="alert">{count(dead, 'message')} never arrived.</b>
        <span>
          They are kept, with what the other end said.
          {queued > 0 && oldestQueuedAt !== null && (
            <>
              {' '}
              {figure(queued)} more {queued === 1 ? 'waits' : 'wait'}, for up to <Ago at={oldestQueuedAt} />.
            </>
          )}
        </span>
      </p>
      <button type="button" className="btn" onClick={onShow}>
        <Keycap keys="D" />
        Show them
      </button>
      <button type="button" className="btn pri" onClick={() => void retryAll()}>
        <Keycap keys="*" />
        Try all again
      </button>
    </section>
  );
}

const retryAll = (): Promise<boolean> =>
  attempt(
    async () => {
      const letters = await engine().alerts.deliveries({ states: ['dead'], limit: MOST });
      const deliveryIds = letters.map(({ id }) => id);
      return deliveryIds.length === 0 ? { queued: 0 } : engine().alerts.retry({ deliveryIds });
    },
    ({ queued }) => `${count(queued, 'message')} being tried again.`,
  );
