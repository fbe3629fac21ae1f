// What follows when a step is through, or failed. A step that failed and was gone past stays failed, however often it is
// visited again; the proof of a change is looked for in its order, or right after the change where it lies out of the way.
import type { Run } from '../../contract/model/run.ts';
import type { RunValue } from '../../contract/model/runbook.ts';
import { type Move, STAY } from './run-plan-moves.ts';
import { beginRollback, leftBehind, openChanges, tookBack } from './run-plan-rollback.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { changes, mayJump, type Next, nextAfter, proofOutOfOrder, sibling } from './run-plan-way.ts';

export interface Settled {
  /** A few words. */
  readonly result: string;
  readonly by: string;
  readonly outputs?: Readonly<Record<string, RunValue>>;
  /** Id of a step of the same level, or 'end'. */
  readonly goTo?: string | null;
  /** Work that a person says is done: in a live run that proves nothing. */
  readonly byHand?: boolean;
}

/** A step is done: what it proves is proven, and the run goes on. */
export function settle(
  sheet: Sheet,
  path: string,
  { result, by, outputs, goTo = null, byHand = false }: Settled,
): Move {
  const { run, memory, facts } = sheet;
  const state = memory.failed.includes(path) ? 'failed' : 'done';
  sheet.setStep(path, { state, result, by, endedAt: facts.at });
  if (outputs && Object.keys(outputs).length > 0) putOutputs(sheet, path, outputs);
  sheet.remember({ go: null });
  if (memory.wayBack === path && sheet.bookStep(path).step.verify !== null) unproven(sheet, path);
  const provesNothing = byHand && run.mode !== 'instruct' && sheet.bookStep(path).mode === 'work';
  if (!provesNothing) prove(sheet, path);
  return leave(sheet, path, goTo);
}

export function putOutputs(sheet: Sheet, path: string, outputs: Readonly<Record<string, RunValue>>): void {
  sheet.set({ outputs: { ...sheet.run.outputs, [path]: { ...sheet.run.outputs[path], ...outputs } } });
}

/** A change begins, or is done by hand: until its proof is seen it is not verified, whatever was seen before. */
export function changed(sheet: Sheet, path: string): void {
  unproven(sheet, path);
  if (sheet.memory.wayBack !== null) return;
  sheet.remember({ changed: [...sheet.memory.changed.filter((one) => one !== path), path] });
}

function unproven(sheet: Sheet, path: string): void {
  if (sheet.run.mode !== 'dry') sheet.setStep(path, { verified: 'no' });
}

function prove(sheet: Sheet, path: string): void {
  const proof = sheet.bookStep(path);
  for (const change of sheet.facts.book.level(proof.prefix)) {
    if (change.step.verify !== proof.step.id || sheet.step(change.path).verified !== 'no') continue;
    sheet.setStep(change.path, { verified: 'yes' });
  }
}

/** On from a step, whatever became of it. */
export function leave(sheet: Sheet, path: string, goTo: string | null = null): Move {
  const from = sheet.bookStep(path);
  const { proof, wayBack, resume } = sheet.memory;
  if (wayBack === path) {
    const { verify } = from.step;
    const of = verify === null ? undefined : sibling(sheet.facts.book, from, verify);
    return of ? seekProof(sheet, of.path, path) : tookBack(sheet);
  }
  if (proof?.path === path) {
    sheet.remember({ proof: null });
    if (proof.of === wayBack) return tookBack(sheet);
    return on(from.prefix, nextAfter(sheet.facts.book, sheet.run, sheet.bookStep(proof.of)));
  }
  const back = resume[path];
  if (back !== undefined) {
    const { [path]: _, ...others } = resume;
    sheet.remember({ resume: others });
    return { go: 'step', path: back };
  }
  const asked = wantsProof(sheet, path) ? proofOutOfOrder(sheet.facts.book, from) : null;
  if (asked !== null) return seekProof(sheet, asked, path);
  if (goTo === 'end') return { go: 'level-end', prefix: from.prefix };
  const target = goTo === null ? undefined : sibling(sheet.facts.book, from, goTo);
  return on(from.prefix, target?.path ?? nextAfter(sheet.facts.book, sheet.run, from));
}

const on = (prefix: string, next: Next): Move =>
  next === null ? { go: 'level-end', prefix } : { go: 'step', path: next };

/** A dry run walks to the proof too, although there is nothing to prove. */
const wantsProof = ({ run, step, bookStep }: Sheet, path: string): boolean =>
  step(path).verified === 'no' || (run.mode === 'dry' && changes(bookStep(path)));

function seekProof(sheet: Sheet, proof: string, of: string): Move {
  sheet.remember({ proof: { path: proof, of } });
  return { go: 'step', path: proof };
}

/** Waits for a person: what failed is retried, gone past, taken back, or the run ended. */
function decide(sheet: Sheet, path: string): Move {
  sheet.set({ phase: 'failed', at: path, waitsUntil: null });
  return STAY;
}

export interface Failed {
  readonly result: string;
  readonly by: string;
  /** A person stopped it: a person decides, whatever the runbook says. */
  readonly asks?: boolean;
}

/** A step failed. What its author wrote happens; in a rollback, and after a stop, a person decides. */
export function fail(sheet: Sheet, path: string, { result, by, asks = false }: Failed): Move {
  const { step } = sheet.bookStep(path);
  sheet.setStep(path, { state: 'failed', result, by, endedAt: sheet.facts.at });
  sheet.remember({ go: null, flowing: false });
  const { onFailure } = step;
  if (asks || sheet.memory.wayBack !== null) return decide(sheet, path);
  switch (onFailure.do) {
    case 'stop':
    case 'ask':
      return decide(sheet, path);
    case 'continue':
      sheet.sayOf(path, 'gone-past', 'failed, and the runbook goes on');
      return goPast(sheet, path);
    case 'goto':
      return goElsewhere(sheet, path, onFailure.step);
    case 'rollback':
      if (openChanges(sheet.kept()).length === 0) return decide(sheet, path);
      markFailed(sheet, path);
      return beginRollback(sheet, 'the runbook', `"${step.title}" failed`);
    default:
      return onFailure satisfies never;
  }
}

function goElsewhere(sheet: Sheet, path: string, id: string): Move {
  const from = sheet.bookStep(path);
  if (id === 'end') {
    markFailed(sheet, path);
    return { go: 'level-end', prefix: from.prefix };
  }
  const target = sibling(sheet.facts.book, from, id);
  if (!target || !mayJump(sheet.run, from, target)) return decide(sheet, path);
  markFailed(sheet, path);
  sheet.remember({ proof: null });
  sheet.sayOf(path, 'jumped', `failed, and the runbook goes to "${sheet.step(target.path).title}"`);
  return { go: 'step', path: target.path };
}

function markFailed(sheet: Sheet, path: string): void {
  if (!sheet.memory.failed.includes(path)) sheet.remember({ failed: [...sheet.memory.failed, path] });
}

/** On, although it failed: that stays in the record and in the outcome. */
export function goPast(sheet: Sheet, path: string): Move {
  markFailed(sheet, path);
  return sheet.memory.wayBack === path ? leftBehind(sheet) : leave(sheet, path);
}

/** On without it. */
export function skip(sheet: Sheet, path: string, by: string, reason: string): Move {
  const { at } = sheet.facts;
  sheet.setStep(path, { state: 'skipped', skipped: { by, at, reason }, result: 'skipped', by, endedAt: at });
  sheet.remember({ go: null });
  return sheet.memory.wayBack === path ? leftBehind(sheet) : leave(sheet, path);
}

/** A visit begins: what a former one left is in the record, not on the step. */
export const FRESH_VISIT = { result: '', by: '', startedAt: null, endedAt: null, skipped: null } satisfies Partial<
  Run['steps'][number]
>;
