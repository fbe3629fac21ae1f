// What others ask of runs: how the runs of each runbook went, how many there were lately, which go on, what one did. Reads the
// tables of runs and writes nothing; dry runs count nowhere.
import type { Run, RunStep } from '../../contract/model/run.ts';
import type { RunOutcome } from '../../contract/model/runbook-words.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** How the runs of one runbook went. */
export interface RunFigures {
  /** Those that ended. */
  readonly total: number;
  readonly green: number;
  /** Of those that ended green, ms from start to end; null: there is none. */
  readonly medianMs: number | null;
}

/** A run that goes on. */
export interface RunUnderWay {
  readonly id: string;
  readonly startedAt: number;
  readonly pen: string;
  readonly hostIds: readonly string[];
}

/** A run as the record has it: its steps without what was tried, which lies beside it. */
export interface RunRecord extends Omit<Run, 'steps'> {
  readonly steps: readonly Omit<RunStep, 'attempts'>[];
}

interface EndedRow {
  readonly runbook_id: string;
  readonly outcome: RunOutcome | null;
  readonly took: number;
}

export function createRunFigures(db: Connection) {
  const ended = db.prepare<[number], EndedRow>(
    `SELECT runbook_id, outcome, ended_at - started_at AS took FROM run
      WHERE mode = 'live' AND ended_at IS NOT NULL AND started_at >= ? ORDER BY took`,
  );
  const lately = db
    .prepare<[string, number], number>(
      "SELECT count(*) FROM run WHERE runbook_id = ? AND started_at > ? AND mode = 'live'",
    )
    .pluck();
  const standing = db.prepare<[string], { readonly id: string; readonly started_at: number; readonly run: string }>(
    "SELECT id, started_at, run FROM run WHERE ended_at IS NULL AND mode = 'live' AND runbook_id = ? ORDER BY started_at",
  );
  const one = db.prepare<[string], { readonly run: string }>('SELECT run FROM run WHERE id = ?');
  const touching = db.prepare<[{ since: number; limit: number }], { readonly run: string }>(
    `SELECT run, started_at FROM run WHERE ended_at IS NULL AND mode <> 'dry'
      UNION ALL SELECT run, started_at FROM run WHERE ended_at IS NOT NULL AND ended_at >= @since AND mode <> 'dry'
      ORDER BY started_at DESC LIMIT @limit`,
  );
  return {
    /** A run by its id, dry ones too. */
    record(id: string): RunRecord | undefined {
      const row = one.get(id);
      return row && objectIn<RunRecord>(row.run);
    },
    /** Those that went on at `since` (epoch ms) or later, newest first. Not the dry ones. */
    records: (since: number, limit: number): readonly RunRecord[] =>
      touching.all({ since, limit }).map(({ run }) => objectIn<RunRecord>(run)),
    /** By runbook, of runs that were started at `since` (epoch ms) or later. */
    since(since: number): ReadonlyMap<string, RunFigures> {
      const all = new Map<string, { total: number; green: number[] }>();
      for (const { runbook_id, outcome, took } of ended.iterate(since)) {
        const one = all.get(runbook_id) ?? { total: 0, green: [] };
        one.total += 1;
        if (outcome === 'green') one.green.push(took);
        all.set(runbook_id, one);
      }
      return new Map(
        [...all].map(([id, { total, green }]) => [id, { total, green: green.length, medianMs: medianOf(green) }]),
      );
    },
    /** How many were started after `since`, epoch ms. */
    startedSince: (runbookId: string, since: number): number => lately.get(runbookId, since) ?? 0,
    /** Those of a runbook that have not ended, oldest first. */
    underWay: (runbookId: string): readonly RunUnderWay[] =>
      standing.all(runbookId).map(({ id, started_at, run }) => {
        const { pen = '', hostIds = [] } = objectIn<{ pen?: string; hostIds?: readonly string[] }>(run);
        return { id, startedAt: started_at, pen, hostIds };
      }),
  };
}

/** Of values in order. */
function medianOf(sorted: readonly number[]): number | null {
  if (sorted.length === 0) return null;
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : Math.round(((sorted[middle - 1] ?? upper) + upper) / 2);
}
