// Incidents as rows: each whole as JSON, with what lists are made by beside it.

import type { IncidentId, ProblemId } from '../../contract/model/ids.ts';
import type { Incident, IncidentStatus } from '../../contract/model/incident.ts';
import type { Severity } from '../../contract/model/severity.ts';
import type { Connection } from './connect.ts';
import { objectIn } from './json-column.ts';

/** Clocks are computed when they are looked at. */
export type IncidentRow = Omit<Incident, 'clocks'>;

export interface IncidentWanted {
  /** Empty: all. */
  readonly statuses: readonly IncidentStatus[];
  readonly severities: readonly Severity[];
  /** By when it was opened, [from, to), epoch ms. */
  readonly from: number | null;
  readonly to: number | null;
  readonly offset: number;
  readonly limit: number;
}

interface Text {
  readonly incident: string;
}

const WANTED = `(@statuses IS NULL OR status IN (SELECT value FROM json_each(@statuses)))
  AND (@severities IS NULL OR severity IN (SELECT value FROM json_each(@severities)))
  AND (@from IS NULL OR opened_at >= @from) AND (@to IS NULL OR opened_at < @to)`;

export function createIncidents(db: Connection) {
  const get = db.prepare<[string], Text>('SELECT incident FROM incident WHERE id = ?');
  const numbered = db.prepare<[number, number], Text>('SELECT incident FROM incident WHERE year = ? AND serial = ?');
  const standing = db.prepare<[number], Text>(
    'SELECT incident FROM incident WHERE ended_at IS NULL OR ended_at >= ? ORDER BY opened_at, serial',
  );
  const last = db.prepare<[number], { serial: number | null }>(
    'SELECT max(serial) AS serial FROM incident WHERE year = ?',
  );
  const insert = db.prepare(`INSERT INTO incident (id, year, serial, status, severity, opened_at, ended_at, incident)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const update = db.prepare('UPDATE incident SET status = ?, severity = ?, ended_at = ?, incident = ? WHERE id = ?');
  const page = db.prepare<[object], Text>(
    `SELECT incident FROM incident WHERE ${WANTED} ORDER BY opened_at DESC, serial DESC LIMIT @limit OFFSET @offset`,
  );
  const count = db.prepare<[object], { total: number }>(`SELECT count(*) AS total FROM incident WHERE ${WANTED}`);
  const had = db.prepare('INSERT OR IGNORE INTO incident_problem (problem_id, incident_id) VALUES (?, ?)');
  const left = db.prepare('UPDATE incident_problem SET left_at = ? WHERE incident_id = ?');
  const lastLeft = db.prepare<[string], { readonly problem_id: ProblemId; readonly at: number }>(
    `SELECT problem_id, max(left_at) AS at FROM incident_problem
      WHERE problem_id IN (SELECT value FROM json_each(?)) AND left_at IS NOT NULL GROUP BY problem_id`,
  );
  const read = (row: Text | undefined): IncidentRow | undefined => row && objectIn<IncidentRow>(row.incident);
  return {
    get: (id: IncidentId | string): IncidentRow | undefined => read(get.get(id)),
    byNumber: (year: number, serial: number): IncidentRow | undefined => read(numbered.get(year, serial)),
    /** Those that are not over, and those that ended at `since` (epoch ms) or later; oldest first. */
    standing: (since: number): readonly IncidentRow[] =>
      standing.all(since).map((row) => objectIn<IncidentRow>(row.incident)),
    /** The serial that the next incident of a year gets; only good inside the transaction that takes it. */
    nextSerial: (year: number): number => (last.get(year)?.serial ?? 0) + 1,
    /** A new one. Its number must be the next of its year. `endedAt` as with `update`. */
    add(row: IncidentRow, year: number, serial: number, endedAt: number | null): void {
      insert.run(row.id, year, serial, row.status, row.severity, row.openedAt, endedAt, JSON.stringify(row));
    },
    /** `endedAt`: when it was closed or cancelled, epoch ms; null while it is not. */
    update(row: IncidentRow, endedAt: number | null): void {
      update.run(row.status, row.severity, endedAt, JSON.stringify(row), row.id);
    },
    /** An incident has these problems from now on; in the transaction that writes it. */
    putProblems(id: IncidentId, problemIds: readonly ProblemId[]): void {
      for (const problemId of problemIds) had.run(problemId, id);
    },
    /** An incident ended at `at` (the engine's clock, epoch ms), with the problems it had. */
    leaveProblems: (id: IncidentId, at: number): void => void left.run(at, id),
    /** When the last incident that had a problem ended, by the engine's clock, epoch ms; of those that none had, nothing. */
    lastLeft: (problemIds: readonly ProblemId[]): ReadonlyMap<ProblemId, number> =>
      new Map(lastLeft.all(JSON.stringify(problemIds)).map(({ problem_id, at }) => [problem_id, at])),
    /** Newest first, and how many fit in all. */
    list(wanted: IncidentWanted): { readonly total: number; readonly rows: readonly IncidentRow[] } {
      const { statuses, severities, from, to, offset, limit } = wanted;
      const asList = (values: readonly unknown[]): string | null => (values.length > 0 ? JSON.stringify(values) : null);
      const fits = { statuses: asList(statuses), severities: asList(severities), from, to };
      const rows = page.all({ ...fits, offset, limit }).map((row) => objectIn<IncidentRow>(row.incident));
      return { total: count.get(fits)?.total ?? 0, rows };
    },
  };
}
