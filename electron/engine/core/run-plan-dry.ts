// A dry run walks the same path through the same plan and executes nothing: commands are printed exactly, values that only a
// real run would have are said to be unknown, and a question is answered by whoever walks it, or by its default.
import type { JsonObject } from '../../contract/model/check.ts';
import { type Refused, refused } from './run-kept.ts';
import type { PlanAnswer } from './run-plan-facts.ts';
import type { Move } from './run-plan-moves.ts';
import { fail, settle } from './run-plan-settle.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { mayJump, sibling } from './run-plan-way.ts';
import { beginWork } from './run-plan-work.ts';

export function dryGo(sheet: Sheet, path: string, form: JsonObject): Move | Refused {
  const { mode } = sheet.bookStep(path);
  const { by } = sheet.facts;
  switch (mode) {
    case 'work':
      return dryWork(sheet, path, form);
    case 'person':
      return dryAnswer(sheet, path, form);
    case 'clock':
    case 'approval':
    case 'call': {
      const result = `not carried out: ${sheet.step(path).does}`;
      sheet.sayOf(path, 'dry', result);
      return settle(sheet, path, { result, by });
    }
    default:
      return mode satisfies never;
  }
}

/** Checks may be run for real where that was asked for; all else is only printed. */
function dryWork(sheet: Sheet, path: string, form: JsonObject): Move {
  const { facts, memory } = sheet;
  const plan = facts.tasks(path, sheet.kept());
  const { lines, unknown } = facts.printed(path, sheet.kept());
  if (plan.refusal !== null && unknown.length === 0) {
    sheet.sayOf(path, 'dry', `could not be carried out: ${plan.refusal}`);
    return fail(sheet, path, { result: `could not be carried out: ${plan.refusal}`, by: facts.by });
  }
  if (memory.withChecks && plan.refusal === null && facts.workOf(path, sheet.kept()) === 'probe')
    return beginWork(sheet, path, plan, form);
  for (const line of lines) sheet.sayOf(path, 'dry', `would run ${line}`, { data: { line } });
  const missing = unknown.length > 0 ? `, unknown: ${unknown.join(', ')}` : '';
  const printed = lines.length === 1 ? lines[0] : lines.length > 1 ? `${lines.length} commands` : sheet.step(path).does;
  const result = `not carried out: ${printed}${missing}`;
  if (lines.length === 0) sheet.sayOf(path, 'dry', result);
  return settle(sheet, path, { result, by: facts.by });
}

/** An answer that nobody gave is the default's, or none: a dry run gets to its end either way. */
function dryAnswer(sheet: Sheet, path: string, form: JsonObject): Move | Refused {
  const { facts } = sheet;
  const from = sheet.bookStep(path);
  const isByItself = Object.keys(form).length === 0;
  const said: PlanAnswer = isByItself ? facts.byDefault(path, sheet.kept()) : facts.answer(path, form, sheet.kept());
  const target = said.goTo === null || said.goTo === 'end' ? undefined : sibling(facts.book, from, said.goTo);
  const isUsedUp = target !== undefined && !mayJump(sheet.run, from, target);
  if (isUsedUp && !isByItself)
    return refused(`"${sheet.step(target.path).title}" was gone through as often as it may be.`);
  sheet.sayOf(path, 'dry', said.result);
  return settle(sheet, path, { ...said, goTo: isUsedUp ? null : said.goTo, by: facts.by });
}
