// What reports read besides what others do: alerts, clock jumps, severities of problems, runs of a period. Lean rows, in slices.
import type { ProblemId } from '../../contract/model/ids.ts';
import type { AlertRow } from './alarm-history.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';
import type { RunRecord } from './run-figures.ts';

/** An alert with the host it was about, '' where none is named. */
export interface ReportAlert extends AlertRow {
  readonly hostId: string;
}

export interface ClockJumpRow {
  readonly at: number;
  readonly byMs: number | null;
  readonly text: string;
}

/** A place among runs by when they were started. */
export interface RunPlace {
  readonly startedAt: number;
  readonly id: string;
}

/** A run of a period; `interrupted`: one of its attempts was left without a known end. */
export interface ReportRun {
  readonly run: RunRecord;
  readonly interrupted: boolean;
}

export function createReportRows(db: Connection) {
  const alerts = db.prepare<[{ at: number; seq: number; to: number; limit: number }], ReportAlert>(`
    SELECT occurred_at AS at, seq, coalesce(check_id, host_id, '') AS checkId, coalesce(host_id, '') AS hostId,
      substr(text, 1, max(instr(text, ': ') - 1, 0)) AS subject, data ->> 'told' AS told, data ->> 'status' AS status,
      data ->> 'severity' AS severity
    FROM journal WHERE kind = 'alert' AND occurred_at >= @at AND occurred_at < @to AND (occurred_at > @at OR seq > @seq)
      AND data ->> 'told' IN ('problem', 'change', 'flapping-start') AND actor ->> 'type' <> 'import'  -- rang elsewhere
    ORDER BY occurred_at, seq LIMIT @limit`);
  const jumps = db.prepare<[number, number], ClockJumpRow>(`
    SELECT occurred_at AS at, data ->> 'byMs' AS byMs, text FROM journal
    WHERE kind = 'clock-jump' AND occurred_at >= ? AND occurred_at < ? ORDER BY occurred_at, seq`);
  const severities = db.prepare<[string], { problemId: ProblemId; severity: number | null }>(`
    SELECT id AS problemId, problem ->> 'severity' AS severity FROM problem WHERE id IN (SELECT value FROM json_each(?))`);
  const runs = db.prepare<[RunPlace & { to: number; limit: number }], { run: string; interrupted: number }>(`
    SELECT run, EXISTS (SELECT 1 FROM run_attempt WHERE run_id = run.id AND attempt ->> 'end' = 'interrupted') AS interrupted
    FROM run WHERE started_at >= @startedAt AND started_at < @to AND (started_at > @startedAt OR id > @id) AND mode <> 'dry'
    ORDER BY started_at, id LIMIT @limit`);
  return {
    /** Up to `limit` that ask for something, behind a place and before `to` (epoch ms), oldest first. */
    alerts: ({ at, seq }: { readonly at: number; readonly seq: number }, to: number, limit: number) =>
      alerts.all({ at, seq, to, limit }) as readonly ReportAlert[],
    /** In [from, to), oldest first. */
    clockJumps: (from: number, to: number): readonly ClockJumpRow[] => jumps.all(from, to),
    /** Of these problems, as far as they are known. */
    severities: (ids: readonly ProblemId[]) => severities.all(JSON.stringify(ids)),
    /** Those that were started before `to` and behind a place, in that order; dry ones left out. */
    runs: ({ startedAt, id }: RunPlace, to: number, limit: number): readonly ReportRun[] =>
      runs
        .all({ startedAt, id, to, limit })
        .map(({ run, interrupted }) => ({ run: objectIn<RunRecord>(run), interrupted: interrupted === 1 })),
  };
}
