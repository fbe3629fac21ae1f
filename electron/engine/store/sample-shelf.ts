// What is in `sample_log` (see sample-log.ts): the newest row of each check, from which its others are found.
import type { Connection } from './connect.ts';

export const COLUMNS = 'at, late_ms, duration_ms, status, set_ref, vals';

/** The rows of one check in the log, newest first, from the row @head on. */
export const CHAIN = `
  WITH RECURSIVE chain (id, prev, ${COLUMNS}) AS (
    SELECT id, prev, ${COLUMNS} FROM sample_log WHERE id = @head
    UNION ALL
    SELECT l.id, l.prev, l.at, l.late_ms, l.duration_ms, l.status, l.set_ref, l.vals
    FROM chain JOIN sample_log l ON l.id = chain.prev)`;

/** Newest unsettled row of each check, and the bounds of the log's ids. */
export function readShelf(db: Connection) {
  const heads = db.prepare<[], [number, number]>(`
    SELECT l.check_ref, max(l.id) FROM sample_log l JOIN check_ref r ON r.ref = l.check_ref
    WHERE l.id > r.settled_id AND r.check_id IS NOT NULL GROUP BY l.check_ref`);
  const bounds = db.prepare<[], { first: number | null; last: number }>(`
    SELECT (SELECT min(id) FROM sample_log) AS first,
      max(coalesce((SELECT max(id) FROM sample_log), 0), coalesce((SELECT max(settled_id) FROM check_ref), 0)) AS last`);
  const { first, last } = bounds.get() ?? { first: null, last: 0 };
  return { heads: new Map(heads.raw().all()), firstId: first ?? last + 1, nextId: last + 1 };
}

export type Shelf = ReturnType<typeof readShelf>;
