// The live feed: one snapshot per subscriber, then pushes of what changed. Changes of state go out at once (in the same
// turn of the event loop they are gathered into one push), everything else waits for the quarter-second tick.
import type { LiveMessage, Snapshot, WorldEvent } from '../../contract/model/world.ts';
import type { Clock } from '../lib/clock.ts';

/** A slow screen may be this many pushes behind; then it starts over from a snapshot, so memory stays bounded. */
const BACKLOG = 256;
const BATCH_MS = 250;

export interface LiveFeed {
  /** What changed, to be seen now. */
  publish(events: readonly WorldEvent[]): void;
  /** What changed, but may wait for the next batch; a later event of the same thing replaces it. */
  publishSoon(key: string, event: WorldEvent): void;
  /** Snapshot, then pushes, until `signal` aborts. `isScreen`: a window, which can sound an alarm; a terminal cannot. */
  subscribe(signal: AbortSignal | undefined, isScreen?: boolean): AsyncGenerator<LiveMessage, void, void>;
  /** How many screens follow it now. */
  screens(): number;
  close(): void;
}

interface Subscriber {
  queue: LiveMessage[];
  wake: () => void;
  lost: boolean;
  readonly isScreen: boolean;
}

function offer(subscriber: Subscriber, message: LiveMessage): void {
  if (subscriber.queue.length >= BACKLOG) {
    subscriber.lost = true;
    subscriber.queue = [];
  }
  if (!subscriber.lost) subscriber.queue.push(message);
  subscriber.wake();
}

/** `snapshot` is asked whenever a subscriber starts (over). */
export function createLiveFeed(options: {
  readonly clock: Clock;
  readonly engineId: string;
  readonly snapshot: () => Snapshot;
}): LiveFeed {
  const { clock, engineId, snapshot } = options;
  const subscribers = new Set<Subscriber>();
  let seq = 0;
  /** In the order they happened: of one thing the last event counts. */
  let urgent: WorldEvent[] = [];
  const soon = new Map<string, WorldEvent>();
  let cancelBatch: (() => void) | null = null;
  let closed = false;

  /** What waited for the tick comes before what is urgent now, or a screen would end with the older of two states. */
  const hurry = (): void => {
    for (const event of soon.values()) urgent.push(event);
    soon.clear();
  };
  const flush = (): void => {
    cancelBatch?.();
    cancelBatch = null;
    hurry();
    const events = urgent;
    urgent = [];
    if (events.length === 0) return;
    seq += 1;
    const message: LiveMessage = { type: 'push', seq, at: clock.now(), events };
    for (const subscriber of subscribers) offer(subscriber, message);
  };

  async function* subscribe(
    signal: AbortSignal | undefined,
    isScreen = false,
  ): AsyncGenerator<LiveMessage, void, void> {
    const subscriber: Subscriber = { queue: [], wake: () => {}, lost: true, isScreen };
    subscribers.add(subscriber);
    const onAbort = () => subscriber.wake();
    signal?.addEventListener('abort', onAbort);
    try {
      while (!signal?.aborted && !closed) {
        if (subscriber.lost) {
          // What is gathered but not sent yet is in the snapshot already, or would be sent twice: send it first.
          flush();
          subscriber.lost = false;
          subscriber.queue = [];
          yield { type: 'snapshot', seq, engineId, at: clock.now(), world: snapshot() };
          continue;
        }
        const next = subscriber.queue.shift();
        if (next) yield next;
        else await new Promise<void>((resolve) => (subscriber.wake = resolve));
      }
    } finally {
      signal?.removeEventListener('abort', onAbort);
      subscribers.delete(subscriber);
    }
  }

  return {
    publish(events) {
      if (events.length === 0) return;
      if (urgent.length === 0) setImmediate(flush);
      hurry();
      for (const event of events) urgent.push(event);
    },
    publishSoon(key, event) {
      if (urgent.length > 0) {
        // A push leaves in this very turn.
        urgent.push(event);
        return;
      }
      soon.set(key, event);
      cancelBatch ??= clock.after(BATCH_MS, flush);
    },
    subscribe,
    screens: () => [...subscribers].filter((one) => one.isScreen).length,
    close() {
      closed = true;
      cancelBatch?.();
      for (const subscriber of subscribers) subscriber.wake();
    },
  };
}
