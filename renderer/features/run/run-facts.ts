// Pure: what a screen says of a run, read off its view: the one next thing, the targets and how they fared, what would be
// taken back.
import type { ActType, Attempt, Run, RunStep, RunView, StepFace } from '../../../electron/contract/model/run.ts';
import { count } from '../../lib/number.ts';
import type { Draft } from './run-look.ts';

export const frontOf = ({ run }: RunView): RunStep | null => run.steps.find(({ path }) => path === run.at) ?? null;

export const stepAt = (run: Run, path: string | null): RunStep | null =>
  run.steps.find((step) => step.path === path) ?? null;

export const canDo = ({ can }: RunView, type: ActType): boolean => can.includes(type);

/** The attempts of the latest go at a step: the newest of each target, in the order they began. */
export function latestOf(step: RunStep | null): readonly Attempt[] {
  const byTarget = new Map<string, Attempt>();
  for (const attempt of step?.attempts ?? []) {
    const name = attempt.target?.name ?? '';
    byTarget.delete(name);
    byTarget.set(name, attempt);
  }
  return [...byTarget.values()].toSorted((a, b) => a.batch - b.batch || a.startedAt - b.startedAt);
}

/** The attempt that ended last of all: its output stays in view until the next one begins. */
export function lastAttempt(run: Run): { readonly step: RunStep; readonly attempt: Attempt } | null {
  let last: { readonly step: RunStep; readonly attempt: Attempt } | null = null;
  for (const step of run.steps)
    for (const attempt of step.attempts)
      if (last === null || attempt.startedAt >= last.attempt.startedAt) last = { step, attempt };
  return last;
}

/** Steps that changed something and were not taken back yet, newest first. */
export const changesOf = (run: Run): readonly RunStep[] =>
  run.steps
    .filter(({ verified, state }) => verified !== null && state !== 'rolled-back' && state !== 'ahead')
    .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));

/** What Enter does now. */
export interface NextThing {
  readonly label: string;
  readonly how: 'go' | 'type' | 'fill' | 'sign' | 'mark-done' | 'again';
  /** Why not yet, in words; null: it can be done. */
  readonly off: string | null;
}

const ready = (how: NextThing['how'], label: string, off: string | null = null): NextThing => ({ how, label, off });

/** Null: there is no one next thing; a person has to choose, or nothing can be done. */
export function nextThing(view: RunView, draft: Draft): NextThing | null {
  const { run, face } = view;
  if (run.phase === 'ended') return ready('again', 'Run again');
  if (run.phase === 'approval') return canDo(view, 'approve') ? ready('sign', 'Sign') : null;
  if (run.phase === 'failed' || run.phase === 'interrupted' || face === null) return null;
  if (run.phase === 'running') return null;
  if (run.mode === 'instruct' && face.commands.length > 0 && canDo(view, 'mark-done'))
    return ready('mark-done', 'Done elsewhere');
  if (!canDo(view, 'go')) return null;
  if (run.phase === 'waiting') return ready('go', 'Go on now');
  return goThing(view, face, draft);
}

function goThing(view: RunView, face: StepFace, draft: Draft): NextThing {
  if (face.options.length > 0) {
    const picked = draft.option === null ? undefined : face.options[draft.option];
    return ready('go', picked ? `Answer: ${picked.label}` : 'Answer', picked ? null : 'Pick an answer first: 1 to 9.');
  }
  if (face.checklist.length > 0) {
    const open = face.checklist.filter(({ required, done }) => required && done === null).length;
    return ready(
      'go',
      'Done',
      open === 0 ? null : `${count(open, 'required item is', 'required items are')} not ticked.`,
    );
  }
  if (face.fields.length > 0) return ready('fill', 'Take these');
  if (face.confirm === 'type-target' && view.run.mode === 'live')
    return draft.typed === face.typed ? ready('go', startWords(face)) : ready('type', `Type ${face.typed}`);
  return ready('go', goWords(view, face));
}

const targetsWords = ({ commands }: StepFace): string => {
  const names = new Set(commands.map(({ target }) => target.name));
  const [only] = names;
  return names.size === 1 && only !== undefined ? only : count(names.size, 'host');
};

const startWords = (face: StepFace): string => (face.commands.length === 0 ? 'Start' : `Run on ${targetsWords(face)}`);

const WORDS: Readonly<Record<string, string>> = {
  manual: 'Done',
  check: 'Check now',
  approve: 'Ask for it',
  wait: 'Start waiting',
  escalate: 'Escalate',
  call: 'Begin it',
};

function goWords(view: RunView, face: StepFace): string {
  if (view.run.mode === 'dry') return 'Next';
  if (face.commands.length > 0) return startWords(face);
  const kind = frontOf(view)?.kind ?? '';
  if (face.message && kind !== 'escalate') return `Send to ${face.message.to.length}`;
  return WORDS[kind] ?? 'Next';
}

/** "12 of 40, 1 failed of at most 2". */
export function batchWords(face: StepFace, attempts: readonly Attempt[]): string {
  const all = face.commands.length;
  const through = attempts.filter(({ end }) => end !== null).length;
  const failed = attempts.filter(({ end }) => end === 'failed' || end === 'interrupted').length;
  const most = face.maxFailed === undefined ? '' : ` of at most ${face.maxFailed}`;
  return `${through} of ${all}${failed > 0 || most !== '' ? `, ${failed} failed${most}` : ''}`;
}

const callOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** The steps of the track: those of a called runbook once the run has gone into it, and not before. */
export function shownSteps({ steps }: Pick<Run, 'steps'>): readonly RunStep[] {
  const entered = new Set(steps.flatMap(({ path, visits }) => (visits > 0 ? callOf(path) : [])));
  return steps.filter(({ path }) => callOf(path) === '' || entered.has(callOf(path)));
}
