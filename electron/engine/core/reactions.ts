// How soon people took what they were told of, and how long what was wrong lasted. One set of rules for the briefing of a
// shift, its review and reports. (spec: incidents, "Reports")
//
// - A problem counts in the stretch in which people were told of it FIRST (an alert that asks for something: a problem, a
//   change, the start of flapping), once, however often they were told again.
// - It is taken by the first explicit acknowledgement, at or after that, of the problem itself, or of an incident that has
//   it: there also by moving it past 'acknowledged' (mitigated, resolved, closed, cancelled), by a person. Not by a merge.
// - A problem that came to an incident which was in hand already was taken when it came, at the earliest when it was told.
// - What nobody took is counted apart and is in no average.
import type { Spread } from '../../contract/model/figures.ts';
import type { CheckId, HostId, IncidentId, ProblemId } from '../../contract/model/ids.ts';
import type { Incident, Milestone } from '../../contract/model/incident.ts';
import type { Reaction } from '../../contract/model/review.ts';
import { spreadOf } from './spread.ts';

/** A reaction with all that rows of a report are made from. */
export interface ReactionCase extends Reaction {
  readonly hostId: HostId;
  readonly checkId: CheckId;
  /** First bad result of the spell, epoch ms; null: its check was removed, and that with it. */
  readonly openedAt: number | null;
}

/** Somebody took it, at this moment, epoch ms. */
export interface Taking {
  readonly at: number;
  readonly by: string;
}

/** What an incident has to say of one of its problems. */
export interface Holding {
  readonly incident: Pick<Incident, 'id' | 'milestones' | 'mergedInto'>;
  /** When the problem came to it, epoch ms. */
  readonly joinedAt: number;
}

/** A problem that ended. */
export interface EndedProblem {
  readonly problemId: ProblemId;
  readonly hostId: HostId;
  readonly checkId: CheckId;
  readonly openedAt: number;
  readonly closedAt: number;
}

/** Whoever does one of these has it in hand. */
const IN_HAND: ReadonlySet<Milestone['kind']> = new Set(['acknowledged', 'mitigated', 'resolved', 'closed']);

/**
 * When an incident took a problem that people were told of at `toldAt`; null: it has not. A re-opened one is in nobody's
 * hand until somebody acknowledges it again.
 */
export function takenByIncident({ incident, joinedAt }: Holding, toldAt: number): Taking | null {
  const from = Math.max(toldAt, joinedAt);
  const openings = [...new Set(incident.milestones.map(({ opening }) => opening))].sort((a, b) => a - b);
  for (const opening of openings) {
    const step = incident.milestones.find((one) => one.opening === opening && isStep(one, incident.mergedInto));
    if (!step) continue;
    const reopenedAt = incident.milestones.find((one) => one.kind === 'detected' && one.opening > opening)?.at;
    if (reopenedAt !== undefined && reopenedAt <= from) continue;
    return { at: Math.max(step.at, from), by: step.source };
  }
  return null;
}

const isStep = ({ kind, source }: Milestone, mergedInto: IncidentId | null): boolean =>
  IN_HAND.has(kind) && source !== 'the engine' && !(kind === 'closed' && mergedInto !== null);

/** The first of all takings at or after `toldAt`; null: nobody took it. */
export function firstTaking(
  toldAt: number,
  acknowledged: readonly Taking[],
  holdings: readonly Holding[],
): Taking | null {
  const takings = [
    ...acknowledged.filter(({ at }) => at >= toldAt),
    ...holdings.flatMap((holding) => takenByIncident(holding, toldAt) ?? []),
  ];
  return takings.reduce<Taking | null>((first, one) => (first === null || one.at < first.at ? one : first), null);
}

/** Those that nobody took in front, the oldest first; then by how long it took, the slowest first. */
export function slowestFirst<Case extends Reaction>(cases: readonly Case[]): readonly Case[] {
  const tookMs = ({ takenAt, toldAt }: Reaction): number =>
    takenAt === null ? Number.POSITIVE_INFINITY : takenAt - toldAt;
  return cases.toSorted((a, b) => {
    const [first, second] = [tookMs(a), tookMs(b)];
    return first === second ? a.toldAt - b.toldAt : second - first;
  });
}

/** From being told first to being taken, of those that were taken; the others are counted apart. */
export function timeToAcknowledge(cases: readonly Reaction[]): {
  readonly spread: Spread;
  readonly unacknowledged: number;
} {
  const took = cases.flatMap(({ toldAt, takenAt }) => (takenAt === null ? [] : takenAt - toldAt));
  return { spread: spreadOf(took), unacknowledged: cases.length - took.length };
}

/** From the first bad result of a problem to its end. All problems that ended, told or not. */
export const timeToResolve = (ended: readonly Pick<EndedProblem, 'openedAt' | 'closedAt'>[]): Spread =>
  spreadOf(ended.map(({ openedAt, closedAt }) => Math.max(0, closedAt - openedAt)));
