// A run as the scripted engine keeps it, and what follows from it by reading alone: its line in lists, its face, what may be
// done now.
import type {
  ActType,
  Attempt,
  Run,
  RunStep,
  RunSummary,
  RunView,
  StepFace,
} from '../../electron/contract/model/run.ts';
import type { Book, BookStep } from './worlds-runbooks-made.ts';

export interface RunState {
  run: Run;
  readonly book: Book;
  ticks: Record<number, { readonly by: string; readonly at: number }>;
  file: RunView['file'];
  /** What attempts printed, by id. */
  readonly printed: Map<string, { stdout: string; stderr: string }>;
  /** Goes on although nobody pressed a key: what a real engine would do by itself. */
  batch: number;
}

export const summaryOf = (run: Run): RunSummary => {
  const { id, runbookId, title, hash, mode, startedAt, startedBy, endedAt, outcome, phase, step, pen } = run;
  const { problemId, incidentId, hostIds, change, windowId, skips } = run;
  const first = { id, runbookId, title, hash, mode, startedAt, startedBy, endedAt, outcome, phase, step, pen };
  return { ...first, problemId, incidentId, hostIds, change, windowId, skips };
};

export const stepOf = ({ run }: RunState): RunStep | undefined => run.steps.find(({ path }) => path === run.at);
export const bookStepOf = ({ run, book }: RunState): BookStep | undefined => book.steps.find(({ id }) => id === run.at);

const NO_FACE: Omit<StepFace, 'path' | 'title' | 'risk' | 'confirm'> = {
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

function faceOf(state: RunState): StepFace | null {
  const known = bookStepOf(state);
  if (!known || state.run.phase === 'ended') return null;
  const { id: path, title, risk, confirm, face } = known;
  const checklist = (face.checklist ?? []).map((item, at) => ({ ...item, done: state.ticks[at] ?? null }));
  const unknown = state.run.mode === 'dry' && risk !== 'read-only' ? ['outputs.core.port'] : [];
  return { ...NO_FACE, path, title, risk, confirm, ...face, checklist, unknown };
}

/** The newest attempt on each target. */
export function newest(step: RunStep | undefined): readonly Attempt[] {
  return [...new Map((step?.attempts ?? []).map((one) => [one.target?.name ?? '', one])).values()];
}

export const changed = ({ steps }: Run): readonly RunStep[] =>
  steps.filter(({ verified, state }) => verified !== null && state !== 'rolled-back');

const PHASES: Readonly<Record<Run['phase'], readonly ActType[]>> = {
  ready: ['go', 'mark-done', 'skip', 'abort', 'pass-pen'],
  running: ['stop', 'pass-pen'],
  waiting: ['skip', 'abort', 'pass-pen'],
  approval: ['abort', 'pass-pen'],
  failed: ['retry', 'mark-done', 'go-on', 'skip', 'abort', 'pass-pen'],
  interrupted: ['retry', 'mark-done', 'skip', 'abort', 'pass-pen'],
  ended: [],
};

function canOf(state: RunState, operator: string): readonly ActType[] {
  const { run } = state;
  if (run.phase === 'ended') return run.incidentId === null ? ['link'] : [];
  const anybody: ActType[] = [
    ...(run.phase === 'approval' ? (['approve', 'refuse'] as const) : []),
    ...(run.pen === operator ? [] : (['take-pen'] as const)),
    ...(run.incidentId === null ? (['link'] as const) : []),
  ];
  if (run.pen !== operator) return anybody;
  const ends = newest(stepOf(state)).map(({ end }) => end);
  const some = run.phase === 'failed' && ends.includes('failed') && ends.includes('ok');
  return [
    ...anybody,
    ...PHASES[run.phase],
    ...(run.phase === 'ready' && (bookStepOf(state)?.face.checklist ?? []).length > 0 ? (['tick'] as const) : []),
    ...(some ? (['retry-failed'] as const) : []),
    ...(run.phase !== 'running' && changed(run).length > 0 ? (['rollback'] as const) : []),
  ];
}

export function viewOf(state: RunState, operator: string): RunView {
  const { run } = state;
  const at = run.steps.findIndex(({ path }) => path === run.at);
  const after = at < 0 ? undefined : run.steps[at + 1];
  return {
    run,
    face: faceOf(state),
    next: after ? { n: after.n, title: after.title, does: after.does } : null,
    can: canOf(state, operator),
    file: state.file,
  };
}
