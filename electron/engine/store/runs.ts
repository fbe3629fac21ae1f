// Runs as rows: each whole as JSON without its attempts, these beside it, one row each, and the texts that runs are pinned to.
// `K` is a run as the plan keeps it (core/run-kept.ts): here only what columns are made of is known.
import type { RunId } from '../../contract/model/ids.ts';
import type { Attempt, Run } from '../../contract/model/run.ts';
import type { Runbook, RunOutcome } from '../../contract/model/runbook.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

export interface RunRow<Memory> {
  readonly run: Run;
  readonly memory: Memory;
}

export interface RunRowsWanted {
  readonly runbookId: string | null;
  readonly incidentId: string | null;
  /** Empty: all. */
  readonly outcomes: readonly RunOutcome[];
  /** Whether it goes on; null: either. */
  readonly active: boolean | null;
  readonly offset: number;
  readonly limit: number;
}

export interface PinnedText {
  readonly hash: string;
  readonly runbook: Runbook;
  /** The file as it was. */
  readonly source: string;
}

interface Text {
  readonly run: string;
}

const WANTED = `(@runbookId IS NULL OR runbook_id = @runbookId) AND (@incidentId IS NULL OR incident_id = @incidentId)
  AND (@outcomes IS NULL OR outcome IN (SELECT value FROM json_each(@outcomes)))
  AND (@active IS NULL OR (ended_at IS NULL) = @active)`;

function createAttempts(db: Connection) {
  const add = db.prepare(`INSERT INTO run_attempt (id, run_id, path, n, started_at, ended_at, attempt)
    VALUES (?, ?, ?, ?, ?, NULL, ?)`);
  const end = db.prepare('UPDATE run_attempt SET ended_at = ?, attempt = ? WHERE id = ?');
  const ofRun = db.prepare<[string], { readonly attempt: string }>(
    'SELECT attempt FROM run_attempt WHERE run_id = ? ORDER BY path, n',
  );
  return {
    /** Before anything is started, in the transaction of the decision to start it. */
    addAttempt: ({ id, runId, path, n, startedAt, ...rest }: Attempt): void =>
      void add.run(id, runId, path, n, startedAt, JSON.stringify({ id, runId, path, n, startedAt, ...rest })),
    /** How it ended; written once. */
    endAttempt: (attempt: Attempt): void => void end.run(attempt.endedAt, JSON.stringify(attempt), attempt.id),
    attemptsOf: (runId: string): readonly Attempt[] =>
      ofRun.all(runId).map(({ attempt }) => objectIn<Attempt>(attempt)),
  };
}

function createTexts(db: Connection) {
  const keep = db.prepare(`INSERT OR IGNORE INTO runbook_text (hash, runbook_id, runbook, source, first_used_at)
    VALUES (?, ?, ?, ?, ?)`);
  const get = db.prepare<[string], { readonly runbook: string; readonly source: string }>(
    'SELECT runbook, source FROM runbook_text WHERE hash = ?',
  );
  return {
    /** Keeps what a run is pinned to; what is kept already stays as it is. `at`: epoch ms. */
    keepText: ({ hash, runbook, source }: PinnedText, at: number): void =>
      void keep.run(hash, runbook.id, JSON.stringify(runbook), source, at),
    text(hash: string): PinnedText | undefined {
      const row = get.get(hash);
      return row && { hash, runbook: objectIn<Runbook>(row.runbook), source: row.source };
    },
  };
}

export function createRunRows(db: Connection) {
  const attempts = createAttempts(db);
  const get = db.prepare<[string], Text>('SELECT run FROM run WHERE id = ?');
  const standing = db.prepare<[number], Text>(
    'SELECT run FROM run WHERE ended_at IS NULL OR ended_at >= ? ORDER BY started_at, id',
  );
  const insert = db.prepare(`INSERT INTO run
    (id, runbook_id, hash, mode, started_at, ended_at, outcome, incident_id, problem_id, rev, run)
    VALUES (@id, @runbookId, @hash, @mode, @startedAt, @endedAt, @outcome, @incidentId, @problemId, @rev, @json)`);
  const update = db.prepare(`UPDATE run SET ended_at = @endedAt, outcome = @outcome, incident_id = @incidentId,
    rev = @rev, run = @json WHERE id = @id AND rev = @rev - 1 AND ended_at IS NULL`);
  const page = db.prepare<[object], Text>(
    `SELECT run FROM run WHERE ${WANTED} ORDER BY started_at DESC, id DESC LIMIT @limit OFFSET @offset`,
  );
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM run WHERE ${WANTED}`);

  const columns = <Memory>({ run, memory }: RunRow<Memory>) => {
    const { id, runbookId, hash, mode, startedAt, endedAt, outcome, incidentId, problemId, rev } = run;
    const steps = run.steps.map((step) => ({ ...step, attempts: [] }));
    const json = JSON.stringify({ ...run, steps, memory });
    return { id, runbookId, hash, mode, startedAt, endedAt, outcome, incidentId, problemId, rev, json };
  };
  const read = <Memory>({ run: json }: Text): RunRow<Memory> => {
    const { memory, ...run } = objectIn<Run & { memory: Memory }>(json);
    const byPath = Map.groupBy(attempts.attemptsOf(run.id), ({ path }) => path);
    const steps = run.steps.map((step) => ({ ...step, attempts: byPath.get(step.path) ?? [] }));
    return { run: { ...run, steps }, memory };
  };
  return {
    ...attempts,
    ...createTexts(db),
    get<Memory>(id: RunId | string): RunRow<Memory> | undefined {
      const row = get.get(id);
      return row && read<Memory>(row);
    },
    /** Those that go on, and those that ended at `since` (epoch ms) or later; oldest first. */
    standing: <Memory>(since: number): readonly RunRow<Memory>[] => standing.all(since).map((row) => read<Memory>(row)),
    add: <Memory>(row: RunRow<Memory>): void => void insert.run(columns(row)),
    /** The next state of a run that goes on; two decisions from one state, or one about an ended run, are a fault of ours. */
    update<Memory>(row: RunRow<Memory>): void {
      if (update.run(columns(row)).changes === 1) return;
      throw new Error(`run ${row.run.id} is not at revision ${row.run.rev - 1} any more: nothing was written`);
    },
    /** Newest first, without attempts, and how many fit in all. */
    list(wanted: RunRowsWanted): { readonly total: number; readonly runs: readonly Run[] } {
      const { runbookId, incidentId, outcomes, active, offset, limit } = wanted;
      const fits = {
        runbookId,
        incidentId,
        outcomes: outcomes.length > 0 ? JSON.stringify(outcomes) : null,
        active: active === null ? null : Number(active),
      };
      const runs = page.all({ ...fits, offset, limit }).map(({ run }) => objectIn<Run>(run));
      return { total: count.get(fits)?.total ?? 0, runs };
    },
  };
}
