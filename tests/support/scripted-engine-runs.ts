// The scripted engine about runs: those that a world brings go on as keys are pressed, and a test says how what was started
// ends, what it prints, and what happens to it from outside.
import { EventPublisher, implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { Run, RunLive, RunView } from '../../electron/contract/model/run.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { tellTimeline } from './scripted-engine-timeline.ts';
import { finishWork, interruptWork, madeUpRun, openRun, type WorkEnds } from './scripted-run.ts';
import { actOn, change, momentCame, Refused } from './scripted-run-acts.ts';
import { type RunState, stepOf, summaryOf, viewOf } from './scripted-run-state.ts';
import { type Book, PATCH_BOOK, SWITCH_BOOK } from './worlds-runbooks-made.ts';
import { kept } from './worlds-runs.ts';

const OPERATOR = 'M. Okafor';
const BOOKS: ReadonlyMap<string, Book> = new Map([SWITCH_BOOK, PATCH_BOOK].map((book) => [book.id, book]));

function openRuns(stage: Stage) {
  const feed = new EventPublisher<Record<string, RunLive>>({ maxBufferedEvents: 100_000 });
  const states = new Map<RunId, RunState>();
  const of = (id: RunId): RunState => {
    const known = states.get(id);
    if (known) return known;
    const summary = stage.world().runs.get(id);
    const book = summary && BOOKS.get(summary.runbookId);
    if (!summary || !book) throw new Error(`There is no run ${id}. Nothing was changed.`);
    const made = openRun(madeUpRun(book, { ...kept(id), ...summary }), book);
    states.set(id, made);
    return made;
  };
  const view = (id: RunId): RunView => viewOf(of(id), OPERATOR);
  const tell = (id: RunId): RunView => {
    stage.push({ type: 'run', run: summaryOf(of(id).run) });
    const seen = view(id);
    feed.publish(id, { type: 'view', view: seen });
    return seen;
  };
  const changing = (id: RunId, how: (state: RunState) => void): RunView => {
    const before = of(id).run;
    how(of(id));
    note(before, of(id).run, stage.clock());
    return tell(id);
  };
  async function* follow(id: RunId, signal: AbortSignal | undefined): AsyncGenerator<RunLive, void> {
    const pieces = feed.subscribe(id, signal ? { signal } : {});
    yield { type: 'view', view: view(id) };
    yield* pieces;
  }
  return { of, view, changing, follow, feed, states };
}

/** What became of a step stands in the timeline of its incident. */
function note(before: Run, after: Run, now: number): void {
  if (after.incidentId === null || before.at === null || before.at === after.at) return;
  const step = after.steps.find(({ path }) => path === before.at);
  if (!step) return;
  const { n, title, result, attempts } = step;
  tellTimeline(after.incidentId, 'step', {
    occurredAt: now,
    runId: after.id,
    actor: { type: 'operator', name: OPERATOR },
    text: `Step ${n} of ${after.steps.length}, ${title}: ${result}`,
    data: {
      runId: after.id,
      n,
      of: after.steps.length,
      path: step.path,
      title,
      event: step.state,
      end: attempts.at(-1)?.end ?? null,
    },
  });
}

const open = new WeakMap<Stage, ReturnType<typeof openRuns>>();
let last: { readonly stage: Stage; readonly runs: ReturnType<typeof openRuns> } | null = null;
function runsOf(stage: Stage) {
  const known = open.get(stage) ?? openRuns(stage);
  open.set(stage, known);
  last = { stage, runs: known };
  return known;
}

export function runHandlers(stage: Stage) {
  const os = implement(contract).runbooks;
  const { of, view, changing, states } = runsOf(stage);
  return {
    start: os.start.handler(({ input }) => {
      stage.heard('start', input);
      const book = BOOKS.get(input.runbookId) ?? { ...SWITCH_BOOK, id: input.runbookId };
      const { mode, problemId, incidentId, change: reference } = input;
      const id = `run-${states.size + 100}` as RunId;
      const run = madeUpRun(book, { id, startedAt: stage.clock(), mode, problemId, incidentId, change: reference });
      states.set(id, openRun(run, book));
      return changing(id, () => {});
    }),
    view: os.view.handler(({ input }) => view(input.runId)),
    act: os.act.handler(({ input, errors }) => {
      stage.heard('act', input);
      if (input.rev !== of(input.runId).run.rev)
        throw errors.CONFLICT({
          message: 'The run has moved on since. Nothing was done: look again.',
          data: { fields: [] },
        });
      try {
        return changing(input.runId, (state) => actOn(state, input.act, stage.clock()));
      } catch (error) {
        if (!(error instanceof Refused) || error.field === '') throw error;
        throw errors.INVALID({
          message: error.message,
          data: { fields: [{ path: error.field, message: error.message }] },
        });
      }
    }),
    runs: os.runs.handler(({ input }) => {
      const fit = [...stage.world().runs.values()].filter(
        (run) =>
          (input.runbookId === null || run.runbookId === input.runbookId) &&
          (input.incidentId === null || run.incidentId === input.incidentId) &&
          (input.active === null || (run.endedAt === null) === input.active),
      );
      return { total: fit.length, runs: fit.slice(input.offset, input.offset + input.limit) };
    }),
    output: os.output.handler(({ input }) => {
      const { run, printed } = of(input.runId);
      const attempt = run.steps.flatMap(({ attempts }) => attempts).find(({ id }) => id === input.attemptId);
      if (!attempt) throw new Error('There is no such attempt.');
      const text = printed.get(attempt.id);
      return { attempt, stdout: text?.stdout || null, stderr: text?.stderr || null };
    }),
    pinned: os.pinned.handler(({ input }) => ({ run: of(input.runId).run, source: 'apiVersion: watchfloor/v1\n' })),
  };
}

export const followRun = (stage: Stage, runId: RunId, signal: AbortSignal | undefined): AsyncGenerator<RunLive, void> =>
  runsOf(stage).follow(runId, signal);

const played = () => {
  if (!last) throw new Error('There is no engine yet.');
  return last;
};

/** What a test does to a run of the engine that was made last. */
export const runControls = {
  view: (id: RunId): RunView => played().runs.view(id),
  /** What runs ends like that. */
  finish: (id: RunId, ends: WorkEnds = {}): void =>
    void played().runs.changing(id, (state) => finishWork(state, played().stage.clock(), ends)),
  interrupt: (id: RunId): void => void played().runs.changing(id, interruptWork),
  moment: (id: RunId): void => void played().runs.changing(id, (state) => momentCame(state, played().stage.clock())),
  change: (id: RunId, part: Partial<Run>): void => void played().runs.changing(id, (state) => change(state, part)),
  file: (id: RunId, file: RunView['file']): void =>
    void played().runs.changing(id, (state) => {
      state.file = file;
      change(state, {});
    }),
  /** The attempts that run print something. */
  print(id: RunId, text: string, stream: 'stdout' | 'stderr' = 'stdout'): void {
    const { runs, stage } = played();
    const state = runs.of(id);
    for (const { id: attemptId, endedAt, target } of stepOf(state)?.attempts ?? []) {
      if (endedAt !== null) continue;
      const kept = state.printed.get(attemptId) ?? { stdout: '', stderr: '' };
      state.printed.set(attemptId, { ...kept, [stream]: kept[stream] + text });
      const at = stage.clock();
      runs.feed.publish(id, { type: 'output', attemptId, target: target?.name ?? '', stream, at, text });
    }
  },
  /** Goes through steps as if somebody had, until that one is in front. */
  until(id: RunId, path: string): void {
    const { runs, stage } = played();
    for (let turn = 0; turn < 20 && runs.of(id).run.at !== path; turn += 1) {
      const { run, book } = runs.of(id);
      const known = book.steps.find((step) => step.id === run.at);
      runs.changing(id, (state) => {
        const now = stage.clock();
        if (run.phase === 'ready')
          actOn(state, { type: 'go', typed: known?.face.typed ?? '', form: { option: 0 } }, now);
        if (state.run.phase === 'running') finishWork(state, now, {});
        else if (state.run.phase === 'waiting') momentCame(state, now);
        else if (state.run.phase === 'approval')
          actOn(state, { type: 'approve', signer: 'A. Brandt', pin: '', reason: 'fine' }, now);
      });
    }
  },
};
