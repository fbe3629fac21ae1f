// The hot path: one row per result, taken into memory at once and written in batches. A prober never waits for the disk
// and never hears of it: while the disk fails, the newest rows wait in memory and `trouble()` says so.
import type { Series } from '../../contract/api/history.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import { type Result, STATUSES } from '../../contract/model/result.ts';
import { bytesOf, type Connection } from './connect.ts';
import { suspect } from './damage.ts';
import { createLastResults } from './last-results.ts';
import { createCheckRefs, createMetricSets } from './sample-dictionaries.ts';
import { createSampleLog, type SampleRow } from './sample-log.ts';
import { createSlots, type SampleQuery } from './sample-slots.ts';
import type { SweepRule } from './sample-sweep.ts';
import { asStorageError, inWords, StorageError, type StorageReason } from './storage-error.ts';

/** Why samples are not being written, since when, and what that costs. */
export interface SamplesTrouble {
  readonly reason: StorageReason;
  /** What failed, what was kept, what to do. */
  readonly message: string;
  /** Epoch ms. */
  readonly since: number;
  /** Rows in memory. */
  readonly waiting: number;
  /** Rows given up since then because memory is bounded too. */
  readonly dropped: number;
}

export interface SamplesOptions {
  readonly now: () => number;
  /** Most rows kept in memory; beyond it the oldest go. */
  readonly bufferRows: number;
  readonly sweep: SweepRule;
}

export const SAMPLES_DEFAULTS = { bufferRows: 200_000, sweep: { minRows: 2_000, rowsPerCheck: 64 } } as const;

/** Rows in one transaction: some 10 ms. While the disk fails, few: each try is thrown away. */
const BATCH_ROWS = 5_000;
const TRIAL_ROWS = 200;

const WHY: Readonly<Record<StorageReason, readonly [why: string, remedy: string]>> = {
  full: ['the disk is full', 'Free some space on it.'],
  'read-only': ['the disk or folder is read-only', 'Make it writable.'],
  locked: ['another program has the file locked', 'Close that program.'],
  newer: ['the file belongs to a newer version of Watchfloor', 'Use that version.'],
  damaged: ['the file is damaged', 'Restart Watchfloor: it moves the file aside and starts a new one.'],
  other: ['the disk reports an error', 'Look at the disk.'],
};

/** Rows waiting to be written, oldest first. */
function createBuffer(limit: number) {
  let rows: SampleRow[] = [];
  let dropped = 0;
  return {
    push(row: SampleRow): void {
      rows.push(row);
      // In steps of a sixteenth, because moving the whole array for each row would cost more than the row.
      if (rows.length > limit) dropped += rows.splice(0, Math.ceil(limit / 16)).length;
    },
    first: (count: number): readonly SampleRow[] => (count < rows.length ? rows.slice(0, count) : rows),
    /** The first `count` rows are safe. */
    done(count: number): void {
      rows = count < rows.length ? rows.slice(count) : [];
    },
    forget(ref: number): void {
      rows = rows.filter((row) => row.ref !== ref);
    },
    of: (ref: number): readonly SampleRow[] => rows.filter((row) => row.ref === ref),
    size: () => rows.length,
    dropped: () => dropped,
    resetDropped(): void {
      dropped = 0;
    },
  };
}

function createParts(db: Connection, options: SamplesOptions) {
  return {
    refs: createCheckRefs(db),
    sets: createMetricSets(db),
    log: createSampleLog(db, options.sweep),
    last: createLastResults(db),
    buffer: createBuffer(options.bufferRows),
  };
}

type Parts = ReturnType<typeof createParts>;

function createFlush(db: Connection, parts: Parts, now: () => number) {
  const { refs, sets, log, last, buffer } = parts;
  let failed: { readonly error: StorageError; readonly since: number } | null = null;

  const write = db.transaction((rows: readonly SampleRow[], allLast: boolean) => {
    refs.save();
    sets.save();
    return [log.write(rows), last.write(allLast)];
  });

  function writeBatch(allLast: boolean): void {
    const rows = buffer.first(failed === null ? BATCH_ROWS : TRIAL_ROWS);
    if (rows.length > 0 || refs.isUnsaved() || last.isWaiting()) {
      const { length } = rows;
      for (const committed of write.immediate(rows, allLast)) committed();
      refs.saved();
      sets.saved();
      buffer.done(length);
    }
    log.sweep(Math.max(500, 3 * rows.length));
    log.removeSome();
  }

  /** True when it went well. */
  function flush(allLast: boolean): boolean {
    try {
      writeBatch(allLast);
      if (failed !== null && buffer.size() === 0) buffer.resetDropped();
      failed = null;
      return true;
    } catch (cause) {
      const error = asStorageError(cause, db.name);
      if (!(error instanceof StorageError)) throw error;
      if (error.reason === 'damaged' && failed === null) suspect(db.name);
      failed = { error, since: failed?.since ?? now() };
      return false;
    }
  }

  function trouble(): SamplesTrouble | null {
    if (failed === null) return null;
    const { reason } = failed.error;
    const [why, remedy] = WHY[reason];
    const [waiting, dropped] = [buffer.size(), buffer.dropped()];
    const lost = dropped === 0 ? '' : ` (${dropped} older ones had to be given up)`;
    const message = `Measured values cannot be saved: ${why}. The newest ${waiting} are kept in memory${lost} and saved when it works again; checks and alarms go on. ${remedy}`;
    return { reason, message, since: failed.since, waiting, dropped };
  }

  return { flush, trouble };
}

function createReader(db: Connection, { refs, sets, log, last, buffer }: Parts) {
  const inFile = <T>(work: () => T) => inWords(db.name, work);
  return {
    /** The metrics of one check drawn into slots, rows not yet on disk included. */
    read: (checkId: CheckId, query: SampleQuery): readonly Series[] =>
      inFile(() => {
        const ref = refs.find(checkId);
        if (ref === undefined) return [];
        const slots = createSlots(query);
        log.visit(ref, query.from, query.to, ([at, setRef, vals]) => {
          const set = sets.byRef(setRef);
          if (set !== undefined) slots.add(at, set, (index) => vals.readDoubleLE(index * 8));
        });
        for (const row of buffer.of(ref)) {
          const set = sets.byRef(row.set);
          if (set !== undefined) slots.add(row.at, set, (index) => row.values[index] ?? Number.NaN);
        }
        return slots.series();
      }),
    /** The last remembered result of a check. */
    last: (checkId: CheckId): Result | null =>
      inFile(() => {
        const ref = refs.find(checkId);
        return ref === undefined ? null : last.find(ref);
      }),
    /** The last remembered result of every check: the last known world, at start. */
    lastResults: (): readonly Result[] => inFile(last.list),
  };
}

export function createSamples(db: Connection, options: SamplesOptions) {
  const parts = createParts(db, options);
  const { refs, sets, log, last, buffer } = parts;
  const { flush, trouble } = createFlush(db, parts, options.now);

  function removeCheck(checkId: CheckId): void {
    const ref = refs.release(checkId);
    if (ref === undefined) return;
    buffer.forget(ref);
    last.forget(ref);
    sets.forget(ref);
    log.remove(ref);
  }

  return {
    ...createReader(db, parts),
    /** Takes a result in: memory only, never fails. */
    add(result: Result): void {
      const ref = refs.refOf(result.checkId);
      const { ref: set } = sets.setOf(ref, result.metrics);
      const { at, lateMs, durationMs } = result;
      const values = result.metrics.map((metric) => metric.value);
      buffer.push({ ref, at, lateMs, durationMs, status: STATUSES.indexOf(result.status), set, values });
    },
    /** Keeps the words of these results, the newest of each check; on disk within half a minute. */
    rememberLast(results: readonly Result[]): void {
      for (const result of results) last.remember(refs.refOf(result.checkId), result);
    },
    /** Writes what waits, at most some 10 ms of it; call every 250 ms. Never throws over the disk: see `trouble`. */
    flush: (): void => void flush(false),
    trouble,
    /** Forgets a check; its rows are deleted in slices by the next flushes. */
    removeCheck,
    /** At start: forgets what a crash between the two files left of checks that are gone. */
    keepOnly(checkIds: ReadonlySet<CheckId>): void {
      for (const checkId of [...refs.all().keys()]) if (!checkIds.has(checkId)) removeCheck(checkId);
    },
    waiting: (): number => buffer.size(),
    bytes: (): number => bytesOf(db.name),
    /** Writes everything that waits, as far as the disk lets it. Call before closing. */
    drain(): void {
      while (flush(true) && buffer.size() > 0);
    },
  };
}
