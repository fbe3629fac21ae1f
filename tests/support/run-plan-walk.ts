// A run that a test takes on, act by act, over the plan on a table (run-plan.ts).
import type { RunAct } from '../../electron/contract/api/runbooks.ts';
import type { Attempt, Run, RunStep } from '../../electron/contract/model/run.ts';
import type { RunMode } from '../../electron/contract/model/runbook.ts';
import type { RunBook } from '../../electron/engine/core/run-book.ts';
import { type Decision, isRefused, type RunKept, type RunNote } from '../../electron/engine/core/run-kept.ts';
import {
  type AttemptEnd,
  decideAct,
  decideEvent,
  type PlanFacts,
  type RunEvent,
} from '../../electron/engine/core/run-plan.ts';
import { blank, factsOf, type PlanWorld, START, world } from './run-plan.ts';

const DRAFTS = {
  go: { typed: '', form: {} },
  retry: { typed: '' },
  'retry-failed': { typed: '' },
  skip: { reason: '' },
  'mark-done': { targets: [] },
};
const SIGNER = { approve: { signer: '', reason: 'looks right' }, refuse: { signer: '', reason: 'not now' } };

/** An act with what is usual left out. */
export function act(type: RunAct['type'], more: object = {}): RunAct {
  const usual = { ...DRAFTS, ...SIGNER }[type as keyof (typeof DRAFTS & typeof SIGNER)] ?? {};
  return { type, ...usual, ...more } as RunAct;
}

export const OK: AttemptEnd = {
  ok: true,
  reason: null,
  summary: 'exit 0',
  exit: 0,
  signal: null,
  durationMs: 1_840,
  hostKey: '',
  stdout: null,
  stderr: null,
  outputs: {},
  atShutdown: false,
};
export const BAD: AttemptEnd = { ...OK, ok: false, reason: 'exit', summary: 'exit 1', exit: 1 };
export const STOPPED: AttemptEnd = { ...BAD, reason: 'cancelled', summary: 'stopped', exit: null, signal: 'TERM' };

/** A run that a test takes on: what is refused is said, not thrown. */
export class Walk {
  kept: RunKept;
  at = START;
  readonly notes: RunNote[] = [];
  /** Every attempt that was to be started, in order: 'change@web1'. */
  readonly begun: string[] = [];
  cancelled = 0;
  readonly book: RunBook;
  readonly says: PlanWorld;

  constructor(book: RunBook, says: PlanWorld = world(), mode: RunMode = 'live') {
    this.book = book;
    this.says = says;
    this.kept = blank(book, mode);
    this.take(decideEvent(this.kept, { type: 'started', text: 'started' }, this.facts('ada')));
  }
  facts(by: string): PlanFacts {
    return factsOf(this.book, { by, at: this.at, says: this.says });
  }
  take(decision: Decision | null): boolean {
    if (!decision) return false;
    this.kept = decision.kept;
    this.notes.push(...decision.notes);
    this.begun.push(...decision.begin.map(({ attempt }) => `${attempt.path}@${attempt.target?.name ?? ''}`));
    if (decision.cancel) this.cancelled += 1;
    return true;
  }
  /** Null: it was taken; else why not. */
  do(type: RunAct['type'], more: object = {}, by = 'ada', rev = this.kept.run.rev): string | null {
    const decided = decideAct(this.kept, act(type, more), rev, this.facts(by));
    if (isRefused(decided)) return decided.refused;
    this.take(decided);
    return null;
  }
  happen(event: RunEvent): boolean {
    return this.take(decideEvent(this.kept, event, this.facts('the engine')));
  }
  open(): readonly Attempt[] {
    return this.kept.run.steps.flatMap(({ attempts }) => attempts.filter(({ end }) => end === null));
  }
  /** The oldest attempt that runs ends so. */
  end(seen: AttemptEnd = OK): void {
    const [attempt] = this.open();
    if (!attempt) throw new Error('nothing runs');
    this.happen({ type: 'attempt-ended', attemptId: attempt.id, seen });
  }
  /** Begins the step in front, and lets all of it end so. */
  run(seen: AttemptEnd = OK, typed = ''): void {
    const refusal = this.do('go', { typed });
    if (refusal !== null) throw new Error(refusal);
    while (this.open().length > 0) this.end(seen);
  }
  step(path: string): RunStep {
    const found = this.kept.run.steps.find((one) => one.path === path);
    if (!found) throw new Error(`there is no step ${path}`);
    return found;
  }
  get states(): Readonly<Record<string, string>> {
    return Object.fromEntries(this.kept.run.steps.map(({ path, state }) => [path, state]));
  }
  get view(): Run {
    return this.kept.run;
  }
  said(event: string): readonly string[] {
    return this.notes.filter((note) => note.event === event).map(({ text }) => text);
  }
}
