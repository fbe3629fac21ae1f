// What reactions are read from: what people were told, what they acknowledged, what ended, and which incidents had it.
// Lean rows, in slices.
import type { CheckId, HostId, IncidentId, ProblemId } from '../../contract/model/ids.ts';
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import type { AlarmPlace } from './alarm-history.ts';
import type { Connection } from './connect.ts';
import type { IncidentRow } from './incidents.ts';
import { objectIn } from './json-column.ts';

/** People were told of a problem: it came, changed, or began to flap. */
export interface ToldRow extends AlarmPlace {
  readonly problemId: ProblemId;
  readonly hostId: HostId;
  readonly checkId: CheckId;
  /** 'web1 http', as it was called then. */
  readonly subject: string;
  readonly status: ProblemStatus | 'ok' | 'pending';
  /** 1..4; null in entries from before alerts had one. */
  readonly severity: number | null;
}

/** Somebody acknowledged a problem. */
export interface AckRow extends AlarmPlace {
  readonly problemId: ProblemId;
  readonly by: string;
}

export interface SpellOfProblem {
  readonly problemId: ProblemId;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

/** A place among problems by when they ended; the next slice begins behind it. */
export interface EndPlace {
  readonly at: number;
  readonly id: string;
}

export interface EndedRow {
  readonly problemId: ProblemId;
  readonly hostId: HostId;
  readonly checkId: CheckId;
  readonly openedAt: number;
  readonly closedAt: number;
}

interface Slice {
  readonly at: number;
  readonly seq: number;
  readonly to: number;
  readonly limit: number;
}

interface JoinRow {
  readonly problemId: ProblemId;
  readonly at: number;
}

export function createReactionRows(db: Connection) {
  const behind = 'occurred_at >= @at AND occurred_at < @to AND (occurred_at > @at OR seq > @seq)';
  const told = db.prepare<[Slice], ToldRow>(`
    SELECT occurred_at AS at, seq, problem_id AS problemId, coalesce(host_id, '') AS hostId, coalesce(check_id, '') AS checkId,
      substr(text, 1, max(instr(text, ': ') - 1, 0)) AS subject, data ->> 'status' AS status, data ->> 'severity' AS severity
    FROM journal WHERE kind = 'alert' AND ${behind} AND problem_id IS NOT NULL
      AND data ->> 'told' IN ('problem', 'change', 'flapping-start') AND actor ->> 'type' <> 'import'  -- rang elsewhere
    ORDER BY occurred_at, seq LIMIT @limit`);
  const acks = db.prepare<[Slice], AckRow>(`
    SELECT occurred_at AS at, seq, problem_id AS problemId, actor ->> 'name' AS by FROM journal
    WHERE kind = 'acknowledgement' AND ${behind} AND problem_id IS NOT NULL
      AND actor ->> 'type' = 'operator' AND data ->> 'ack' IS NOT NULL  -- null: it was taken back
    ORDER BY occurred_at, seq LIMIT @limit`);
  // By its check, not by the kind: a problem that is open for a month would go through every alert of the month.
  const toldBefore = db
    .prepare<[{ checkId: string; problemId: string; before: number }], number>(`
    SELECT 1 FROM journal INDEXED BY journal_check WHERE check_id = @checkId AND kind = 'alert' AND occurred_at < @before
      AND problem_id = @problemId AND data ->> 'told' IN ('problem', 'change', 'flapping-start') LIMIT 1`)
    .pluck();
  const spells = db.prepare<[string], SpellOfProblem>(`
    SELECT id AS problemId, opened_at AS openedAt, closed_at AS closedAt FROM problem
    WHERE id IN (SELECT value FROM json_each(?))`);
  const ended = db.prepare<[EndPlace & { to: number; limit: number }], EndedRow>(`
    SELECT id AS problemId, host_id AS hostId, check_id AS checkId, opened_at AS openedAt, closed_at AS closedAt FROM problem
    WHERE closed_at IS NOT NULL AND closed_at >= @at AND closed_at < @to AND (closed_at > @at OR id > @id)
    ORDER BY closed_at, id LIMIT @limit`);
  const holders = db.prepare<[string], { problemId: ProblemId; incidentId: IncidentId }>(`
    SELECT problem_id AS problemId, incident_id AS incidentId FROM incident_problem
    WHERE problem_id IN (SELECT value FROM json_each(?))`);
  const joins = db.prepare<[{ id: string }], JoinRow>(`
    SELECT problem.value AS problemId, min(journal.occurred_at) AS at
    FROM incident_entry CROSS JOIN journal ON journal.seq = incident_entry.seq
      CROSS JOIN json_each(journal.data, '$.problemIds') AS problem
    WHERE incident_entry.incident_id = @id AND journal.incident_id = @id
      AND (journal.data ->> 'event' IN ('added', 'merged-from')) GROUP BY problem.value`);
  const touching = db.prepare<[EndPlace & { from: number; to: number; limit: number }], { incident: string }>(`
    SELECT incident FROM incident WHERE opened_at >= @at AND opened_at < @to AND (opened_at > @at OR id > @id)
      AND (ended_at IS NULL OR ended_at >= @from) ORDER BY opened_at, id LIMIT @limit`);
  return {
    /** Up to `limit` behind a place and before `to` (epoch ms), oldest first. */
    told: (place: AlarmPlace, to: number, limit: number): readonly ToldRow[] =>
      told.all({ at: place.at, seq: place.seq, to, limit }),
    /** As `told`: acknowledgements by people; what was taken back is none. */
    acks: (place: AlarmPlace, to: number, limit: number): readonly AckRow[] =>
      acks.all({ at: place.at, seq: place.seq, to, limit }),
    /** Whether people were told of this problem of this check before, epoch ms. */
    toldBefore: (problemId: ProblemId, checkId: CheckId, before: number): boolean =>
      toldBefore.get({ problemId, checkId, before }) !== undefined,
    /** When these began and ended; those of removed checks are left out. */
    spells: (ids: readonly ProblemId[]): readonly SpellOfProblem[] => spells.all(JSON.stringify(ids)),
    /** Problems that ended before `to` (epoch ms) and behind a place, in the order in which they did. */
    ended: ({ at, id }: EndPlace, to: number, limit: number): readonly EndedRow[] => ended.all({ at, id, to, limit }),
    /** Which incidents have, or had, these problems. */
    holders: (ids: readonly ProblemId[]) => holders.all(JSON.stringify(ids)),
    /** Problems that came to an incident after it was opened, and when. */
    joins: (id: IncidentId): readonly JoinRow[] => joins.all({ id }),
    /** Incidents that were opened before `to` and behind a place, and had not ended by `from`; by when they were opened. */
    incidents: (
      { at, id }: EndPlace,
      { from, to }: { readonly from: number; readonly to: number },
      limit: number,
    ): readonly IncidentRow[] =>
      touching.all({ at, id, from, to, limit }).map((row) => objectIn<IncidentRow>(row.incident)),
  };
}
