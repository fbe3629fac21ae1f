// Runs probes and turns what they say into results. Owns what no probe is trusted with: the timeout that always fires,
// the throw that becomes "unknown", the cleaning and cutting of what came back.
import type { Check } from '../../contract/model/check.ts';
import type { Host } from '../../contract/model/host.ts';
import type { CheckId } from '../../contract/model/ids.ts';
import type { ProbeOutcome, Result } from '../../contract/model/result.ts';
import type { Clock } from '../lib/clock.ts';
import { cleanOutput } from '../lib/text.ts';
import type { Beat, HostKeyCheck, ProbeKind } from '../probes/probe.ts';

/** A check made ready to run: its kind looked up, its config parsed and its secrets opened, once. */
export interface Job {
  readonly check: Check;
  readonly host: Host;
  readonly kind: ProbeKind;
  /** Gives the parsed config, or throws in words when it cannot be had (a locked vault). */
  readonly config: () => unknown;
}

/** When a run was due, and the slot it counts for. */
export interface Due {
  /** Wall clock of the slot, epoch ms. */
  readonly at: number;
  /** Monotonic ms at which it should have started. */
  readonly dueMono: number;
}

export interface Runner {
  /** Runs one check. Always answers, at the latest a grace period after its timeout. */
  runOne(job: Job, due: Due, stop: AbortSignal): Promise<Result>;
  /** Runs checks of one kind together; reports each exactly once. Resolves after the last. */
  runBatch(
    jobs: readonly Job[],
    due: Due,
    report: (job: Job, result: Result) => void,
    stop: AbortSignal,
  ): Promise<void>;
}

/** After a timeout a probe has this long to clean up before its slot is taken back, milliseconds. */
export const GRACE_MS = 2_000;
const MAX_SUMMARY = 200;

export function createRunner(options: {
  readonly clock: Clock;
  readonly hostKeys: HostKeyCheck;
  /** The last sign of life from outside, for kinds that wait for one. */
  readonly lastBeat: (checkId: CheckId) => Beat | null;
  /** How long since then (epoch ms) no sign of life could have been taken; absent: never. */
  readonly deafMs?: (since: number) => number;
}): Runner {
  const { clock, hostKeys, lastBeat, deafMs } = options;
  const watchedSince = rememberFirstRuns(clock);

  const finish = (job: Job, due: Due, startedMono: number, outcome: ProbeOutcome): Result => ({
    ...tidy(outcome),
    checkId: job.check.id,
    at: due.at,
    lateMs: Math.max(0, Math.round(startedMono - due.dueMono)),
    durationMs: Math.round((clock.mono() - startedMono) * 100) / 100,
  });

  async function runOne(job: Job, due: Due, stop: AbortSignal): Promise<Result> {
    const started = clock.mono();
    const { timeoutMs } = job.check.policy;
    const limit = limitRun(clock, timeoutMs, stop);
    try {
      const run = job.kind.run(job.config(), {
        address: job.host.address,
        hostName: job.host.name,
        signal: limit.signal,
        timeoutMs,
        clock,
        hostKeys,
        lastBeat: lastBeat(job.check.id),
        watchedSince: watchedSince(job),
        ...(deafMs && { deafMs }),
      });
      const outcome = await Promise.race([run, limit.overdue]);
      // A probe may answer in order or throw because it was aborted: either way a run into the limit is a timeout.
      return finish(job, due, started, limit.timedOut() ? timedOut(job) : outcome);
    } catch (error) {
      return finish(job, due, started, limit.timedOut() ? timedOut(job) : threw(error));
    } finally {
      limit.done();
    }
  }

  async function runBatch(
    jobs: readonly Job[],
    due: Due,
    report: (job: Job, result: Result) => void,
    stop: AbortSignal,
  ): Promise<void> {
    const started = clock.mono();
    const batch = jobs[0]?.kind.batch;
    if (!batch) throw new Error('This kind has no batch.');
    const longest = jobs.reduce((most, job) => Math.max(most, job.check.policy.timeoutMs), 0);
    const limit = limitRun(clock, longest, stop);
    const open = new Set(jobs);
    const say = (job: Job, outcome: ProbeOutcome): void => {
      if (open.delete(job)) report(job, finish(job, due, started, outcome));
    };
    const ready: { job: Job; address: string; config: unknown; timeoutMs: number }[] = [];
    for (const job of jobs) {
      try {
        ready.push({ job, address: job.host.address, config: job.config(), timeoutMs: job.check.policy.timeoutMs });
      } catch (error) {
        say(job, threw(error));
      }
    }
    try {
      const run = batch.run(
        ready,
        (index, outcome) => {
          const item = ready[index];
          if (item) say(item.job, outcome);
        },
        limit.signal,
      );
      await Promise.race([run, limit.overdue]);
      for (const job of [...open]) {
        say(job, limit.timedOut() ? timedOut(job) : unknown('The probe ended without an answer for this host.'));
      }
    } catch (error) {
      for (const job of [...open]) say(job, limit.timedOut() ? timedOut(job) : threw(error));
    } finally {
      limit.done();
    }
  }

  return { runOne, runBatch };
}

/** When each was run first, epoch ms: a check that is new to an old engine has missed nothing yet. */
function rememberFirstRuns(clock: Clock): (job: Job) => number {
  const firstRun = new WeakMap<Job, number>();
  return (job) => {
    const since = firstRun.get(job) ?? clock.now();
    firstRun.set(job, since);
    return since;
  };
}

/** A limit on one run: aborts at the timeout or when stopped, and gives up on a probe that hangs on regardless. */
function limitRun(clock: Clock, timeoutMs: number, stop: AbortSignal) {
  const abort = new AbortController();
  let late = false;
  let giveUp: (reason: Error) => void = () => {};
  const overdue = new Promise<never>((_, reject) => (giveUp = reject));
  overdue.catch(() => {});
  let cancelGrace = (): void => {};
  const end = (reason: string): void => {
    abort.abort(new Error(reason));
    cancelGrace = clock.after(GRACE_MS, () => giveUp(new Error(`${reason} and did not let go`)));
  };
  const cancelTimeout = clock.after(timeoutMs, () => {
    late = true;
    end('Timed out');
  });
  const onStop = (): void => end('Stopped');
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  return {
    signal: abort.signal,
    overdue,
    timedOut: () => late,
    done() {
      cancelTimeout();
      cancelGrace();
      stop.removeEventListener('abort', onStop);
    },
  };
}

const unknown = (summary: string): ProbeOutcome => ({ status: 'unknown', summary, metrics: [] });

const threw = (error: unknown): ProbeOutcome => unknown(error instanceof Error ? error.message : String(error));

const timedOut = (job: Job): ProbeOutcome => ({
  status: job.check.policy.timeoutStatus,
  summary: `No answer within ${seconds(job.check.policy.timeoutMs)}`,
  detail: 'The run was ended at its timeout.',
  metrics: [],
});

const seconds = (ms: number): string => (ms < 1_000 ? `${ms} ms` : `${Math.round(ms / 100) / 10} s`);

/** Cleaned, cut and finite, whatever the probe handed over. A clean short outcome passes as it is. */
function tidy(outcome: ProbeOutcome): ProbeOutcome {
  const metrics = outcome.metrics.every((metric) => Number.isFinite(metric.value))
    ? outcome.metrics
    : outcome.metrics.filter((metric) => Number.isFinite(metric.value));
  return {
    status: outcome.status,
    summary: oneLine(outcome.summary),
    ...(outcome.detail === undefined ? {} : { detail: oneLine(outcome.detail) }),
    ...(outcome.output === undefined ? {} : { output: cleanOutput(outcome.output) }),
    metrics,
  };
}

const CLEAN = /^[\x20-\x7e\u00a0-\ud7ff]*$/;

function oneLine(text: string): string {
  if (text.length <= MAX_SUMMARY && CLEAN.test(text)) return text;
  const line = cleanOutput(text).replaceAll(/\s+/g, ' ').trim();
  return line.length <= MAX_SUMMARY ? line : `${line.slice(0, MAX_SUMMARY - 1)}…`;
}
