// Every hard state of hosts and checks with the instant it began, kept for good: bars and availability come from here,
// never from counting samples (spec: monitoring, "Availability").
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { ProblemStatus } from '../../contract/model/problem.ts';
import type { Connection } from './connect.ts';

export type LoggedStatus = ProblemStatus | 'ok' | 'pending' | 'not-monitored';
export type Subject = { readonly hostId: HostId } | { readonly checkId: CheckId };

/** From `at` on (epoch ms) the subject was in `status`. */
export interface StateChange {
  readonly at: number;
  readonly status: LoggedStatus;
  /** What it was before, as far as known: says what a period began with when nothing older is on record. */
  readonly previous: LoggedStatus | null;
}

/** What is known about a period: its changes, and the nearest one on either side. */
export interface StatePeriod {
  /** Last change at or before the start. */
  readonly before: StateChange | null;
  /** Changes after the start and before the end, oldest first. */
  readonly changes: readonly StateChange[];
  /** First change at or after the end. */
  readonly after: StateChange | null;
}

const keyOf = (subject: Subject) => ('hostId' in subject ? `host:${subject.hostId}` : `check:${subject.checkId}`);

export function createStateLog(db: Connection) {
  // Two changes in one millisecond: the later one holds, and what was before both stays what was before.
  const append = db.prepare<[string, number, string, string | null]>(`
    INSERT INTO state_log (subject, at, status, previous) VALUES (?, ?, ?, ?)
    ON CONFLICT (subject, at) DO UPDATE SET status = excluded.status`);
  const select = 'SELECT at, status, previous FROM state_log WHERE subject = ? AND';
  const before = db.prepare<[string, number], StateChange>(`${select} at <= ? ORDER BY at DESC LIMIT 1`);
  const within = db.prepare<[string, number, number], StateChange>(`${select} at > ? AND at < ? ORDER BY at`);
  const after = db.prepare<[string, number], StateChange>(`${select} at >= ? ORDER BY at LIMIT 1`);
  return {
    /** Call in the transaction that writes the journal entry. */
    append: (subject: Subject, change: StateChange): void =>
      void append.run(keyOf(subject), change.at, change.status, change.previous),
    /** The half-open period [from, to), epoch ms. */
    read(subject: Subject, from: number, to: number): StatePeriod {
      const key = keyOf(subject);
      return {
        before: before.get(key, from) ?? null,
        changes: within.all(key, from, to),
        after: after.get(key, Math.max(to, from + 1)) ?? null,
      };
    },
  };
}
