// A made-up run that goes on as keys are pressed. It knows no plan: the next step of the book comes to the front, and a test
// says how what was started ends.
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { Attempt, Run, RunStep } from '../../electron/contract/model/run.ts';
import type { FailReason, RunOutcome } from '../../electron/contract/model/runbook-words.ts';
import { bookStepOf, newest, type RunState, stepOf } from './scripted-run-state.ts';
import type { Book } from './worlds-runbooks-made.ts';

export const OPERATOR = 'M. Okafor';

/** A run of a book with its first step in front, but for `part`. */
export function madeUpRun(book: Book, part: Partial<Run> & { readonly id: RunId; readonly startedAt: number }): Run {
  const steps = book.steps.map(
    ({ id, title, kind, does, risk }, at): RunStep => ({
      path: id,
      n: at + 1,
      title,
      kind,
      depth: 0,
      does,
      risk,
      state: at === 0 ? 'current' : 'ahead',
      aside: false,
      visits: at === 0 ? 1 : 0,
      attempts: [],
      result: '',
      by: '',
      startedAt: at === 0 ? part.startedAt : null,
      endedAt: null,
      skipped: null,
      verified: null,
    }),
  );
  const [first] = steps;
  return {
    runbookId: book.id,
    title: book.title,
    hash: book.hash,
    owner: book.owner,
    mode: 'live',
    startedBy: OPERATOR,
    endedAt: null,
    outcome: null,
    phase: 'ready',
    step: first ? { n: 1, of: steps.length, title: first.title } : null,
    pen: OPERATOR,
    problemId: null,
    incidentId: null,
    hostIds: [],
    change: '',
    windowId: null,
    skips: 0,
    rev: 1,
    inputs: {},
    outputs: {},
    at: first?.path ?? null,
    steps,
    endReason: '',
    outside: null,
    accepted: null,
    preconditions: [],
    approval: null,
    waitsUntil: null,
    rollback: null,
    ...part,
  };
}

export const openRun = (run: Run, book: Book): RunState => ({
  run,
  book,
  ticks: {},
  file: { state: 'same', difference: '' },
  printed: new Map(),
  batch: 1,
});

export const put = (state: RunState, part: Partial<Run>): void => {
  state.run = { ...state.run, ...part, rev: state.run.rev + 1 };
};

export const putStep = (state: RunState, path: string | null, part: Partial<RunStep>): void => {
  state.run = { ...state.run, steps: state.run.steps.map((one) => (one.path === path ? { ...one, ...part } : one)) };
};

/** The step in front is over: the one behind it comes to the front, or the run ends. */
export function leave(state: RunState, now: number, part: Partial<RunStep>): void {
  const { run } = state;
  const at = run.steps.findIndex(({ path }) => path === run.at);
  putStep(state, run.at, { endedAt: now, by: OPERATOR, ...part });
  for (const proven of state.book.steps.filter(({ verify }) => verify === run.at && part.state === 'done'))
    putStep(state, proven.id, { verified: 'yes' });
  const next = run.steps[at + 1];
  state.ticks = {};
  if (!next) {
    end(state, now, ...outcomeOf(state.run));
    return;
  }
  putStep(state, next.path, { state: 'current', visits: next.visits + 1, startedAt: now });
  const step = { n: next.n, of: run.steps.length, title: next.title };
  put(state, { at: next.path, phase: 'ready', step, waitsUntil: null, skips: skipsOf(state.run) });
}

const skipsOf = ({ steps }: Run): number => steps.filter(({ state }) => state === 'skipped').length;

function outcomeOf({ steps }: Run): readonly [RunOutcome, string] {
  const failed = steps.find(({ state }) => state === 'failed');
  if (failed) return ['failed', `Step ${failed.n}, ${failed.title}, failed.`];
  const skipped = steps.find(({ state }) => state === 'skipped');
  if (skipped) return ['skips', `Step ${skipped.n}, ${skipped.title}, was skipped: ${skipped.skipped?.reason}.`];
  if (steps.some(({ verified }) => verified === 'no')) return ['unverified', 'What was changed was never proven.'];
  return ['green', 'Every required step is done and every change is proven.'];
}

export function end(state: RunState, now: number, outcome: RunOutcome, endReason: string): void {
  const skips = skipsOf(state.run);
  put(state, { phase: 'ended', endedAt: now, outcome, endReason, at: null, step: null, rollback: null, skips });
}

export function begin(state: RunState, now: number, names: readonly string[] | null): void {
  const known = bookStepOf(state);
  const own = stepOf(state);
  if (!known || !own) return;
  const commands = (known.face.commands ?? []).filter(({ target, batch }) =>
    names === null ? batch === state.batch : names.includes(target.name),
  );
  const made = (commands.length > 0 ? commands : [null]).map(
    (one, at): Attempt => ({
      id: `${state.run.id}-${own.path}-${own.attempts.length + at + 1}`,
      runId: state.run.id,
      path: own.path,
      n: own.attempts.length + at + 1,
      batch: one?.batch ?? 1,
      role: 'do',
      target: one?.target ?? null,
      command: one?.shown ?? null,
      startedAt: now,
      startedBy: OPERATOR,
      hostKey: one?.target.hostId ? 'SHA256:Qm4fT7uW0pLr2sXcVbNhJkYdZaGe1A' : '',
      endedAt: null,
      durationMs: null,
      end: null,
      reason: null,
      exit: null,
      signal: null,
      summary: '',
      stdout: null,
      stderr: null,
    }),
  );
  putStep(state, own.path, { state: 'running', startedAt: now, attempts: [...own.attempts, ...made] });
  put(state, { phase: 'running' });
}

export interface WorkEnds {
  readonly ok?: boolean;
  readonly reason?: FailReason;
  readonly exit?: number;
  readonly summary?: string;
  readonly durationMs?: number;
  /** Only on these it failed. */
  readonly on?: readonly string[];
}

/** What runs ends. */
export function finishWork(state: RunState, now: number, ends: WorkEnds): void {
  const own = stepOf(state);
  if (!own) return;
  const attempts = own.attempts.map((one) => (one.endedAt === null ? endedAttempt(state, one, now, ends) : one));
  putStep(state, own.path, { attempts });
  const latest = newest({ ...own, attempts });
  const failed = latest.filter(({ end: how }) => how !== 'ok');
  const known = bookStepOf(state);
  const last = Math.max(1, ...(known?.face.commands ?? []).map(({ batch }) => batch));
  if (failed.length <= (known?.face.maxFailed ?? 0) && state.batch < last) {
    state.batch += 1;
    begin(state, now, null);
  } else if (failed.length > 0) {
    putStep(state, own.path, { state: 'failed', endedAt: now, result: failed[0]?.summary ?? '' });
    put(state, { phase: 'failed' });
  } else {
    state.batch = 1;
    if (known?.verify) putStep(state, own.path, { verified: 'no' });
    leave(state, now, { state: 'done', result: latest[0]?.summary ?? '' });
  }
}

function endedAttempt(state: RunState, one: Attempt, now: number, ends: WorkEnds): Attempt {
  const isBad = ends.on ? ends.on.includes(one.target?.name ?? '') : ends.ok === false;
  const text = state.printed.get(one.id) ?? { stdout: '', stderr: '' };
  const ref = (printed: string, letter: string) =>
    printed === ''
      ? null
      : {
          bytes: printed.length,
          truncated: false,
          sha256: letter.repeat(64),
          kept: { sha256: letter.repeat(64), bytes: printed.length },
        };
  const exit = one.command === null ? null : isBad ? (ends.exit ?? 1) : 0;
  return {
    ...one,
    endedAt: now,
    durationMs: ends.durationMs ?? 1_840,
    end: isBad ? 'failed' : 'ok',
    reason: isBad ? (ends.reason ?? 'exit') : null,
    exit,
    summary: ends.summary ?? (exit === null ? (isBad ? 'critical, expected ok' : 'as expected') : `exit ${exit}`),
    stdout: ref(text.stdout, '7'),
    stderr: ref(text.stderr, '3'),
  };
}

/** The monitor stopped while it ran. */
export function interruptWork(state: RunState): void {
  const own = stepOf(state);
  if (!own) return;
  const attempts = own.attempts.map((one) =>
    one.endedAt === null
      ? { ...one, end: 'interrupted' as const, reason: 'interrupted' as const, summary: 'interrupted' }
      : one,
  );
  putStep(state, own.path, { attempts, state: 'interrupted' });
  put(state, { phase: 'interrupted' });
}
