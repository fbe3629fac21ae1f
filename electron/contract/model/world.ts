// The world as a screen sees it: one snapshot, then pushes of what changed.
import type { Check } from './check.ts';
import type { Credential } from './credential.ts';
import type { CapacityForecast } from './forecast.ts';
import type { HandoffSummary } from './handoff.ts';
import type { EngineHealth, HostKeyQuestion } from './health.ts';
import type { Host } from './host.ts';
import type { CheckId, HostId, IncidentId, ProblemId, RunId } from './ids.ts';
import type { Incident } from './incident.ts';
import type { WindowStatus } from './maintenance.ts';
import type { Mute } from './mute.ts';
import type { Alarm, Channel, DeliveryHealth, Route } from './notice.ts';
import type { Escalation, OnCallWorld } from './on-call.ts';
import type { Problem } from './problem.ts';
import type { RunSummary } from './run.ts';
import type { ShiftWorld } from './shift.ts';
import type { CheckState, HostState } from './state.ts';
import type { Template } from './template.ts';

export interface Snapshot {
  readonly hosts: readonly Host[];
  readonly checks: readonly Check[];
  readonly checkStates: readonly CheckState[];
  readonly hostStates: readonly HostState[];
  readonly problems: readonly Problem[];
  readonly hostKeys: readonly HostKeyQuestion[];
  readonly templates: readonly Template[];
  readonly credentials: readonly Credential[];
  readonly windows: readonly WindowStatus[];
  readonly mutes: readonly Mute[];
  readonly channels: readonly Channel[];
  readonly routes: readonly Route[];
  readonly alarms: readonly Alarm[];
  readonly deliveries: DeliveryHealth;
  readonly onCall: OnCallWorld;
  readonly escalations: readonly Escalation[];
  /** Those that are not over, and those that ended within the last day. */
  readonly incidents: readonly Incident[];
  /** Those that go on, and those that ended within the last day; dry runs too. */
  readonly runs: readonly RunSummary[];
  /** Rises whenever the library was read anew: ask for it again. */
  readonly library: { readonly version: number; readonly runbooks: number; readonly broken: number };
  readonly shifts: ShiftWorld;
  /** The hand-over that is being written or signed; null: none. */
  readonly handoff: HandoffSummary | null;
  /** What will be full within 30 days, soonest first; at most 100. */
  readonly forecasts: readonly CapacityForecast[];
  readonly health: EngineHealth;
}

export type WorldEvent =
  | { readonly type: 'host'; readonly host: Host }
  | { readonly type: 'host-removed'; readonly hostId: HostId }
  | { readonly type: 'check'; readonly check: Check }
  | { readonly type: 'check-removed'; readonly checkId: CheckId }
  | { readonly type: 'check-state'; readonly state: CheckState }
  | { readonly type: 'host-state'; readonly state: HostState }
  | { readonly type: 'problem'; readonly problem: Problem }
  | { readonly type: 'problem-closed'; readonly problemId: ProblemId }
  | { readonly type: 'host-keys'; readonly hostKeys: readonly HostKeyQuestion[] }
  | { readonly type: 'templates'; readonly templates: readonly Template[] }
  | { readonly type: 'credentials'; readonly credentials: readonly Credential[] }
  | { readonly type: 'windows'; readonly windows: readonly WindowStatus[] }
  | { readonly type: 'mutes'; readonly mutes: readonly Mute[] }
  | { readonly type: 'channels'; readonly channels: readonly Channel[] }
  | { readonly type: 'routes'; readonly routes: readonly Route[] }
  | { readonly type: 'alarms'; readonly alarms: readonly Alarm[] }
  | { readonly type: 'deliveries'; readonly deliveries: DeliveryHealth }
  | { readonly type: 'on-call'; readonly onCall: OnCallWorld }
  | { readonly type: 'escalations'; readonly escalations: readonly Escalation[] }
  | { readonly type: 'incident'; readonly incident: Incident }
  /** Not in the world any more: it ended a day ago. It is still on record. */
  | { readonly type: 'incident-left'; readonly incidentId: IncidentId }
  | { readonly type: 'run'; readonly run: RunSummary }
  | { readonly type: 'run-left'; readonly runId: RunId }
  | { readonly type: 'library'; readonly library: Snapshot['library'] }
  | { readonly type: 'shifts'; readonly shifts: ShiftWorld }
  | { readonly type: 'handoff'; readonly handoff: HandoffSummary | null }
  | { readonly type: 'forecasts'; readonly forecasts: readonly CapacityForecast[] }
  | { readonly type: 'health'; readonly health: EngineHealth };

/** One message of the live stream. `seq` rises by one; a gap means: start over from a snapshot. */
export type LiveMessage =
  | {
      readonly type: 'snapshot';
      readonly seq: number;
      readonly engineId: string;
      readonly at: number;
      readonly world: Snapshot;
    }
  | { readonly type: 'push'; readonly seq: number; readonly at: number; readonly events: readonly WorldEvent[] };
