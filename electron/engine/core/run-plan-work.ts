// Work: attempts begin in batches, end one by one, or are found without an end. What begins is written before it is started,
// so that whatever happens in between is known to be unknown.
import type { JsonObject } from '../../contract/model/check.ts';
import type { Attempt, CommandShown, OutputRef, RunStep, RunTarget } from '../../contract/model/run.ts';
import type { FailReason, RunValue } from '../../contract/model/runbook.ts';
import type { PlanTask } from './run-kept.ts';
import type { PlanTasks } from './run-plan-facts.ts';
import { type Move, STAY } from './run-plan-moves.ts';
import { changed, fail, putOutputs, settle } from './run-plan-settle.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { changes } from './run-plan-way.ts';

/** How an attempt ended, as it was seen; what it printed is kept already. */
export interface AttemptEnd {
  readonly ok: boolean;
  readonly reason: FailReason | null;
  readonly summary: string;
  readonly exit: number | null;
  readonly signal: string | null;
  readonly durationMs: number;
  readonly hostKey: string;
  readonly stdout: OutputRef | null;
  readonly stderr: OutputRef | null;
  readonly outputs: Readonly<Record<string, RunValue>>;
  /** Cut off because the engine goes down: nobody decided that it failed. */
  readonly atShutdown: boolean;
}

const placeOf = (target: RunTarget | null): string => (target ? ` on ${target.name}` : '');
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(ms < 10_000 ? 2 : 1)} s`;

/** Which machine a task is for, to find what was tried there. */
const machineOf = (target: RunTarget | null): string =>
  target ? JSON.stringify([target.hostId, target.name, target.address, target.user]) : '';

/** Tasks of those machines where the last attempt did not succeed, or none was made, and nobody said that it is done. */
export function withoutSuccess(
  step: RunStep,
  tasks: readonly PlanTask[],
  byHand: readonly string[],
): readonly PlanTask[] {
  const last = new Map(step.attempts.map((attempt) => [machineOf(attempt.target), attempt.end]));
  return tasks.filter(
    ({ target }) => last.get(machineOf(target)) !== 'ok' && !(target && byHand.includes(target.name)),
  );
}

/** Begins the first batch of some tasks; the rest waits for how it goes. */
export function beginWork(
  sheet: Sheet,
  path: string,
  { tasks, maxFailed }: Omit<PlanTasks, 'refusal'>,
  form: JsonObject,
): Move {
  const role: Attempt['role'] = sheet.memory.wayBack === null ? 'do' : 'rollback';
  const from = sheet.step(path).attempts.length + 1;
  sheet.remember({
    go: { from, waiting: tasks.map((task) => withWritten(sheet, task)), maxFailed, stopped: false, form, role },
  });
  sheet.setStep(path, { state: 'running', startedAt: sheet.facts.at, endedAt: null, by: sheet.facts.by, result: '' });
  sheet.set({ phase: 'running', at: path, waitsUntil: null });
  if (changes(sheet.bookStep(path))) changed(sheet, path);
  return nextBatch(sheet, path);
}

function withWritten({ facts }: Sheet, task: PlanTask): PlanTask {
  const written = facts.written(task);
  return written === null || written === task.shown ? task : { ...task, written };
}

function nextBatch(sheet: Sheet, path: string): Move {
  const { go } = sheet.memory;
  if (!go) return STAY;
  const batch = Math.min(...go.waiting.map((task) => task.batch));
  for (const task of go.waiting.filter((one) => one.batch === batch)) beginOne(sheet, path, task, go.role);
  sheet.remember({ go: { ...go, waiting: go.waiting.filter((one) => one.batch !== batch) } });
  return STAY;
}

/** What begins, in a sentence: a script of many lines would bury it, and stands whole in the entry's data and with the attempt. */
function inBrief(command: CommandShown | null): string {
  if (command === null) return '';
  const lines = command.script.trim().split('\n').length;
  if (command.script === '') return `: ${command.line}`;
  const values = command.args.length === 0 ? '' : ` with ${command.args.map((value) => `"${value}"`).join(' ')}`;
  return `: a script of ${lines} ${lines === 1 ? 'line' : 'lines'}${values}`;
}

function beginOne(sheet: Sheet, path: string, task: PlanTask, role: Attempt['role']): void {
  const { facts, run } = sheet;
  const attempt: Attempt = {
    id: facts.newId(),
    runId: run.id,
    path,
    n: sheet.step(path).attempts.length + 1,
    batch: task.batch,
    role,
    target: task.target,
    command: task.written ?? task.shown,
    startedAt: facts.at,
    startedBy: sheet.step(path).by,
    hostKey: '',
    endedAt: null,
    durationMs: null,
    end: null,
    reason: null,
    exit: null,
    signal: null,
    summary: '',
    stdout: null,
    stderr: null,
  };
  sheet.begin(attempt, task);
  const user = task.target && task.target.user !== '' ? ` as ${task.target.user}` : '';
  const data = { attempt: attempt.n, ...(attempt.command && { command: attempt.command.line }) };
  sheet.sayOf(path, 'began', `began${placeOf(task.target)}${user}${inBrief(attempt.command)}`, { attempt, data });
}

/** The attempts of the go that is under way. */
const ofThisGo = (sheet: Sheet, path: string): readonly Attempt[] =>
  sheet.step(path).attempts.filter(({ n }) => n >= (sheet.memory.go?.from ?? 0));

/** One attempt ended. When it was the last of its batch, the next begins, or the step is through. */
export function endAttempt(sheet: Sheet, was: Attempt, seen: AttemptEnd): Move {
  const { path } = was;
  const { atShutdown, ok, outputs, summary, ...evidence } = seen;
  const cutOff = atShutdown && !ok;
  const end = cutOff ? 'interrupted' : ok ? 'ok' : 'failed';
  const reason = cutOff ? 'interrupted' : ok ? null : (evidence.reason ?? 'output');
  const attempt: Attempt = { ...was, ...evidence, endedAt: sheet.facts.at, end, reason, summary };
  sheet.end(attempt);
  if (ok) putOutputs(sheet, path, outputs);
  const words = cutOff ? 'interrupted: the engine was stopped while it ran' : summary;
  sheet.sayOf(path, 'ended', `${words} in ${seconds(seen.durationMs)}${placeOf(was.target)}`, {
    attempt,
    data: { end, reason, exit: seen.exit, attempt: was.n },
  });
  return batchEnded(sheet, path, atShutdown);
}

function batchEnded(sheet: Sheet, path: string, atShutdown: boolean): Move {
  const { go } = sheet.memory;
  const attempts = ofThisGo(sheet, path);
  if (!go || attempts.some(({ end }) => end === null)) return STAY;
  if (attempts.some(({ end }) => end === 'interrupted')) return interrupt(sheet, path);
  const failed = attempts.filter(({ end }) => end === 'failed');
  const isOver = go.stopped || go.waiting.length === 0 || failed.length > go.maxFailed;
  if (!isOver && !atShutdown) return nextBatch(sheet, path);
  if (!isOver) return interrupt(sheet, path);
  const by = sheet.step(path).by;
  const result = resultOf(attempts, go.waiting.length);
  if (attempts.length > 1 || go.waiting.length > 0) sheet.sayOf(path, 'through', result);
  if (failed.length === 0 && go.waiting.length === 0) return settle(sheet, path, { result, by });
  return fail(sheet, path, { result, by, asks: go.stopped });
}

function resultOf(attempts: readonly Attempt[], waiting: number): string {
  const [only] = attempts;
  if (attempts.length === 1 && only && waiting === 0)
    return only.durationMs === null ? only.summary : `${only.summary} in ${seconds(only.durationMs)}`;
  const ok = attempts.filter(({ end }) => end === 'ok').length;
  const failed = attempts.length - ok;
  const parts = [
    `${ok} of ${attempts.length + waiting} ok`,
    failed > 0 ? `${failed} failed` : '',
    waiting > 0 ? `${waiting} not begun` : '',
  ];
  return parts.filter(Boolean).join(', ');
}

/** Attempts without an end, found at a start: how they ended is not known, and nothing runs again by itself. */
export function foundRunning(sheet: Sheet, path: string): Move {
  for (const attempt of sheet.step(path).attempts) {
    if (attempt.end !== null) continue;
    const summary = 'outcome unknown: the engine ended while it ran';
    const ended: Attempt = { ...attempt, endedAt: sheet.facts.at, end: 'interrupted', reason: 'interrupted', summary };
    sheet.end(ended);
    sheet.sayOf(path, 'interrupted', `interrupted${placeOf(attempt.target)}, ${summary}`, {
      attempt: ended,
      data: { end: 'interrupted', reason: 'interrupted', attempt: attempt.n },
    });
  }
  return interrupt(sheet, path);
}

function interrupt(sheet: Sheet, path: string): Move {
  sheet.setStep(path, { state: 'interrupted', result: 'interrupted: look how it ended', endedAt: sheet.facts.at });
  sheet.set({ phase: 'interrupted', at: path });
  sheet.remember({ go: null, flowing: false });
  return STAY;
}
