// Accounts for every alert that was committed: told and received, over before anybody was told (on the record), or overtaken
// by newer news of the same check before it was told. Anything else was lost.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Alert } from '../../electron/contract/model/alert.ts';
import type { Delivery, Notice } from '../../electron/contract/model/notice.ts';
import type { AlertGroup } from '../../electron/engine/core/alert-groups.ts';
import type { Recorder } from './kill-deliveries.ts';
import { filesAreWhole, inCopy } from './kill-verdict.ts';

export interface DeliveryCounts {
  readonly kills: number;
  /** Committed, by the journal. */
  readonly alerts: number;
  readonly told: number;
  readonly cancelled: number;
  readonly overtaken: number;
  readonly notices: number;
  readonly deliveries: number;
  /** Received once more with the same key: killed between delivery and record. */
  readonly duplicates: number;
  /** Tries that the other end refused. */
  readonly refused: number;
  readonly queued: number;
  readonly findings: readonly string[];
}

interface Taken {
  readonly alert: Alert;
  readonly takenAt: number | null;
}

interface Record {
  /** In the order they were decided. */
  readonly alerts: readonly Taken[];
  readonly notices: readonly Notice[];
  readonly deliveries: readonly Delivery[];
  readonly groups: readonly AlertGroup[];
  /** Ids of recoveries that cancelled a problem nobody was told of. */
  readonly cancelled: ReadonlySet<string>;
  /** Alerts by the journal. */
  readonly journaled: number;
}

function readRecord(file: string): Record {
  const db = new Database(file, { readonly: true });
  try {
    const list = <Value>(sql: string): readonly Value[] =>
      (db.prepare(sql).pluck().all() as string[]).map((text) => JSON.parse(text) as Value);
    const rows = db.prepare('SELECT alert, taken_at AS takenAt FROM alert ORDER BY at, rowid').all();
    const outcomes = list<{ outcome?: string; alertId?: string }>("SELECT data FROM journal WHERE kind = 'delivery'");
    return {
      alerts: (rows as { alert: string; takenAt: number | null }[]).map(({ alert, takenAt }) => ({
        alert: JSON.parse(alert) as Alert,
        takenAt,
      })),
      notices: list('SELECT notice FROM notice ORDER BY at, rowid'),
      deliveries: list('SELECT delivery FROM delivery ORDER BY seq'),
      groups: list('SELECT state FROM alert_group'),
      cancelled: new Set(outcomes.flatMap((one) => (one.outcome === 'cancelled' && one.alertId ? [one.alertId] : []))),
      journaled: list<{ told?: string }>("SELECT data FROM journal WHERE kind = 'alert'").filter((one) => one.told)
        .length,
    };
  } finally {
    db.close();
  }
}

/** Whether nothing waits any more: no alert, no group, no delivery. */
export const isIdle = (folder: string): Promise<boolean> =>
  inCopy(folder, (_, copy) => {
    const { alerts, deliveries, groups } = readRecord(join(copy, 'watchfloor.db'));
    return (
      alerts.every(({ takenAt }) => takenAt !== null) &&
      groups.every(({ dueAt }) => dueAt === null) &&
      deliveries.every(({ state }) => state === 'delivered')
    );
  });

const keyOf = (host: string, kind: string, since: number): string => `${host} ${kind} ${since}`;

/** Looks through the folder of an engine that ended in order, beside what the other end has got. */
export function accountFor(folder: string, recorder: Recorder): Promise<Omit<DeliveryCounts, 'kills'>> {
  return inCopy(folder, (store, copy) => {
    const record = readRecord(join(copy, 'watchfloor.db'));
    const { alerts, notices, deliveries } = record;
    const findings = [...filesAreWhole(store, copy, folder)];
    if (record.journaled !== alerts.length) {
      findings.push(`the journal has ${record.journaled} alerts, the table ${alerts.length}`);
    }
    const told = new Map<string, Notice>();
    for (const notice of notices) {
      for (const { host, alert, since } of notice.items) {
        const key = keyOf(host, alert, since);
        const before = told.get(key);
        if (before) findings.push(`${key} was told twice, by ${before.id} and ${notice.id}`);
        told.set(key, notice);
      }
    }
    const counts = { told: 0, cancelled: 0, overtaken: 0 };
    for (const [place, one] of alerts.entries()) {
      const fate = fateOf(one, alerts.slice(place + 1), told, record);
      if (fate === 'lost') findings.push(`lost: ${one.alert.kind} at ${one.alert.at}; ${storyOf(one.alert, record)}`);
      else counts[fate] += 1;
    }
    findings.push(...deliveriesReached(notices, deliveries, recorder));
    const receipts = [...recorder.received.values()].reduce((sum, times) => sum + times, 0);
    const queued = deliveries.filter(({ state }) => state === 'queued').length;
    if (queued > 0) findings.push(`${queued} deliveries are still queued after the last life`);
    return {
      ...counts,
      alerts: alerts.length,
      notices: notices.length,
      deliveries: deliveries.length,
      duplicates: receipts - recorder.received.size,
      refused: recorder.refused,
      queued,
      findings,
    };
  });
}

/** What was heard and said of a host around an alert that was lost. */
function storyOf({ host, at: lostAt }: Alert, record: Record): string {
  const near = (at: number): boolean => Math.abs(at - lostAt) < 3_000;
  const { groups } = record;
  const notices = record.notices.filter(({ at }) => near(at));
  const mine = record.alerts.filter(({ alert }) => alert.host === host && near(alert.at));
  const heard = mine.map(({ alert, takenAt }) => `${alert.at} ${alert.kind} since ${alert.since} taken ${takenAt}`);
  const said = notices.flatMap(({ at, kind, conversation, items }) =>
    items.flatMap((item) =>
      item.host === host ? [`${at} ${kind} (${conversation}): ${item.alert} since ${item.since}`] : [],
    ),
  );
  const standing = groups.filter(({ members }) => members.some(({ alert }) => alert.host === host));
  return `${host} heard [${heard.join('; ')}], said [${said.join('; ')}], groups ${JSON.stringify(standing)}`;
}

function fateOf(
  { alert, takenAt }: Taken,
  later: readonly Taken[],
  told: ReadonlyMap<string, Notice>,
  { cancelled, notices }: Record,
): 'told' | 'cancelled' | 'overtaken' | 'lost' {
  const { host, kind, since, checkId } = alert;
  if (told.has(keyOf(host, kind, since))) return 'told';
  const mine = later.filter((one) => one.alert.checkId === checkId);
  const recovery = kind === 'recovery' ? alert : mine.find((one) => one.alert.since === since)?.alert;
  if (recovery && cancelled.has(recovery.id)) return 'cancelled';
  const [next] = mine;
  if (takenAt === null || !next || next.takenAt === null) return 'lost';
  const nextTakenAt = next.takenAt;
  // Skipped by a message about its host that went out while it was the newest there was: that is a loss.
  const skipped = notices.some(
    ({ at, items }) => at >= takenAt && at < nextTakenAt && items.some((item) => item.host === host),
  );
  return skipped ? 'lost' : 'overtaken';
}

/** Every notice has a delivery for each channel, and the other end has every one that is called delivered. */
function deliveriesReached(
  notices: readonly Notice[],
  deliveries: readonly Delivery[],
  recorder: Recorder,
): readonly string[] {
  const known = new Map(deliveries.map((delivery) => [delivery.id, delivery]));
  const missing = notices.flatMap(({ id }) =>
    ['steady', 'flaky'].map((channel) => `${id}.${channel}`).filter((key) => !known.has(key)),
  );
  const unheard = deliveries.filter(({ id, state }) => state === 'delivered' && !recorder.received.has(id));
  const dead = deliveries.filter(({ state }) => state === 'dead');
  const strange = [...recorder.received.keys()].filter((key) => !known.has(key));
  return [
    ...missing.map((key) => `no delivery ${key}`),
    ...unheard.map(({ id }) => `${id} is called delivered, and nobody has it`),
    ...dead.map(({ id, answer }) => `${id} is dead: ${answer}`),
    ...strange.map((key) => `${key} was delivered and is not in the store`),
  ];
}
