// How a run ends. Green has one meaning: every required step done and every change verified. Where several things are true the
// first of these is said: aborted, rolled back, failed, unverified, with skips. (spec: runbooks, "A run")
import type { Run, RunStep } from '../../contract/model/run.ts';
import type { RunOutcome } from '../../contract/model/runbook-words.ts';
import type { RunBook } from './run-book.ts';
import type { RunKept, RunMemory } from './run-kept.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { changes } from './run-plan-way.ts';

export interface RunEnd {
  readonly outcome: RunOutcome;
  /** One sentence. */
  readonly reason: string;
}

const titles = (run: Run, paths: readonly string[]): string =>
  run.steps
    .filter(({ path }) => paths.includes(path))
    .map(({ title }) => `"${title}"`)
    .join(', ');

/** A step that may be left out counts against a run only where it changes a host. */
const counts = (book: RunBook, { path }: RunStep): boolean => {
  const one = book.get(path);
  return one === undefined || !one.step.optional || changes(one);
};

function rolledBack(run: Run, { notTakenBack, unproven }: RunMemory): RunEnd {
  const open = [...notTakenBack, ...(run.rollback?.left ?? [])];
  if (open.length > 0) return { outcome: 'failed', reason: `Not everything was taken back: ${titles(run, open)}.` };
  if (unproven.length > 0)
    return { outcome: 'failed', reason: `Taken back, but not proven to be: ${titles(run, unproven)}.` };
  return { outcome: 'rolled-back', reason: 'Everything that was changed was taken back and verified.' };
}

/** What a run that has come to its end came to. `aborted`: why somebody ended it before. */
export function outcomeOf({ run, memory }: RunKept, book: RunBook, aborted: string | null): RunEnd {
  if (aborted !== null) return { outcome: 'aborted', reason: aborted };
  if (run.rollback) return rolledBack(run, memory);
  const steps = run.steps.filter((step) => counts(book, step));
  const failed = steps.filter(({ state, path }) => state === 'failed' || memory.failed.includes(path));
  if (failed.length > 0) {
    const names = titles(
      run,
      failed.map(({ path }) => path),
    );
    return { outcome: 'failed', reason: `Failed: ${names}.` };
  }
  const unverified = run.steps.filter(({ verified }) => verified === 'no').map(({ path }) => path);
  if (unverified.length > 0)
    return { outcome: 'unverified', reason: `Changed and not verified: ${titles(run, unverified)}.` };
  const skipped = steps.filter(({ skipped: one }) => one !== null).map(({ path }) => path);
  if (skipped.length > 0) return { outcome: 'skips', reason: `Skipped: ${titles(run, skipped)}.` };
  if (run.mode === 'dry') return { outcome: 'green', reason: 'Walked to its end; nothing was carried out.' };
  return { outcome: 'green', reason: 'Every required step is done and every change verified.' };
}

const WORDS: Readonly<Record<RunOutcome, string>> = {
  green: 'green',
  skips: 'completed with skips',
  unverified: 'unverified',
  failed: 'failed',
  aborted: 'aborted',
  'rolled-back': 'rolled back',
};

/** Ends the run. Steps it never came to were passed; what failed or was interrupted stays as it is. */
export function endRun(sheet: Sheet, aborted: string | null): void {
  for (const { path, state } of sheet.run.steps)
    if (state === 'ahead' || state === 'current' || state === 'waiting') sheet.setStep(path, { state: 'passed' });
  const { outcome, reason } = outcomeOf(sheet.kept(), sheet.facts.book, aborted);
  sheet.set({ phase: 'ended', endedAt: sheet.facts.at, outcome, endReason: reason, at: null, waitsUntil: null });
  sheet.remember({ go: null, proof: null, wayBack: null, resume: {} });
  sheet.say('ended', `Run of ${sheet.run.title} ended ${WORDS[outcome]}. ${reason}`, { outcome });
}
