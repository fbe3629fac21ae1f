// Pure: who names a channel: without it their alerts would go nowhere.
import type { ChannelId } from '../../../../electron/contract/model/ids.ts';
import type { Route } from '../../../../electron/contract/model/notice.ts';
import type { OnCallWorld } from '../../../../electron/contract/model/on-call.ts';

/** 'route "Wake somebody"', 'person A. Novak', 'policy "Network"': in this order. */
export function channelUses(
  channelId: ChannelId,
  routes: readonly Route[],
  { people, policies }: Pick<OnCallWorld, 'people' | 'policies'>,
): readonly string[] {
  return [
    ...routes.filter(({ channelIds }) => channelIds.includes(channelId)).map(({ name }) => `route "${name}"`),
    ...people.filter(({ channelIds }) => channelIds.includes(channelId)).map(({ name }) => `person ${name}`),
    ...policies
      .filter(({ steps }) =>
        steps.some(({ targets }) => targets.some((to) => to.type === 'channel' && to.channelId === channelId)),
      )
      .map(({ name }) => `policy "${name}"`),
  ];
}
