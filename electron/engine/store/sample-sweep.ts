// Keeps `sample_log` short (see sample-log.ts), and deletes what removed checks left: both in slices of a few milliseconds.
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
  /** Every row up to here is settled when all of `refs` are. */
  readonly upTo: number;
  readonly refs: number[];
}

export function createSweeper(db: Connection, shelf: Shelf, rule: SweepRule) {
  const move = db.prepare<[{ ref: number; head: number }]>(
    `${CHAIN} INSERT OR REPLACE INTO sample (check_ref, ${COLUMNS}) SELECT @ref, ${COLUMNS} FROM chain ORDER BY at`,
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
      sweep = { upTo: shelf.nextId - 1, refs: [...shelf.heads.keys()].sort((a, b) => b - a) };
    }
    if (sweep.refs.length > 0) {
      const count = moveSome.immediate(sweep.refs, rows);
      for (const ref of sweep.refs.splice(sweep.refs.length - count)) shelf.heads.delete(ref);
      return;
    }
    const before = Math.min(sweep.upTo + 1, shelf.firstId + Math.max(DELETE_SLICE, 4 * rows));
    drop.run(before);
    shelf.firstId = before;
    if (before > sweep.upTo) sweep = null;
  };
}

/** Deletes the rows of removed checks in slices. */
export function createRemover(db: Connection) {
  const removed = db.prepare<[], number>('SELECT ref FROM check_ref WHERE check_id IS NULL').pluck();
  const some = db.prepare<[number]>(`DELETE FROM sample WHERE check_ref = ? LIMIT ${DELETE_SLICE}`);
  const done = db.prepare<[number]>('DELETE FROM check_ref WHERE ref = ?');
  const refs = removed.all();
  return {
    add: (ref: number): void => void refs.push(ref),
    step(): void {
      const ref = refs[0];
      if (ref === undefined) return;
      if (some.run(ref).changes < DELETE_SLICE) {
        done.run(ref);
        refs.shift();
      }
    },
  };
}
