// Packs closed hours: takes a check's rows of one hour out of `sample` and adds them to its packed hour, in one transaction,
// so that a kill at any moment leaves them in one place or the other. A few hours at each flush: at 10,000 checks the
// turn of the hour is spread over some ten minutes. Rows that come late for a packed hour go the same way.
import type { Connection } from './connect.ts';
import type { SampleHours } from './sample-hours.ts';
import { HOUR_MS, hourOf, type StoredRow } from './sample-row.ts';
import { COLUMNS } from './sample-shelf.ts';

/** A row costs about as much as so many figures besides its own. */
const ROW_COST = 4;
/** Checks looked at in one slice, whether or not there is something to pack. */
const LOOKS = 500;

interface Pass {
  /** Epoch ms, a full hour: rows before it are packed. */
  readonly before: number;
  /** The next place to look at. */
  readonly ref: number;
  readonly at: number;
}

export function createPacker(db: Connection, hours: SampleHours) {
  const next = db
    .prepare<[number, number], [ref: number, at: number]>(
      'SELECT check_ref, at FROM sample WHERE (check_ref, at) >= (?, ?) ORDER BY check_ref, at LIMIT 1',
    )
    .raw();
  const rowsOf = db
    .prepare<[number, number, number], StoredRow>(
      `SELECT ${COLUMNS} FROM sample WHERE check_ref = ? AND at >= ? AND at < ? ORDER BY at`,
    )
    .raw();
  const drop = db.prepare<[number, number, number]>('DELETE FROM sample WHERE check_ref = ? AND at >= ? AND at < ?');
  let pass: Pass | null = null;
  let then: number | null = null;

  /** What it cost, in figures. */
  function pack(ref: number, hour: number): number {
    const [from, to] = [hour * HOUR_MS, (hour + 1) * HOUR_MS];
    const rows = rowsOf.all(ref, from, to);
    hours.add(ref, hour, rows);
    drop.run(ref, from, to);
    return rows.reduce((sum, row) => sum + ROW_COST + row[5].length / 8, 0);
  }

  /** Goes on from a place for about so many figures; null at the end. */
  const some = db.transaction(({ before, ...from }: Pass, cost: number): Pass | null => {
    let { ref, at } = from;
    let spent = 0;
    for (let look = 0; look < LOOKS && spent < cost; look += 1) {
      const found = next.get(ref, at);
      if (found === undefined) return null;
      const [foundRef, foundAt] = found;
      // A clock before 1970 measured it: such rows stay as they are.
      if (foundAt < 0) [ref, at] = [foundRef, 0];
      else if (foundAt >= before) [ref, at] = [foundRef + 1, 0];
      else {
        spent += pack(foundRef, hourOf(foundAt));
        [ref, at] = [foundRef, (hourOf(foundAt) + 1) * HOUR_MS];
      }
    }
    return { before, ref, at };
  });

  return {
    /** From now on, all rows of hours that were over at this time (epoch ms) are packed. */
    begin(time: number): void {
      const before = hourOf(time) * HOUR_MS;
      if (pass === null) pass = { before, ref: 0, at: 0 };
      else then = before;
    },
    /** One slice; an hour is the least. */
    step(cost: number): void {
      if (pass === null) return;
      pass = some.immediate(pass, cost);
      if (pass !== null || then === null) return;
      pass = { before: then, ref: 0, at: 0 };
      then = null;
    },
  };
}
