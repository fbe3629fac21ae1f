// What a briefing is decided from, gathered beforehand (services/handoffs): plain, as it was at one moment.
import type { BriefingItem } from '../../contract/model/briefing.ts';
import type { CapacityForecast } from '../../contract/model/forecast.ts';
import type { EngineTrouble, HostKeyQuestion } from '../../contract/model/health.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Incident } from '../../contract/model/incident.ts';
import type { MaintenanceWindow, Occurrence } from '../../contract/model/maintenance.ts';
import type { Mute } from '../../contract/model/mute.ts';
import type { Delivery } from '../../contract/model/notice.ts';
import type { Escalation, OnCallNow } from '../../contract/model/on-call.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Run, RunStep } from '../../contract/model/run.ts';

export type Tried = BriefingItem['tried'];

/** Of what a briefing tells, epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly asOf: number;
  /** The end of the next shift. */
  readonly until: number;
}

/** Names as they are now. */
export interface Named {
  readonly hostId: HostId;
  readonly checkId: CheckId;
  readonly host: string;
  readonly check: string;
  /** Whether it is about the host itself. */
  readonly alive: boolean;
}

/** An open problem. */
export interface ProblemFact extends Named {
  readonly problem: Problem;
  /** Kind of its check: 'backup', 'ping'. */
  readonly kind: string;
  readonly flapping: boolean;
  /** Of the last result. */
  readonly summary: string;
  readonly tried: Tried;
  /** The metric that is out of its range, where it is the only one; null: none, or several. */
  readonly metric: string | null;
  /** Ids of the mute and the window it is under now, whether it was told before they began or not; null: under none. */
  readonly muteId: string | null;
  readonly windowId: string | null;
}

export interface IncidentFact {
  readonly incident: Incident;
  readonly tried: Tried;
}

export interface FlappingFact extends Named {
  /** Weighted percent of change. */
  readonly percent: number;
  /** Its host is not up: whether it flaps cannot be told. */
  readonly hostDown: boolean;
}

/** A check that made much noise in this shift. */
export interface NoisyFact {
  readonly checkId: CheckId;
  readonly subject: string;
  readonly alerts: number;
  /** Of all alerts of the shift, 0..1. */
  readonly share: number;
  /** Bad and good three times within a minute. */
  readonly chatters: boolean;
}

/** A backup that is not as it should be and of which there is no problem (yet). */
export interface BackupFact extends Named {
  readonly status: 'warning' | 'critical' | 'unknown';
  readonly summary: string;
  readonly since: number;
}

export interface WindowFact {
  readonly window: MaintenanceWindow;
  readonly occurrence: Occurrence;
  /** Hosts that it covers. */
  readonly hosts: number;
  /** With windows that it overlaps: 'overlaps "Row C power" for 45 min on db1'. */
  readonly conflicts: readonly string[];
}

export interface RunFact extends Omit<Run, 'steps' | 'inputs' | 'outputs'> {
  readonly steps: readonly Omit<RunStep, 'attempts'>[];
  /** Names of its hosts. */
  readonly hosts: readonly string[];
}

/** Many of one sort: how many, and the names of some. */
export interface Some {
  readonly count: number;
  readonly names: readonly string[];
}

/** A time in which nobody watched. */
export interface GapFact {
  readonly reason: 'engine-down' | 'asleep' | 'isolated' | 'overloaded';
  readonly from: number;
  readonly to: number | null;
}

export interface BlindFacts {
  readonly troubles: readonly EngineTrouble[];
  readonly gaps: readonly GapFact[];
  readonly hostKeys: readonly HostKeyQuestion[];
  readonly vaultLocked: boolean;
  /** Checks without a result so far. */
  readonly neverRan: Some;
  /** Checks whose last result says nothing, and which are no problem (yet). */
  readonly unknown: Some;
  readonly hostsWithoutCheck: Some;
  /** All of their checks are switched off. */
  readonly hostsOff: Some;
  /** On hosts that are watched besides. */
  readonly checksOff: Some;
}

export interface MuteFact {
  readonly mute: Mute;
  /** What it covers: 'web1 http, web2 and 7 more'. */
  readonly subject: string;
  /** Open problems that it covers, whoever speaks for them. */
  readonly problemIds: readonly string[];
}

export interface DeliveryFacts {
  /** Given up and not put aside. */
  readonly dead: readonly Delivery[];
  readonly queued: number;
  /** When the oldest that still waits was made, epoch ms. */
  readonly oldestQueuedAt: number | null;
}

/** A problem that ended. */
export interface EndedProblem extends Named {
  readonly problem: Problem;
  readonly closedAt: number;
  /** Its check is switched off now: whether it recovered is not known. */
  readonly off: boolean;
}

export interface ContactEntry {
  readonly seq: number;
  readonly at: number;
  readonly who: string;
  readonly text: string;
}

export interface BriefingFacts extends Stretch {
  /** Open, acknowledged or mitigated; oldest first. */
  readonly incidents: readonly IncidentFact[];
  readonly problems: readonly ProblemFact[];
  readonly flapping: readonly FlappingFact[];
  readonly noisy: readonly NoisyFact[];
  readonly backups: readonly BackupFact[];
  readonly mutes: readonly MuteFact[];
  readonly windows: readonly WindowFact[];
  readonly escalations: readonly Escalation[];
  readonly runs: readonly RunFact[];
  readonly blind: BlindFacts;
  readonly forecasts: readonly CapacityForecast[];
  /** When the forecasts were made, epoch ms; null: not since the monitor started. */
  readonly forecastsAt: number | null;
  readonly deliveries: DeliveryFacts;
  /** Resolved and not closed, or ended in this shift. */
  readonly endedIncidents: readonly Incident[];
  /** Ended in this shift, without those of an incident. */
  readonly endedProblems: readonly EndedProblem[];
  /** Of this shift, oldest first. */
  readonly contacts: readonly ContactEntry[];
  readonly onCall: readonly OnCallNow[];
  readonly nameOf: (hostId: HostId) => string;
}
