// Moments that count, and what they forbid: times never go back, and what is over stays as it is.
// (spec: incidents, "Milestones")
import type { Milestone } from '../../contract/model/incident.ts';
import { isEnded } from '../../contract/model/incident-rules.ts';
import { conflict, type IncidentBody, invalid, type Refused, utc } from './incident-words.ts';

/** Who does it, and when by the engine's clock (epoch ms). */
export interface Act {
  readonly by: string;
  readonly now: number;
}

/** Which opening it is in: 1 is the first. */
export const openingOf = ({ milestones }: Pick<IncidentBody, 'milestones'>): number =>
  milestones.reduce((most, { opening }) => Math.max(most, opening), 1);

/** The last opening that began before `until`, epoch ms. When impact began may be learned late: it begins none. */
export const openingBefore = ({ milestones }: Pick<IncidentBody, 'milestones'>, until: number): number =>
  openingOf({ milestones: milestones.filter(({ kind, at }) => kind !== 'impact' && at < until) });

/** The last milestone in whose front nothing may be set. 'impact' may be learned late, so it stands for nothing here. */
export const lastMilestone = ({ milestones }: Pick<IncidentBody, 'milestones'>): Milestone | undefined =>
  milestones.findLast(({ kind }) => kind !== 'impact');

/** Why `what` of an ended incident is refused; null while it is not ended. */
export function endedRefusal({ status, number, mergedInto }: IncidentBody, what: string, path = ''): Refused | null {
  if (!isEnded(status)) return null;
  const word = mergedInto ? 'was merged into another one' : `is ${status}`;
  const wayOut = mergedInto ? 'do it there' : `re-open it with a reason to change ${what}`;
  return conflict(path, `${number} ${word}; ${wayOut}`);
}

export const futureRefusal = (at: number, now: number, path = 'at'): Refused =>
  invalid(path, `${utc(at)} lies in the future, it is ${utc(now)}; give the time when it happened, or leave it out`);

/** Why this time cannot be: in the future, or before the last milestone. Names both times. */
export function timeRefusal(row: IncidentBody, at: number | undefined, now: number): Refused | null {
  const last = lastMilestone(row);
  if (at === undefined || at === last?.at) return null;
  if (at > now) return futureRefusal(at, now);
  if (!last || at > last.at) return null;
  return invalid(
    'at',
    `${utc(at)} lies before ${utc(last.at)}, when ${row.number} was ${last.kind}: times never go back; give a later time, and write what was late into a note`,
  );
}
