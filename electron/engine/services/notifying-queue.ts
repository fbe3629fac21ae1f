// The queue of deliveries: what is in the store and due is tried, a few at a time for each channel, and what became of it is
// written. The store is the queue; in memory is only what runs this moment. A kill between an answer and its being written
// means one more try with the same key: at least once, never not at all.
import type { Channel, Delivery } from '../../contract/model/notice.ts';
import { GIVE_UP_AFTER_MS } from '../core/delivery-retry.ts';
import type { Store } from '../store/open.ts';
import type { Channels, OpenedChannel } from './channels.ts';
import type { Outcomes } from './notifying-outcomes.ts';
import { type Outcome, type TryOptions, tryDelivery } from './notifying-try.ts';

const PER_CHANNEL = 2;
const TOGETHER = 32;
/** Tries that are aborted get so long to close what they opened, ms. */
const CLOSING_MS = 1_500;
/** The store could not be read: it is looked at again after this, ms. */
const UNREADABLE_MS = 5_000;
/** A clock that is further back than this was set. */
const SET_BACK_MS = 60_000;

export interface DeliveryQueue {
  /** Tries what is due, and sees to it that what falls due later is tried then. */
  pump(): void;
  /** Ends a try that runs. */
  interrupt(deliveryId: string): void;
  /** Ends the tries that run; what was not delivered stays queued. */
  stop(): Promise<void>;
}

export interface QueueOptions extends TryOptions {
  readonly store: Store;
  readonly channels: Channels;
  readonly outcomes: Outcomes;
}

interface Running {
  readonly channelId: string;
  readonly abort: AbortController;
  readonly ended: Promise<void>;
}

const GONE: Outcome = failedForGood('The channel was removed before this could be delivered');
const SWITCHED_OFF: Outcome = failedForGood('The channel was switched off for a day');

function failedForGood(answer: string): Outcome {
  return { state: 'failed', answer, permanent: true, retryAfterMs: null };
}

/** What runs this moment. `ended` is told the channel of each that is over and written. */
function createTries(options: QueueOptions, ended: (channelId: string) => void) {
  const { store, channels, outcomes } = options;
  const running = new Map<string, Running>();
  /** Secrets are opened once for what a channel delivers in a row, and dropped with the last of it. */
  const opened = new Map<string, { readonly of: Channel; readonly open: Promise<OpenedChannel> }>();

  const countOf = (channelId: string): number =>
    [...running.values()].filter((one) => one.channelId === channelId).length;
  const openOnce = (channel: Channel): Promise<OpenedChannel> => {
    const known = opened.get(channel.id);
    if (known?.of === channel) return known.open;
    const open = channels.open(channel);
    opened.set(channel.id, { of: channel, open });
    open.catch(() => opened.get(channel.id)?.open === open && opened.delete(channel.id));
    return open;
  };
  const run = ({ id, channelId }: Delivery, abort: AbortController, outcome: () => Promise<Outcome>): void => {
    const attempt = async (): Promise<void> => {
      // Not free before it is written: another try would be one too many.
      await outcomes.put(id, await outcome());
      running.delete(id);
      if (countOf(channelId) === 0) opened.delete(channelId);
      ended(channelId);
    };
    running.set(id, { channelId, abort, ended: attempt() });
  };
  return {
    running,
    countOf,
    begin(delivery: Delivery, channel: Channel): void {
      const abort = new AbortController();
      const { id: idempotencyKey, attempts } = delivery;
      run(delivery, abort, async () => {
        const notice = outcomes.reading(() => store.noticeRows.get(delivery.noticeId));
        // The store cannot be read: that says nothing about this delivery.
        if (notice === undefined) return { state: 'interrupted' };
        if (notice === null) return failedForGood('Its message is not in the store any more');
        const open = () => openOnce(channel);
        const own = { channel, open, notice, idempotencyKey, attempt: attempts + 1, signal: abort.signal };
        return tryDelivery(options, own);
      });
    },
    /** It is over without a try. */
    settle: (delivery: Delivery, outcome: Outcome): void => run(delivery, new AbortController(), async () => outcome),
  };
}

export function createDeliveryQueue(options: QueueOptions): DeliveryQueue {
  const { clock, store, channels, outcomes } = options;
  let cancelTimer = (): void => {};
  let stopped = false;
  let lastAt = 0;
  /** Whether somebody had to wait because too many ran together. */
  let crowded = false;
  const tries = createTries(options, (channelId) => {
    if (crowded) pump();
    else if (!stopped) outcomes.reading(() => pumpChannel(channelId, clock.now()));
    if (!crowded && !stopped) wait();
  });

  /** Tries what one channel has due. */
  const pumpChannel = (channelId: string, at: number): void => {
    const channel = channels.list().find(({ id }) => id === channelId);
    const busy = tries.countOf(channelId);
    // After a failure one try at a time shows whether the other end is back; a hung one blocks no more than that.
    const lanes = outcomes.isFailing(channelId) ? 1 : PER_CHANNEL;
    const free = Math.min(lanes - busy, TOGETHER - tries.running.size);
    if (tries.running.size >= TOGETHER) crowded = true;
    if (free <= 0) return;
    // Those that run are due as well.
    const due = store.deliveries.due(channelId, at, free + busy).filter(({ id }) => !tries.running.has(id));
    for (const delivery of due.slice(0, free)) {
      if (channel?.enabled) tries.begin(delivery, channel);
      else if (!channel) tries.settle(delivery, GONE);
      else if (delivery.createdAt + GIVE_UP_AFTER_MS <= at) tries.settle(delivery, SWITCHED_OFF);
    }
  };
  /**
   * Sets the timer for what falls due after the last pump looked: not after now, or what fell due while it looked would wait
   * until something else happens, which may be never.
   */
  const wait = (): void => {
    cancelTimer();
    const next = outcomes.reading(() => store.deliveries.nextAfter(Math.min(lastAt, clock.now())));
    const leftMs = (due: number): number => Math.min(Math.max(due - clock.now(), 0), GIVE_UP_AFTER_MS);
    const delayMs = next === undefined ? UNREADABLE_MS : next === null ? null : leftMs(next);
    cancelTimer = delayMs === null ? () => {} : clock.after(delayMs, pump);
  };
  const pump = (): void => {
    if (stopped) return;
    crowded = false;
    const at = clock.now();
    outcomes.reading(() => {
      if (at < lastAt - SET_BACK_MS) store.deliveries.hurry(at);
      lastAt = at;
      for (const channelId of store.deliveries.dueChannels(at)) pumpChannel(channelId, at);
    });
    wait();
  };

  return {
    pump,
    interrupt: (deliveryId) => tries.running.get(deliveryId)?.abort.abort(),
    async stop() {
      stopped = true;
      cancelTimer();
      for (const { abort } of tries.running.values()) abort.abort();
      let cancel = (): void => {};
      const patience = new Promise<void>((resolve) => (cancel = clock.after(CLOSING_MS, resolve)));
      await Promise.race([Promise.allSettled([...tries.running.values()].map(({ ended }) => ended)), patience]);
      cancel();
    },
  };
}
