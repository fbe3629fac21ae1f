// Keeps `sample_log` short (see sample-log.ts) in slices of a few milliseconds.
import type { Connection } from './connect.ts';
import { CHAIN, COLUMNS, type Shelf } from './sample-shelf.ts';

/** A sweep begins when the log holds so many rows, and so many for each check with rows in it. */
export interface SweepRule {
  readonly minRows: number;
  readonly rowsPerCheck: number;
}

/** Rows deleted at a time: a few milliseconds. */
const DELETE_SLICE = 2_000;

interface Sweep {
  /** Epoch ms: every row taken in before is in the log's part that is swept, or further. */
  readonly begunAt: number;
  /** Every row up to here is settled when all of `refs` are. */
  readonly upTo: number;
  readonly refs: number[];
}

/** `onSwept` hears when all of a sweep's rows are in `sample`, and when that sweep began. */
export function createSweeper(
  db: Connection,
  shelf: Shelf,
  rule: SweepRule,
  now: () => number,
  onSwept: (begunAt: number) => void,
) {
  // Of two rows with the same time the later written comes last, and stays.
  const move = db.prepare<[{ ref: number; head: number }]>(
    `${CHAIN} INSERT OR REPLACE INTO sample (check_ref, ${COLUMNS}) SELECT @ref, ${COLUMNS} FROM chain ORDER BY at, id`,
  );
  const settled = db.prepare<[number, number]>('UPDATE check_ref SET settled_id = ? WHERE ref = ?');
  const drop = db.prepare<[number]>('DELETE FROM sample_log WHERE id < ?');
  let sweep: Sweep | null = null;

  const moveSome = db.transaction((refs: readonly number[], rows: number): number => {
    let moved = 0;
    let count = 0;
    while (count < refs.length && moved < rows) {
      const ref = refs[refs.length - 1 - count] ?? 0;
      const head = shelf.heads.get(ref);
      count += 1;
      if (head === undefined) continue;
      moved += move.run({ ref, head }).changes;
      settled.run(head, ref);
    }
    return count;
  });

  /** Moves about `rows` rows (or deletes moved ones) when a sweep is on or due. */
  return (rows: number): void => {
    if (sweep === null) {
      const length = shelf.nextId - shelf.firstId;
      if (length < Math.max(rule.minRows, rule.rowsPerCheck * shelf.heads.size)) return;
      // In the order of their place in `sample`; taken from the end.
      sweep = { begunAt: now(), upTo: shelf.nextId - 1, refs: [...shelf.heads.keys()].sort((a, b) => b - a) };
    }
    if (sweep.refs.length > 0) {
      const count = moveSome.immediate(sweep.refs, rows);
      for (const ref of sweep.refs.splice(sweep.refs.length - count)) shelf.heads.delete(ref);
      if (sweep.refs.length === 0) onSwept(sweep.begunAt);
      return;
    }
    const before = Math.min(sweep.upTo + 1, shelf.firstId + Math.max(DELETE_SLICE, 4 * rows));
    drop.run(before);
    shelf.firstId = before;
    if (before > sweep.upTo) sweep = null;
  };
}
