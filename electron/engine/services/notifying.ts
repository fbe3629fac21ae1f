// From alerts to people: takes alerts over into groups, makes notices, queues a delivery for each channel, and sees to it that
// they are delivered until the other end has them or it is plain that it never will.
//
//   alerts in the store ──▶ one turn: routes, groups, notices, deliveries ──▶ queue ──▶ channel by channel
//                           (one transaction: a kill loses and doubles nothing before the delivery itself)
import type { CheckId } from '../../contract/model/ids.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { Alarm, Delivery, DeliveryHealth, DeliveryState, Notice } from '../../contract/model/notice.ts';
import type { Told } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { NotifierHost } from '../notifiers/notifier.ts';
import type { Store } from '../store/open.ts';
import type { ChannelDraft, Channels } from './channels.ts';
import type { LiveFeed } from './live-feed.ts';
import { createDesk } from './notifying-desk.ts';
import type { Hands } from './notifying-hands.ts';
import { keepRecent } from './notifying-keep.ts';
import { createTellingFromMemory } from './notifying-memory.ts';
import { createOutcomes } from './notifying-outcomes.ts';
import { createDeliveryQueue } from './notifying-queue.ts';
import { createTurns } from './notifying-turns.ts';
import type { Backlog } from './recorder.ts';
import type { Alarms } from './screens.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

export interface Notifying {
  /** Takes over what waits in the store (a restart) and begins to deliver. */
  start(): void;
  /** New alerts are in the store: called after the commit. Costs one look at an index when there are none. */
  poke(): void;
  /** Problems were acknowledged, released, muted or closed: alarms that repeat for them end, repeats are not due any more. */
  handled(): void;
  /**
   * Queues a notice that is no alert's (an escalation, the monitor's own) on these channels, in the caller's transaction or
   * its own. A notice of the same id is queued once. Channels that are gone or switched off are left out.
   */
  send(notice: Notice, channelIds: readonly string[]): void;
  /**
   * Hears of every notice made of alerts, for an escalation, which goes on from them. Called INSIDE the transaction that
   * stores the notice, so that what the listener writes to the store stands or falls with it: it should only write there
   * (and `send`), and tell screens and timers of it in a later turn (`setImmediate`). Returns the undo.
   */
  onNotice(listener: (notice: Notice) => void): () => void;
  deliveries(input: {
    states?: readonly DeliveryState[] | undefined;
    before?: number | undefined;
    limit: number;
  }): readonly Delivery[];
  delivery(deliveryId: string): { delivery: Delivery; notice: Notice };
  /** Dead or waiting ones, at once. One that is older than a day gets this one try. */
  retry(deliveryIds: readonly string[], actor: Actor): { queued: number };
  /** Waiting ones are dead then; dead ones are put aside: an operator has seen them, they are not counted any more. */
  giveUp(deliveryIds: readonly string[], actor: Actor): { ended: number };
  silence(alarmIds: readonly string[] | undefined, actor: Actor): { silenced: number };
  testChannel(
    draft: ChannelDraft,
    actor: Actor,
  ): Promise<{ ok: boolean; answer: string; title: string; text: string; durationMs: number }>;
  /** `dead`: given up within the last seven days, and not put aside. */
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
  readonly feed: LiveFeed;
  readonly host: NotifierHost;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly hands: Hands;
  readonly alarms: Alarms;
  /** Alerts that could not be written. */
  readonly recorder: Backlog;
  /** What people believe of each check, as alerting has it: a check that is not in it is over, whether it was told or not. */
  readonly told: ReadonlyMap<CheckId, Told>;
  /** Whether somebody sits here: then a new data folder begins with notifications of the desktop and sounds. */
  readonly hasDesktop: boolean;
  /** Chance, 0 ≤ x < 1; for the back-off. */
  readonly chance?: () => number;
  /** For the wording: that of this machine, unless a test says otherwise. */
  readonly zone?: string;
}

export function createNotifying(options: NotifyingOptions): Notifying {
  const { clock, store, channels, feed, alarms, chance = Math.random } = options;
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const closing = new AbortController();
  const changed = (): void => feed.publishSoon('deliveries', { type: 'deliveries', deliveries: desk.health() });
  const own = { ...options, zone, chance, changed, signal: closing.signal };
  const outcomes = createOutcomes(own);
  const queue = createDeliveryQueue({ ...own, outcomes });
  const desk = createDesk({ ...own, queue, outcomes });
  const memory = createTellingFromMemory(own);
  const turns = createTurns({ ...own, queue, memory });
  let undo: readonly (() => void)[] = [];
  return {
    poke: turns.poke,
    send: turns.send,
    onNotice: turns.onNotice,
    deliveries: desk.deliveries,
    delivery: desk.delivery,
    retry: desk.retry,
    giveUp: desk.giveUp,
    testChannel: desk.testChannel,
    health: desk.health,
    alarms: alarms.list,
    silence: alarms.silence,
    handled: alarms.handled,
    start() {
      if (options.hasDesktop) channels.begin();
      alarms.start();
      outcomes.recall();
      undo = [channels.onChange(() => queue.pump()), keepRecent({ clock, store, troubles: options.troubles })];
      turns.start();
      queue.pump();
    },
    async stop() {
      for (const end of undo) end();
      turns.stop();
      closing.abort();
      const ended = queue.stop();
      outcomes.stop();
      await ended;
      outcomes.stop();
      alarms.stop();
    },
  };
}
