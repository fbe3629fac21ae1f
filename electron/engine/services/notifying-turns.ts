// When a turn of notifying is due, and its writing: alerts taken over, groups, notices, deliveries and journal in ONE
// transaction. Killed before it, the alerts wait in the store; killed behind it, the deliveries do.
import { randomUUID } from 'node:crypto';
import type { Alert } from '../../contract/model/alert.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import type { Channel, Delivery, Notice, Route } from '../../contract/model/notice.ts';
import type { AlertGroup } from '../core/alert-groups.ts';
import { NOTHING_TOLD } from '../core/suppression.ts';
import { StorageError } from '../store/storage-error.ts';
import type { Notifying, NotifyingOptions } from './notifying.ts';
import { openGroupBook } from './notifying-book.ts';
import type { TellingFromMemory } from './notifying-memory.ts';
import type { DeliveryQueue } from './notifying-queue.ts';
import { decideTurn, type Turn } from './notifying-turn.ts';

/** Groups are looked through so often: what silenced a repeat may have ended, a check may be gone. */
const ROUND_MS = 60_000;
/** After a refusal of the disk. */
const AGAIN_MS = 5_000;

export interface TurnsOptions
  extends Pick<
    NotifyingOptions,
    'clock' | 'store' | 'world' | 'channels' | 'hands' | 'alarms' | 'recorder' | 'told' | 'troubles' | 'log'
  > {
  readonly zone: string;
  readonly queue: DeliveryQueue;
  readonly memory: TellingFromMemory;
  /** Something was written. */
  readonly changed: () => void;
}

export interface Turns extends Pick<Notifying, 'poke' | 'send' | 'onNotice'> {
  start(): void;
  stop(): void;
}

/** Takes turns: each is decided whole, written whole, and only then believed. */
function createWriter(options: TurnsOptions) {
  const { clock, store, channels, queue, changed, log } = options;
  const listeners = new Set<(notice: Notice) => void>();
  const book = openGroupBook(store.alertGroups.list<AlertGroup>(), channels.routes);
  const listen = (notice: Notice): void => {
    for (const listener of [...listeners]) {
      try {
        listener(notice);
      } catch (error) {
        if (error instanceof StorageError) throw error;
        // Whoever climbs from it failed; the message itself must go out.
        log.error('a listener of notices failed', error);
      }
    }
  };
  const write = (alerts: readonly Alert[], turn: Turn, at: number): void => {
    store.transaction(() => {
      for (const { id } of alerts) store.alerts.take(id, at);
      for (const { notice, via } of turn.messages) {
        enqueue(store, channels.list(), notice, via, at);
        listen(notice);
      }
      for (const group of turn.groups) {
        if (group.members.length > 0) store.alertGroups.put(group);
        else store.alertGroups.remove(group.key);
      }
      if (turn.journal.length > 0) store.journal.append(turn.journal, at);
    });
    book.put(turn.groups);
  };
  return {
    book,
    listeners,
    /** One turn; false: the disk refused, and nothing of it is kept. */
    take(alerts: readonly Alert[], repeatsFrom: number): boolean {
      const { world, hands, zone } = options;
      const at = clock.now();
      const mayRepeat = (checkId: CheckId): boolean => at >= repeatsFrom && hands.mayRepeat(checkId);
      const turn = decideTurn(book, alerts, { at, world, routes: channels.routes(), hands: { mayRepeat }, zone });
      if (alerts.length + turn.groups.length === 0) return true;
      try {
        write(alerts, turn, at);
      } catch (error) {
        if (!(error instanceof StorageError)) throw error;
        return false;
      }
      if (turn.messages.length > 0) {
        queue.pump();
        changed();
      }
      return true;
    },
  };
}

export function createTurns(options: TurnsOptions): Turns {
  const { clock, store, channels, alarms, recorder, queue, memory, changed, log } = options;
  const { book, listeners, take } = createWriter(options);
  const active = ({ routeId }: AlertGroup): Route | null => {
    const route = channels.routes().find(({ id }) => id === routeId);
    return route?.enabled ? route : null;
  };
  let running = false;
  let cancel = (): void => {};
  /** A restart repeats nothing before checks had the time to say how things are. */
  let repeatsFrom = 0;

  const waiting = (): readonly Alert[] => {
    try {
      return store.alerts.waiting();
    } catch (error) {
      if (!(error instanceof StorageError)) throw error;
      log.error('alerts could not be read', error);
      return [];
    }
  };
  const look = (round: boolean): void => {
    // Before anything is decided: what falls due while the turn is written is looked at next, not at the next round.
    const at = clock.now();
    const stored = waiting();
    const gone = round ? goneMembers(book.all(), options, stored) : [];
    const kept = take([...stored, ...gone], repeatsFrom);
    const untaken = [...(kept ? [] : stored), ...recorder.unwrittenAlerts()];
    if (untaken.length > 0) memory.tell(untaken);
    else memory.over();
    sleep(untaken.length > 0, at);
  };
  const sleep = (again: boolean, lookedAt: number): void => {
    cancel();
    const next = book.nextLook(lookedAt, active);
    const round = book.size > 0 || alarms.list().length > 0 ? ROUND_MS : null;
    const times = [again ? AGAIN_MS : null, next === null ? null : Math.max(0, next - clock.now()), round].filter(
      (ms) => ms !== null,
    );
    if (times.length === 0 || !running) return;
    cancel = clock.after(Math.min(...times), () => {
      alarms.handled();
      look(true);
    });
  };

  return {
    poke() {
      if (running && (waiting().length > 0 || recorder.unwrittenAlerts().length > 0)) look(false);
    },
    send(notice, channelIds) {
      store.transaction(() => enqueue(store, channels.list(), notice, channelIds, clock.now()));
      // Behind the caller's own transaction: what is not kept is not tried.
      queueMicrotask(() => {
        if (!running) return;
        queue.pump();
        changed();
      });
    },
    onNotice(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start() {
      running = true;
      repeatsFrom = clock.now() + ROUND_MS;
      look(false);
    },
    stop() {
      running = false;
      cancel();
    },
  };
}

/** Stores a notice and a delivery for each channel; call it inside a transaction. */
function enqueue(
  store: NotifyingOptions['store'],
  channels: readonly Channel[],
  notice: Notice,
  channelIds: readonly string[],
  at: number,
): void {
  store.noticeRows.put(notice);
  for (const channelId of new Set(channelIds)) {
    const channel = channels.find(({ id, enabled }) => id === channelId && enabled);
    if (!channel) continue;
    const delivery: Delivery = {
      id: `${notice.id}.${channel.id}`,
      noticeId: notice.id,
      channelId: channel.id,
      channel: channel.name,
      kind: notice.kind,
      severity: notice.severity,
      title: notice.title,
      state: 'queued',
      createdAt: at,
      attempts: 0,
      nextAt: at,
      answer: '',
      endedAt: null,
      ...(notice.incidentId ? { incidentId: notice.incidentId } : {}),
    };
    store.deliveries.put(delivery, notice);
  }
}

/**
 * Members whose end no alert will tell: their check is gone or switched off, or alerting has forgotten that it told of them.
 * For people it is over: the other end would keep its incident open for ever.
 */
function goneMembers(
  groups: Iterable<AlertGroup>,
  { world, told, clock }: Pick<TurnsOptions, 'world' | 'told' | 'clock'>,
  waiting: readonly Alert[],
): readonly Alert[] {
  const spokenOf = new Set(waiting.map(({ checkId }) => checkId));
  const gone = new Map<CheckId, Alert>();
  for (const { members } of groups) {
    for (const { alert, bad, flapping } of members) {
      const { checkId } = alert;
      if ((!bad && !flapping) || spokenOf.has(checkId) || gone.has(checkId)) continue;
      const isWatched = world.checks.get(checkId)?.enabled ?? false;
      const believed = told.get(checkId) ?? NOTHING_TOLD;
      if (isWatched && (believed.status !== null || believed.flapping)) continue;
      const summary = isWatched ? 'it is over' : 'it is not watched any more';
      const own = { id: randomUUID(), at: clock.now(), status: 'ok' as const, summary };
      gone.set(checkId, { ...alert, ...own, kind: bad ? 'recovery' : 'flapping-stop' });
    }
  }
  return [...gone.values()];
}
