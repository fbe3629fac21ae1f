// What the state machine knows, so that a restart goes on where the last engine stopped: checks, hosts, problems.
import type { CheckId, HostId, ProblemId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import { USUAL_SEVERITY } from '../../contract/model/severity.ts';
import type { CheckState, HostState } from '../../contract/model/state.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** A check's state as screens see it, and what else the state machine carries from result to result (opaque here). */
export interface StoredCheck<Memory = unknown> {
  readonly state: CheckState;
  readonly memory: Memory;
}

export function createStates(db: Connection) {
  const putCheck = db.prepare<[string, string, string]>(`
    INSERT INTO check_state (check_id, state, memory) VALUES (?, ?, ?)
    ON CONFLICT (check_id) DO UPDATE SET state = excluded.state, memory = excluded.memory`);
  const checks = db.prepare<[], { state: string; memory: string }>('SELECT state, memory FROM check_state');
  const removeCheck = db.prepare<[string]>('DELETE FROM check_state WHERE check_id = ?');
  const putHost = db.prepare<[string, string]>(`
    INSERT INTO host_state (host_id, state) VALUES (?, ?) ON CONFLICT (host_id) DO UPDATE SET state = excluded.state`);
  const hosts = db.prepare<[], string>('SELECT state FROM host_state').pluck();
  const removeHost = db.prepare<[string]>('DELETE FROM host_state WHERE host_id = ?');
  return {
    /** Call in the transaction that writes the journal entry. The check must be in the inventory. */
    putCheck(state: CheckState, memory: unknown): void {
      putCheck.run(state.checkId, JSON.stringify(state), JSON.stringify(memory ?? null));
    },
    checks: (): readonly StoredCheck[] =>
      checks.all().map((row) => ({ state: objectIn(row.state), memory: JSON.parse(row.memory) })),
    removeCheck: (id: CheckId): void => void removeCheck.run(id),
    /** Call in the transaction that writes the journal entry. The host must be in the inventory. */
    putHost: (state: HostState): void => void putHost.run(state.hostId, JSON.stringify(state)),
    hosts: (): readonly HostState[] => hosts.all().map((state) => objectIn(state)),
    removeHost: (id: HostId): void => void removeHost.run(id),
  };
}

/** Kept before severities were known, a problem has that of its status until it is judged. */
function toProblem(text: string): Problem {
  const problem = objectIn<Problem>(text);
  return { ...problem, severity: problem.severity ?? USUAL_SEVERITY[problem.status] };
}

export function createProblems(db: Connection) {
  const put = db.prepare<[string, string, string, number, string]>(`
    INSERT INTO problem (id, host_id, check_id, opened_at, problem) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET host_id = excluded.host_id, check_id = excluded.check_id,
      opened_at = excluded.opened_at, problem = excluded.problem`);
  const close = db.prepare<[number, string]>('UPDATE problem SET closed_at = ? WHERE id = ? AND closed_at IS NULL');
  const open = db.prepare<[], string>('SELECT problem FROM problem WHERE closed_at IS NULL ORDER BY opened_at').pluck();
  const get = db.prepare<[string], { readonly problem: string; readonly closed_at: number | null }>(
    'SELECT problem, closed_at FROM problem WHERE id = ?',
  );
  return {
    /** Opens a problem, or writes what changed about it (status, acknowledgement, hold). */
    put: (problem: Problem): void =>
      void put.run(problem.id, problem.hostId, problem.checkId, problem.openedAt, JSON.stringify(problem)),
    /** Closes an open problem; it stays on record. True when it was open. */
    close: (id: ProblemId, at: number): boolean => close.run(at, id).changes > 0,
    /** One that is or was, as it was last; undefined when it never was, or its check was removed. */
    get(id: ProblemId): { readonly problem: Problem; readonly closedAt: number | null } | undefined {
      const row = get.get(id);
      return row && { problem: toProblem(row.problem), closedAt: row.closed_at };
    },
    /** Open problems, oldest first. */
    listOpen: (): readonly Problem[] => open.all().map(toProblem),
  };
}
