// What everybody starts with: a notification on the desktop and a sound, for everything. Made once in the life of a data
// folder; somebody who removes them does not find them again after a restart.
import { randomUUID } from 'node:crypto';
import type { ChannelId, RouteId } from '../../contract/model/ids.ts';
import { type Channel, channelInput, route } from '../../contract/model/notice.ts';
import type { NotifierKind } from '../notifiers/notifier.ts';
import type { Store } from '../store/open.ts';

const USUAL = [
  { kind: 'desktop', name: 'Desktop' },
  { kind: 'sound', name: 'Sound' },
] as const;
/** Its being there says that the beginning is over. */
const BEGUN = 'channels-begun';

/** From the first change of channels or routes on nothing is made by itself. */
export const noteBegun = (store: Pick<Store, 'settings'>): void => store.settings.put(BEGUN, true);

/** The channels and the writing of them; null when that is over, or this engine has no such kinds. */
export function usualChannels(
  store: Store,
  kinds: readonly NotifierKind[],
  used: boolean,
): { readonly channels: readonly Channel[]; write(): void } | null {
  if (used || store.settings.get(BEGUN) !== undefined) return null;
  const has = (kind: string): boolean => kinds.some((one) => one.kind === kind && one.config.safeParse({}).success);
  const channels = USUAL.filter(({ kind }) => has(kind)).map(
    (usual): Channel => ({ ...channelInput.parse(usual), id: randomUUID() as ChannelId }),
  );
  if (channels.length === 0) return null;
  const everything = route.parse({
    id: randomUUID() as RouteId,
    name: 'Everything',
    channelIds: channels.map(({ id }) => id),
    // The strip is on the screen at once; its sound must not come half a minute later.
    groupWaitMs: 0,
  });
  return {
    channels,
    write() {
      for (const channel of channels) store.channels.put(channel);
      store.routes.replace([everything]);
    },
  };
}
