// When each check runs: fixed cadence on the monotonic clock, first runs spread over the interval, never two of one
// check at once. Due times lie on a grid, so that many pings fall due together and share one fping process.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Result } from '../../contract/model/result.ts';
import { firstDue, nextDue } from '../core/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { ProbeKind } from '../probes/probe.ts';
import { createLagMeter } from './lag-meter.ts';
import { createRunQueue } from './run-queue.ts';
import type { Due, Job, Runner } from './runner.ts';
import { ScheduledCheck } from './scheduled-check.ts';
import { createSlotClock } from './slot-clock.ts';
import { createTimeWheel } from './time-wheel.ts';

export interface SchedulerOptions {
  readonly clock: Clock;
  readonly runner: Runner;
  /** Takes a result; says when the check wants to run next. */
  readonly deliver: (job: Job, result: Result) => 'interval' | 'retry';
  /** Whether this kind's batch can be used on this machine. */
  readonly batches: (kind: ProbeKind) => boolean;
  /** A result could not be taken in: a fault of ours. The check stays on the schedule. */
  readonly onFault: (error: unknown) => void;
  readonly limits?: { readonly total: number; readonly perHost: number };
}

const GRID_MS = 50; // of due times
/**
 * Of kinds that run in batches, for first runs, so that many share a process and no run is late: 100 pings a second cost
 * 0.31 s of CPU per 1,000 on a grid of 200 ms, 0.18 on 500 ms, because a fork out of a hundred megabytes costs 4 ms.
 */
const BATCH_GRID_MS = 500;
const MAX_BATCHES = 24;
/** With fewer due at once, one process each is as good as a batch. */
const MIN_BATCH = 2;
/** An edited check runs again after this, ms. */
const EDITED_MS = 500;
/** However long the interval, the first run comes within this, ms. */
const FIRST_RUN_WITHIN_MS = 300_000;
const LIMITS = { total: 200, perHost: 4 };

/** What a run began as: its result counts only while all of this still holds. */
interface Begun {
  readonly job: Job;
  readonly generation: number;
}

export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #entries = new Map<CheckId, ScheduledCheck>();
  readonly #meter;
  readonly #queue;
  readonly #wheel;
  readonly #underWay = new Set<Promise<void>>();
  /** Ends the runs under way, alone or in batches. */
  readonly #ends = new Set<AbortController>();
  readonly #slots;
  #batchesRunning = 0;
  readonly #inBatches = (kind: ProbeKind): number => this.#batched.get(kind) ?? 0;
  readonly #batched = new Map<ProbeKind, number>();
  #stopped = false;

  constructor(options: SchedulerOptions) {
    const { clock } = options;
    this.#options = options;
    this.#slots = createSlotClock(clock);
    this.#meter = createLagMeter(clock);
    this.#queue = createRunQueue<ScheduledCheck>(options.limits ?? LIMITS, (entry) => this.#runAlone(entry));
    this.#wheel = createTimeWheel<ScheduledCheck>(clock, GRID_MS, (due) => this.#start(due));
  }

  /** Adds a check (its first run is spread over the interval) or takes over its changes. */
  put(job: Job): void {
    const known = this.#entries.get(job.check.id);
    if (!known) {
      const entry = new ScheduledCheck(job, this.#firstRun(job, FIRST_RUN_WITHIN_MS));
      this.#entries.set(job.check.id, entry);
      this.#wheel.add(entry, entry.dueMono);
      return;
    }
    this.#edit(known, job);
  }

  /** Takes a check off the schedule, and ends its run where it runs alone. */
  remove(checkId: CheckId): void {
    const entry = this.#entries.get(checkId);
    if (!entry) return;
    if (entry.state === 'running') {
      // It stays known until that run has let go: enabled again meanwhile, it must not run beside itself.
      entry.gone = true;
      entry.asked = false;
      entry.generation += 1;
      entry.end?.abort(new Error('Removed'));
      return;
    }
    this.#entries.delete(checkId);
    this.#queue.drop((item) => item === entry);
  }

  /** Runs checks now, out of turn; one that is running runs once more afterwards. Returns how many will run. */
  runNow(checkIds: readonly CheckId[]): number {
    let count = 0;
    for (const id of checkIds) {
      const entry = this.#entries.get(id);
      if (!entry || entry.gone) continue;
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
    this.#endRuns('Started afresh');
    this.#slots.reset();
    for (const entry of this.#entries.values()) {
      entry.generation += 1;
      entry.asked = false;
      // Once within that time, and then in its own place of the interval again.
      entry.moveTo(this.#firstRun(entry.job, FIRST_RUN_WITHIN_MS));
      entry.dueMono = Math.min(entry.dueMono, this.#firstRun(entry.job, withinMs));
      this.#reschedule(entry);
    }
  }

  /** Runs of one kind under way, each in a batch counted. */
  runningOf = (kind: ProbeKind): number => this.#queue.runningOf(kind.kind) + this.#inBatches(kind);

  figures() {
    return {
      ...this.#meter.figures(),
      running: this.#queue.running + this.#batchesRunning,
      queued: this.#queue.waiting,
    };
  }

  /** Ends what runs and starts nothing more. Resolves when the last run has let go. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wheel.stop();
    this.#queue.drop(() => true);
    this.#endRuns('Stopped');
    await Promise.allSettled(this.#underWay);
  }

  #edit(known: ScheduledCheck, job: Job): void {
    const before = known.job;
    const revived = known.gone;
    known.job = job;
    known.gone = false;
    known.generation += 1;
    const newCadence = before.check.policy.intervalMs !== job.check.policy.intervalMs || before.kind !== job.kind;
    if (newCadence || revived) known.moveTo(this.#firstRun(job, FIRST_RUN_WITHIN_MS));
    // An edited check is looked at soon, so that whoever edited it sees what came of it. (Of a host that was edited the
    // checks are the same; only what was queued or running begins anew.)
    if (before.check !== job.check || known.state !== 'waiting') known.dueMono = this.#options.clock.mono() + EDITED_MS;
    this.#reschedule(known);
  }

  #endRuns(reason: string): void {
    for (const end of this.#ends) end.abort(new Error(reason));
  }

  #firstRun(job: Job, withinMs: number): number {
    const { clock, batches } = this.#options;
    const grid = job.kind.batch && batches(job.kind) ? BATCH_GRID_MS : GRID_MS;
    const due = firstDue(job.check.id, job.check.policy.intervalMs, clock.mono(), withinMs);
    return Math.ceil(due / grid) * grid;
  }

  /** After its due time was set from outside: a running one is put back on the wheel when its run has ended. */
  #reschedule(entry: ScheduledCheck): void {
    if (entry.state === 'running') return;
    if (entry.state === 'queued') this.#queue.drop((item) => item === entry);
    entry.state = 'waiting';
    this.#wheel.add(entry, entry.dueMono);
  }

  /** Everything that has fallen due in one turn: batches by kind, the rest one by one. */
  #start(due: readonly ScheduledCheck[]): void {
    this.#slots.follow();
    const together = new Map<ProbeKind, ScheduledCheck[]>();
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
      if (group.length < MIN_BATCH) for (const entry of group) this.#enqueue(entry);
      else if (this.#batchesRunning < MAX_BATCHES) this.#runTogether(group);
      // Late is better than a process for each: they wait for the next turn, and are a larger batch then.
      else for (const entry of group) this.#wheel.add(entry, this.#options.clock.mono() + BATCH_GRID_MS);
    }
  }

  #enqueue(entry: ScheduledCheck): void {
    entry.state = 'queued';
    this.#queue.push(entry);
  }

  async #runAlone(entry: ScheduledCheck): Promise<void> {
    const begun = this.#begin(entry);
    const end = new AbortController();
    entry.end = end;
    this.#ends.add(end);
    const run = this.#options.runner.runOne(begun.job, this.#dueOf(entry), end.signal);
    this.#track(run, end);
    this.#end(entry, begun, await run);
  }

  #runTogether(group: readonly ScheduledCheck[]): void {
    const first = group[0];
    if (!first) return;
    const begun = new Map(group.map((entry) => [entry.job, { entry, begun: this.#begin(entry) }]));
    const end = new AbortController();
    this.#ends.add(end);
    this.#batchesRunning += 1;
    this.#batched.set(first.job.kind, this.#inBatches(first.job.kind) + group.length);
    const due = this.#dueOf(first);
    const take = (job: Job, result: Result): void => {
      const mate = begun.get(job);
      if (!mate) return;
      // Each keeps its own slot, even where a late one joined the batch.
      const at = this.#slots.wallOf(mate.entry.dueMono);
      const lateMs = Math.max(0, Math.round(result.lateMs + due.dueMono - mate.entry.dueMono));
      this.#end(mate.entry, mate.begun, { ...result, at, lateMs });
    };
    const run = this.#options.runner.runBatch([...begun.keys()], due, take, end.signal).finally(() => {
      this.#batchesRunning -= 1;
      this.#batched.set(first.job.kind, this.#inBatches(first.job.kind) - group.length);
    });
    this.#track(run, end);
  }

  #dueOf(entry: ScheduledCheck): Due {
    return { at: this.#slots.wallOf(entry.dueMono), dueMono: entry.dueMono };
  }

  #begin(entry: ScheduledCheck): Begun {
    entry.state = 'running';
    this.#meter.started(this.#options.clock.mono() - entry.dueMono, entry.job.check.policy.intervalMs);
    return { job: entry.job, generation: entry.generation };
  }

  #end(entry: ScheduledCheck, begun: Begun, result: Result): void {
    entry.end = null;
    if (this.#stopped) return;
    if (entry.gone) {
      this.#entries.delete(result.checkId);
      return;
    }
    // The result may belong to the world before an edit or a gap: then it is dropped, and the new due time is set already.
    const counts = entry.generation === begun.generation && !this.#slots.hasJumped();
    const next = counts ? this.#deliver(begun.job, result) : null;
    entry.state = 'waiting';
    if (next !== null && entry.generation === begun.generation) this.#plan(entry, next);
    else if (entry.asked) entry.dueMono = this.#options.clock.mono();
    entry.asked = false;
    this.#wheel.add(entry, entry.dueMono);
  }

  /** A fault of ours must not take a check off the schedule without a word. */
  #deliver(job: Job, result: Result): 'interval' | 'retry' {
    this.#meter.finished();
    try {
      return this.#options.deliver(job, result);
    } catch (error) {
      this.#options.onFault(error);
      return 'interval';
    }
  }

  #plan(entry: ScheduledCheck, next: 'interval' | 'retry'): void {
    const now = this.#options.clock.mono();
    const { intervalMs, retryIntervalMs } = entry.job.check.policy;
    if (entry.asked) entry.dueMono = now;
    else if (next === 'retry' && retryIntervalMs < intervalMs) {
      entry.dueMono = nextDue(entry.dueMono, retryIntervalMs, now);
    } else entry.moveTo(entry.slotMono > now ? entry.slotMono : nextDue(entry.slotMono, intervalMs, now));
  }

  #track(run: Promise<unknown>, end: AbortController): void {
    const held = run.then(
      () => {},
      () => {},
    );
    this.#underWay.add(held);
    void held.then(() => {
      this.#ends.delete(end);
      this.#underWay.delete(held);
    });
  }
}
