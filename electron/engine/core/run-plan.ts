// The plan of a run: pure functions from how it stands, and what a person did or what happened, to what is written, begun and
// said. Whatever acts on it (services/runbooks) writes the decision in one transaction and only then carries it out.
//
//            start
//              │ first step                                  ┌───────────────────────────────┐
//              ▼                                             ▼                               │
//   ┌──────► ready ──go──► running ──ended ok──► next ──► (enters) ──person, work──► ready   │
//   │          │              │                                    ├──wait───────► waiting ──┤ its moment came
//   │          │              ├─ended, not ok─► onFailure          ├──approve────► approval ─┤ signed
//   │          │              │                 ├ stop, ask ──► failed             │ refused, too late: onFailure
//   │          │              │                 ├ continue ───► next               └──────────┘
//   │          │              │                 ├ goto ───────► that step
//   │          │              │                 └ rollback ───► ways back, newest first
//   │          │              └─engine ended──► interrupted
//   │          └─mark-done, skip, answer────► next
//   │
//   └─ retry ── failed ──go-on──► next          failed, interrupted, ready, waiting, approval:
//      retry ── interrupted ──mark-done, skip──► next       rollback ──► ways back;  abort ──► ended
//
//   no next step, or no way back left ──► ended (green, skips, unverified, failed, aborted, rolled-back); nothing leaves it.
//
// Who may do which act in which phase is the table in run-plan-guards. Every decision raises `rev` by one.
import type { Attempt } from '../../contract/model/run.ts';
import type { Decision, RunKept } from './run-kept.ts';
import { isRefused } from './run-kept.ts';
import { refuse, signature } from './run-plan-approval.ts';
import { dryGo } from './run-plan-dry.ts';
import { walk } from './run-plan-enter.ts';
import type { PlanFacts } from './run-plan-facts.ts';
import { type Move, STAY } from './run-plan-moves.ts';
import { settle } from './run-plan-settle.ts';
import { openSheet, type Sheet } from './run-plan-sheet.ts';
import { firstOf } from './run-plan-way.ts';
import { type AttemptEnd, beginWork, endAttempt, foundRunning } from './run-plan-work.ts';

export { decideAct, typedFor } from './run-plan-acts.ts';
export type { PlanAnswer, PlanFacts, PlanTasks } from './run-plan-facts.ts';
export { actsFor } from './run-plan-guards.ts';
export { nextAfter } from './run-plan-way.ts';
export type { AttemptEnd } from './run-plan-work.ts';

/** What happens to a run without anybody's act. */
export type RunEvent =
  /** Written for the first time: into its first step. `text` says who started it, and how. */
  | { readonly type: 'started'; readonly text: string }
  | { readonly type: 'attempt-ended'; readonly attemptId: string; readonly seen: AttemptEnd }
  /** The engine starts: what it finds running was interrupted. */
  | { readonly type: 'engine-started' }
  /** A stored moment may have come: of a wait, of a signature. */
  | { readonly type: 'time' }
  /** A read-only step that goes by itself may begin. */
  | { readonly type: 'flow' }
  /** Its file was changed ('' of the text: gone). `hash`: what it is now. */
  | { readonly type: 'file'; readonly hash: string | null };

/** What an event comes to; null: nothing. */
export function decideEvent(kept: RunKept, event: RunEvent, facts: PlanFacts): Decision | null {
  if (kept.run.phase === 'ended') return null;
  const sheet = openSheet(kept, facts);
  const move = happen(sheet, event);
  if (move === null) return null;
  walk(sheet, move);
  return sheet.decision();
}

function happen(sheet: Sheet, event: RunEvent): Move | null {
  switch (event.type) {
    case 'started':
      sheet.say('started', event.text);
      return started(sheet);
    case 'attempt-ended':
      return attemptEnded(sheet, event.attemptId, event.seen);
    case 'engine-started':
      return sheet.run.phase === 'running' && sheet.run.at !== null ? foundRunning(sheet, sheet.run.at) : null;
    case 'time':
      return time(sheet);
    case 'flow':
      return flow(sheet);
    case 'file':
      return fileChanged(sheet, event.hash);
    default:
      return event satisfies never;
  }
}

function started(sheet: Sheet): Move {
  const first = firstOf(sheet.facts.book, '');
  return first === null ? { go: 'level-end', prefix: '' } : { go: 'step', path: first };
}

/** How an attempt ended is written once: what was written already stays. */
function attemptEnded(sheet: Sheet, attemptId: string, seen: AttemptEnd): Move | null {
  let found: Attempt | undefined;
  for (const { attempts } of sheet.run.steps) found ??= attempts.find(({ id }) => id === attemptId);
  return found && found.end === null ? endAttempt(sheet, found, seen) : null;
}

function time(sheet: Sheet): Move | null {
  const { run, facts } = sheet;
  if (run.at === null) return null;
  if (run.phase === 'waiting' && run.waitsUntil !== null && facts.at >= run.waitsUntil) {
    sheet.sayOf(run.at, 'ended', 'the wait is over');
    return settle(sheet, run.at, { result: 'waited', by: facts.by });
  }
  if (run.phase === 'approval' && run.approval && facts.at >= run.approval.expiresAt)
    return refuse(sheet, facts.by, 'nobody signed in time', true);
  return null;
}

/**
 * Begins the step in front when it goes by itself: read-only work, nothing to confirm or to read first, values all known, and
 * no surprise since a person looked last.
 */
function flow(sheet: Sheet): Move | null {
  const { run, memory, facts } = sheet;
  if (run.phase !== 'ready' || run.at === null || !memory.flowing || run.mode === 'instruct' || run.rollback)
    return null;
  const { mode, step, prefix } = sheet.bookStep(run.at);
  if (mode !== 'work' || step.risk !== 'read-only' || step.confirm !== 'none') return null;
  if (!step.auto && !facts.book.ofLevel(prefix).runbook.auto) return null;
  const kept = sheet.kept();
  if (facts.workOf(run.at, kept) === 'message' && !step.auto) return null;
  if (run.mode === 'dry') {
    const move = dryGo(sheet, run.at, {});
    return isRefused(move) ? null : move;
  }
  const plan = facts.tasks(run.at, kept);
  // What gets a secret is shown to a person first, and its text is looked through for it before it is written down.
  if (plan.tasks.some(({ secrets }) => secrets.length > 0)) return null;
  if (plan.refusal !== null || signature(kept, facts, run.at) !== 'given') return null;
  return beginWork(sheet, run.at, plan, {});
}

/** Said once for each thing that became of the file; the run goes on with what it pinned. */
function fileChanged(sheet: Sheet, hash: string | null): Move | null {
  const { run, memory } = sheet;
  const said = hash ?? 'gone';
  const known = memory.fileSaid === '' ? run.hash : memory.fileSaid;
  if (said === known) return null;
  sheet.remember({ fileSaid: said });
  const words =
    hash === null
      ? 'The file of the runbook is gone, or cannot be read any more'
      : hash === run.hash
        ? 'The file of the runbook is again as it was'
        : 'The file of the runbook was changed';
  sheet.say('file', `${words}; the run goes on with what it pinned.`, { now: said });
  return STAY;
}
