// The engine looked at closely, for its own screen: an hour of its figures, each kind's pace, the slowest checks, its files.
// Nothing here is kept over a restart; what went wrong stands in the journal and the log.
import { statfsSync } from 'node:fs';
import type {
  BackupFile,
  EngineDetails,
  EngineMoment,
  KindFigures,
  LogLine,
  SlowCheck,
} from '../../contract/model/engine-details.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { Clock } from '../lib/clock.ts';
import type { LogKeeper } from '../lib/log-keeper.ts';
import type { ProbeKind } from '../probes/probe.ts';
import type { Store } from '../store/open.ts';
import type { Recorder } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';
import type { EngineSettings } from './settings.ts';
import type { World } from './world.ts';

export interface EngineInside {
  details(): EngineDetails;
  log(input: { after: number; limit: number }): readonly LogLine[];
  /** Makes and verifies a copy now, and puts on record who wanted it. Rejects with a StorageError. */
  backUp(actor: Actor): Promise<BackupFile>;
  /** A result of this kind came in. */
  heard(kind: string): void;
  stop(): void;
}

/** What the process itself uses; handed in, so that tests hand in theirs. */
export interface ProcessFigures {
  readonly pid: number;
  /** CPU time used so far, milliseconds. */
  cpuMs(): number;
  rssBytes(): number;
}

export interface EngineInsideOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly scheduler: Scheduler;
  readonly log: LogKeeper;
  readonly recorder: Pick<Recorder, 'note'>;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly kinds: readonly ProbeKind[];
  readonly startedAt: number;
  readonly process?: ProcessFigures;
}

const STEP_MS = 10_000;
const STEPS = 360;
const PACE_STEPS = 6;
const SLOWEST = 20;

const thisProcess: ProcessFigures = {
  pid: process.pid,
  cpuMs() {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  },
  rssBytes: () => process.memoryUsage.rss(),
};

export function createEngineInside(options: EngineInsideOptions): EngineInside {
  const { clock, store, log, process: own = thisProcess } = options;
  const past: EngineMoment[] = [];
  /** Results by kind, one map a step, the running step last. */
  const paces: Map<string, number>[] = [new Map()];
  let last = { mono: clock.mono(), cpuMs: own.cpuMs() };
  let cancel = (): void => {};

  const look = (): void => {
    const { lagMs, resultsPerSecond, running, queued } = options.scheduler.figures();
    const now = { mono: clock.mono(), cpuMs: own.cpuMs() };
    const cpuPercent = Math.round(((now.cpuMs - last.cpuMs) / Math.max(1, now.mono - last.mono)) * 1_000) / 10;
    last = now;
    past.push({ at: clock.now(), lagMs, resultsPerSecond, running, queued, cpuPercent, rssBytes: own.rssBytes() });
    if (past.length > STEPS) past.shift();
    paces.push(new Map());
    if (paces.length > PACE_STEPS + 1) paces.shift();
    cancel = clock.after(STEP_MS, look);
  };
  cancel = clock.after(STEP_MS, look);

  return {
    details: () => ({
      at: clock.now(),
      startedAt: options.startedAt,
      pid: own.pid,
      past: [...past],
      kinds: kindFigures(options, paces.slice(0, -1)),
      slow: slowest(options.world),
      ...store.sizes(),
      journalEntries: store.journal.head().seq,
      diskFreeBytes: freeBytes(store.folder),
      backups: store.backups(),
    }),
    log: ({ after, limit }) => log.lines(after, limit),
    async backUp(actor) {
      const made = await store.backup(options.settings.get().backups.keep);
      const { file, bytes } = made;
      log.info('backup made and verified', { file, bytes });
      const text = `Backup ${file} made and verified`;
      options.recorder.note({
        kind: 'engine',
        occurredAt: clock.now(),
        actor,
        text,
        data: { what: 'backup', file, bytes },
      });
      return made;
    },
    heard(kind) {
      const step = paces.at(-1);
      step?.set(kind, (step.get(kind) ?? 0) + 1);
    },
    stop: () => cancel(),
  };
}

/** `steps` are whole ones: a step that has only begun would make every kind look slow. */
function kindFigures(
  { world, scheduler, kinds }: EngineInsideOptions,
  steps: readonly ReadonlyMap<string, number>[],
): readonly KindFigures[] {
  const seconds = (steps.length * STEP_MS) / 1_000;
  const durations = new Map<string, { sum: number; count: number; worst: number; checks: number }>();
  for (const check of world.checks.values()) {
    if (!check.enabled) continue;
    const sum = durations.get(check.kind) ?? { sum: 0, count: 0, worst: 0, checks: 0 };
    durations.set(check.kind, sum);
    sum.checks += 1;
    const result = world.lastResults.get(check.id);
    if (!result) continue;
    sum.sum += result.durationMs;
    sum.count += 1;
    sum.worst = Math.max(sum.worst, result.durationMs);
  }
  return kinds.flatMap((kind) => {
    const figures = durations.get(kind.kind);
    if (!figures) return [];
    const results = steps.reduce((sum, step) => sum + (step.get(kind.kind) ?? 0), 0);
    return {
      kind: kind.kind,
      checks: figures.checks,
      running: scheduler.runningOf(kind),
      perSecond: seconds === 0 ? 0 : Math.round((results / seconds) * 100) / 100,
      meanMs: figures.count === 0 ? null : Math.round((figures.sum / figures.count) * 10) / 10,
      worstMs: figures.count === 0 ? null : figures.worst,
    };
  });
}

function slowest(world: World): readonly SlowCheck[] {
  const found: SlowCheck[] = [];
  for (const result of world.lastResults.values()) {
    if (found.length === SLOWEST && result.durationMs <= (found.at(-1)?.durationMs ?? 0)) continue;
    const check = world.checks.get(result.checkId);
    if (!check?.enabled) continue;
    const { intervalMs, timeoutMs } = check.policy;
    const { durationMs, status, at } = result;
    found.push({ checkId: check.id, durationMs, intervalMs, timeoutMs, status, at });
    found.sort((a, b) => b.durationMs - a.durationMs);
    if (found.length > SLOWEST) found.pop();
  }
  return found;
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // A file system that does not say: unknown, not full.
    return null;
  }
}
