// Entries of the journal for what a decision says, and a run as lists show it.
import type { JsonObject } from '../../../contract/model/check.ts';
import type { Actor, EntryDraft } from '../../../contract/model/journal.ts';
import type { Attempt, Run, RunSummary } from '../../../contract/model/run.ts';
import type { PayloadRef } from '../../../contract/model/timeline.ts';
import type { Decision, RunNote } from '../../core/run-kept.ts';

/** Words kept apart, so that they can be taken away. */
const asJson = ({ sha256, bytes }: PayloadRef): JsonObject => ({ sha256, bytes });

/**
 * The entries of a decision. Those of a dry run name no incident, problem or host: they must never join the timeline of
 * anything that really happened.
 */
export function entriesOf({ kept: { run }, notes, ended }: Decision, actor: Actor, at: number): readonly EntryDraft[] {
  const attempts = new Map(ended.map((attempt) => [attempt.id, attempt]));
  return notes.flatMap((note) => {
    const entry = entryOf(run, note, actor, at);
    const attempt = note.attemptId === null ? undefined : attempts.get(note.attemptId);
    return attempt ? withOutput(run, entry, attempt) : [entry];
  });
}

function entryOf(run: Run, note: RunNote, actor: Actor, at: number): EntryDraft {
  const { kind, event, text, path, attemptId, hostId } = note;
  const isDry = run.mode === 'dry';
  const { n, title } = run.steps.find((step) => step.path === path) ?? {};
  return {
    kind,
    occurredAt: at,
    actor,
    runId: run.id,
    ...(isDry || run.incidentId === null ? {} : { incidentId: run.incidentId }),
    ...(isDry || run.problemId === null ? {} : { problemId: run.problemId }),
    ...(isDry || hostId === null ? {} : { hostId }),
    text,
    data: {
      ...note.data,
      runId: run.id,
      runbookId: run.runbookId,
      hash: run.hash,
      mode: run.mode,
      event,
      ...(path === null ? {} : { path }),
      ...(n === undefined ? {} : { n, of: run.steps.length }),
      ...(title === undefined ? {} : { title }),
      ...(attemptId === null ? {} : { attemptId }),
    },
  };
}

/** What it printed: the standard output with the entry itself, the error output with one of its own when there are both. */
function withOutput(run: Run, entry: EntryDraft, { path, stdout, stderr }: Attempt): readonly EntryDraft[] {
  const [first, second] = [stdout?.kept, stderr?.kept].filter((ref) => ref !== null && ref !== undefined);
  if (!first) return [entry];
  const whole = { ...entry, data: { ...entry.data, body: asJson(first) } };
  if (!second) return [whole];
  const step = run.steps.find((one) => one.path === path);
  const errors = `Step ${step?.n} of ${run.steps.length}, ${step?.title}: its error output`;
  return [whole, { ...entry, text: errors, data: { ...entry.data, event: 'error-output', body: asJson(second) } }];
}

export function summaryOf(run: Run): RunSummary {
  const { id, runbookId, title, hash, mode, startedAt, startedBy, endedAt, outcome, phase, step, pen } = run;
  const { problemId, incidentId, hostIds, change, windowId, skips } = run;
  return {
    ...{ id, runbookId, title, hash, mode, startedAt, startedBy, endedAt, outcome, phase, step, pen },
    ...{ problemId, incidentId, hostIds, change, windowId, skips },
  };
}

export const nameOf = (actor: Actor): string => (actor.type === 'engine' ? ENGINE : actor.name);
/** Who it is where nobody acts. */
export const ENGINE = 'the engine';
