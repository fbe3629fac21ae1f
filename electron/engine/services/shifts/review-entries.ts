// Entries of the journal as a review shows them: what each is about, and what it answers.
import type { IncidentId } from '../../../contract/model/ids.ts';
import type { Entry } from '../../../contract/model/journal.ts';
import type { ReviewEntry } from '../../../contract/model/review.ts';
import { once } from '../../core/once.ts';
import { type Answering, acknowledgementAnswers, NO_ANSWER, stepAnswers } from '../../core/review-reaction.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { ProblemMoment } from '../../store/review-rows.ts';
import { bodyOf } from '../incidents/timeline-marks.ts';
import type { World } from '../world.ts';
import { subjectOf } from './figures-reactions.ts';

export interface EntrySources {
  readonly store: Pick<Store, 'incidents' | 'payloads' | 'problems' | 'reviewRows' | 'runs'>;
  readonly world: Pick<World, 'hosts' | 'checks'>;
}

export function createReviewReader({
  store,
  world,
}: EntrySources): (entries: readonly Entry[]) => readonly ReviewEntry[] {
  return (entries) => {
    const incident = once((id: IncidentId) => store.incidents.get(id) ?? null);
    const answer = (entry: Entry): Answering => {
      if (entry.actor.type !== 'operator') return NO_ANSWER;
      if (entry.kind === 'acknowledgement') return ofAcknowledgement(store, entry);
      return entry.kind === 'status' ? ofStep(entry, entry.incidentId ? incident(entry.incidentId) : null) : NO_ANSWER;
    };
    return entries.map((entry) => ({
      entry,
      subject: aboutOf(world, entry, incident),
      ...answer(entry),
      ...writtenIn(store, entry),
    }));
  };
}

/** What people wrote at length. What a command printed stays with its run. */
function writtenIn({ payloads }: EntrySources['store'], entry: Entry): Pick<ReviewEntry, 'body'> {
  const isOutput = entry.kind === 'step' || entry.kind === 'run';
  const body = isOutput ? null : bodyOf(entry);
  return body ? { body: payloads.text(body.sha256) } : {};
}

/** By the names of now; of what was removed, by those in its sentence. */
function aboutOf(
  world: EntrySources['world'],
  { incidentId, checkId, hostId, text, kind }: Entry,
  incident: (id: IncidentId) => IncidentRow | null,
): string {
  const number = incidentId && incident(incidentId)?.number;
  if (number) return number;
  if (checkId) return subjectOf(world, checkId, kind === 'alert' ? text.slice(0, Math.max(0, text.indexOf(': '))) : '');
  return (hostId && world.hosts.get(hostId)?.name) ?? '';
}

function ofStep({ data, occurredAt: at }: Entry, incident: IncidentRow | null): Answering {
  // Merged or split off: nobody's reaction to what was detected.
  if (!incident || data.event !== undefined) return NO_ANSWER;
  return stepAnswers({ at, to: data.to, opening: data.opening }, incident);
}

function ofAcknowledgement(store: EntrySources['store'], entry: Entry): Answering {
  const { checkId, problemId, occurredAt: at, seq, data } = entry;
  // Null: it was taken back.
  if (!checkId || !problemId || !data.ack) return NO_ANSWER;
  const openedAt = store.problems.get(problemId)?.problem.openedAt ?? 0;
  return acknowledgementAnswers(at, ofProblem(store.reviewRows.moments(checkId, seq), problemId, openedAt));
}

/** Of a check's moments those of one problem, and no farther back than it was open. */
function* ofProblem(moments: Iterable<ProblemMoment>, problemId: string, openedAt: number): Generator<ProblemMoment> {
  for (const moment of moments) {
    if (moment.at < openedAt) return;
    if (moment.problemId === problemId) yield moment;
  }
}
