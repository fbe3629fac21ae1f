// Pure: one live message onto the world. A map is copied only when a message touches it, once per message.
import type { LiveMessage, WorldEvent } from '../../electron/contract/model/world.ts';
import type { World } from './world.ts';

/** The world of a snapshot: everything from before is gone. */
export function fromSnapshot(message: Extract<LiveMessage, { type: 'snapshot' }>): World {
  const { world } = message;
  return {
    link: 'live',
    linkReason: null,
    engineId: message.engineId,
    seq: message.seq,
    asOf: message.at,
    hosts: new Map(world.hosts.map((host) => [host.id, host])),
    checks: new Map(world.checks.map((check) => [check.id, check])),
    checkStates: new Map(world.checkStates.map((state) => [state.checkId, state])),
    hostStates: new Map(world.hostStates.map((state) => [state.hostId, state])),
    problems: new Map(world.problems.map((problem) => [problem.id, problem])),
    incidents: new Map(world.incidents.map((incident) => [incident.id, incident])),
    runs: new Map(world.runs.map((run) => [run.id, run])),
    library: world.library,
    hostKeys: world.hostKeys,
    templates: world.templates,
    credentials: world.credentials,
    windows: world.windows,
    mutes: world.mutes,
    channels: world.channels,
    routes: world.routes,
    alarms: world.alarms,
    deliveries: world.deliveries,
    onCall: world.onCall,
    escalations: world.escalations,
    shifts: world.shifts,
    handoff: world.handoff,
    forecasts: world.forecasts,
    health: world.health,
  };
}

type Push = Extract<LiveMessage, { type: 'push' }>;

/** The world after a push; null when a push is missing in between and a new snapshot is needed. */
export const applyPush = (world: World, message: Push): World | null => applyPushes(world, [message]);

/** The world after several pushes in a row, each map copied once for all of them; null at a gap. */
export function applyPushes(world: World, messages: readonly Push[]): World | null {
  const draft = new Draft(world);
  for (const message of messages) {
    if (message.seq !== draft.world.seq + 1) return null;
    for (const event of message.events) applyEvent(draft, event);
    draft.world.seq = message.seq;
    draft.world.asOf = message.at;
  }
  return draft.world;
}

type Maps = Pick<World, 'hosts' | 'checks' | 'checkStates' | 'hostStates' | 'problems' | 'incidents' | 'runs'>;

/** Copies a map at its first write, so that untouched maps keep their identity and their readers stay still. */
class Draft {
  world: { -readonly [Key in keyof World]: World[Key] };
  readonly #copied = new Set<keyof Maps>();

  constructor(world: World) {
    this.world = { ...world };
  }

  map<Key extends keyof Maps>(key: Key): MapOf<Maps[Key]> {
    if (!this.#copied.has(key)) {
      this.#copied.add(key);
      Object.assign(this.world, { [key]: new Map<unknown, unknown>(this.world[key]) });
    }
    return this.world[key] as MapOf<Maps[Key]>;
  }
}
type MapOf<M> = M extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;

function applyEvent(draft: Draft, event: WorldEvent): void {
  switch (event.type) {
    case 'host':
      draft.map('hosts').set(event.host.id, event.host);
      return;
    case 'host-removed':
      draft.map('hosts').delete(event.hostId);
      draft.map('hostStates').delete(event.hostId);
      return;
    case 'check':
      draft.map('checks').set(event.check.id, event.check);
      return;
    case 'check-removed':
      draft.map('checks').delete(event.checkId);
      draft.map('checkStates').delete(event.checkId);
      return;
    case 'check-state':
      draft.map('checkStates').set(event.state.checkId, event.state);
      return;
    case 'host-state':
      draft.map('hostStates').set(event.state.hostId, event.state);
      return;
    case 'problem':
      draft.map('problems').set(event.problem.id, event.problem);
      return;
    case 'problem-closed':
      draft.map('problems').delete(event.problemId);
      return;
    case 'host-keys':
      draft.world.hostKeys = event.hostKeys;
      return;
    case 'templates':
      draft.world.templates = event.templates;
      return;
    case 'credentials':
      draft.world.credentials = event.credentials;
      return;
    case 'incident':
      draft.map('incidents').set(event.incident.id, event.incident);
      return;
    case 'incident-left':
      draft.map('incidents').delete(event.incidentId);
      return;
    case 'run':
      draft.map('runs').set(event.run.id, event.run);
      return;
    case 'run-left':
      draft.map('runs').delete(event.runId);
      return;
    case 'library':
      draft.world.library = event.library;
      return;
    case 'forecasts':
      draft.world.forecasts = event.forecasts;
      return;
    case 'health':
      draft.world.health = event.health;
      return;
    default:
      applyPeople(draft, event);
  }
}

type PeopleEvent = Extract<
  WorldEvent,
  {
    type:
      | 'windows'
      | 'mutes'
      | 'channels'
      | 'routes'
      | 'alarms'
      | 'deliveries'
      | 'on-call'
      | 'escalations'
      | 'shifts'
      | 'handoff';
  }
>;

/** Who is told, who is silenced, who is on call. */
function applyPeople({ world }: Draft, event: PeopleEvent): void {
  switch (event.type) {
    case 'windows':
      world.windows = event.windows;
      return;
    case 'mutes':
      world.mutes = event.mutes;
      return;
    case 'channels':
      world.channels = event.channels;
      return;
    case 'routes':
      world.routes = event.routes;
      return;
    case 'alarms':
      world.alarms = event.alarms;
      return;
    case 'deliveries':
      world.deliveries = event.deliveries;
      return;
    case 'on-call':
      world.onCall = event.onCall;
      return;
    case 'escalations':
      world.escalations = event.escalations;
      return;
    case 'shifts':
      world.shifts = event.shifts;
      return;
    case 'handoff':
      world.handoff = event.handoff;
      return;
    default:
      event satisfies never;
  }
}
