// The words of incidents and the matrix of their severity; without zod, so that pages can have them too.
import type { Severity } from './severity-of.ts';

/** In this order; 'cancelled' is a false alarm. Being on hold stands beside it. */
export const INCIDENT_STATUSES = ['open', 'acknowledged', 'mitigated', 'resolved', 'closed', 'cancelled'] as const;
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];
/** Nothing is done any more. */
export const isEnded = (status: IncidentStatus): boolean => status === 'closed' || status === 'cancelled';

export const LEVELS = ['high', 'medium', 'low'] as const;
export type Level = (typeof LEVELS)[number];

/** HH 1 · HM MH 2 · HL MM LH 3 · the rest 4. */
export function severityByMatrix(impact: Level, urgency: Level): Severity {
  const places = LEVELS.indexOf(impact) + LEVELS.indexOf(urgency);
  return ([1, 2, 3] as const)[places] ?? 4;
}

/** Who does what: the lead decides and does not fix; `next` takes the lead over next. */
export const ROLES = ['lead', 'scribe', 'operator', 'liaison', 'next'] as const;
export type Role = (typeof ROLES)[number];

export const MILESTONES = ['impact', 'detected', 'acknowledged', 'mitigated', 'resolved', 'closed'] as const;
export type MilestoneKind = (typeof MILESTONES)[number];

export const WAITS_FOR = ['vendor', 'caller', 'other'] as const;
export type WaitsFor = (typeof WAITS_FOR)[number];

/** Largest file that is kept, bytes. */
export const ATTACHMENT_LIMIT = 25 * 1024 * 1024;
/** Bytes of a file in one call. */
export const PART_LIMIT = 512 * 1024;
