// The way of a run: steps in the order of their file, around those that are aside; `then`, jumps and their limits. A step that
// is aside is reached by a jump only, and after it the run goes on with the next step in the order of the file that is not.
import type { Run } from '../../contract/model/run.ts';
import type { BookStep, RunBook } from './run-book.ts';

/** Where the run goes: a path, or null for the end of the level. */
export type Next = string | null;

/** The first step of a level that is not aside. */
export const firstOf = (book: RunBook, prefix: string): Next =>
  book.level(prefix).find(({ step }) => !step.aside)?.path ?? null;

const nextInOrder = (book: RunBook, from: BookStep): Next =>
  book.level(from.prefix).find(({ step, place }) => place > from.place && !step.aside)?.path ?? null;

/** A step of the same level by its id; null where there is none. */
export const sibling = (book: RunBook, of: BookStep, id: string): BookStep | undefined => book.get(`${of.prefix}${id}`);

/**
 * Whether a jump may enter its target once more. Only a jump backward is counted: every circle has one, so none goes round
 * more often than its target's `maxVisits`.
 */
export function mayJump(run: Run, from: BookStep, to: BookStep): boolean {
  if (to.place > from.place) return true;
  const visits = run.steps[to.place]?.visits ?? 0;
  return visits < to.step.maxVisits;
}

/** Where the run goes after a step that was gone through; a `then` that has used up its visits lets it go on in order. */
export function nextAfter(book: RunBook, run: Run, from: BookStep): Next {
  const { then } = from.step;
  if (then === 'end') return null;
  const target = then === null ? undefined : sibling(book, from, then);
  return target && mayJump(run, from, target) ? target.path : nextInOrder(book, from);
}

/** Where it goes when a step is passed because its `when` does not hold: as if the step were not there. */
export const nextPast = (book: RunBook, from: BookStep): Next => nextInOrder(book, from);

/** The call a level belongs to; null for the runbook itself. */
export const callOf = (prefix: string): string | null => (prefix === '' ? null : prefix.slice(0, -1));

/** Whether it changes a host, by what its author says. */
export const changes = ({ step }: BookStep): boolean => step.risk !== 'read-only';

/**
 * The step that proves a change, when it must be looked for right after it: it is aside, or lies behind the run already. A
 * proof that comes up in its order is waited for.
 */
export function proofOutOfOrder(book: RunBook, change: BookStep): Next {
  const { verify } = change.step;
  const proof = verify === null ? undefined : sibling(book, change, verify);
  if (!proof || proof.path === change.path) return null;
  return proof.step.aside || proof.place < change.place ? proof.path : null;
}
