// A run as a screen shows it: the step in front with its face, what comes next, what whoever looks may do, and whether the
// file it was pinned from is still the same.
import type { Actor } from '../../../contract/model/journal.ts';
import type { Run, RunView, StepFace } from '../../../contract/model/run.ts';
import type { RunBook } from '../../core/run-book.ts';
import { unifiedDifference } from '../../core/run-difference.ts';
import type { PlanTask, RunKept } from '../../core/run-kept.ts';
import { actsFor, nextAfter, typedFor } from '../../core/run-plan.ts';
import { resolveText } from '../../core/run-values.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { Library } from './library.ts';
import { nameOf } from './runs-entries.ts';
import { createFacts, type FactsMeans, faceOf, type StepAtHand, stepAtHand } from './runs-facts.ts';

export interface ViewMeans {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Pick<Store, 'runs'>;
  readonly library: Pick<Library, 'get'>;
  readonly means: FactsMeans;
}

const EMPTY_FACE: Omit<StepFace, 'path' | 'title' | 'risk' | 'confirm'> = {
  text: '',
  typed: '',
  commands: [],
  expects: '',
  checklist: [],
  fields: [],
  question: '',
  options: [],
  defaultOption: null,
  message: null,
  unknown: [],
  proof: '',
  wayBack: '',
};

/** What must be typed: by the tasks that would run, or by what is shown of them where they cannot be told yet. */
function typedOf(at: StepAtHand, commands: StepFace['commands']): string {
  const { body } = at.from.step;
  const tasks: readonly PlanTask[] = at.kind.tasks?.(body, at.view).tasks ?? [];
  if (tasks.length > 0) return typedFor(tasks);
  return typedFor(commands.map(({ target, batch, shown }) => ({ target, batch, shown, secrets: [] })));
}

function stepFace(means: FactsMeans, book: RunBook, kept: RunKept, path: string): StepFace {
  const at = stepAtHand(means, book, kept, path);
  const { step } = at.from;
  const part = faceOf(at, kept);
  const about = resolveText(step.about, at.view.scope).text;
  const titleOf = (id: string | null): string => (id === null || id === 'none' ? '' : at.view.titleOf(id));
  return {
    ...EMPTY_FACE,
    ...part,
    path,
    title: kept.run.steps.find((one) => one.path === path)?.title ?? step.title,
    text: [about, part.text ?? ''].filter(Boolean).join('\n\n'),
    risk: step.risk,
    confirm: step.confirm,
    typed: at.from.mode === 'work' ? typedOf(at, part.commands ?? []) : '',
    proof: titleOf(step.verify),
    wayBack: titleOf(step.rollback),
  };
}

/** What comes after the step in front when all goes well; in a rollback that hangs on what is left, at a question on the answer. */
function nextOf(book: RunBook, run: Run): RunView['next'] {
  const from = run.at === null ? undefined : book.get(run.at);
  if (!from || run.rollback || from.step.kind === 'ask') return null;
  let path = nextAfter(book, run, from);
  for (let prefix = from.prefix; path === null && prefix !== ''; ) {
    const call = book.get(prefix.slice(0, -1));
    if (!call) break;
    path = nextAfter(book, run, call);
    prefix = call.prefix;
  }
  const step = run.steps.find((one) => one.path === path);
  return step ? { n: step.n, title: step.title, does: step.does } : null;
}

export function createViews({ clock, store, library, means }: ViewMeans) {
  /** The last difference that was made: it costs more than all the rest of a view, and is asked for at every change. */
  let last: { readonly key: string; readonly difference: string } | null = null;
  const fileOf = (run: Run): RunView['file'] => {
    const now = library.get(run.runbookId);
    if (now?.hash === run.hash) return { state: 'same', difference: '' };
    if (!now) return { state: 'gone', difference: '' };
    const key = `${run.hash} ${now.hash}`;
    if (last?.key !== key) {
      const source = store.runs.text(run.hash)?.source ?? '';
      last = { key, difference: unifiedDifference(source, now.source, { before: 'as pinned', after: 'as it is now' }) };
    }
    return { state: 'changed', difference: last.difference };
  };
  return (kept: RunKept, actor: Actor): RunView => {
    const { run } = kept;
    const book = means.books.of(kept);
    const facts = createFacts(means, book, nameOf(actor), clock.now());
    return {
      run,
      face: run.at === null ? null : stepFace(means, book, kept, run.at),
      next: nextOf(book, run),
      can: actsFor(kept, facts),
      file: fileOf(run),
    };
  };
}
