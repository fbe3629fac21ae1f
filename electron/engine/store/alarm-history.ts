// What the alarm load is counted from: alerts, changes of checks and who worked, as lean rows from the journal, in slices,
// and the problems that stood for long.
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import type { Connection } from './connect.ts';

/** A place among entries of one kind; the next slice begins behind it. */
export interface AlarmPlace {
  readonly at: number;
  readonly seq: number;
}

export interface AlertRow extends AlarmPlace {
  readonly checkId: string;
  /** 'web1 http', as it was called then. */
  readonly subject: string;
  /** What people were told: 'problem', 'recovery', … */
  readonly told: string;
  readonly status: ProblemStatus | 'ok' | 'pending';
  /** 1..4; null in entries from before alerts had one. */
  readonly severity: number | null;
}

export interface ChangeRow extends AlarmPlace {
  readonly checkId: string;
  /** Status of the result that made the entry. */
  readonly status: string;
}

/** A problem that was open at a moment, opened before another, and of which people were told. */
export interface StandingRow {
  readonly problemId: string;
  readonly hostId: string;
  readonly checkId: string;
  readonly since: number;
}

interface Slice {
  readonly at: number;
  readonly seq: number;
  readonly to: number;
  readonly limit: number;
}

export function createAlarmHistory(db: Connection) {
  const inOrder = (columns: string, kind: string) => `
    SELECT occurred_at AS at, seq, coalesce(check_id, host_id, '') AS checkId, ${columns} FROM journal
    WHERE kind = '${kind}' AND occurred_at >= @at AND occurred_at < @to AND (occurred_at > @at OR seq > @seq)
      AND actor ->> 'type' <> 'import'  -- rang elsewhere
    ORDER BY occurred_at, seq LIMIT @limit`;
  const alerts = db.prepare<[Slice], AlertRow>(
    inOrder(
      `substr(text, 1, max(instr(text, ': ') - 1, 0)) AS subject, data ->> 'told' AS told, data ->> 'status' AS status,
       data ->> 'severity' AS severity`,
      'alert',
    ),
  );
  const changes = db.prepare<[Slice], ChangeRow>(inOrder(`data ->> 'status' AS status`, 'check-state'));
  const workers = db
    .prepare<[{ from: number; to: number; slotMs: number }], number>(`
    SELECT count(DISTINCT actor ->> 'name') FROM journal
    WHERE kind IN ('acknowledgement', 'mute') AND actor ->> 'type' <> 'import' AND occurred_at >= @from AND occurred_at < @to
      AND actor ->> 'type' = 'operator'
    GROUP BY occurred_at / @slotMs`)
    .pluck();
  const standing = db.prepare<[{ before: number; at: number }], StandingRow>(`
    SELECT id AS problemId, host_id AS hostId, check_id AS checkId, opened_at AS since FROM problem
    WHERE opened_at <= @before AND problem ->> 'toldAt' IS NOT NULL
      AND (closed_at IS NULL OR closed_at > @at) ORDER BY opened_at`);
  return {
    /** Up to `limit` alerts behind a place and before `to` (epoch ms), oldest first. */
    alerts: (place: AlarmPlace, to: number, limit: number): readonly AlertRow[] => alerts.all({ ...place, to, limit }),
    /** As `alerts`: entries of checks that changed, soft or hard. */
    changes: (place: AlarmPlace, to: number, limit: number): readonly ChangeRow[] =>
      changes.all({ ...place, to, limit }),
    /** How many different operators acknowledged or muted, per stretch of `slotMs` in which any did. */
    operators: (from: number, to: number, slotMs: number): readonly number[] => workers.all({ from, to, slotMs }),
    /** Problems open at `at` that opened at or before `before`, oldest first. */
    standing: (before: number, at: number): readonly StandingRow[] => standing.all({ before, at }),
  };
}
