// Ways to tell people, and which alerts go which way: kept, changed on the record, configs opened for a delivery.
import type { ChannelId } from '../../contract/model/ids.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { Channel, ChannelInput, NotifierInfo, Route } from '../../contract/model/notice.ts';
import type { Clock } from '../lib/clock.ts';
import type { NotifierKind } from '../notifiers/notifier.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Secrets } from './secrets.ts';
import { unwritten } from './unwritten.ts';

export interface ChannelDraft {
  readonly channelId: ChannelId | null;
  readonly channel: ChannelInput;
}

export interface Channels {
  notifiers(): readonly NotifierInfo[];
  list(): readonly Channel[];
  routes(): readonly Route[];
  putChannel(draft: ChannelDraft, actor: Actor): Promise<Channel>;
  removeChannel(channelId: ChannelId, actor: Actor): void;
  putRoutes(routes: readonly Route[], actor: Actor): readonly Route[];
  /** Kind and parsed config, secrets opened. Rejects in words (an unknown kind, a locked vault). */
  open(channel: Channel): Promise<{ readonly kind: NotifierKind; readonly config: unknown }>;
  /** As `open`, for a channel as it stands in a form. */
  openDraft(draft: ChannelDraft): Promise<{ readonly kind: NotifierKind; readonly config: unknown }>;
  /** Says who else names a channel ('the rota "Network"'); asked before one is removed. */
  alsoUsedBy(users: (channelId: ChannelId) => readonly string[]): void;
}

export function createChannels(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly secrets: Secrets;
  readonly feed: Pick<LiveFeed, 'publish'>;
}): Channels {
  return unwritten<Channels>('channels', {
    notifiers: () => [],
    list: () => [],
    routes: () => [],
    alsoUsedBy: () => {},
  });
}
