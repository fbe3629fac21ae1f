// Recorded results through the same services as the app's (monitoring, alerting, reachability), on a world of its own and
// a clock that stands at each result: to tune policy on last month's data, and to explain an alarm. Nothing is written.
//
// Two things cannot be as in the app, because nobody runs a check in a replay: an alert does not wait until a dead host's
// parents have been looked at again, and a hold that ends by the clock (a window, an acknowledgement) is looked at with the
// check's next result.
import { type Check, type Policy, policy as policySchema } from '../../contract/model/check.ts';
import { hostInput, type ParentLink } from '../../contract/model/host.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { HoldReason } from '../../contract/model/problem.ts';
import type { Status } from '../../contract/model/result.ts';
import type { StateType } from '../../contract/model/state.ts';
import { buildGraph, findCycle, type Graph, type GraphHost } from '../core/host-graph.ts';
import type { AlertKind } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import { Alerting, NO_HOLDERS } from './alerting.ts';
import { createHostReach } from './host-reach.ts';
import { Monitoring } from './monitoring.ts';
import type { Changes } from './recorder.ts';
import { createReplayWindows, type ReplayWindow } from './replay-windows.ts';
import { createVerification, type Verification } from './verification.ts';
import { createWorld, type World } from './world.ts';

export interface ReplayHost {
  readonly name: string;
  /** By name; '' is the default group. A parent nobody declared is a host like any other. */
  readonly parents: readonly { readonly host: string; readonly group: string }[];
  readonly site?: string | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** Of a host's check, or without `check` of its alive check. */
export interface ReplaySubject {
  /** Epoch ms. */
  readonly at: number;
  readonly host: string;
  readonly check: string | null;
}

export interface ReplayResult extends ReplaySubject {
  readonly status: Status;
  readonly summary?: string | undefined;
}

export interface ReplayAck extends ReplaySubject {
  readonly by: string;
  readonly reason: string;
  readonly sticky: boolean;
  readonly expiresAt: number | null;
}

/** What a result made of its check. */
export interface ReplayOutcome {
  readonly type: StateType;
  readonly attempt: number;
  readonly hostState: 'up' | 'down' | 'unreachable';
  readonly flapping: boolean;
  readonly flapPercent: number;
  /** What people were told of this check. */
  readonly told: AlertKind | null;
  /** Why they were not told what is news. */
  readonly held: HoldReason | null;
  /** Whatever else they were told because of this result: of the same check (after the end of flapping), or of others. */
  readonly also: readonly { readonly host: string; readonly check: string | null; readonly told: AlertKind }[];
}

export interface Replay {
  /** Changes the policy of every check; what is absent stays. Throws zod's error for a policy that cannot be. */
  setPolicy(edits: Partial<Policy>): void;
  /** Adds a host, or changes it. Returns the names along a cycle of parents, and then nothing was changed; else null. */
  putHost(host: ReplayHost): readonly string[] | null;
  addWindow(window: ReplayWindow): void;
  /** Takes the open problem of a check in hand; false when it has none. */
  acknowledge(ack: ReplayAck): boolean;
  /** Feeds one result. Hosts and checks nobody declared begin to exist with it. */
  take(result: ReplayResult): ReplayOutcome;
}

/** Changes that the flapping rule looks back over. */
const FLAP_HISTORY = 20;

/** Called before each result: the check, with its flapping looked for when there is a whole history to judge by. */
type Youth = (check: Check) => Check;

/** An excerpt does not show what was before it: a check flaps at the earliest when the excerpt holds a whole history. */
function createYouth(world: World): Youth {
  const results = new Map<CheckId, number>();
  return (check) => {
    const before = results.get(check.id) ?? 0;
    if (before > FLAP_HISTORY) return check;
    results.set(check.id, before + 1);
    if (before < FLAP_HISTORY) return check;
    const judged = { ...check, policy: { ...check.policy, flapDetection: true } };
    world.putCheck(judged);
    return judged;
  };
}

export function createReplay(): Replay {
  const world = createReplayWorld();
  const windows = createReplayWindows(world);
  const verification = ownWordOnly(world);
  const waitsFor = (id: HostId) => (verification.waitingFor(id)?.size ? id : null);
  const alerting = new Alerting(world, waitsFor, { ...NO_HOLDERS, maintenance: windows.holderOf });
  let now = 0;
  let policy = policySchema.parse({ flapDetection: false });
  /** Null once the policy has decided about flapping. */
  let youth: Youth | null = createYouth(world);
  let said: EntryDraft[] = [];
  const clock: Clock = { now: () => now, mono: () => now, after: () => () => {} };
  const monitoring = new Monitoring({
    clock,
    world,
    reach: createHostReach(world),
    alerting,
    verification,
    ...listening((changes) => said.push(...changes.journal)),
    runNow: () => {},
  });

  const hostOf = (name: string): HostId => {
    if (!world.hosts.has(name as HostId)) world.putHost(hostNamed({ name, parents: [] }));
    return name as HostId;
  };
  const checkOf = ({ host, check }: ReplaySubject): Check => {
    const known = world.checks.get(idOf(host, check));
    if (known) return known;
    const fresh = checkNamed(hostOf(host), check, policy);
    world.putCheck(fresh);
    return fresh;
  };
  // As in the app, time only goes forward: a result that comes late does not turn it back.
  const passTo = (at: number): void => {
    now = Math.max(now, at);
  };

  return {
    setPolicy(edits) {
      if (edits.flapDetection !== undefined) youth = null;
      policy = policySchema.parse({ ...policy, ...edits });
      for (const check of [...world.checks.values()]) world.putCheck({ ...check, policy });
    },
    putHost(host) {
      for (const parent of host.parents) if (parent.host !== host.name) hostOf(parent.host);
      const made = hostNamed(host);
      const cycle = findCycle(above(world, made), made);
      if (cycle) return cycle;
      const known = world.hosts.has(made.id);
      world.putHost(made);
      if (known) monitoring.hostEdited(made.id);
      return null;
    },
    addWindow: (window) => windows.add(window),
    acknowledge({ host, check, ...ack }) {
      passTo(ack.at);
      const problem = world.problems.get(idOf(host, check));
      if (problem) monitoring.problemsEdited([{ ...problem, ack }]);
      monitoring.settle();
      return problem !== undefined;
    },
    take(result) {
      passTo(result.at);
      const check = youth ? youth(checkOf(result)) : checkOf(result);
      const { at, status, summary = status } = result;
      monitoring.deliver(check, { checkId: check.id, at, status, summary, metrics: [], lateMs: 0, durationMs: 0 });
      monitoring.settle();
      // Once more, whether or not the state moved: a hold may have ended since the last result.
      const judgement = alerting.judge(check.id, now);
      const alerts = [...said, ...(judgement?.journal ?? [])].flatMap(alertIn);
      said = [];
      return outcomeOf(world, check, judgement?.held?.reason ?? null, alerts);
    },
  };
}

/** What a journal entry says people were told. */
interface Alert {
  readonly checkId: CheckId;
  readonly told: AlertKind;
}

const alertIn = ({ kind, checkId, data }: EntryDraft): readonly Alert[] =>
  kind === 'alert' && checkId ? [{ checkId, told: data.told as AlertKind }] : [];

function outcomeOf(world: World, check: Check, held: HoldReason | null, alerts: readonly Alert[]): ReplayOutcome {
  const memory = world.memory.get(check.id);
  const reach = world.hostStates.get(check.hostId)?.reach ?? 'pending';
  const own = alerts.find((alert) => alert.checkId === check.id);
  return {
    type: memory?.type ?? 'hard',
    attempt: memory?.attempt ?? 1,
    // Of a host nobody asked nothing bad is known.
    hostState: reach === 'pending' ? 'up' : reach,
    flapping: memory?.flapping ?? false,
    flapPercent: memory?.flapPercent ?? 0,
    told: own?.told ?? null,
    held,
    also: alerts.flatMap((alert) => {
      const of = alert === own ? undefined : world.checks.get(alert.checkId);
      return of ? [{ host: of.hostId, check: of.alive ? null : of.name, told: alert.told }] : [];
    }),
  };
}

/** Services that only take in, and keep nothing but what was decided. */
function listening(write: (changes: Changes) => void) {
  const ignore = (): void => {};
  const nothing = async function* () {};
  return {
    recorder: { write, forget: ignore, superseded: ignore, note: ignore, stop: ignore },
    samples: { add: ignore, removeCheck: ignore, stop: ignore },
    feed: { publish: ignore, publishSoon: ignore, subscribe: nothing, close: ignore },
    hostFeed: { offer: ignore, subscribe: nothing },
    tell: { alerted: ignore, handled: ignore },
  };
}

/** A world that does not build its graph anew for hosts without parents: a storm may bring a new host on every line. */
function createReplayWorld(): World {
  const world = createWorld([], []);
  let graph: Graph | null = null;
  return {
    ...world,
    graph: () => (graph ??= buildGraph([...world.hosts.values()])),
    putHost(host) {
      // Who has neither parents nor, being new, children takes no place in it.
      if (host.parents.length > 0 || world.hosts.has(host.id)) graph = null;
      world.putHost(host);
    },
  };
}

/**
 * Nobody looks at parents again, so nothing waits for them. But behind a host that is back, nobody is called down by what was
 * seen before: that waits for the host's own next result, as in the app.
 */
function ownWordOnly(world: World): Verification {
  const verification = createVerification();
  return {
    ...verification,
    expect(hostId, checkIds) {
      const own = checkIds.filter((id) => world.checks.get(id)?.hostId === hostId);
      verification.expect(hostId, own);
    },
  };
}

/** The hosts a host stands behind: all that a cycle through it could be made of. */
function above(world: World, host: GraphHost): readonly GraphHost[] {
  const found = new Map<HostId, GraphHost>();
  const open = host.parents.map((parent) => parent.hostId);
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const parent = world.hosts.get(id);
    if (!parent || found.has(id)) continue;
    found.set(id, parent);
    open.push(...parent.parents.map((link) => link.hostId));
  }
  return [...found.values()];
}

const idOf = (host: string, check: string | null): CheckId =>
  (check === null ? host : `${host}\u0000${check}`) as CheckId;

// Built from a valid one: recorded names are what they are, and nothing is typed or stored here.
const PLAIN_HOST = hostInput.parse({ name: 'replay', address: 'replay' });

const hostNamed = ({ name, parents, site = PLAIN_HOST.site, tags = [] }: ReplayHost) => ({
  ...PLAIN_HOST,
  id: name as HostId,
  name,
  site,
  tags: [...tags],
  parents: parents.map(({ host, group }): ParentLink => ({ hostId: host as HostId, group })),
});

const checkNamed = (host: HostId, check: string | null, policy: Policy): Check => ({
  id: idOf(host, check),
  hostId: host,
  name: check ?? 'alive',
  kind: 'replay',
  config: {},
  policy,
  enabled: true,
  alive: check === null,
  dependsOn: [],
});
