// Taking back what was changed, newest first: each way back is a step like any other, shown, confirmed and verified. What has
// no way back is said at the beginning, and a run that leaves anything behind does not end 'rolled back'.
import type { Run } from '../../contract/model/run.ts';
import type { RunBook } from './run-book.ts';
import type { RunKept } from './run-kept.ts';
import type { Move } from './run-plan-moves.ts';
import type { Sheet } from './run-plan-sheet.ts';
import { sibling } from './run-plan-way.ts';

/** Path of the step that takes a change back; null: there is none. */
export function wayBackOf(book: RunBook, path: string): string | null {
  const change = book.get(path);
  const { rollback = null } = change?.step ?? {};
  if (!change || rollback === null || rollback === 'none') return null;
  return sibling(book, change, rollback)?.path ?? null;
}

/** What was changed and not taken back, newest first. */
export const openChanges = ({ memory }: RunKept): readonly string[] =>
  memory.changed.filter((path) => !memory.takenBack.includes(path)).toReversed();

const named = (run: Run, paths: readonly string[]): string =>
  paths.map((path) => `"${run.steps.find((step) => step.path === path)?.title ?? path}"`).join(', ');

export function beginRollback(sheet: Sheet, by: string, reason: string): Move {
  const { book } = sheet.facts;
  const open = openChanges(sheet.kept());
  const left = open.filter((path) => wayBackOf(book, path) !== null);
  const notTakenBack = open.filter((path) => wayBackOf(book, path) === null);
  for (const { path, state } of sheet.run.steps)
    if (state === 'current' || state === 'waiting') sheet.setStep(path, { state: 'passed' });
  sheet.set({ rollback: { by, reason, left }, waitsUntil: null });
  sheet.remember({ notTakenBack, proof: null, resume: {}, go: null });
  const parts = [
    left.length > 0
      ? `To be taken back, newest first: ${named(sheet.run, left)}.`
      : 'There is nothing that can be taken back.',
    notTakenBack.length > 0 ? `Without a way back: ${named(sheet.run, notTakenBack)}.` : '',
  ];
  sheet.say('rollback-began', `Rollback begun by ${by}: ${reason}. ${parts.filter(Boolean).join(' ')}`, {
    left,
    notTakenBack,
    reason,
  });
  return nextWayBack(sheet);
}

/** To the way back of the newest change that is left; to the end where none is. */
function nextWayBack(sheet: Sheet): Move {
  const [newest] = sheet.run.rollback?.left ?? [];
  const wayBack = newest === undefined ? null : wayBackOf(sheet.facts.book, newest);
  sheet.remember({ wayBack, proof: null });
  return wayBack === null ? { go: 'over' } : { go: 'step', path: wayBack };
}

/** The changes that the way back in front takes back: two changes may share one. */
const takenBy = (sheet: Sheet): readonly string[] =>
  (sheet.run.rollback?.left ?? []).filter((path) => wayBackOf(sheet.facts.book, path) === sheet.memory.wayBack);

const leave = (sheet: Sheet, paths: readonly string[]): void => {
  const { rollback } = sheet.run;
  if (rollback) sheet.set({ rollback: { ...rollback, left: rollback.left.filter((path) => !paths.includes(path)) } });
};

/** The way back in front was gone, and its proof looked for where it names one. */
export function tookBack(sheet: Sheet): Move {
  const { wayBack, takenBack, unproven } = sheet.memory;
  const paths = takenBy(sheet);
  const isProven = wayBack !== null && sheet.step(wayBack).verified !== 'no';
  for (const path of paths) {
    if (sheet.step(path).state !== 'failed') sheet.setStep(path, { state: 'rolled-back' });
    sheet.sayOf(path, 'taken-back', isProven ? 'taken back' : 'taken back, and not proven to be');
  }
  sheet.remember({
    takenBack: [...takenBack, ...paths],
    unproven: isProven ? unproven : [...unproven, ...paths],
  });
  leave(sheet, paths);
  return nextWayBack(sheet);
}

/** The way back in front was given up: what it would have taken back stays. */
export function leftBehind(sheet: Sheet): Move {
  const paths = takenBy(sheet);
  sheet.remember({ notTakenBack: [...sheet.memory.notTakenBack, ...paths] });
  leave(sheet, paths);
  return nextWayBack(sheet);
}
