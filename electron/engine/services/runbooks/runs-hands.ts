// The hands of runs: carries out attempts that are written already, and brings back how they ended. An end that cannot be
// written (a full disk) is kept and tried again: it is evidence, and nobody can get it a second time.
import type { RunId } from '../../../contract/model/ids.ts';
import type { Attempt, OutputRef } from '../../../contract/model/run.ts';
import type { Decision, PlanTask, RunKept } from '../../core/run-kept.ts';
import type { AttemptEnd } from '../../core/run-plan.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { StreamEnd, WorkContext, WorkEnd } from '../../steps/step.ts';
import type { Store } from '../../store/open.ts';
import type { Troubles } from '../troubles.ts';
import type { Executor } from './executor.ts';
import { type FactsMeans, type StepAtHand, stepAtHand } from './runs-facts.ts';

export interface RunHands {
  /** Starts what a written decision begins. */
  begin(kept: RunKept, begun: Decision['begin']): void;
  /** Cancels what a run has running; whole process groups end. */
  cancel(runId: RunId): void;
  /** Cancels everything and waits until each end is written, `graceMs` at most. */
  stop(graceMs: number): Promise<void>;
}

export interface HandsOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, 'payloads'>;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly executor: Executor;
  readonly means: FactsMeans;
  /** Writes how an attempt ended; `seenOf` is called inside the transaction. Throws where it cannot be written. */
  readonly ended: (runId: RunId, attemptId: string, seenOf: (at: number) => AttemptEnd) => void;
  readonly onOutput: (attempt: Attempt, stream: 'stdout' | 'stderr', text: string) => void;
}

const RETRY_MS = 2_000;
const TROUBLE = 'ends of runs';

const FAULT: Omit<WorkEnd, 'summary' | 'durationMs'> = {
  ...{ ok: false, reason: 'transfer', exit: null, signal: null, hostKey: '', stdout: null, stderr: null, outputs: {} },
};

export function createHands(options: HandsOptions): RunHands {
  const { clock, troubles, log } = options;
  const going = new Map<RunId, AbortController>();
  const open = new Set<Promise<void>>();
  const unwritten = new Map<string, () => void>();
  let cancelRetry: (() => void) | null = null;
  let isStopping = false;

  /** True when nothing is left unwritten. */
  const writeEnds = (): boolean => {
    for (const [id, write] of [...unwritten]) {
      const isWritten = troubles.guard('storage', write, TROUBLE);
      if (isWritten) unwritten.delete(id);
      else return false;
    }
    return true;
  };
  const settle = (): void => {
    cancelRetry?.();
    cancelRetry = writeEnds() || isStopping ? null : clock.after(RETRY_MS, settle);
  };
  const one = async (kept: RunKept, attempt: Attempt, task: PlanTask, signal: AbortSignal): Promise<void> => {
    const end = await carryOut(options, kept, attempt, task, signal);
    const atShutdown = isStopping;
    const seenOf = (at: number): AttemptEnd => ({ ...evidenceOf(options.store, end, at), atShutdown });
    unwritten.set(attempt.id, () => options.ended(attempt.runId, attempt.id, seenOf));
    settle();
  };
  return {
    begin(kept, begun) {
      if (begun.length === 0) return;
      const { id } = kept.run;
      const controller = new AbortController();
      if (isStopping) controller.abort();
      going.set(id, controller);
      for (const { attempt, task } of begun) {
        const work: Promise<void> = one(kept, attempt, task, controller.signal)
          .catch((error: unknown) => log.error('an attempt could not be ended', error))
          .finally(() => open.delete(work));
        open.add(work);
      }
    },
    cancel: (runId) => going.get(runId)?.abort(),
    async stop(graceMs) {
      isStopping = true;
      for (const controller of going.values()) controller.abort();
      if (open.size > 0) await within(clock, graceMs, Promise.allSettled(open));
      cancelRetry?.();
      writeEnds();
    },
  };
}

function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const cancel = clock.after(ms, resolve);
    void work.finally(() => {
      cancel();
      resolve();
    });
  });
}

async function carryOut(
  options: HandsOptions,
  kept: RunKept,
  attempt: Attempt,
  task: PlanTask,
  signal: AbortSignal,
): Promise<WorkEnd> {
  const { clock, log, means } = options;
  const startedAt = clock.mono();
  try {
    const hand = stepAtHand(means, means.books.of(kept), kept, attempt.path);
    const { work } = hand.kind;
    if (!work) throw new Error(`a step of kind ${hand.from.step.kind} cannot be carried out`);
    return await work(hand.from.step.body, task, contextOf(options, kept, attempt, hand, signal));
  } catch (error) {
    log.error(`step "${attempt.path}" of run ${attempt.runId}`, error);
    const summary = error instanceof Error ? error.message : String(error);
    return {
      ...FAULT,
      ...(signal.aborted ? { reason: 'cancelled' } : {}),
      summary,
      durationMs: clock.mono() - startedAt,
    };
  }
}

function contextOf(
  { clock, executor, onOutput }: HandsOptions,
  { run, memory }: RunKept,
  attempt: Attempt,
  { view }: StepAtHand,
  signal: AbortSignal,
): WorkContext {
  const { id: runId, title, problemId, incidentId } = run;
  const checkId = memory.problem?.checkId ?? null;
  const facts = { runId, title, operator: attempt.startedBy, problemId, incidentId, checkId };
  const say = (text: string): void => onOutput(attempt, 'stdout', `${text}\n`);
  return {
    signal,
    clock,
    view,
    form: memory.go?.form ?? {},
    execute: (request) =>
      executor.execute(request, {
        signal,
        onOutput: (stream, text) => onOutput(attempt, stream, text),
        onHostKey: () => {},
      }),
    probe: (request) => executor.probe(request, facts, signal),
    tell: (message) => executor.tell(message, facts),
    say,
  };
}

/** Inside the transaction that writes the end: what was printed is kept, or not, together with it. */
function evidenceOf({ payloads }: Pick<Store, 'payloads'>, end: WorkEnd, at: number): Omit<AttemptEnd, 'atShutdown'> {
  const keep = (stream: StreamEnd | null): OutputRef | null =>
    stream && {
      bytes: stream.bytes,
      truncated: stream.truncated,
      sha256: stream.sha256,
      kept: stream.text === '' ? null : payloads.putText(stream.text, at),
    };
  return { ...end, stdout: keep(end.stdout), stderr: keep(end.stderr) };
}
