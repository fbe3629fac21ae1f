// Recorded results through the same services as the app's (monitoring, alerting, reachability), on a world of its own and
// a clock that stands at each result: to tune policy on last month's data, and to explain an alarm. Nothing is written.
//
// What is held until a moment (a window, an acknowledgement) is judged again at that moment, as in the app; an answer there
// is only with a result, so what people were told in between comes with the next one. One thing cannot be as in the app,
// because nobody runs a check in a replay: an alert does not wait until a dead host's parents have been looked at again.
import { type Check, type Policy, policy as policySchema } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { HoldReason } from '../../contract/model/problem.ts';
import type { Status } from '../../contract/model/result.ts';
import type { StateType } from '../../contract/model/state.ts';
import { findCycle } from '../core/host-graph.ts';
import type { AlertKind } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import { Alerting, NO_HOLDERS } from './alerting.ts';
import { createHostReach } from './host-reach.ts';
import { Monitoring } from './monitoring.ts';
import type { Changes } from './recorder.ts';
import { createReplayWindows, type ReplayWindow } from './replay-windows.ts';
import {
  above,
  checkOf,
  createReplayWorld,
  hostNamed,
  hostOf,
  idOf,
  type ReplayHost,
  type ReplaySubject,
} from './replay-world.ts';
import { createVerification, type Verification } from './verification.ts';
import type { World } from './world.ts';

export type { ReplayHost } from './replay-world.ts';

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
  /** What people were told of this check: because of the result, or else since the line before, by the clock. */
  readonly told: AlertKind | null;
  /** Why they were not told what is news. */
  readonly held: HoldReason | null;
  /** Whatever else they were told since the line before: of the same check (after the end of flapping), or of others. */
  readonly also: readonly { readonly host: string; readonly check: string | null; readonly told: AlertKind }[];
}

export interface Replay {
  /** Changes the policy of every check; what is absent stays. Throws zod's error for a policy that cannot be. */
  setPolicy(edits: Partial<Policy>): void;
  /** Adds a host, or changes it. Returns the names along a cycle of parents, and then nothing was changed; else null. */
  putHost(host: ReplayHost): readonly string[] | null;
  /** Throws a RuleError for a recurrence that cannot be. */
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
  const { holderOf: maintenance, problemOpened } = windows;
  const alerting = new Alerting(world, waitsFor, { ...NO_HOLDERS, maintenance, problemOpened });
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

  // As in the app, time only goes forward: a result that comes late does not turn it back.
  const passTo = (at: number): void => {
    for (let due = alerting.held.nextAt(); due <= at; due = alerting.held.nextAt()) {
      now = Math.max(now, due);
      monitoring.tick();
      monitoring.settle();
    }
    now = Math.max(now, at);
  };

  return {
    setPolicy(edits) {
      if (edits.flapDetection !== undefined) youth = null;
      policy = policySchema.parse({ ...policy, ...edits });
      for (const check of [...world.checks.values()]) world.putCheck({ ...check, policy });
    },
    putHost(host) {
      for (const parent of host.parents) if (parent.host !== host.name) hostOf(world, parent.host);
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
      const byClock = said.flatMap(alertIn);
      said = [];
      const known = checkOf(world, result, policy);
      const check = youth ? youth(known) : known;
      const { at, status, summary = status } = result;
      monitoring.deliver(check, { checkId: check.id, at, status, summary, metrics: [], lateMs: 0, durationMs: 0 });
      monitoring.settle();
      // Once more, whether or not the state moved: a hold may have ended since the last result.
      const judgement = alerting.judge(check.id, now);
      const alerts = [...said, ...(judgement?.journal ?? [])].flatMap(alertIn);
      said = [];
      return outcomeOf(world, check, judgement?.held?.reason ?? null, { byClock, alerts });
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

interface ToldSince {
  /** By the clock, before the result. */
  readonly byClock: readonly Alert[];
  /** Because of the result. */
  readonly alerts: readonly Alert[];
}

function outcomeOf(world: World, check: Check, held: HoldReason | null, { byClock, alerts }: ToldSince): ReplayOutcome {
  const memory = world.memory.get(check.id);
  const reach = world.hostStates.get(check.hostId)?.reach ?? 'pending';
  const isOwn = (alert: Alert): boolean => alert.checkId === check.id;
  const own = alerts.find(isOwn) ?? byClock.findLast(isOwn);
  return {
    type: memory?.type ?? 'hard',
    attempt: memory?.attempt ?? 1,
    // Of a host nobody asked nothing bad is known.
    hostState: reach === 'pending' ? 'up' : reach,
    flapping: memory?.flapping ?? false,
    flapPercent: memory?.flapPercent ?? 0,
    told: own?.told ?? null,
    held,
    also: [...byClock, ...alerts].flatMap((alert) => {
      const of = alert === own ? undefined : world.checks.get(alert.checkId);
      return of ? [{ host: of.hostId, check: of.alive ? null : of.name, told: alert.told }] : [];
    }),
  };
}

/** Services that only take in, and keep nothing but what was decided. */
function listening(write: (changes: Changes) => void) {
  const ignore = (): void => {};
  return {
    recorder: { write, forget: ignore, superseded: ignore },
    samples: { add: ignore, removeCheck: ignore },
    feed: { publish: ignore, publishSoon: ignore },
    hostFeed: { offer: ignore },
    tell: { alerted: ignore, handled: ignore, turned: ignore, problems: ignore },
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
