// Preconditions: checks that are run before there is a run. One that blocks refuses the start; one that warns wants a reason.
// Nothing is written until they are through, so an engine that dies over them leaves nothing behind.
import type { RunStart } from '../../../contract/api/runbooks.ts';
import type { Run } from '../../../contract/model/run.ts';
import type { Runbook, RunbookStep } from '../../../contract/model/runbook.ts';
import type { RunBook } from '../../core/run-book.ts';
import type { RunKept } from '../../core/run-kept.ts';
import type { Clock } from '../../lib/clock.ts';
import { conflict } from '../../lib/refusal.ts';
import type { WorkContext } from '../../steps/step.ts';
import type { Executor } from './executor.ts';
import type { FindKind } from './runs-books.ts';
import { type ScopeMeans, viewOf } from './runs-scope.ts';

export type Preconditions = (kept: RunKept, book: RunBook) => Promise<Run['preconditions']>;

export interface PreconditionOptions {
  readonly clock: Clock;
  readonly executor: Pick<Executor, 'probe'>;
  readonly means: ScopeMeans;
  readonly findKind: FindKind;
  /** Aborted when the engine stops. */
  readonly signal: AbortSignal;
}

/** A precondition as the step of kind `check` that it is. */
const asStep = ({ title, check }: Runbook['preconditions'][number], place: number): RunbookStep => ({
  id: `precondition-${place + 1}`,
  title,
  about: '',
  kind: 'check',
  body: check,
  risk: 'read-only',
  confirm: 'none',
  idempotent: true,
  verify: null,
  rollback: null,
  onFailure: { do: 'stop' },
  success: null,
  outputs: {},
  when: null,
  auto: true,
  optional: false,
  aside: false,
  // biome-ignore lint/suspicious/noThenProperty: the key of the grammar; a step is never awaited
  then: null,
  maxVisits: 1,
});

export function createPreconditions(options: PreconditionOptions): Preconditions {
  const { clock, executor, means, findKind, signal } = options;
  const look = async (kept: RunKept, book: RunBook, step: RunbookStep): Promise<Run['preconditions'][number]> => {
    const { title } = step;
    const kind = findKind(step.kind);
    const [any] = book.steps;
    if (!kind?.tasks || !kind.work || !any) return { title, ok: false, found: 'there is nothing that could check it' };
    const view = viewOf(means, book, kept, { ...any, step, prefix: '' });
    const { tasks, refusal } = kind.tasks(step.body, view);
    const [task] = tasks;
    if (refusal !== null || !task) return { title, ok: false, found: refusal ?? 'there is nothing to check' };
    const { id: runId, title: name, startedBy: operator, problemId, incidentId } = kept.run;
    const checkId = kept.memory.problem?.checkId ?? null;
    const run = { runId, title: name, operator, problemId, incidentId, checkId };
    const context: WorkContext = {
      signal,
      clock,
      view,
      form: {},
      execute: () => Promise.reject(new Error('a precondition only looks')),
      probe: (request) => executor.probe(request, run, signal),
      tell: () => Promise.reject(new Error('a precondition only looks')),
      say: () => {},
    };
    const { ok, summary } = await kind.work(step.body, task, context);
    return { title, ok, found: summary };
  };
  return async (kept, book) => {
    const { mode } = kept.run;
    const { withChecks } = kept.memory;
    const found: Run['preconditions'][number][] = [];
    for (const [place, one] of book.root.runbook.preconditions.entries()) {
      const isLooked = mode === 'live' || (mode === 'dry' && withChecks);
      const unseen = {
        title: one.title,
        ok: true,
        found: `not looked at: ${mode === 'dry' ? 'dry run' : 'instruction mode'}`,
      };
      found.push(isLooked ? await look(kept, book, asStep(one, place)) : unseen);
    }
    return found;
  };
}

/** Throws where one that blocks failed, or one that warns and nobody said why it starts nevertheless. */
export function refuseByPreconditions(found: Run['preconditions'], { preconditions }: Runbook, input: RunStart): void {
  if (input.mode === 'dry') return;
  const failed = found.flatMap((one, place) => (one.ok ? [] : [{ ...one, onFail: preconditions[place]?.onFail }]));
  const words = (some: typeof failed): string => some.map(({ title, found: what }) => `${title}: ${what}`).join('; ');
  const blocking = failed.filter(({ onFail }) => onFail === 'block');
  if (blocking.length > 0) throw conflict([{ path: 'preconditions', message: words(blocking) }]);
  if (failed.length > 0 && input.outsideReason === '')
    throw conflict([{ path: 'outsideReason', message: `${words(failed)}: say why it starts nevertheless` }]);
}
