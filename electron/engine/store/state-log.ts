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

/** A row of `readMany`: an array, because objects cost twice the time over ten thousands of rows. */
type ManyRow = readonly [place: number, at: number, status: LoggedStatus, previous: LoggedStatus | null];

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
  const many = createManyReader(db);
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
    /**
     * For each of many subjects, in their order, what a period needs to be judged, oldest first: the change in force at
     * `from`, and those before `to`; where there is none of either, the first one after. Ten times as fast as `read`.
     */
    readMany: (subjects: readonly Subject[], from: number, to: number): readonly (readonly StateChange[])[] =>
      many(subjects.map(keyOf), from, to),
  };
}

function createManyReader(db: Connection) {
  const inside = db.prepare<[{ keys: string; from: number; to: number }], ManyRow>(`
    SELECT subjects.key, log.at, log.status, log.previous
    FROM json_each(@keys) AS subjects CROSS JOIN state_log AS log
    WHERE log.subject = subjects.value AND log.at < max(@to, @from + 1) AND log.at >= coalesce(
      (SELECT at FROM state_log WHERE subject = subjects.value AND at <= @from ORDER BY at DESC LIMIT 1), @from)`);
  const next = db.prepare<[{ keys: string; to: number }], ManyRow>(`
    SELECT subjects.key, log.at, log.status, log.previous
    FROM json_each(@keys) AS subjects CROSS JOIN state_log AS log
    WHERE log.subject = subjects.value AND log.at =
      (SELECT at FROM state_log WHERE subject = subjects.value AND at >= @to ORDER BY at LIMIT 1)`);
  return (keys: readonly string[], from: number, to: number): readonly (readonly StateChange[])[] => {
    const found = keys.map((): StateChange[] => []);
    const take = ([place, at, status, previous]: ManyRow, places?: readonly number[]): void =>
      void found[places?.[place] ?? place]?.push({ at, status, previous });
    for (const row of inside.raw().all({ keys: JSON.stringify(keys), from, to })) take(row);
    const empty = keys.flatMap((_, place) => (found[place]?.length === 0 ? [place] : []));
    if (empty.length > 0) {
      const missing = JSON.stringify(empty.map((place) => keys[place]));
      for (const row of next.raw().all({ keys: missing, to: Math.max(to, from + 1) })) take(row, empty);
    }
    // In order already as the index is walked; saying ORDER BY would make SQLite sort all rows of all subjects once more.
    for (const changes of found) changes.sort((a, b) => a.at - b.at);
    return found;
  };
}
