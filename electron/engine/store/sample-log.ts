// Where rows of samples lie on disk. New rows are appended to `sample_log` in the order they come: some 60 share a page.
// If each went to its check's place at once, each would cost a page of its own (measured with 10,000 checks: 10 against
// 2 µs a row). Each row names the row before of its check, so one check is read by walking back. When the log is long
// enough that every check has about a page of rows, a sweep moves them, check by check in small slices, to `sample`,
// where they lie together by check and time. (Packed hours can later take the place of `sample`.)
import type { Connection } from './connect.ts';
import { CHAIN, COLUMNS, readShelf, type Shelf } from './sample-shelf.ts';
import { createRemover, createSweeper, type SweepRule } from './sample-sweep.ts';

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

/** [at, set, vals] */
export type RawSample = [at: number, set: number, vals: Buffer];

/** Figures as little-endian float64 in a buffer that is good until the next call. */
function createEncoder(): (values: readonly number[]) => Buffer {
  const buffers = new Map<number, Buffer>();
  return (values) => {
    let buffer = buffers.get(values.length);
    if (buffer === undefined) {
      buffer = Buffer.alloc(values.length * 8);
      buffers.set(values.length, buffer);
    }
    for (let i = 0; i < values.length; i += 1) buffer.writeDoubleLE(values[i] ?? Number.NaN, i * 8);
    return buffer;
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

export function createSampleLog(db: Connection, rule: SweepRule) {
  const shelf = readShelf(db);
  const remover = createRemover(db);
  const fromChain = db
    .prepare<[{ head: number; from: number; to: number }], RawSample>(
      `${CHAIN} SELECT at, set_ref, vals FROM chain WHERE at >= @from AND at < @to`,
    )
    .raw();
  const fromSample = db
    .prepare<[number, number, number], RawSample>(
      'SELECT at, set_ref, vals FROM sample WHERE check_ref = ? AND at >= ? AND at < ?',
    )
    .raw();
  return {
    write: createWriter(db, shelf),
    sweep: createSweeper(db, shelf, rule),
    /** One slice of deleting what removed checks left behind. */
    removeSome: remover.step,
    /** Visits the stored rows of one check in [from, to), in no particular order. */
    visit(ref: number, from: number, to: number, visitor: (sample: RawSample) => void): void {
      for (const sample of fromSample.iterate(ref, from, to)) visitor(sample);
      const head = shelf.heads.get(ref);
      if (head === undefined) return;
      for (const sample of fromChain.iterate({ head, from, to })) visitor(sample);
    },
    remove(ref: number): void {
      shelf.heads.delete(ref);
      remover.add(ref);
    },
  };
}
