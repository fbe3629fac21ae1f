// The sheet that one decision is worked out on: the run as it becomes, step by step, with what is to be begun and what is to
// be said of it. It starts from a run and ends as a Decision; the run it came from is never touched.
import type { JsonObject } from '../../contract/model/check.ts';
import type { Attempt, Run, RunStep } from '../../contract/model/run.ts';
import type { BookStep } from './run-book.ts';
import type { Decision, PlanTask, RunKept, RunMemory } from './run-kept.ts';
import type { PlanFacts } from './run-plan-facts.ts';

export interface Sheet {
  readonly facts: PlanFacts;
  kept(): RunKept;
  readonly run: Run;
  readonly memory: RunMemory;
  set(change: Partial<Run>): void;
  remember(change: Partial<RunMemory>): void;
  step(path: string): RunStep;
  setStep(path: string, change: Partial<RunStep>): void;
  bookStep(path: string): BookStep;
  begin(attempt: Attempt, task: PlanTask): void;
  end(attempt: Attempt): void;
  cancel(): void;
  /** Says something of the run as a whole. */
  say(event: string, text: string, data?: JsonObject): void;
  /** Says something of a step: 'Step 3 of 9, Is there room now?: …'. */
  sayOf(path: string, event: string, text: string, more?: { attempt?: Attempt; data?: JsonObject }): void;
  decision(): Decision;
}

/** 'Dry run. ' in front of everything that is said of one: nobody may take it for the real thing. */
const marked = (run: Run, text: string): string =>
  run.mode === 'dry' ? `Dry run. ${text}` : run.mode === 'instruct' ? `Instruction mode. ${text}` : text;

export function openSheet(before: RunKept, facts: PlanFacts): Sheet {
  let { run, memory } = before;
  let cancelled = false;
  const begun: { attempt: Attempt; task: PlanTask }[] = [];
  const ended: Attempt[] = [];
  const notes: Decision['notes'][number][] = [];
  const places = new Map(run.steps.map(({ path }, index) => [path, index]));

  const step = (path: string): RunStep => {
    const found = run.steps[places.get(path) ?? -1];
    if (!found) throw new Error(`run ${run.id} has no step "${path}"`);
    return found;
  };
  const setStep = (path: string, change: Partial<RunStep>): void => {
    run = { ...run, steps: run.steps.with(places.get(path) ?? -1, { ...step(path), ...change }) };
  };
  return {
    facts,
    get run() {
      return run;
    },
    get memory() {
      return memory;
    },
    kept: () => ({ run, memory }),
    set(change) {
      run = { ...run, ...change };
    },
    remember(change) {
      memory = { ...memory, ...change };
    },
    step,
    setStep,
    bookStep(path) {
      const found = facts.book.get(path);
      if (!found) throw new Error(`the runbook of run ${run.id} has no step "${path}"`);
      return found;
    },
    begin(attempt, task) {
      begun.push({ attempt, task });
      setStep(attempt.path, { attempts: [...step(attempt.path).attempts, attempt] });
    },
    end(attempt) {
      ended.push(attempt);
      const attempts = step(attempt.path).attempts.map((one) => (one.id === attempt.id ? attempt : one));
      setStep(attempt.path, { attempts });
    },
    cancel() {
      cancelled = true;
    },
    say(event, text, data = {}) {
      notes.push({ kind: 'run', event, text: marked(run, text), path: null, attemptId: null, hostId: null, data });
    },
    sayOf(path, event, text, { attempt, data = {} } = {}) {
      const { n, title } = step(path);
      notes.push({
        kind: 'step',
        event,
        text: marked(run, `Step ${n} of ${run.steps.length}, ${title}: ${text}`),
        path,
        attemptId: attempt?.id ?? null,
        hostId: attempt?.target?.hostId ?? null,
        data,
      });
    },
    decision() {
      const inFront = run.at === null ? null : step(run.at);
      const skips = run.steps.filter(({ skipped, path }) => skipped && !facts.book.get(path)?.step.optional).length;
      run = {
        ...run,
        rev: before.run.rev + 1,
        skips,
        step: inFront && { n: inFront.n, of: run.steps.length, title: inFront.title },
      };
      return { kept: { run, memory }, begin: begun, ended, notes, cancel: cancelled };
    },
  };
}
