// Signatures. Whoever comes to an `approve` step asks for one; it binds the hash of the runbook, the step, its commands and its
// targets, and is void the moment one of them differs. Who asked, who holds the pen and who started the run cannot sign.
// Running out of time is a refusal. (spec: runbooks, "Format", approve)
import type { JsonObject } from '../../contract/model/check.ts';
import type { Approval } from '../../contract/model/run.ts';
import { type Refused, type RunKept, refused } from './run-kept.ts';
import type { PlanFacts } from './run-plan-facts.ts';
import { type Move, STAY } from './run-plan-moves.ts';
import { fail, settle } from './run-plan-settle.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { changes, sibling } from './run-plan-way.ts';
import { sameValue } from './same-value.ts';

/** Names as they are compared: 'Ada ' and 'ada' are one person. */
export const samePerson = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (name: string): string => name.normalize('NFKC').trim().toLowerCase();

/** The step a signature is for: the one it names, or the next one that changes something. Null: there is none. */
function boundStep(facts: PlanFacts, path: string, named: string | null): string | null {
  const from = facts.book.get(path);
  if (!from) return null;
  if (named !== null) return sibling(facts.book, from, named)?.path ?? null;
  const next = facts.book.steps.find((step) => step.place > from.place && !step.step.aside && changes(step));
  return next?.path ?? null;
}

/** Asks somebody else to sign, in the name of `askedBy`. */
export function askForSignature(sheet: Sheet, path: string, askedBy: string): Move {
  const { facts } = sheet;
  const wanted = facts.approval(path, sheet.kept());
  const bound = boundStep(facts, path, wanted.for);
  const binds: JsonObject = bound === null ? { hash: sheet.run.hash, path } : facts.binds(bound, sheet.kept());
  const expiresAt = facts.at + wanted.withinMs;
  const approval: Approval = { path, askedBy, askedAt: facts.at, expiresAt, binds, from: wanted.from, answer: null };
  if (bound !== null)
    sheet.remember({ bound: { ...sheet.memory.bound, [bound]: { by: path, granted: false, binds } } });
  sheet.setStep(path, { state: 'waiting', startedAt: facts.at });
  sheet.set({ approval, phase: 'approval', at: path });
  sheet.sayOf(path, 'asked', `${askedBy} asks somebody else to sign`, { data: { binds, expiresAt } });
  return STAY;
}

/** Path of the step that a pending approval is for; null: for none. */
const boundBy = ({ memory }: RunKept, path: string): string | null =>
  Object.entries(memory.bound).find(([, bound]) => bound.by === path && !bound.granted)?.[0] ?? null;

/** Why somebody may not answer; null: they may. */
export function signerRefusal({ run }: RunKept, signer: string): Refused | null {
  const { approval } = run;
  if (!approval || approval.answer) return refused('Nobody is asked to sign now. Nothing was changed.');
  const own = [
    [approval.askedBy, 'who asked for the signature'],
    [run.pen, 'who holds the pen'],
    [run.startedBy, 'who started the run'],
  ].find(([name = '']) => samePerson(name, signer));
  if (own) return refused(`${signer} is ${own[1]}: somebody else must sign. Nothing was changed.`, 'act.signer');
  if (approval.from.length > 0 && !approval.from.some((name) => samePerson(name, signer)))
    return refused(`Only ${approval.from.join(' or ')} may sign this. Nothing was changed.`, 'act.signer');
  return null;
}

/** 'signed by B. Okafor at Ada's desk'. */
const atDesk = (signer: string, desk: string): string =>
  samePerson(signer, desk) ? signer : `${signer} at ${desk}'s desk`;

export function approve(sheet: Sheet, signer: string, reason: string): Move {
  const { run, facts } = sheet;
  const { approval } = run;
  if (!approval) return STAY;
  const { path } = approval;
  const bound = boundBy(sheet.kept(), path);
  if (bound !== null && !sameValue(facts.binds(bound, sheet.kept()), approval.binds)) {
    sheet.sayOf(path, 'void', 'not signed: what it is for has changed since it was asked for; it is asked anew');
    return askForSignature(sheet, path, approval.askedBy);
  }
  const answer = { by: signer, at: facts.at, granted: true, reason };
  sheet.set({ approval: { ...approval, answer } });
  if (bound !== null) {
    const kept = sheet.memory.bound[bound];
    if (kept) sheet.remember({ bound: { ...sheet.memory.bound, [bound]: { ...kept, granted: true } } });
  }
  const withPin = facts.withPin ?? false;
  const who = `${atDesk(signer, facts.by)}${withPin ? ', with PIN' : ''}`;
  sheet.sayOf(path, 'approved', `signed by ${who}: ${reason}`, { data: { signer, withPin, binds: approval.binds } });
  return settle(sheet, path, { result: `signed by ${who}`, by: signer });
}

export function refuse(sheet: Sheet, signer: string, reason: string, isExpiry = false): Move {
  const { approval } = sheet.run;
  if (!approval) return STAY;
  sheet.set({ approval: { ...approval, answer: { by: signer, at: sheet.facts.at, granted: false, reason } } });
  const words = isExpiry ? `refused: ${reason}` : `refused by ${atDesk(signer, sheet.facts.by)}: ${reason}`;
  sheet.sayOf(approval.path, isExpiry ? 'expired' : 'refused', words, { data: { signer } });
  return fail(sheet, approval.path, { result: words, by: signer });
}

/** Whether a step may begin by what was signed: yes, no with the reason, or 'void': it must be signed anew. */
export function signature(kept: RunKept, facts: PlanFacts, path: string): 'given' | 'void' | Refused {
  const bound = kept.memory.bound[path];
  if (!bound) return 'given';
  if (!bound.granted) {
    const title = kept.run.steps.find((step) => step.path === bound.by)?.title ?? bound.by;
    return refused(`This step wants a signature, and "${title}" was not signed. Nothing was started.`);
  }
  return sameValue(facts.binds(path, kept), bound.binds) ? 'given' : 'void';
}

/** Back to the signature, since what was signed is not what would run. */
export function signAnew(sheet: Sheet, path: string): Move {
  const bound = sheet.memory.bound[path];
  if (!bound) return STAY;
  sheet.setStep(path, { state: 'ahead' });
  sheet.remember({ resume: { ...sheet.memory.resume, [bound.by]: path } });
  sheet.sayOf(path, 'void', 'not started: what would run is not what was signed; it must be signed anew');
  return { go: 'step', path: bound.by };
}
