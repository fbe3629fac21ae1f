// Messages on their way: the queue itself. What is queued here outlives the engine; `next_at` says when it is tried.
import type { Delivery, DeliveryHealth, DeliveryState } from '../../contract/model/notice.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** What only the queue needs to know of a delivery. */
export interface Place {
  /** Deliveries of one conversation leave a channel in their order. */
  readonly conversation: string;
}

export interface DeliveryFilter {
  readonly states?: readonly DeliveryState[] | undefined;
  /** Only those created before, epoch ms. */
  readonly before?: number | undefined;
  readonly limit: number;
}

const read = (text: string): Delivery => objectIn<Delivery>(text);

function createQueue(db: Connection) {
  const channels = db
    .prepare<[number], string>("SELECT DISTINCT channel_id FROM delivery WHERE state = 'queued' AND next_at <= ?")
    .pluck();
  const due = db
    .prepare<[string, number, number], string>(`
      SELECT delivery FROM delivery AS mine
      WHERE state = 'queued' AND channel_id = ? AND next_at <= ? AND NOT EXISTS (
        SELECT 1 FROM delivery AS earlier WHERE earlier.state = 'queued' AND earlier.channel_id = mine.channel_id
          AND earlier.conversation = mine.conversation AND earlier.seq < mine.seq)
      ORDER BY severity, next_at, seq LIMIT ?`)
    .pluck();
  const hurry = db.prepare<[number, number]>("UPDATE delivery SET next_at = ? WHERE state = 'queued' AND next_at > ?");
  const next = db
    .prepare<[number], number | null>("SELECT min(next_at) FROM delivery WHERE state = 'queued' AND next_at > ?")
    .pluck();
  const latest = db
    .prepare<[number], string>(`
      SELECT delivery FROM (
        SELECT delivery, row_number() OVER (PARTITION BY channel_id ORDER BY ended_at DESC, seq DESC) AS age
        FROM delivery WHERE created_at > ? AND ended_at IS NOT NULL AND put_aside = 0) WHERE age = 1`)
    .pluck();
  return {
    /** The channels that have something due at `at`, epoch ms. */
    dueChannels: (at: number): readonly string[] => channels.all(at),
    /** What a channel may try now: the worst first; of one conversation only the first that is still on its way. */
    due: (channelId: string, at: number, limit: number): readonly Delivery[] => due.all(channelId, at, limit).map(read),
    /** When something falls due after `at`, epoch ms; null: nothing does. */
    nextAfter: (at: number): number | null => next.get(at) ?? null,
    /** The clock was set back: what would wait for a time that was is due now. */
    hurry: (at: number): void => void hurry.run(at, at),
    /** Of each channel the delivery that ended last, of those made since. */
    lastEnded: (since: number): readonly Delivery[] => latest.all(since).map(read),
  };
}

export function createDeliveries(db: Connection) {
  const put = db.prepare(`
    INSERT OR IGNORE INTO delivery (id, notice_id, channel_id, conversation, severity, state, next_at, created_at, ended_at,
      delivery) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = db.prepare<[string, number | null, number | null, string, string]>(
    'UPDATE delivery SET state = ?, next_at = ?, ended_at = ?, put_aside = 0, delivery = ? WHERE id = ?',
  );
  const putAside = db.prepare<[string]>("UPDATE delivery SET put_aside = 1 WHERE id = ? AND state = 'dead'");
  const get = db.prepare<[string], string>('SELECT delivery FROM delivery WHERE id = ?').pluck();
  const list = db
    .prepare<[string, number, number], string>(`
      SELECT delivery FROM delivery WHERE state IN (SELECT value FROM json_each(?)) AND created_at < ?
      ORDER BY created_at DESC, seq DESC LIMIT ?`)
    .pluck();
  const all = db
    .prepare<[number, number], string>(
      'SELECT delivery FROM delivery WHERE created_at < ? ORDER BY created_at DESC, seq DESC LIMIT ?',
    )
    .pluck();
  const waiting = db.prepare<[], { readonly queued: number; readonly oldestQueuedAt: number | null }>(
    "SELECT count(*) AS queued, min(created_at) AS oldestQueuedAt FROM delivery WHERE state = 'queued'",
  );
  const dead = db
    .prepare<[number], number>("SELECT count(*) FROM delivery WHERE state = 'dead' AND ended_at >= ? AND put_aside = 0")
    .pluck();
  const prune = db.prepare<[number, number]>(`
    DELETE FROM delivery WHERE seq IN (
      SELECT seq FROM delivery WHERE created_at < ? AND state <> 'queued' ORDER BY created_at LIMIT ?)`);
  return {
    ...createQueue(db),
    /** Queues a delivery; one of that id that is there already stays as it is. Says whether it was new. */
    put: (one: Delivery, { conversation }: Place): boolean => {
      const { id, noticeId, channelId, severity, state, nextAt, createdAt, endedAt } = one;
      const row = [id, noticeId, channelId, conversation, severity, state, nextAt, createdAt, endedAt];
      return put.run(...row, JSON.stringify(one)).changes > 0;
    },
    /** Writes what became of it. */
    update: (one: Delivery): void => void update.run(one.state, one.nextAt, one.endedAt, JSON.stringify(one), one.id),
    /** An operator has seen that this one is dead: it is not counted any more. */
    putAside: (id: string): void => void putAside.run(id),
    get(id: string): Delivery | null {
      const text = get.get(id);
      return text === undefined ? null : read(text);
    },
    /** Newest first. */
    list: ({ states, before = Number.MAX_SAFE_INTEGER, limit }: DeliveryFilter): readonly Delivery[] =>
      (states ? list.all(JSON.stringify(states), before, limit) : all.all(before, limit)).map(read),
    /** `dead`: those that ended since (epoch ms) and that nobody put aside. */
    health: (since: number): DeliveryHealth => ({
      ...(waiting.get() ?? { queued: 0, oldestQueuedAt: null }),
      dead: dead.get(since) ?? 0,
    }),
    /** Removes up to `limit` that were made before (epoch ms) and are not on their way; says how many went. */
    prune: (before: number, limit: number): number => prune.run(before, limit).changes,
  };
}
