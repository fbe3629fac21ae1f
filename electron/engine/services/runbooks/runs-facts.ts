// What the plan asks of the world around a run, answered from the registry of steps, the inventory and the clock.
import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../../contract/model/check.ts';
import type { CommandShown, StepFace } from '../../../contract/model/run.ts';
import type { BookStep, RunBook } from '../../core/run-book.ts';
import type { RunKept } from '../../core/run-kept.ts';
import type { PlanFacts, PlanTasks } from '../../core/run-plan.ts';
import { resolveText, resolveValue } from '../../core/run-values.ts';
import { holds } from '../../core/run-when.ts';
import { Refusal } from '../../lib/refusal.ts';
import type { StepKind, StepView } from '../../steps/step.ts';
import type { Conditions } from './conditions.ts';
import type { FindKind, RunBooks } from './runs-books.ts';
import { type ScopeMeans, scopeOf, viewOf } from './runs-scope.ts';

export interface FactsMeans extends ScopeMeans {
  readonly books: Pick<RunBooks, 'of'>;
  readonly findKind: FindKind;
  readonly conditions: Pick<Conditions, 'inputs'>;
}

/** A step with its kind and what the kind sees. */
export interface StepAtHand {
  readonly from: BookStep;
  readonly kind: StepKind;
  readonly view: StepView;
}

export function stepAtHand(means: FactsMeans, book: RunBook, kept: RunKept, path: string): StepAtHand {
  const from = book.get(path);
  const kind = from && means.findKind(from.step.kind);
  if (!from || !kind) throw new Error(`run ${kept.run.id} has no step "${path}", or of no kind that is known`);
  return { from, kind, view: viewOf(means, book, kept, from) };
}

const ticksOf = ({ memory }: RunKept, path: string) => memory.ticks[path] ?? {};

/** The parts of a face that its kind knows. */
export function faceOf({ kind, from, view }: StepAtHand, kept: RunKept): Partial<StepFace> {
  return kind.face(from.step.body, view, ticksOf(kept, from.path));
}

/** Tasks of a step, held against what its runbook and the one that was started allow. */
function tasksOf({ kind, from, view }: StepAtHand, book: RunBook): PlanTasks {
  if (!kind.tasks) return { tasks: [], maxFailed: 0, refusal: 'there is nothing to be carried out' };
  const plan = kind.tasks(from.step.body, view);
  const most = Math.min(book.root.runbook.limits.maxTargets, book.ofLevel(from.prefix).runbook.limits.maxTargets);
  const targets = new Set(plan.tasks.flatMap(({ target }) => (target?.hostId ? target.hostId : [])));
  if (plan.refusal !== null || targets.size <= most) return plan;
  return { ...plan, refusal: `it would run on ${targets.size} hosts, and the runbook allows at most ${most}` };
}

/** What a signature binds: the text, the step, its commands whole, where they go, and the names of the secrets they get. */
function bindsOf(means: FactsMeans, book: RunBook, kept: RunKept, path: string): JsonObject {
  const at = stepAtHand(means, book, kept, path);
  const { tasks, refusal } = at.kind.tasks ? tasksOf(at, book) : { tasks: [], refusal: null };
  const binds = {
    hash: kept.run.hash,
    level: book.ofLevel(at.from.prefix).hash,
    path,
    commands: tasks.map(({ shown, batch, secrets, secretEnv }) => ({ shown, batch, secrets, secretEnv })),
    targets: tasks.map(({ target }) => target),
    refusal,
  };
  // As it is read back from the database: what is absent there must not be undefined here.
  return JSON.parse(JSON.stringify(binds)) as JsonObject;
}

function callInputs(
  means: FactsMeans,
  book: RunBook,
  kept: RunKept,
  path: string,
): ReturnType<PlanFacts['callInputs']> {
  const from = book.get(path);
  if (!from?.call) return { refusal: 'it calls nothing' };
  const scope = scopeOf(means, book, kept, from.prefix);
  const given = Object.entries(from.call.inputs).map(([name, text]) => [name, resolveValue(text, scope)] as const);
  const missing = given.flatMap(([name, value]) => (value === undefined ? name : []));
  const runbook = from.call.pinned.runbook;
  if (missing.length > 0 && kept.run.mode !== 'dry') return { refusal: `not known yet: ${missing.join(', ')}` };
  try {
    return { inputs: means.conditions.inputs(runbook, Object.fromEntries(given), kept.run.problemId) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (kept.run.mode !== 'dry') return { refusal: error.message };
    return { inputs: Object.fromEntries(given.filter((pair) => pair[1] !== undefined)) as typeof kept.run.inputs };
  }
}

/** The last of what a kind leads to is its default: that is how a question is answered where nobody does. */
function byDefault({ kind, from, view }: StepAtHand, kept: RunKept): ReturnType<PlanFacts['byDefault']> {
  const nobody = { result: 'not answered', outputs: {}, goTo: null };
  const { body } = from.step;
  const preset = kind.jumps(body).find(({ path }) => path[0] === 'default');
  if (preset) return { ...nobody, result: 'not answered: goes by the default', goTo: preset.step };
  try {
    return kind.answer?.(body, {}, view, ticksOf(kept, from.path)) ?? nobody;
  } catch (error) {
    if (error instanceof Refusal) return nobody;
    throw error;
  }
}

/** Commands with secrets in their text, as they may be written down, by the command as it is. */
export type Written = ReadonlyMap<string, CommandShown>;
const NOTHING_WRITTEN: Written = new Map();

/** Looks through the commands of the step in front before they are written: what gets secrets may hold one in its text. */
export async function writtenFor(means: FactsMeans, kept: RunKept): Promise<Written> {
  const { at } = kept.run;
  const book = means.books.of(kept);
  const one = at === null ? null : stepAtHand(means, book, kept, at);
  const tasks = one?.kind.tasks ? tasksOf(one, book).tasks : [];
  const masked = new Map<string, CommandShown>();
  for (const { shown, secrets } of tasks)
    if (shown && secrets.length > 0) masked.set(JSON.stringify(shown), await means.executor.masked(shown, secrets));
  return masked;
}

/** Facts for one decision. `by`: who acts; `at`: epoch ms. */
export function createFacts(
  means: FactsMeans,
  book: RunBook,
  by: string,
  at: number,
  written: Written = NOTHING_WRITTEN,
): PlanFacts {
  const hand = (path: string, kept: RunKept): StepAtHand => stepAtHand(means, book, kept, path);
  return {
    at,
    by,
    book,
    newId: randomUUID,
    words(path, kept) {
      const { from, view } = hand(path, kept);
      return { title: resolveText(from.step.title, view.scope).text, does: resolveText(from.does, view.scope).text };
    },
    holds(path, kept) {
      const { from, view } = hand(path, kept);
      return from.step.when === null ? true : holds(from.step.when, view.scope);
    },
    tasks: (path, kept) => tasksOf(hand(path, kept), book),
    written: ({ shown }) => shown && (written.get(JSON.stringify(shown)) ?? shown),
    printed(path, kept) {
      const { commands = [], unknown = [] } = faceOf(hand(path, kept), kept);
      const lines = commands.map(({ target, shown }) => `on ${target.name}: ${shown.line}`);
      return { lines, unknown };
    },
    workOf(path, kept) {
      const one = hand(path, kept);
      const { message } = faceOf(one, kept);
      return message ? 'message' : one.kind.mayChange ? 'command' : 'probe';
    },
    answer(path, form, kept) {
      const { kind, from, view } = hand(path, kept);
      return (
        kind.answer?.(from.step.body, form, view, ticksOf(kept, path)) ?? { result: 'done', outputs: {}, goTo: null }
      );
    },
    byDefault: (path, kept) => byDefault(hand(path, kept), kept),
    items: (path, kept) => faceOf(hand(path, kept), kept).checklist?.length ?? 0,
    until(path, kept) {
      const { kind, from, view } = hand(path, kept);
      return kind.until?.(from.step.body, at, view) ?? at;
    },
    approval(path, kept) {
      const { kind, from, view } = hand(path, kept);
      return kind.approval?.(from.step.body, view) ?? { for: null, from: [], withinMs: 0 };
    },
    binds: (path, kept) => bindsOf(means, book, kept, path),
    callInputs: (path, kept) => callInputs(means, book, kept, path),
  };
}
