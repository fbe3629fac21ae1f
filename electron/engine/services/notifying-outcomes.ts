// What became of tries: written with its journal entry, together where several end in one turn of the event loop. While the
// disk refuses it is kept here and written later, so that nothing that was delivered is delivered again for want of a pen.

import type { ChannelId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Delivery } from '../../contract/model/notice.ts';
import { nextTryAt } from '../core/delivery-retry.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { Outcome } from './notifying-try.ts';
import type { Troubles } from './troubles.ts';

const AGAIN_MS = 5_000;
/** A channel that failed so often in a row is said to be in trouble, before anything is given up. */
const WORTH_SAYING = 3;
/** What was given up is counted and called a trouble for so long, unless somebody puts it aside. */
export const REMEMBERED_MS = 7 * 86_400_000;

export interface Outcomes {
  /** Resolves when it is written (or the engine stops). */
  put(deliveryId: string, outcome: Outcome): Promise<void>;
  isFailing(channelId: string): boolean;
  /** Reads the queue; undefined, and a trouble, when the store cannot be read. */
  reading<Value>(read: () => Value): Value | undefined;
  /** Looks at the record: which channels ended with a failure. */
  recall(): void;
  stop(): void;
}

export interface OutcomesOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly troubles: Troubles;
  /** 0 ≤ x < 1. */
  readonly chance: () => number;
  /** Something was written. */
  readonly changed: () => void;
}

interface Waiting {
  readonly deliveryId: string;
  readonly outcome: Outcome;
  readonly done: () => void;
}

interface Ended {
  readonly after: Delivery;
  readonly outcome: Outcome;
}

/** Writes what became of each, with the journal entries of those that ended; call it inside a transaction. */
function writeAll(store: Store, batch: readonly Waiting[], at: number, chance: () => number): readonly Ended[] {
  const ended = batch.flatMap(({ deliveryId, outcome }): readonly Ended[] => {
    const before = store.deliveries.get(deliveryId);
    const after = before && afterTry(before, outcome, at, chance());
    if (after) store.deliveries.update(after);
    return after ? [{ after, outcome }] : [];
  });
  const journal = ended.flatMap(({ after }) => (after.state === 'queued' ? [] : [entryOf(after, at)]));
  if (journal.length > 0) store.journal.append(journal, at);
  return ended;
}

export function createOutcomes(options: OutcomesOptions): Outcomes {
  const { clock, store, troubles, chance, changed } = options;
  const failing = new Map<string, number>();
  let waiting: Waiting[] = [];
  let scheduled = false;
  let cancelAgain = (): void => {};

  const write = (): void => {
    scheduled = false;
    cancelAgain();
    const batch = waiting;
    const at = clock.now();
    let ended: readonly Ended[] = [];
    const record = (): void => {
      ended = store.transaction(() => writeAll(store, batch, at, chance));
    };
    const done = troubles.guard('delivery', record, 'delivery-record');
    if (!done) {
      cancelAgain = clock.after(AGAIN_MS, write);
      return;
    }
    waiting = waiting.slice(batch.length);
    for (const { after, outcome } of ended) heard(after, outcome);
    for (const one of batch) one.done();
    changed();
  };

  const heard = (delivery: Delivery, { state }: Outcome): void => {
    const { channelId } = delivery;
    const often = state === 'delivered' ? 0 : (failing.get(channelId) ?? 0) + 1;
    if (often === 0) failing.delete(channelId);
    else failing.set(channelId, often);
    const message = complaint(delivery, often);
    if (message !== undefined) say(channelId, message);
  };
  const say = (channelId: ChannelId, message: string | null): void =>
    troubles.set('delivery', message, `delivery ${channelId}`);

  return {
    put: (deliveryId, outcome) =>
      new Promise((done) => {
        if (outcome.state === 'interrupted') return done();
        waiting.push({ deliveryId, outcome, done });
        if (!scheduled) setImmediate(write);
        scheduled = true;
      }),
    isFailing: (channelId) => failing.has(channelId),
    reading(read) {
      let value: ReturnType<typeof read> | undefined;
      troubles.guard('delivery', () => (value = read()), 'delivery-queue');
      return value;
    },
    recall() {
      for (const last of store.deliveries.lastEnded(clock.now() - REMEMBERED_MS)) {
        say(last.channelId, last.state === 'dead' ? givenUp(last) : null);
      }
    },
    stop() {
      if (waiting.length > 0) write();
      cancelAgain();
      // What could not be written is tried again by the next engine, with the same key.
      for (const one of waiting) one.done();
    },
  };
}

/** What is to be said of a channel after a try, when it failed `often` times in a row; undefined: what was said stays. */
function complaint(delivery: Delivery, often: number): string | null | undefined {
  if (delivery.state === 'dead') return givenUp(delivery);
  if (often === 0) return null;
  return often >= WORTH_SAYING ? notThrough(delivery, often) : undefined;
}

/** Null: it was ended by somebody while it was tried in vain. */
function afterTry(before: Delivery, outcome: Outcome, at: number, chance: number): Delivery | null {
  const attempts = before.attempts + 1;
  switch (outcome.state) {
    case 'delivered':
      return { ...before, state: 'delivered', attempts, nextAt: null, answer: outcome.answer, endedAt: at };
    case 'failed': {
      if (before.state !== 'queued') return null;
      const { permanent, retryAfterMs, answer } = outcome;
      const nextAt = nextTryAt({ attempts, createdAt: before.createdAt, permanent, retryAfterMs }, at, chance);
      if (nextAt === null) return { ...before, state: 'dead', attempts, nextAt, answer, endedAt: at };
      return { ...before, attempts, nextAt, answer };
    }
    case 'interrupted':
      return null;
    default:
      return outcome satisfies never;
  }
}

function entryOf(
  { id, noticeId, channelId, channel, title, state, attempts, answer, incidentId }: Delivery,
  at: number,
): EntryDraft {
  const tries = attempts === 1 ? '' : ` at try ${attempts}`;
  const text =
    state === 'delivered'
      ? `"${title}" delivered by ${channel}${tries}${answer === '' ? '' : `: ${answer}`}`
      : `"${title}" was not delivered by ${channel} and is given up after ${attempts} tries: ${answer}`;
  const data = { deliveryId: id, noticeId, channelId, channel, state, attempts, answer };
  return {
    kind: 'delivery',
    occurredAt: at,
    actor: { type: 'engine' },
    ...(incidentId ? { incidentId } : {}),
    text,
    data,
  };
}

const givenUp = ({ channel, title, answer }: Delivery): string =>
  `${channel} did not deliver "${title}": ${answer}. The message is kept among the deliveries. Put the channel right, test it, and retry it there.`;

const notThrough = ({ channel, answer }: Delivery, often: number): string =>
  `${channel} does not get through, ${often} tries in a row failed: ${answer.replace(/[.?!]$/, '')}. Its messages are kept and tried again. Look at the channel, or tell people another way.`;
