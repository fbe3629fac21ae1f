// An incident: what people do about one or several problems, from the first word to the review. Its timeline is the journal
// seen from it (timeline.ts). (spec: incidents, "Incident")
import { z } from 'zod';
import { givenName, hostLink, label } from './host.ts';
import { type CheckId, type HostId, hostId, type IncidentId, type ProblemId } from './ids.ts';
import type { IncidentStatus, Level, MilestoneKind, Role, WaitsFor } from './incident-rules.ts';
import type { ProblemStatus } from './problem-status.ts';
import type { Severity } from './severity.ts';
import type { ClockKind, Pause, Promised, SlaClock, SlaSaid } from './sla.ts';

export {
  INCIDENT_STATUSES,
  type IncidentStatus,
  isEnded,
  LEVELS,
  type Level,
  MILESTONES,
  type MilestoneKind,
  ROLES,
  type Role,
  severityByMatrix,
  WAITS_FOR,
  type WaitsFor,
} from './incident-rules.ts';

/** A moment that counts. In the order they were set; re-opening adds, never erases, so a kind may stand twice. */
export interface Milestone {
  readonly kind: MilestoneKind;
  /** When it happened, epoch ms; never before the one in front of it, apart from 'impact', which may be learned late. */
  readonly at: number;
  /** 'check web1 http', 'Ada', 'the engine'. */
  readonly source: string;
  /** Which opening it belongs to: 1 is the first, each re-opening adds one. */
  readonly opening: number;
}

export interface OnHold {
  readonly since: number;
  readonly by: string;
  readonly waitsFor: WaitsFor;
  readonly reason: string;
}

/** A problem as the incident knows it; it stays when the problem is over. Names as they were then. */
export interface IncidentProblem {
  readonly problemId: ProblemId;
  readonly hostId: HostId;
  readonly checkId: CheckId;
  readonly host: string;
  readonly check: string;
  /** Whether it is about the host itself. */
  readonly alive: boolean;
  readonly status: ProblemStatus;
  readonly openedAt: number;
  readonly closedAt: number | null;
}

export const followUpInput = z.strictObject({
  text: z.string().trim().min(1, 'say what is to be done').max(2_000),
  owner: z.union([z.literal(''), givenName]).default(''),
  /** ISO date; '' for none. */
  dueOn: z.union([z.literal(''), z.iso.date('must be a date like 2026-12-01')]).default(''),
});
export interface FollowUp extends Readonly<z.infer<typeof followUpInput>> {
  readonly id: string;
  readonly doneAt: number | null;
  readonly doneBy: string;
}

/** The same matter in another system. */
export const ticket = z.strictObject({
  /** 'ServiceNow', 'Jira', 'Carrier desk'. */
  system: givenName,
  id: givenName,
  url: z.union([z.literal(''), hostLink.shape.url]).default(''),
});
export type Ticket = Readonly<z.infer<typeof ticket>>;

const words = (max: number) => z.string().max(max);

const incidentShape = {
  title: z.string().trim().min(1, 'say what is wrong').max(200),
  summary: words(10_000),
  customerImpact: words(10_000),
  rootCause: words(10_000),
  contributing: words(10_000),
  resolution: words(10_000),
  wentWell: words(10_000),
  wentBadly: words(10_000),
  lucky: words(10_000),
  change: z.string().trim().max(64),
  tags: z.array(label).max(32),
  rootHostId: hostId.nullable(),
  /** Affected hosts besides those of its problems. */
  hostIds: z.array(hostId).max(1_000),
};

/** What operators write about it, field by field. '' is not said yet; 'unknown' is an answer. */
export const incidentFields = z.strictObject({
  title: incidentShape.title,
  summary: incidentShape.summary.default(''),
  customerImpact: incidentShape.customerImpact.default(''),
  rootCause: incidentShape.rootCause.default(''),
  contributing: incidentShape.contributing.default(''),
  resolution: incidentShape.resolution.default(''),
  wentWell: incidentShape.wentWell.default(''),
  wentBadly: incidentShape.wentBadly.default(''),
  lucky: incidentShape.lucky.default(''),
  change: incidentShape.change.default(''),
  tags: incidentShape.tags.default([]),
  rootHostId: incidentShape.rootHostId.default(null),
  hostIds: incidentShape.hostIds.default([]),
});
/** Some of the fields. Not `incidentFields.partial()`: its defaults would empty every field that is left out. */
export const incidentEdit = z.strictObject(incidentShape).partial();
export type IncidentFields = Readonly<z.infer<typeof incidentFields>>;

/** Where an imported one came from. */
export interface ImportedFrom {
  readonly number: string;
  readonly at: number;
  readonly by: string;
  /** Head of the chain of the export, hex. */
  readonly head: string;
}

export interface Incident extends IncidentFields {
  readonly id: IncidentId;
  /** 'INC-2026-0042': by the year (UTC) it was opened here, without gaps. */
  readonly number: string;
  readonly status: IncidentStatus;
  readonly onHold: OnHold | null;
  readonly severity: Severity;
  readonly impact: Level;
  readonly urgency: Level;
  /** By the matrix. Where `severity` differs, `severityReason` says why. */
  readonly computedSeverity: Severity;
  readonly severityReason: string;
  readonly openedAt: number;
  /** 'Ada', or 'the engine'. */
  readonly openedBy: string;
  /** Name of the policy that opened it; '' for none. */
  readonly policy: string;
  /** '' is nobody. */
  readonly roles: Readonly<Record<Role, string>>;
  readonly milestones: readonly Milestone[];
  readonly problems: readonly IncidentProblem[];
  readonly followUps: readonly FollowUp[];
  readonly tickets: readonly Ticket[];
  readonly pauses: readonly Pause[];
  /** When somebody last wrote a note (or opened it), epoch ms: what the update clock counts from. */
  readonly lastWordAt: number;
  /** The one it went into; it is closed then, its timeline stays. */
  readonly mergedInto: IncidentId | null;
  readonly mergedFrom: readonly IncidentId[];
  readonly splitFrom: IncidentId | null;
  readonly importedFrom: ImportedFrom | null;
  /**
   * What was promised where a clock has ended (null: nothing): a later change of severity or of the settings does not judge
   * it anew. Written by the watch of the clocks.
   */
  readonly promised?: Readonly<Partial<Record<ClockKind, Promised | null>>>;
  /** What the watch of the clocks has said of them. */
  readonly slaSaid?: readonly SlaSaid[];
  /** Channels that were told of a clock, until they are told that it is over. */
  readonly slaTold?: readonly string[];
  /** As they stand; empty when it was cancelled, went into another, or nothing is promised. */
  readonly clocks: readonly SlaClock[];
}
