// Removing a channel. Who names it is said first; the engine refuses as long as somebody does.
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import { Removal } from '../../../forms/removal.tsx';
import { engine } from '../../../link/client.ts';
import { useWorld } from '../../../store/world.ts';
import { channelUses } from './channel-uses.ts';

export function RemoveChannel({ channelId }: { readonly channelId: ChannelId }) {
  const channel = useWorld((world) => world.channels.find(({ id }) => id === channelId));
  const routes = useWorld((world) => world.routes);
  const onCall = useWorld((world) => world.onCall);
  const uses = channelUses(channelId, routes, onCall);
  const name = channel?.name ?? 'this channel';
  return (
    <Removal
      title={`Remove ${name}`}
      goes={['The channel, its settings and its secrets']}
      stays="Every message that went out through it, and what became of it."
      label="Remove channel"
      hindrance={
        uses.length > 0 ? `It is named by ${uses.join(', ')}. Take it out there first, or switch it off with o.` : null
      }
      run={async () => {
        await engine().alerts.removeChannel({ channelId });
        return `${name} is removed.`;
      }}
    />
  );
}
