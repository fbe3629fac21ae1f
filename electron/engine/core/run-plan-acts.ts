// What people do in a run: each act checked against the table of run-plan-guards, then worked out. Refused in words, or decided.
import type { RunAct } from '../../contract/api/runbooks.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import type { Decision, Refused, RunKept } from './run-kept.ts';
import { isRefused, refused } from './run-kept.ts';
import { approve, refuse, samePerson, signAnew, signature, signerRefusal } from './run-plan-approval.ts';
import { dryGo } from './run-plan-dry.ts';
import { endRun } from './run-plan-end.ts';
import { walk } from './run-plan-enter.ts';
import type { PlanFacts, PlanTasks } from './run-plan-facts.ts';
import { guard, whatHappened } from './run-plan-guards.ts';
import { type Move, STAY } from './run-plan-moves.ts';
import { beginRollback } from './run-plan-rollback.ts';
import { changed, fail, goPast, settle, skip } from './run-plan-settle.ts';
import { openSheet, type Sheet } from './run-plan-sheet.ts';
import { changes, mayJump, sibling } from './run-plan-way.ts';
import { beginWork, withoutSuccess } from './run-plan-work.ts';

/** `rev`: the state that was seen. */
export function decideAct(kept: RunKept, act: RunAct, rev: number, facts: PlanFacts): Decision | Refused {
  if (rev !== kept.run.rev)
    return refused(`The run has moved on since you looked (${whatHappened(kept)}). Nothing was changed.`, 'rev');
  const forbidden = guard(kept, act.type, facts);
  if (forbidden) return forbidden;
  const sheet = openSheet(kept, facts);
  const move = carryOut(sheet, act);
  if (isRefused(move)) return move;
  // A person looked and decided: what goes by itself may go on.
  if (act.type !== 'stop' && act.type !== 'link' && act.type !== 'tick') sheet.remember({ flowing: true });
  walk(sheet, move);
  return sheet.decision();
}

function carryOut(sheet: Sheet, act: RunAct): Move | Refused {
  const { by } = sheet.facts;
  const at = sheet.run.at ?? '';
  switch (act.type) {
    case 'go':
      return go(sheet, at, act.typed, act.form);
    case 'tick':
      return tick(sheet, at, act.item, act.done);
    case 'stop':
      return stop(sheet, at);
    case 'retry':
    case 'retry-failed':
      return retry(sheet, at, act.typed, act.type === 'retry-failed');
    case 'mark-done':
      return markDone(sheet, at, act.evidence, act.targets);
    case 'go-on':
      sheet.sayOf(at, 'gone-past', `${by} goes on, although it failed: ${act.reason}`, {
        data: { reason: act.reason },
      });
      return goPast(sheet, at);
    case 'skip':
      return leaveOut(sheet, at, act.reason);
    case 'rollback':
      return beginRollback(sheet, by, act.reason);
    case 'abort':
      sheet.say('aborted', `${by} aborts the run: ${act.reason}`, { reason: act.reason });
      endRun(sheet, `Aborted by ${by}: ${act.reason}`);
      return STAY;
    case 'pass-pen':
      return passPen(sheet, act.to);
    case 'take-pen':
      sheet.say('pen', `${by} takes the pen from ${sheet.run.pen}: ${act.reason}`, { from: sheet.run.pen, to: by });
      sheet.set({ pen: by });
      return STAY;
    case 'approve':
    case 'refuse':
      return answer(sheet, act);
    case 'link':
      return link(sheet, act.incidentId);
    default:
      return act satisfies never;
  }
}

/** What must be typed before work on these tasks: the name of the machine, or how many there are. '' for none. */
export function typedFor(tasks: PlanTasks['tasks']): string {
  const names = new Set(tasks.flatMap(({ target }) => target?.name ?? []));
  if (names.size > 1) return `${names.size} hosts`;
  return [...names][0] ?? '';
}

function mistyped(wanted: string, typed: string): Refused | null {
  if (typed.trim() === wanted) return null;
  return refused(`Type exactly "${wanted}" to go. Nothing was started.`, 'act.typed');
}

function go(sheet: Sheet, path: string, typed: string, form: JsonObject): Move | Refused {
  const { mode, step } = sheet.bookStep(path);
  if (sheet.run.mode === 'dry') return dryGo(sheet, path, form);
  if (mode === 'person') return sayDone(sheet, path, form);
  if (mode === 'work') return work(sheet, path, step.confirm === 'type-target' ? typed : null, form);
  return refused('There is nothing to be done on this step now. Nothing was changed.');
}

/** `typed` null: nothing has to be typed. */
function work(sheet: Sheet, path: string, typed: string | null, form: JsonObject): Move | Refused {
  const plan = sheet.facts.tasks(path, sheet.kept());
  if (plan.refusal !== null) return refused(`It cannot be carried out: ${plan.refusal}. Nothing was started.`);
  const wrong = typed === null ? null : mistyped(typedFor(plan.tasks), typed);
  if (wrong) return wrong;
  const signed = signature(sheet.kept(), sheet.facts, path);
  if (signed === 'void') return signAnew(sheet, path);
  return signed === 'given' ? beginWork(sheet, path, plan, form) : signed;
}

/** A person did it elsewhere and says so: there is nothing here that a typed name would keep from starting. */
function sayDone(sheet: Sheet, path: string, form: JsonObject): Move | Refused {
  const { facts } = sheet;
  const from = sheet.bookStep(path);
  const signed = signature(sheet.kept(), facts, path);
  if (signed === 'void') return signAnew(sheet, path);
  if (signed !== 'given') return signed;
  const { result, outputs, goTo } = facts.answer(path, form, sheet.kept());
  const target = goTo === null || goTo === 'end' ? undefined : sibling(facts.book, from, goTo);
  if (target && !mayJump(sheet.run, from, target)) {
    const { title, visits } = sheet.step(target.path);
    return refused(`"${title}" was gone through ${visits} times, as often as it may be. Choose another answer.`);
  }
  if (changes(from)) changed(sheet, path);
  sheet.sayOf(path, 'answered', `${result} (${facts.by})`, { data: { result } });
  return settle(sheet, path, { result, by: facts.by, outputs, goTo });
}

function tick(sheet: Sheet, path: string, item: number, done: boolean): Move | Refused {
  const { facts, memory } = sheet;
  if (item >= facts.items(path, sheet.kept()))
    return refused('There is no such item. Nothing was changed.', 'act.item');
  const { [item]: known, ...others } = memory.ticks[path] ?? {};
  if (done === (known !== undefined)) return refused('It is so already. Nothing was changed.', 'act.item');
  const ticks = done ? { ...others, [item]: { by: facts.by, at: facts.at } } : others;
  sheet.remember({ ticks: { ...memory.ticks, [path]: ticks } });
  sheet.sayOf(path, done ? 'ticked' : 'unticked', `item ${item + 1} ${done ? 'ticked' : 'not ticked any more'}`, {
    data: { item },
  });
  return STAY;
}

function stop(sheet: Sheet, path: string): Move | Refused {
  const { go: going } = sheet.memory;
  if (!going || going.stopped) return refused('It is being stopped already. Nothing was changed.');
  sheet.remember({ go: { ...going, stopped: true } });
  sheet.cancel();
  sheet.sayOf(path, 'stopped', `${sheet.facts.by} stops it`);
  return STAY;
}

/** One key where it does no harm twice; else the target is typed anew. */
function retry(sheet: Sheet, path: string, typed: string, failedOnly: boolean): Move | Refused {
  const { facts } = sheet;
  const from = sheet.bookStep(path);
  if (from.mode !== 'work') {
    sheet.sayOf(path, 'retried', `${facts.by} tries it again`);
    return { go: 'step', path };
  }
  const plan = facts.tasks(path, sheet.kept());
  if (plan.refusal !== null) return refused(`It cannot be carried out: ${plan.refusal}. Nothing was started.`);
  const byHand = sheet.memory.byHand[path] ?? [];
  const tasks = failedOnly ? withoutSuccess(sheet.step(path), plan.tasks, byHand) : plan.tasks;
  if (tasks.length === 0) return refused('It succeeded everywhere. Nothing was started.');
  const isHarmless = from.step.idempotent || !changes(from);
  const wrong = isHarmless ? null : mistyped(typedFor(tasks), typed);
  if (wrong) return wrong;
  const signed = signature(sheet.kept(), facts, path);
  if (signed === 'void') return signAnew(sheet, path);
  if (signed !== 'given') return signed;
  sheet.sayOf(path, 'retried', `${facts.by} tries it again${failedOnly ? ' where it did not succeed' : ''}`);
  if (!failedOnly) sheet.remember({ byHand: { ...sheet.memory.byHand, [path]: [] } });
  return beginWork(sheet, path, { ...plan, tasks }, {});
}

function markDone(sheet: Sheet, path: string, evidence: string, targets: readonly string[]): Move | Refused {
  const { by } = sheet.facts;
  const signed = signature(sheet.kept(), sheet.facts, path);
  if (signed === 'void') return signAnew(sheet, path);
  if (signed !== 'given') return signed;
  if (changes(sheet.bookStep(path)) && sheet.run.mode !== 'dry') changed(sheet, path);
  const where = targets.length === 0 ? '' : ` on ${targets.join(', ')}`;
  sheet.sayOf(path, 'marked-done', `marked done by ${by}${where}: ${evidence}`, {
    data: { evidence, targets: [...targets] },
  });
  const left = leftAfter(sheet, path, targets);
  if (left > 0) return fail(sheet, path, { result: `marked done${where}; ${left} left`, by, asks: true });
  return settle(sheet, path, { result: `marked done: ${evidence}`, by, byHand: true });
}

/** On how many machines it is left to do, when it is done on these only. 0: nothing is, or all was meant. */
function leftAfter(sheet: Sheet, path: string, targets: readonly string[]): number {
  if (targets.length === 0) return 0;
  const byHand = [...(sheet.memory.byHand[path] ?? []), ...targets];
  sheet.remember({ byHand: { ...sheet.memory.byHand, [path]: byHand } });
  return withoutSuccess(sheet.step(path), sheet.facts.tasks(path, sheet.kept()).tasks, byHand).length;
}

function leaveOut(sheet: Sheet, path: string, reason: string): Move | Refused {
  const { step } = sheet.bookStep(path);
  if (reason === '' && !step.optional) return refused('Say why it is skipped: it stands in the record.', 'act.reason');
  const why = reason === '' ? 'it is optional' : reason;
  sheet.sayOf(path, 'skipped', `skipped by ${sheet.facts.by}: ${why}`, { data: { reason: why } });
  return skip(sheet, path, sheet.facts.by, why);
}

function passPen(sheet: Sheet, to: string): Move | Refused {
  const { pen } = sheet.run;
  if (samePerson(to, pen)) return refused(`${pen} holds the pen already. Nothing was changed.`, 'act.to');
  sheet.say('pen', `${pen} passes the pen to ${to}`, { from: pen, to });
  sheet.set({ pen: to });
  return STAY;
}

function answer(sheet: Sheet, act: Extract<RunAct, { type: 'approve' | 'refuse' }>): Move | Refused {
  const signer = act.signer === '' ? sheet.facts.by : act.signer;
  const wrong = signerRefusal(sheet.kept(), signer);
  if (wrong) return wrong;
  return act.type === 'approve' ? approve(sheet, signer, act.reason) : refuse(sheet, signer, act.reason);
}

function link(sheet: Sheet, incidentId: Extract<RunAct, { type: 'link' }>['incidentId']): Move | Refused {
  if (sheet.run.mode === 'dry')
    return refused('A dry run belongs to no incident. Nothing was changed.', 'act.incidentId');
  if (sheet.run.incidentId === incidentId) return refused('It belongs to this incident already. Nothing was changed.');
  sheet.set({ incidentId });
  sheet.say('linked', `${sheet.facts.by} ties the run to this incident: its steps stand here from now on`);
  return STAY;
}
