// The hot path: one row per result, taken into memory at once and written in batches. A prober never waits for the disk
// and never hears of it: while the disk fails, the newest rows wait in memory and `trouble()` says so.
import type { Series } from '../../contract/api/history.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import { type Result, STATUSES } from '../../contract/model/result.ts';
import { bytesOf, type Connection } from './connect.ts';
import { createLastResults } from './last-results.ts';
import { createBuffer } from './sample-buffer.ts';
import { createCheckRefs, createMetricSets } from './sample-dictionaries.ts';
import { createFlush } from './sample-flush.ts';
import type { CheckHour } from './sample-hour.ts';
import { createSampleHours, hourOfId, idsOf } from './sample-hours.ts';
import { createSampleLog, type SampleRow } from './sample-log.ts';
import { createPacker } from './sample-packer.ts';
import { createPruner, type PruneLimits, type PruneSlice } from './sample-prune.ts';
import { createSampleReader, type ReaderParts } from './sample-reader.ts';
import { createRemover } from './sample-remover.ts';
import { figures, HOUR_MS, type StoredRow } from './sample-row.ts';
import { createSampleRows, type StoredSample } from './sample-rows.ts';
import type { SampleQuery } from './sample-slots.ts';
import type { SweepRule } from './sample-sweep.ts';
import { asStorageError, inWords } from './storage-error.ts';

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
/** Figures packed at a flush, at least and at most: some 3 and some 20 ms; in between, three times what came in. */
const PACK_FIGURES = { least: 8_000, most: 50_000 } as const;

function createParts(db: Connection, { now, sweep, bufferRows }: SamplesOptions) {
  const sets = createMetricSets(db);
  const hours = createSampleHours(db, sets.byRef);
  const packer = createPacker(db, hours);
  // Whatever an engine before this one left, and in a file of version 1 all there is.
  packer.begin(now());
  return {
    refs: createCheckRefs(db),
    sets,
    hours,
    packer,
    log: createSampleLog(db, { rule: sweep, now, onSwept: packer.begin }),
    remover: createRemover(db),
    last: createLastResults(db),
    buffer: createBuffer(bufferRows),
  };
}

type Parts = ReturnType<typeof createParts>;

function createWrite(db: Connection, { refs, sets, log, last, buffer, remover, packer }: Parts) {
  const write = db.transaction((rows: readonly SampleRow[], allLast: boolean) => {
    refs.save();
    sets.save();
    return [log.write(rows), last.write(allLast)];
  });

  return (allLast: boolean, isTrial: boolean): void => {
    const rows = buffer.first(isTrial ? TRIAL_ROWS : BATCH_ROWS);
    const { length } = rows;
    let figuresIn = 0;
    for (const { values } of rows) figuresIn += values.length + 4;
    if (length > 0 || refs.isUnsaved() || last.isWaiting()) {
      for (const committed of write.immediate(rows, allLast)) committed();
      refs.saved();
      sets.saved();
      buffer.done(length);
    }
    log.sweep(Math.max(500, 3 * length));
    remover.step();
    packer.step(Math.min(PACK_FIGURES.most, Math.max(PACK_FIGURES.least, 3 * figuresIn)));
  };
}

const toRow = ({ at, lateMs, durationMs, status, set, values }: SampleRow): StoredRow => [
  at,
  lateMs,
  durationMs,
  status,
  set,
  figures(values),
];

function createReader(db: Connection, { refs, sets, hours, log, last, buffer }: Parts) {
  const inFile = <T>(work: () => T) => inWords(db.name, work);
  const places: ReaderParts = {
    setOf: sets.byRef,
    hours,
    swept: log.swept,
    unswept(ref, from, to) {
      const inMemory = buffer.of(ref).filter(({ at }) => at >= from && at < to);
      return [...inMemory.reverse().map(toRow), ...log.unswept(ref, from, to)];
    },
  };
  const read = createSampleReader(db, places);
  const rows = createSampleRows(db, { ...places, newestSwept: log.newestSwept });
  const hourIds = db.prepare<[number, number], number>('SELECT id FROM check_hour WHERE id >= ? AND id < ?').pluck();
  return {
    /** The metrics of one check drawn into slots, rows not yet on disk included. */
    read: (checkId: CheckId, query: SampleQuery): readonly Series[] =>
      inFile(() => {
        const ref = refs.find(checkId);
        return ref === undefined ? [] : read(ref, query);
      }),
    /** The stored values of one check in [from, to), newest first, as they went in; nothing for those given up. */
    *rows(checkId: CheckId, from: number, to: number): Generator<StoredSample> {
      const ref = refs.find(checkId);
      try {
        if (ref !== undefined) yield* rows(ref, from, to);
      } catch (error) {
        throw asStorageError(error, db.name);
      }
    },
    /** The packed hours that have a part in [from, to): their roll-ups, oldest first. */
    hours: (checkId: CheckId, from: number, to: number): readonly (CheckHour & { readonly at: number })[] =>
      inFile(() => {
        const ref = refs.find(checkId);
        if (ref === undefined) return [];
        return hourIds.all(...idsOf(ref, from, to)).flatMap((id) => {
          const rollUp = hours.rollUps.check(id);
          return rollUp === null ? [] : [{ ...rollUp, at: hourOfId(id) * HOUR_MS }];
        });
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
  const { refs, sets, log, last, buffer, remover } = parts;
  const { flush, trouble } = createFlush(db, buffer, createWrite(db, parts), options.now);
  const prune = createPruner(db);

  function removeCheck(checkId: CheckId): void {
    const ref = refs.release(checkId);
    if (ref === undefined) return;
    buffer.forget(ref);
    last.forget(ref);
    sets.forget(ref);
    log.remove(ref);
    remover.add(ref);
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
    /** Writes what waits and packs what is over, a slice of each; call every 250 ms. Never throws over the disk: see `trouble`. */
    flush: (): void => void flush(false),
    trouble,
    /** Deletes one slice of what is older than these limits. Call until it is done. Throws a StorageError. */
    prune: (limits: PruneLimits): PruneSlice => inWords(db.name, () => prune(limits)),
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
