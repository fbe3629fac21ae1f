// The course of runs: what follows from a decision once it is written (work begins, or is cancelled; a clock is set; what goes
// by itself goes), and what happens without anybody: ends of attempts, stored moments, changed files, a start of the engine.
import type { RunId } from '../../../contract/model/ids.ts';
import type { Decision, RunKept } from '../../core/run-kept.ts';
import { decideEvent, type RunEvent } from '../../core/run-plan.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { StorageError } from '../../store/storage-error.ts';
import type { Troubles } from '../troubles.ts';
import type { Library } from './library.ts';
import type { RunLedger } from './runs-book.ts';
import { ENGINE } from './runs-entries.ts';
import { createFacts, type FactsMeans } from './runs-facts.ts';
import type { RunHands } from './runs-hands.ts';

export interface RunCourse {
  /** Carries out what was written. */
  pursue(decision: Decision): void;
  /** Something happened to a run: writes what it comes to, and pursues it. Throws where it cannot be written. */
  happen(runId: RunId, eventOf: (at: number) => RunEvent): void;
  /** Takes up what a start finds, oldest run first. */
  takeUp(): void;
  /** The files of the library were read anew. */
  filesRead(): void;
  stop(): void;
}

export interface CourseOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly troubles: Troubles;
  readonly ledger: RunLedger;
  readonly library: Pick<Library, 'get'>;
  readonly means: FactsMeans;
  readonly hands: () => RunHands;
}

/** A stored moment is by the wall clock, a timer is not: it is looked at anew at least so often. */
const LOOK_AGAIN_MS = 60_000;
const RETRY_MS = 5_000;

const momentOf = ({ run }: RunKept): number | null =>
  run.phase === 'waiting' ? run.waitsUntil : run.phase === 'approval' ? (run.approval?.expiresAt ?? null) : null;

/** Does what may not be writable now; says so as long as it is not, and whether it was done. */
function createGuard({ troubles, log }: Pick<CourseOptions, 'troubles' | 'log'>) {
  return (runId: RunId, act: () => void): boolean => {
    const source = `run ${runId}`;
    try {
      act();
      troubles.set('storage', null, source);
      return true;
    } catch (error) {
      log.error(source, error);
      const message = error instanceof Error ? error.message : String(error);
      const code = error instanceof StorageError ? 'storage' : 'internal';
      troubles.set(
        code,
        `A run of a runbook cannot go on; it stands as it is kept, and is tried again. ${message}`,
        source,
      );
      return false;
    }
  };
}

export function createCourse(options: CourseOptions): RunCourse {
  const { clock, ledger, library, means, hands } = options;
  const guarded = createGuard(options);
  let cancelTimer: (() => void) | null = null;
  let isStopped = false;

  const decide = (runId: RunId, eventOf: (at: number) => RunEvent): Decision | null =>
    ledger.write(runId, { type: 'engine' }, (kept, at) =>
      decideEvent(kept, eventOf(at), createFacts(means, means.books.of(kept), ENGINE, at)),
    );
  const carry = ({ kept, begin, cancel }: Decision): void => {
    if (cancel) hands().cancel(kept.run.id);
    hands().begin(kept, begin);
  };
  /** Steps that go by themselves: one decision each, until one needs a person, or runs. */
  const flow = (runId: RunId): void => {
    for (let more = !isStopped; more; ) {
      const decision = decide(runId, () => ({ type: 'flow' }));
      if (decision) carry(decision);
      more = decision !== null && decision.begin.length === 0;
    }
  };
  const lookIn = (ms: number): void => {
    cancelTimer?.();
    cancelTimer = isStopped ? null : clock.after(ms, lookAtClock);
  };
  const setClock = (allWell: boolean): void => {
    const next = nextMoment(ledger);
    if (!allWell) lookIn(RETRY_MS);
    else if (next !== null) lookIn(Math.min(Math.max(0, next - clock.now()), LOOK_AGAIN_MS));
  };
  const lookAtClock = (): void => {
    cancelTimer = null;
    const looked = goingOn(ledger).map((runId) =>
      guarded(runId, () => {
        const decision = decide(runId, () => ({ type: 'time' }));
        if (decision) carry(decision);
        flow(runId);
      }),
    );
    ledger.letGo();
    setClock(!looked.includes(false));
  };
  const pursue = (decision: Decision): void => {
    carry(decision);
    const { id } = decision.kept.run;
    setClock(guarded(id, () => flow(id)));
  };
  return {
    pursue,
    happen(runId, eventOf) {
      const decision = decide(runId, eventOf);
      if (decision) pursue(decision);
    },
    takeUp() {
      for (const runId of goingOn(ledger)) guarded(runId, () => void decide(runId, () => ({ type: 'engine-started' })));
      lookAtClock();
    },
    filesRead() {
      for (const runId of goingOn(ledger)) {
        const hash = library.get(ledger.get(runId).run.runbookId)?.hash ?? null;
        guarded(runId, () => void decide(runId, () => ({ type: 'file', hash })));
      }
    },
    stop() {
      isStopped = true;
      cancelTimer?.();
      cancelTimer = null;
    },
  };
}

const goingOn = (ledger: RunLedger): readonly RunId[] =>
  ledger.standing().flatMap(({ run }) => (run.endedAt === null ? run.id : []));

/** When something is due next: a wait, a signature, a run that leaves the screens. Epoch ms; null: nothing is. */
function nextMoment(ledger: RunLedger): number | null {
  const moments = [ledger.nextLeaving(), ...ledger.standing().map(momentOf)].filter((moment) => moment !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}
