// The engine's world as this window knows it. Only `apply` writes it, never a click: a command goes to the engine and
// its effect comes back over the live feed.
import { create } from 'zustand';
import type { Check } from '../../electron/contract/model/check.ts';
import type { Credential } from '../../electron/contract/model/credential.ts';
import type { CapacityForecast } from '../../electron/contract/model/forecast.ts';
import type { HandoffSummary } from '../../electron/contract/model/handoff.ts';
import type { EngineHealth, HostKeyQuestion } from '../../electron/contract/model/health.ts';
import type { Host } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, IncidentId, ProblemId, RunId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { WindowStatus } from '../../electron/contract/model/maintenance.ts';
import type { Mute } from '../../electron/contract/model/mute.ts';
import type { Alarm, Channel, DeliveryHealth, Route } from '../../electron/contract/model/notice.ts';
import type { Escalation, OnCallWorld } from '../../electron/contract/model/on-call.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { RunSummary } from '../../electron/contract/model/run.ts';
import type { ShiftWorld } from '../../electron/contract/model/shift.ts';
import type { CheckState, HostState } from '../../electron/contract/model/state.ts';
import type { Template } from '../../electron/contract/model/template.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';

export interface World {
  /** 'waiting': no snapshot yet. 'live': pushes arrive. 'lost': the engine is gone; what is shown is as of `asOf`. */
  readonly link: 'waiting' | 'live' | 'lost';
  /** Why the link is lost, in words; null while live. */
  readonly linkReason: string | null;
  readonly engineId: string | null;
  readonly seq: number;
  /** Engine time of the last message, epoch ms. */
  readonly asOf: number;
  readonly hosts: ReadonlyMap<HostId, Host>;
  readonly checks: ReadonlyMap<CheckId, Check>;
  readonly checkStates: ReadonlyMap<CheckId, CheckState>;
  readonly hostStates: ReadonlyMap<HostId, HostState>;
  readonly problems: ReadonlyMap<ProblemId, Problem>;
  /** Not over, or ended within the last day. */
  readonly incidents: ReadonlyMap<IncidentId, Incident>;
  /** Going on, or ended within the last day. */
  readonly runs: ReadonlyMap<RunId, RunSummary>;
  readonly library: Snapshot['library'];
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
  readonly shifts: ShiftWorld;
  /** The hand-over that is being written or signed; null: none. */
  readonly handoff: HandoffSummary | null;
  /** What will be full within 30 days, soonest first. */
  readonly forecasts: readonly CapacityForecast[];
  readonly health: EngineHealth | null;
}

export const emptyWorld: World = {
  link: 'waiting',
  linkReason: null,
  engineId: null,
  seq: 0,
  asOf: 0,
  hosts: new Map(),
  checks: new Map(),
  checkStates: new Map(),
  hostStates: new Map(),
  problems: new Map(),
  incidents: new Map(),
  runs: new Map(),
  library: { version: 0, runbooks: 0, broken: 0 },
  hostKeys: [],
  templates: [],
  credentials: [],
  windows: [],
  mutes: [],
  channels: [],
  routes: [],
  alarms: [],
  deliveries: { queued: 0, dead: 0, oldestQueuedAt: null },
  onCall: { people: [], schedules: [], policies: [], now: [] },
  escalations: [],
  shifts: { plans: [], now: [], next: [], desks: [], withPin: [] },
  handoff: null,
  forecasts: [],
  health: null,
};

export const useWorld = create<World>()(() => emptyWorld);
