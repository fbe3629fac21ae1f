// When each check runs: fixed cadence on the monotonic clock, first runs spread over the interval, never two of one
// check at once. Due times lie on a grid, so that many pings fall due together and share one fping process.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Result } from '../../contract/model/result.ts';
import { firstDue, nextDue } from '../core/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { ProbeKind } from '../probes/probe.ts';
import { createLagMeter } from './lag-meter.ts';
import { createRunQueue, type QueueItem } from './run-queue.ts';
import type { Due, Job, Runner } from './runner.ts';
import { createTimeWheel } from './time-wheel.ts';

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly runner: Runner;
  /** Takes a result; says when the check wants to run next. */
  readonly deliver: (job: Job, result: Result) => 'interval' | 'retry';
  /** Whether this kind's batch can be used on this machine. */
  readonly batches: (kind: ProbeKind) => boolean;
  readonly limits?: { readonly total: number; readonly perHost: number };
}

/** Grid of due times, ms. */
const GRID_MS = 50;
const BATCH_GRID_MS = 250;
const MAX_BATCHES = 24;
/** With fewer due at once, one process each is as good as a batch. */
const MIN_BATCH = 2;
/** An edited check runs again after this, ms. */
const EDITED_MS = 500;
/** However long the interval, the first run comes within this, ms. */
const FIRST_RUN_WITHIN_MS = 300_000;
const LIMITS = { total: 200, perHost: 4 };

/** One check on the schedule. It keeps its identity through edits, so that it can never run twice at once. */
class Entry implements QueueItem {
  job: Job;
  /** Monotonic due time of the run to come (or under way), ms. */
  dueMono: number;
  /** A slot of its cadence: retries and runs out of turn leave it, and come back to it. */
  slotMono: number;
  state: 'waiting' | 'queued' | 'running' = 'waiting';
  /** Raised when the job was replaced or all was started afresh: the result of a run under way counts no more. */
  generation = 0;
  /** Asked for while running: runs once more at once. */
  asked = false;

  constructor(job: Job, dueMono: number) {
    this.job = job;
    this.dueMono = dueMono;
    this.slotMono = dueMono;
  }
  /** Gives it a new cadence, from `dueMono` on. */
  moveTo(dueMono: number): void {
    this.dueMono = dueMono;
    this.slotMono = dueMono;
  }
  get kindName(): string {
    return this.job.kind.kind;
  }
  get kindLimit(): number {
    return this.job.kind.concurrency;
  }
  get hostKey(): string {
    return this.job.check.hostId;
  }
}

/** What a run began as: its result counts only while all of this still holds. */
interface Begun {
  readonly job: Job;
  readonly generation: number;
  readonly epoch: AbortController;
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #entries = new Map<CheckId, Entry>();
  readonly #stopping = new AbortController();
  readonly #meter;
  readonly #queue;
  readonly #wheel;
  readonly #underWay = new Set<Promise<void>>();
  /** Ends with a gap: whatever was measured across it is dropped. */
  #epoch = new AbortController();
  #anchor: { readonly wall: number; readonly mono: number };
  #batchesRunning = 0;

  constructor(options: SchedulerOptions) {
    const { clock } = options;
    this.#options = options;
    this.#anchor = { wall: clock.now(), mono: clock.mono() };
    this.#meter = createLagMeter(clock);
    this.#queue = createRunQueue<Entry>(options.limits ?? LIMITS, (entry) => this.#runAlone(entry));
    this.#wheel = createTimeWheel<Entry>(clock, GRID_MS, (due) => this.#start(due));
  }

  /** Adds a check (its first run is spread over the interval) or takes over its changes. */
  put(job: Job): void {
    const known = this.#entries.get(job.check.id);
    if (!known) {
      const entry = new Entry(job, this.#firstRun(job, FIRST_RUN_WITHIN_MS));
      this.#entries.set(job.check.id, entry);
      this.#wheel.add(entry, entry.dueMono);
      return;
    }
    const before = known.job;
    known.job = job;
    known.generation += 1;
    const sameCadence = before.check.policy.intervalMs === job.check.policy.intervalMs && before.kind === job.kind;
    // An edited check is looked at soon, so that whoever edited it sees what came of it.
    if (!sameCadence || known.state !== 'waiting') known.moveTo(this.#options.clock.mono() + EDITED_MS);
    this.#reschedule(known);
  }

  remove(checkId: CheckId): void {
    const entry = this.#entries.get(checkId);
    if (!entry) return;
    this.#entries.delete(checkId);
    this.#queue.drop((item) => item === entry);
  }

  /** Runs checks now, out of turn; one that is running runs once more afterwards. Returns how many will run. */
  runNow(checkIds: readonly CheckId[]): number {
    let count = 0;
    for (const id of checkIds) {
      const entry = this.#entries.get(id);
      if (!entry) continue;
      count += 1;
      if (entry.state === 'running') entry.asked = true;
      else if (entry.state === 'waiting') {
        entry.dueMono = this.#options.clock.mono();
        this.#wheel.add(entry, entry.dueMono);
      }
    }
    return count;
  }

  /** Everything afresh after a gap (sleep, clock jump): results under way are dropped, first runs spread over `withinMs`. */
  restart(withinMs: number): void {
    const { clock } = this.#options;
    this.#epoch.abort(new Error('Started afresh'));
    this.#epoch = new AbortController();
    this.#anchor = { wall: clock.now(), mono: clock.mono() };
    for (const entry of this.#entries.values()) {
      entry.generation += 1;
      entry.moveTo(this.#firstRun(entry.job, withinMs));
      this.#reschedule(entry);
    }
  }

  figures() {
    return {
      ...this.#meter.figures(),
      running: this.#queue.running + this.#batchesRunning,
      queued: this.#queue.waiting,
    };
  }

  /** Ends what runs and starts nothing more. Resolves when the last run has let go. */
  async stop(): Promise<void> {
    this.#stopping.abort(new Error('Stopped'));
    this.#wheel.stop();
    this.#queue.drop(() => true);
    await Promise.allSettled(this.#underWay);
  }

  #firstRun(job: Job, withinMs: number): number {
    const { clock, batches } = this.#options;
    const grid = job.kind.batch && batches(job.kind) ? BATCH_GRID_MS : GRID_MS;
    const due = firstDue(job.check.id, job.check.policy.intervalMs, clock.mono(), withinMs);
    return Math.ceil(due / grid) * grid;
  }

  /** Slot-exact wall time of a monotonic due time. */
  #wallOf(mono: number): number {
    return Math.round(this.#anchor.wall + (mono - this.#anchor.mono));
  }

  /** After its due time was set from outside: a running one is put back on the wheel when its run has ended. */
  #reschedule(entry: Entry): void {
    if (entry.state === 'running') return;
    if (entry.state === 'queued') this.#queue.drop((item) => item === entry);
    entry.state = 'waiting';
    this.#wheel.add(entry, entry.dueMono);
  }

  /** Everything that has fallen due in one turn: batches by kind, the rest one by one. */
  #start(due: readonly Entry[]): void {
    const together = new Map<ProbeKind, Entry[]>();
    for (const entry of due) {
      if (entry.state !== 'waiting' || this.#entries.get(entry.job.check.id) !== entry) continue;
      const { kind } = entry.job;
      if (kind.batch && this.#options.batches(kind)) {
        const group = together.get(kind) ?? [];
        together.set(kind, group);
        group.push(entry);
      } else this.#enqueue(entry);
    }
    for (const group of together.values()) {
      if (group.length >= MIN_BATCH && this.#batchesRunning < MAX_BATCHES) this.#runTogether(group);
      else for (const entry of group) this.#enqueue(entry);
    }
  }

  #enqueue(entry: Entry): void {
    entry.state = 'queued';
    this.#queue.push(entry);
  }

  async #runAlone(entry: Entry): Promise<void> {
    const begun = this.#begin(entry);
    const run = this.#options.runner.runOne(begun.job, this.#dueOf(entry), this.#stopSignal());
    this.#track(run.then(() => {}));
    this.#end(entry, begun, await run);
  }

  #runTogether(group: readonly Entry[]): void {
    const begun = new Map(group.map((entry) => [entry.job, { entry, begun: this.#begin(entry) }]));
    const first = group[0];
    if (!first) return;
    this.#batchesRunning += 1;
    const run = this.#options.runner.runBatch(
      [...begun.keys()],
      this.#dueOf(first),
      (job, result) => {
        const mate = begun.get(job);
        // Each keeps its own slot, even where a late one joined the batch.
        if (mate) this.#end(mate.entry, mate.begun, { ...result, at: this.#wallOf(mate.entry.dueMono) });
      },
      this.#stopSignal(),
    );
    this.#track(
      run.finally(() => {
        this.#batchesRunning -= 1;
      }),
    );
  }

  #stopSignal(): AbortSignal {
    return AbortSignal.any([this.#epoch.signal, this.#stopping.signal]);
  }

  #dueOf(entry: Entry): Due {
    return { at: this.#wallOf(entry.dueMono), dueMono: entry.dueMono };
  }

  #begin(entry: Entry): Begun {
    entry.state = 'running';
    this.#meter.started(this.#options.clock.mono() - entry.dueMono, entry.job.check.policy.intervalMs);
    return { job: entry.job, generation: entry.generation, epoch: this.#epoch };
  }

  #end(entry: Entry, begun: Begun, result: Result): void {
    entry.state = 'waiting';
    if (this.#stopping.signal.aborted || this.#entries.get(result.checkId) !== entry) return;
    if (begun.epoch !== this.#epoch || entry.generation !== begun.generation) {
      // The result belongs to the world before an edit or a gap: dropped. The new due time is set already.
      this.#wheel.add(entry, entry.dueMono);
      return;
    }
    this.#meter.finished();
    const next = this.#options.deliver(begun.job, result);
    if (entry.generation === begun.generation && this.#entries.get(result.checkId) === entry) this.#plan(entry, next);
  }

  #plan(entry: Entry, next: 'interval' | 'retry'): void {
    const now = this.#options.clock.mono();
    const { intervalMs, retryIntervalMs } = entry.job.check.policy;
    if (entry.asked) entry.dueMono = now;
    else if (next === 'retry' && retryIntervalMs < intervalMs) {
      entry.dueMono = nextDue(entry.dueMono, retryIntervalMs, now);
    } else entry.moveTo(entry.slotMono > now ? entry.slotMono : nextDue(entry.slotMono, intervalMs, now));
    entry.asked = false;
    this.#wheel.add(entry, entry.dueMono);
  }

  #track(run: Promise<void>): void {
    const held = run.catch(() => {}).finally(() => this.#underWay.delete(held));
    this.#underWay.add(held);
  }
}
