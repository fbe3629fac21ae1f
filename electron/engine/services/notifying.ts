// From alerts to people: groups alerts, makes notices, queues a delivery for each channel, and delivers until the other end
// has it or it is plain that it never will.
import type { Actor } from '../../contract/model/journal.ts';
import type { Alarm, Delivery, DeliveryHealth, DeliveryState, Notice } from '../../contract/model/notice.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { NotifierHost } from '../notifiers/notifier.ts';
import type { Store } from '../store/open.ts';
import type { ChannelDraft, Channels } from './channels.ts';
import type { LiveFeed } from './live-feed.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface Notifying {
  /** Takes over what waits in the store (a restart) and begins to deliver. */
  start(): void;
  /** New alerts are in the store: called after the commit. */
  poke(): void;
  /** Problems were acknowledged, released or closed: alarms that repeat for them end, repeats are not due any more. */
  handled(): void;
  /** Queues a notice that is no alert's (an escalation, the monitor's own) on these channels, in the caller's transaction or its own. */
  send(notice: Notice, channelIds: readonly string[]): void;
  /** Tells what the notices of a conversation were made of: for an escalation, which goes on from them. */
  onNotice(listener: (notice: Notice) => void): () => void;
  deliveries(input: {
    states?: readonly DeliveryState[] | undefined;
    before?: number | undefined;
    limit: number;
  }): readonly Delivery[];
  delivery(deliveryId: string): { delivery: Delivery; notice: Notice };
  retry(deliveryIds: readonly string[], actor: Actor): { queued: number };
  giveUp(deliveryIds: readonly string[], actor: Actor): { ended: number };
  silence(alarmIds: readonly string[] | undefined, actor: Actor): { silenced: number };
  testChannel(
    draft: ChannelDraft,
    actor: Actor,
  ): Promise<{ ok: boolean; answer: string; title: string; text: string; durationMs: number }>;
  health(): DeliveryHealth;
  alarms(): readonly Alarm[];
  /** Ends deliveries that run; what is not delivered stays queued. */
  stop(): Promise<void>;
}

export interface NotifyingOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly channels: Channels;
  readonly settings: EngineSettings;
  readonly feed: LiveFeed;
  readonly host: NotifierHost;
  readonly troubles: Troubles;
  readonly log: Log;
}

export function createNotifying(_options: NotifyingOptions): Notifying {
  return unwritten<Notifying>('notifying', {
    start: () => {},
    poke: () => {},
    handled: () => {},
    onNotice: () => () => {},
    health: () => ({ queued: 0, dead: 0, oldestQueuedAt: null }),
    alarms: () => [],
    stop: async () => {},
  });
}
