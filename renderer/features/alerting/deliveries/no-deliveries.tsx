// Nothing to list: what that means, and what to do next.
import { goTo } from '../../../store/route.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import type { Show } from './use-deliveries.ts';

export function NoDeliveries({ show }: { readonly show: Show }) {
  const channels = useWorld((world) => world.channels.length);
  const routes = useWorld((world) => world.routes.length);
  if (show === 'dead')
    return <Nothing title="No dead letter.">Every message has arrived or is still being tried.</Nothing>;
  if (show === 'queued')
    return <Nothing title="Nothing waits.">Every message has arrived or is a dead letter.</Nothing>;
  if (channels === 0) {
    return (
      <Nothing title="Nobody is told yet.">
        Problems show on the screens alone until there is a way to tell somebody: e-mail, chat, a pager, sound.
        <button type="button" className="btn pri" onClick={() => goTo({ screen: 'alerts', view: 'channels' })}>
          <Keycap keys="c" /> Add a channel
        </button>
      </Nothing>
    );
  }
  if (routes === 0) {
    return (
      <Nothing title="No alert goes anywhere yet.">
        There are channels, but no route says which alert they get.
        <button type="button" className="btn pri" onClick={() => goTo({ screen: 'alerts', view: 'routes' })}>
          <Keycap keys="r" /> Add a route
        </button>
      </Nothing>
    );
  }
  return <Nothing title="Nothing was sent yet.">The first alert that no reason holds back appears here.</Nothing>;
}

function Nothing({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <div className="empty">
      <b>{title}</b>
      <div className="alr-empty">{children}</div>
    </div>
  );
}
