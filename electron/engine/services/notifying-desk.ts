// What operators do with deliveries: look at them, try them again, give them up, and try a channel before it is needed.
import { randomUUID } from 'node:crypto';
import type { Actor, EntryDraft } from '../../contract/model/journal.ts';
import type { Delivery, DeliveryHealth, Notice } from '../../contract/model/notice.ts';
import { notFound } from '../lib/refusal.ts';
import type { Store } from '../store/open.ts';
import type { ChannelDraft, Channels } from './channels.ts';
import { SAMPLE, wordFor } from './notice-template.ts';
import { usualText } from './notice-text.ts';
import type { Notifying } from './notifying.ts';
import { type Outcomes, REMEMBERED_MS } from './notifying-outcomes.ts';
import type { DeliveryQueue } from './notifying-queue.ts';
import { type TryOptions, tryDelivery } from './notifying-try.ts';

export interface DeskOptions extends TryOptions {
  readonly store: Store;
  readonly channels: Channels;
  readonly queue: DeliveryQueue;
  readonly outcomes: Outcomes;
  /** Ends a test that runs when the engine stops. */
  readonly signal: AbortSignal;
  /** Something was written. */
  readonly changed: () => void;
}

type Desk = Pick<Notifying, 'deliveries' | 'delivery' | 'retry' | 'giveUp' | 'testChannel' | 'health'>;

export function createDesk(options: DeskOptions): Desk {
  const { clock, store, queue, outcomes, changed } = options;

  /** Changes those of a state, on the record; says how many there were. */
  const change = (
    ids: readonly string[],
    wanted: (one: Delivery) => boolean,
    act: (one: Delivery, at: number) => void,
    entry: Said,
  ) => {
    const at = clock.now();
    const found = [...new Set(ids)].flatMap((id) => store.deliveries.get(id) ?? []).filter(wanted);
    if (found.length === 0) return 0;
    store.transaction(() => {
      for (const one of found) act(one, at);
      const text = `${entry.text}: ${listed(found)}`;
      const data = { deliveryIds: found.map(({ id }) => id) };
      store.journal.append([{ kind: 'delivery', occurredAt: at, actor: entry.actor, text, data }], at);
    });
    outcomes.recall();
    changed();
    return found.length;
  };

  return {
    deliveries: (filter) => store.deliveries.list(filter),
    delivery(deliveryId) {
      const delivery = store.deliveries.get(deliveryId);
      const notice = delivery && store.noticeRows.get(delivery.noticeId);
      if (!delivery || !notice) throw notFound('delivery');
      return { delivery, notice };
    },
    health: (): DeliveryHealth => store.deliveries.health(clock.now() - REMEMBERED_MS),
    retry(ids, actor) {
      const again = (one: Delivery, at: number): void =>
        store.deliveries.update({ ...one, state: 'queued', nextAt: at, endedAt: null });
      const queued = change(ids, ({ state }) => state !== 'delivered', again, { actor, text: 'Tried again' });
      queue.pump();
      return { queued };
    },
    giveUp(ids, actor) {
      const who = actor.type === 'operator' ? actor.name : 'the engine';
      const end = (one: Delivery, at: number): void => {
        if (one.state === 'queued') {
          const answer = `Given up by ${who}${one.answer === '' ? '' : `; before that: ${one.answer}`}`;
          store.deliveries.update({ ...one, state: 'dead', nextAt: null, answer, endedAt: at });
        }
        store.deliveries.putAside(one.id);
      };
      const ended = change(ids, ({ state }) => state !== 'delivered', end, { actor, text: 'Given up' });
      for (const id of ids) queue.interrupt(id);
      // What waited behind them in its conversation may go now.
      queue.pump();
      return { ended };
    },
    testChannel: (draft, actor) => testChannel(options, draft, actor),
  };
}

interface Said {
  readonly actor: Actor;
  readonly text: string;
}

function listed(found: readonly Delivery[]): string {
  const shown = found.slice(0, 3).map(({ title, channel }) => `"${title}" by ${channel}`);
  return found.length > 3 ? `${shown.join(', ')} and ${found.length - 3} more` : shown.join(', ');
}

/** One try with the channel as it stands in the form, past the queue; on the record, for it sends what is stored there. */
async function testChannel(
  options: DeskOptions,
  draft: ChannelDraft,
  actor: Actor,
): Promise<{ ok: boolean; answer: string; title: string; text: string; durationMs: number }> {
  const { clock, store, channels, signal, zone } = options;
  const { channel } = draft;
  const opened = await channels.openDraft(draft);
  const notice = testNotice(clock.now(), zone);
  const worded = wordFor(channel, notice, zone);
  const title = worded.title.startsWith('TEST') ? worded.title : `TEST: ${worded.title}`;
  const own = { channel: { name: channel.name, title: '', text: '' }, open: async () => opened };
  const startedAt = clock.mono();
  const trial = { ...own, notice: { ...notice, ...worded, title }, idempotencyKey: notice.id, attempt: 1, signal };
  const outcome = await tryDelivery(options, trial);
  const durationMs = Math.round(clock.mono() - startedAt);
  const ok = outcome.state === 'delivered';
  const answer = outcome.state === 'interrupted' ? 'The engine was stopped in mid-test' : outcome.answer;
  const entry: EntryDraft = {
    kind: 'alerting',
    occurredAt: clock.now(),
    actor,
    text: `Channel ${channel.name} tested: ${ok ? 'delivered' : 'not delivered'}${answer === '' ? '' : `: ${answer}`}`,
    data: { channelId: draft.channelId, name: channel.name, kind: channel.kind, ok, answer },
  };
  store.transaction(() => store.journal.append([entry], clock.now()));
  return { ok, answer, title, text: worded.text, durationMs };
}

/** As a real one, so that a template shows what it makes of it; and plain that nothing is wrong. */
function testNotice(at: number, zone: string): Notice {
  const id = randomUUID();
  const items = SAMPLE.items.map((item) => ({ ...item, since: at }));
  const notice: Notice = { ...SAMPLE, id, at, items, severity: 3, conversation: `test-${id}`, links: [] };
  const text = `This is a test of Watchfloor. Nothing is wrong; a message looks like this:\n${usualText(notice, zone)}`;
  return { ...notice, title: `TEST, nothing is wrong: ${SAMPLE.title}`, text };
}
