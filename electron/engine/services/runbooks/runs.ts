// Runs: pinned, stepped through, written ahead. What follows from what is decided in core/run-plan; here it is gathered,
// written in one transaction with its journal entries, and only then carried out.
import type { RunAct, RunStart } from '../../../contract/api/runbooks.ts';
import type { IncidentId, RunId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Attempt, Run, RunLive, RunSummary, RunView } from '../../../contract/model/run.ts';
import type { RunOutcome } from '../../../contract/model/runbook.ts';
import { isRefused } from '../../core/run-kept.ts';
import { decideAct } from '../../core/run-plan.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { conflict, notFound } from '../../lib/refusal.ts';
import { findStepKind } from '../../steps/index.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Shifts, Sworn } from '../shifts/shifts.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import type { Conditions } from './conditions.ts';
import type { Executor } from './executor.ts';
import type { Library } from './library.ts';
import { createRunLedger, type RunLedger } from './runs-book.ts';
import { createRunBooks, type FindKind } from './runs-books.ts';
import { createCourse, type RunCourse } from './runs-course.ts';
import { ENGINE, nameOf, summaryOf } from './runs-entries.ts';
import { createFacts, type FactsMeans, type Written, writtenFor } from './runs-facts.ts';
import { createFollowing, type RunFollowing } from './runs-follow.ts';
import { createHands } from './runs-hands.ts';
import { createPreconditions } from './runs-preconditions.ts';
import { createStart } from './runs-start.ts';
import { createViews } from './runs-view.ts';

export interface RunsWanted {
  readonly runbookId: string | null;
  readonly incidentId: IncidentId | null;
  readonly outcomes: readonly RunOutcome[];
  readonly active: boolean | null;
  readonly offset: number;
  readonly limit: number;
}

export interface Runs {
  /** Takes up what a start finds: attempts without an end are 'interrupted', waits go on to their stored moment. */
  begin(): void;
  /** Cancels what runs and waits until its end is written. */
  stop(): Promise<void>;
  /** For the live world: those that go on, and those that ended within the last day. */
  standing(): readonly RunSummary[];
  start(input: RunStart, actor: Actor): Promise<RunView>;
  act(input: { readonly runId: RunId; readonly rev: number; readonly act: RunAct }, actor: Actor): Promise<RunView>;
  view(runId: RunId, actor: Actor): RunView;
  follow(runId: RunId, actor: Actor, signal: AbortSignal | undefined): AsyncGenerator<RunLive, void>;
  list(wanted: RunsWanted): { readonly total: number; readonly runs: readonly RunSummary[] };
  output(
    runId: RunId,
    attemptId: string,
  ): { readonly attempt: Attempt; readonly stdout: string | null; readonly stderr: string | null };
  pinned(runId: RunId): { readonly run: Run; readonly source: string };
}

export interface RunsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: LiveFeed;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly library: Library;
  readonly conditions: Conditions;
  readonly executor: Executor;
  readonly maintenance: Maintenance;
  /** The incidents, for `${incident.…}` and for linking. */
  readonly incidents: IncidentBook;
  /** Vouches for who signs. */
  readonly shifts: Pick<Shifts, 'swear'>;
  /** The registry of step kinds; a test brings its own. */
  readonly findKind?: FindKind;
}

/** A process group that was told to end has ended by then. */
const GRACE_MS = 10_000;

export function createRuns(options: RunsOptions): Runs {
  const { library, store } = options;
  const findKind = options.findKind ?? findStepKind;
  const closing = new AbortController();
  const books = createRunBooks(store, library, findKind);
  const means: FactsMeans = { ...options, books, findKind };
  const ledger = createRunLedger(options);
  const following = createFollowing();
  const course: RunCourse = createCourse({ ...options, ledger, means, hands: () => hands });
  const hands = createHands({
    ...options,
    means,
    ended(runId, attemptId, seenOf) {
      course.happen(runId, (at) => ({ type: 'attempt-ended', attemptId, seen: seenOf(at) }));
      following.ended([attemptId]);
    },
    onOutput: (attempt, stream, text) => following.printed(attempt, stream, text, options.clock.now()),
  });
  const preconditions = createPreconditions({ ...options, means, findKind, signal: closing.signal });
  const begin = createStart({ ...options, ledger, books, means, preconditions });
  const viewOf = createViews({ ...options, means });
  const undo = [ledger.onWritten(({ id }) => following.changed(id)), library.onChange(() => filesRead())];
  const filesRead = (): void => {
    course.filesRead();
    for (const { run } of ledger.standing()) following.changed(run.id);
  };
  return {
    begin: () => course.takeUp(),
    async stop() {
      closing.abort();
      course.stop();
      await hands.stop(GRACE_MS);
      following.close();
      for (const one of undo) one();
    },
    standing: () => ledger.summaries(),
    async start(input, actor) {
      const { kept, ...decision } = await begin(input, actor);
      course.pursue({ kept, ...decision });
      return viewOf(ledger.get(kept.run.id), actor);
    },
    async act(input, actor) {
      const { act } = input;
      const begins = act.type === 'go' || act.type === 'retry' || act.type === 'retry-failed';
      const written = begins ? await writtenFor(means, ledger.get(input.runId)) : new Map();
      const sworn =
        act.type === 'approve' ? await options.shifts.swear(act.signer || nameOf(actor), act.pin, actor) : null;
      course.pursue(decideOn({ ...options, ledger, means, written, sworn }, input, actor));
      return viewOf(ledger.get(input.runId), actor);
    },
    view: (runId, actor) => viewOf(ledger.get(runId), actor),
    follow: (runId, actor, signal) => followed(ledger, following, viewOf, runId, actor, signal),
    list(wanted) {
      const { total, runs } = store.runs.list(wanted);
      return { total, runs: runs.map(summaryOf) };
    },
    ...createReading(ledger, store),
  };
}

interface Acting {
  readonly ledger: RunLedger;
  readonly means: FactsMeans;
  readonly written: Written;
  /** Who signs; null: nobody does. */
  readonly sworn: Sworn | null;
}

/** What an act comes to, written; refused in words where the plan does not take it. */
function decideOn(
  { incidents, ledger, means, written, sworn }: RunsOptions & Acting,
  { runId, rev, act: asked }: Parameters<Runs['act']>[0],
  actor: Actor,
) {
  const act = asked.type === 'approve' && sworn ? { ...asked, signer: sworn.name } : asked;
  if (act.type === 'link' && !incidents.row(act.incidentId)) throw notFound('incident');
  const decision = ledger.write(runId, actor, (kept, at) => {
    const by = actor.type === 'engine' ? ENGINE : nameOf(actor);
    const facts = createFacts(means, means.books.of(kept), by, at, written);
    const decided = decideAct(kept, act, rev, { ...facts, withPin: sworn?.withPin ?? false });
    if (isRefused(decided)) throw conflict([{ path: decided.path, message: decided.refused }]);
    return decided;
  });
  if (!decision) throw new Error('an act came to nothing');
  return decision;
}

async function* followed(
  ledger: RunLedger,
  following: RunFollowing,
  viewOf: ReturnType<typeof createViews>,
  runId: RunId,
  actor: Actor,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunLive, void> {
  ledger.get(runId);
  yield* following.follow(runId, () => ({ type: 'view', view: viewOf(ledger.get(runId), actor) }), signal);
}

/** What is kept of runs, for whoever reads it afterwards. */
function createReading(ledger: RunLedger, store: Pick<Store, 'runs' | 'payloads'>): Pick<Runs, 'output' | 'pinned'> {
  return {
    output(runId, attemptId) {
      const { run } = ledger.get(runId);
      const attempt = run.steps.flatMap(({ attempts }) => attempts).find(({ id }) => id === attemptId);
      if (!attempt) throw notFound('attempt');
      const textOf = (stream: Attempt['stdout']): string | null =>
        stream?.kept ? store.payloads.text(stream.kept.sha256) : null;
      return { attempt, stdout: textOf(attempt.stdout), stderr: textOf(attempt.stderr) };
    },
    pinned(runId) {
      const { run } = ledger.get(runId);
      return { run, source: store.runs.text(run.hash)?.source ?? '' };
    },
  };
}
