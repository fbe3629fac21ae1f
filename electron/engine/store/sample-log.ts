// Where rows of samples lie on disk. New rows are appended to `sample_log` in the order they come: some 60 share a page.
// If each went to its check's place at once, each would cost a page of its own (measured with 10,000 checks: 10 against
// 2 µs a row). Each row names the row before of its check, so one check is read by walking back. When the log is long
// enough that every check has about a page of rows, a sweep moves them, check by check in small slices, to `sample`,
// where they lie together by check and time. From there a check's hour is packed (sample-packer.ts) after the first sweep
// that begins when the hour is over. Where rows of one check have the same time, the later writing counts.
import type { Connection } from './connect.ts';
import { figures, type StoredRow } from './sample-row.ts';
import { CHAIN, COLUMNS, readShelf, type Shelf } from './sample-shelf.ts';
import { createSweeper, type SweepRule } from './sample-sweep.ts';

export interface SampleRow {
  readonly ref: number;
  readonly at: number;
  readonly lateMs: number;
  readonly durationMs: number;
  readonly status: number;
  readonly set: number;
  /** NaN: not measured. */
  readonly values: readonly number[];
}

/** Figures in a buffer that is good until the next call. */
function createEncoder(): (values: readonly number[]) => Buffer {
  const buffers = new Map<number, Buffer>();
  return (values) => {
    let buffer = buffers.get(values.length);
    if (buffer === undefined) {
      buffer = Buffer.alloc(values.length * 8);
      buffers.set(values.length, buffer);
    }
    return figures(values, buffer);
  };
}

function createWriter(db: Connection, shelf: Shelf) {
  const insert = db.prepare(
    `INSERT INTO sample_log (id, prev, check_ref, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const encode = createEncoder();
  /** Appends rows inside a transaction; the returned function makes them known once it committed. */
  return (rows: readonly SampleRow[]): (() => void) => {
    const written = new Map<number, number>();
    let id = shelf.nextId;
    for (const row of rows) {
      const prev = written.get(row.ref) ?? shelf.heads.get(row.ref) ?? null;
      insert.run(id, prev, row.ref, row.at, row.lateMs, row.durationMs, row.status, row.set, encode(row.values));
      written.set(row.ref, id);
      id += 1;
    }
    return () => {
      for (const [ref, head] of written) shelf.heads.set(ref, head);
      shelf.nextId = id;
    };
  };
}

export interface SampleLogOptions {
  readonly rule: SweepRule;
  readonly now: () => number;
  /** Hears when all rows taken in before a time (epoch ms) are in `sample`. */
  readonly onSwept: (before: number) => void;
}

export function createSampleLog(db: Connection, { rule, now, onSwept }: SampleLogOptions) {
  const shelf = readShelf(db);
  const fromChain = db
    .prepare<[{ head: number; from: number; to: number }], StoredRow>(
      `${CHAIN} SELECT ${COLUMNS} FROM chain WHERE at >= @from AND at < @to ORDER BY id DESC`,
    )
    .raw();
  const fromSample = db
    .prepare<[number, number, number], StoredRow>(
      `SELECT ${COLUMNS} FROM sample WHERE check_ref = ? AND at >= ? AND at < ?`,
    )
    .raw();
  const newest = db
    .prepare<[number, number], number | null>('SELECT max(at) FROM sample WHERE check_ref = ? AND at < ?')
    .pluck();
  return {
    write: createWriter(db, shelf),
    sweep: createSweeper(db, shelf, rule, now, onSwept),
    /** The rows of one check in [from, to) that are not swept yet; later writings come first. */
    unswept(ref: number, from: number, to: number): readonly StoredRow[] {
      const head = shelf.heads.get(ref);
      return head === undefined ? [] : fromChain.all({ head, from, to });
    },
    /** The rows of one check in [from, to) that are swept and not packed yet. */
    swept: (ref: number, from: number, to: number): Iterable<StoredRow> => fromSample.iterate(ref, from, to),
    /** The time of the newest swept row before a time; null when there is none. */
    newestSwept: (ref: number, before: number): number | null => newest.get(ref, before) ?? null,
    remove: (ref: number): void => void shelf.heads.delete(ref),
  };
}
