// Walks a run from where it was settled to where somebody or something decides next: into steps, past those whose `when` does
// not hold, into called runbooks and out of them, to the end.
import { askForSignature } from './run-plan-approval.ts';
import { endRun } from './run-plan-end.ts';
import { type Move, STAY } from './run-plan-moves.ts';
import { FRESH_VISIT, fail, settle } from './run-plan-settle.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { callOf, firstOf, nextPast } from './run-plan-way.ts';

/** Steps gone through without anybody: more than any honest runbook has, and an end to one that goes in circles. */
const MOST_MOVES = 10_000;

export function walk(sheet: Sheet, first: Move): void {
  let move = first;
  for (let moves = 0; move.go !== 'stay'; moves += 1) {
    if (moves > MOST_MOVES) throw new Error(`run ${sheet.run.id} goes in circles`);
    move = follow(sheet, move);
  }
}

function follow(sheet: Sheet, move: Move): Move {
  switch (move.go) {
    case 'stay':
      return STAY;
    case 'step':
      return enter(sheet, move.path);
    case 'level-end':
      return leaveLevel(sheet, move.prefix);
    case 'over':
      endRun(sheet, null);
      return STAY;
    default:
      return move satisfies never;
  }
}

/** Of a called runbook: its call is through. */
function leaveLevel(sheet: Sheet, prefix: string): Move {
  const call = callOf(prefix);
  if (call === null) return { go: 'over' };
  return settle(sheet, call, { result: 'gone through', by: sheet.facts.by });
}

function enter(sheet: Sheet, path: string): Move {
  const { facts } = sheet;
  const from = sheet.bookStep(path);
  const isWayBack = sheet.memory.wayBack === path;
  if (!isWayBack && from.step.when !== null && facts.holds(path, sheet.kept()) === false) {
    sheet.setStep(path, { ...FRESH_VISIT, state: 'passed', result: 'passed: its condition does not hold' });
    sheet.sayOf(path, 'passed', `passed: not (${from.step.when})`);
    const next = nextPast(facts.book, from);
    return next === null ? { go: 'level-end', prefix: from.prefix } : { go: 'step', path: next };
  }
  forgetVisit(sheet, path);
  const visits = sheet.step(path).visits + 1;
  sheet.setStep(path, { ...FRESH_VISIT, ...facts.words(path, sheet.kept()), state: 'current', visits });
  sheet.set({ at: path, phase: 'ready', waitsUntil: null });
  switch (from.mode) {
    case 'person':
    case 'work':
      return STAY;
    case 'clock':
      return sheet.run.mode === 'dry' ? STAY : waitFrom(sheet, path);
    case 'approval':
      return sheet.run.mode === 'dry' ? STAY : askForSignature(sheet, path, sheet.run.pen);
    case 'call':
      return enterCall(sheet, path);
    default:
      return from.mode satisfies never;
  }
}

/** What people said of the visit before. */
function forgetVisit(sheet: Sheet, path: string): void {
  const { [path]: _, ...ticks } = sheet.memory.ticks;
  const { [path]: __, ...byHand } = sheet.memory.byHand;
  sheet.remember({ ticks, byHand });
}

/** The moment is stored: it comes whether or not the engine runs until then. */
function waitFrom(sheet: Sheet, path: string): Move {
  const { facts } = sheet;
  sheet.setStep(path, { state: 'waiting', startedAt: facts.at });
  const waitsUntil = facts.until(path, sheet.kept());
  sheet.set({ phase: 'waiting', waitsUntil });
  sheet.sayOf(path, 'waits', 'the wait began', { data: { waitsUntil } });
  return STAY;
}

function enterCall(sheet: Sheet, path: string): Move {
  const { facts } = sheet;
  sheet.setStep(path, { startedAt: facts.at });
  const given = facts.callInputs(path, sheet.kept());
  if ('refusal' in given) {
    sheet.sayOf(path, 'ended', `could not be begun: ${given.refusal}`);
    return fail(sheet, path, { result: given.refusal, by: facts.by });
  }
  sheet.remember({ inputs: { ...sheet.memory.inputs, [path]: given.inputs } });
  for (const { path: inner } of facts.book.level(`${path}/`)) sheet.setStep(inner, facts.words(inner, sheet.kept()));
  const first = firstOf(facts.book, `${path}/`);
  return first === null ? settle(sheet, path, { result: 'nothing in it', by: facts.by }) : { go: 'step', path: first };
}
