// Reports by schedules: each period once, kept in the database before it is delivered, tried again until it is. One after the
// other: a night on which ten are due must not count ten reports at a time.
import { randomUUID } from 'node:crypto';
import type { Actor } from '../../../contract/model/journal.ts';
import type { MadeReport, ReportSchedule } from '../../../contract/model/report.ts';
import { type Due, lastPeriod } from '../../core/report-due.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { invalid, notFound } from '../../lib/refusal.ts';
import type { KeptReport } from '../../store/made-reports.ts';
import type { Store } from '../../store/open.ts';
import type { Channels } from '../channels.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import { tryToDeliver } from './deliver.ts';
import { createDueBook } from './due-book.ts';
import type { ReportFiles } from './files.ts';
import { endEntry, madeOf, troubleWords } from './kept-words.ts';
import { createParcels } from './parcels.ts';
import type { Reports } from './reports.ts';

export interface ReportSchedules {
  /** Newest first. */
  made(limit: number): readonly MadeReport[];
  /** Makes the last whole period of a schedule again and tries once; rejects with a Refusal where there is no such schedule. */
  deliverNow(scheduleId: string, actor: Actor): Promise<MadeReport>;
  start(): void;
  /** What is on its way is broken off and stays waiting. */
  stop(): Promise<void>;
}

export interface ReportScheduleOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly channels: Channels;
  readonly reports: Reports;
  readonly files: ReportFiles;
  readonly log: Log;
  /** Where chance comes in. */
  readonly newId?: () => string;
  readonly chance?: () => number;
}

/** The wall clock may be set, and the machine may sleep: nothing is waited for longer than this. */
const LOOK_EVERY_MS = 60_000;
/** A fault that comes back at once must not turn into a hot loop. */
const SOONEST_MS = 1_000;

export function createReportSchedules(options: ReportScheduleOptions): ReportSchedules {
  const { clock, store, settings, channels } = options;
  const stopping = new AbortController();
  const desk = openDesk(options, stopping.signal);
  const book = createDueBook(options);
  let queue: Promise<unknown> = Promise.resolve();
  let cancel = (): void => {};
  let undo: readonly (() => void)[] = [];

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => {});
    return done;
  };
  const look = async (): Promise<void> => {
    if (stopping.signal.aborted) return;
    book.refresh();
    for (const { schedule, due, missed } of book.due()) desk.keep(schedule, due, { type: 'engine' }, missed);
    for (const kept of desk.waiting()) {
      if (kept.nextTryAt <= clock.now() && !stopping.signal.aborted) await desk.attempt(kept);
    }
    desk.sayTrouble();
  };
  const plan = (): void => {
    cancel();
    if (stopping.signal.aborted) return;
    // What ended and could not be written down waits for the disk.
    const tries = desk.waiting().flatMap(({ state, nextTryAt }) => (state === 'waiting' ? nextTryAt : []));
    if (desk.hasUnsaved()) tries.push(clock.now() + LOOK_EVERY_MS);
    const next = Math.min(book.nextAt() ?? Number.POSITIVE_INFINITY, ...tries);
    if (next === Number.POSITIVE_INFINITY) return;
    cancel = clock.after(Math.max(SOONEST_MS, Math.min(LOOK_EVERY_MS, next - clock.now())), turn);
  };
  const turn = (): void =>
    void inTurn(look)
      .catch((error: unknown) => desk.fault(error))
      .then(plan);

  return {
    made: (limit) => store.madeReports.list(limit).map(madeOf),
    deliverNow(scheduleId, actor) {
      const schedule = settings.get().reports.schedules.find(({ id }) => id === scheduleId);
      if (!schedule) return Promise.reject(notFound('schedule of reports'));
      const done = inTurn(async () => {
        const last = lastPeriod(schedule, clock.now());
        if (!last) throw invalid([{ path: 'scheduleId', message: 'no period of it is over yet' }]);
        const kept = await desk.attempt(desk.keep(schedule, last, actor));
        desk.sayTrouble();
        return madeOf(kept);
      });
      void done.catch(() => {}).then(plan);
      return done;
    },
    start() {
      const usedBy = (channelId: string): readonly string[] =>
        settings
          .get()
          .reports.schedules.flatMap(({ name, email }) =>
            email?.channelId === channelId ? [`the report "${name}"`] : [],
          );
      channels.alsoUsedBy(usedBy);
      undo = [settings.onChange(turn)];
      turn();
    },
    async stop() {
      cancel();
      for (const one of undo) one();
      stopping.abort();
      await queue;
    },
  };
}

/** What waits, in memory and in the database; a disk that is full must not make a report go out twice. */
function openDesk(options: ReportScheduleOptions, signal: AbortSignal) {
  const { clock, store, settings, troubles, channels, reports, files, log } = options;
  const { newId = randomUUID, chance = Math.random } = options;
  const parcels = createParcels({ reports, files });
  /** What could not be written down yet, by id. */
  const unsaved = new Map<string, KeptReport>();

  const write = (kept: KeptReport): void => {
    const now = clock.now();
    store.transaction(() => {
      store.madeReports.put(kept);
      if (kept.state !== 'waiting') store.journal.append([endEntry(kept, now)], now);
    });
    unsaved.delete(kept.id);
  };
  const save = (kept: KeptReport): void => {
    unsaved.set(kept.id, kept);
    try {
      write(kept);
    } catch (error) {
      log.error('what became of a report could not be written down yet', error);
    }
  };
  return {
    /** Kept before anything leaves. Throws a StorageError: then nothing does. */
    keep(schedule: ReportSchedule, { from, to, words }: Due, by: Actor, missed = 0): KeptReport {
      const now = clock.now();
      const before = store.madeReports.of(schedule.id, from, to);
      if (before) parcels.forget(before.id);
      const kept: KeptReport = {
        id: newId(),
        scheduleId: schedule.id,
        schedule: schedule.name,
        from,
        to,
        madeAt: now,
        state: 'waiting',
        tries: 0,
        said: [],
        words,
        by,
        settled: [],
        nextTryAt: now,
        ...(missed > 0 && { missed }),
      };
      write(kept);
      return kept;
    },
    hasUnsaved: (): boolean => unsaved.size > 0,
    waiting(): readonly KeptReport[] {
      return store.madeReports.waiting().map((kept) => unsaved.get(kept.id) ?? kept);
    },
    async attempt(kept: KeptReport): Promise<KeptReport> {
      // It ended and could not be written down: that is all there is left to do.
      const schedule = settings.get().reports.schedules.find(({ id }) => id === kept.scheduleId) ?? null;
      const after =
        kept.state === 'waiting'
          ? await tryToDeliver({ clock, channels, parcels, chance, signal, save }, kept, schedule)
          : kept;
      save(after);
      if (after.state !== 'waiting') parcels.forget(after.id);
      return after;
    },
    sayTrouble(): void {
      // One that somebody switched off is nobody's trouble.
      const meant = settings.get().reports.schedules.filter(({ enabled }) => enabled);
      troubles.set('reports', troubleWords(meant.flatMap(({ id }) => store.madeReports.newestOf(id) ?? [])));
    },
    fault(error: unknown): void {
      log.error('reports could not be looked after', error);
      const why = error instanceof Error ? error.message : String(error);
      troubles.set('reports', `Reports by schedule wait: ${why} They are tried again every minute.`);
    },
  };
}
