// The way up: results → state machine → one transaction → screens. Results that arrive in one turn of the event loop are
// decided together, so that a switch with 300 hosts behind it is one commit and one push.
import type { Check } from '../../contract/model/check.ts';
import type { CheckId, HostId, ProblemId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Result } from '../../contract/model/result.ts';
import type { WorldEvent } from '../../contract/model/world.ts';
import { type StateEvent, transition } from '../core/alert-state.ts';
import { afterGap, type CheckMemory, clockSetBack, hostCondition, initialState, isBad } from '../core/check-memory.ts';
import { childrenOf, isBehind, parentsOf } from '../core/check-parents.ts';
import { ALIVE_FRESH_MS } from '../core/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { Alerting } from './alerting.ts';
import { createChangeSet } from './change-set.ts';
import type { HostFeed } from './host-feed.ts';
import { createHostFollowing, type HostFollowing, type HostTurn } from './host-following.ts';
import type { HostReach } from './host-reach.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Recorder } from './recorder.ts';
import type { Samples } from './samples.ts';
import type { Verification } from './verification.ts';
import { toCheckState, type World } from './world.ts';

export interface MonitoringOptions {
  readonly clock: Clock;
  readonly world: World;
  readonly reach: HostReach;
  readonly alerting: Alerting;
  readonly verification: Verification;
  readonly recorder: Pick<Recorder, 'write' | 'forget' | 'superseded'>;
  readonly samples: Pick<Samples, 'add' | 'removeCheck'>;
  readonly feed: Pick<LiveFeed, 'publish' | 'publishSoon'>;
  readonly hostFeed: Pick<HostFeed, 'offer'>;
  /** Who hears of it: after the commit of alerts, or that problems were acknowledged, released or closed; and at once of a host that answers no more, or again. */
  readonly tell: {
    alerted(): void;
    handled(): void;
    turned(hostId: HostId): void;
    /** After the commit: these changed, these were closed. */
    problems(changed: readonly Problem[], closed: readonly ProblemId[]): void;
  };
  /** Runs checks at once, out of turn. */
  readonly runNow: (checkIds: readonly CheckId[]) => void;
}

export class Monitoring {
  readonly #options: MonitoringOptions;
  #touched = new Map<CheckId, { readonly events: StateEvent[]; readonly previous: CheckMemory }>();
  #turnedHosts = new Map<HostId, HostTurn>();
  #scheduled = false;
  readonly #following: HostFollowing;

  constructor(options: MonitoringOptions) {
    this.#options = options;
    const touch = (before: CheckMemory): void => this.#touch(before);
    this.#following = createHostFollowing({ ...options, touch, memoryOf: (check) => this.#memoryOf(check) });
    // What was acknowledged before a restart runs out all the same.
    for (const { checkId, held, ack } of options.world.problems.values()) {
      options.alerting.held.judged(checkId, held, ack?.expiresAt ?? null);
    }
  }

  /** Takes a result; says whether the check wants its interval or its retry interval next. */
  deliver(check: Check, result: Result): 'interval' | 'retry' {
    const { world, samples, hostFeed, feed, alerting, runNow } = this.#options;
    const before = this.#memoryOf(check);
    const alive = world.aliveCheckOf(check.hostId);
    const own = alive?.id === check.id;
    const condition = own || !alive ? 'up' : hostCondition(this.#memoryOf(alive).status);
    const step = transition(before, result, condition, check.policy);
    // Rule 10: older than what is known, so it is no news of any kind.
    if (step.state === before) return step.next;
    world.memory.set(check.id, step.state);
    world.lastResults.set(check.id, result);
    samples.add(result);
    hostFeed.offer(check.hostId, result);
    // The first word after a gap, or the word that an alert waits for: what waited is looked at again.
    const stale = alerting.stale.delete(check.id) && (world.problems.has(check.id) || alerting.told.has(check.id));
    if (step.changed || stale || alerting.held.reasonOf(check.id) === 'verifying') this.#touch(before, step.events);
    else if (isBad(step.state.status)) {
      feed.publishSoon(`check ${check.id}`, { type: 'check-state', state: toCheckState(step.state) });
    }
    if (own) this.#aliveResult(before, step.state);
    else if (step.wantsAliveCheck && alive) this.#askAlive(alive);
    if (before.status !== step.state.status && isBad(step.state.status)) {
      const parents = parentsOf(check, world.checksOf(check.hostId));
      if (parents.length > 0) runNow(parents.map((parent) => parent.id));
    }
    this.#lookBehind(check);
    return step.next;
  }

  /** A host was added, or its parents, address or alive check changed. */
  hostEdited(hostId: HostId): void {
    this.#turn(hostId, 'same');
  }

  checksEdited(checkIds: readonly CheckId[]): void {
    for (const id of checkIds) {
      const check = this.#options.world.checks.get(id);
      if (!check) continue;
      this.#touch(this.#memoryOf(check));
      if (!check.enabled) this.#retire(check);
      this.#lookBehind(check);
      // It will not give the word that an alert waits for.
      if (!check.enabled || !check.alive) this.#noWordFrom(check.id);
      this.#turn(check.hostId, 'same');
    }
  }

  /** Checks are being removed: their problems close. Returns the events to send. */
  forget(checkIds: readonly CheckId[], hostId?: HostId): readonly WorldEvent[] {
    const { world, recorder, alerting, verification, samples, tell } = this.#options;
    recorder.forget(checkIds, hostId);
    if (hostId) {
      this.#turnedHosts.delete(hostId);
      verification.drop(hostId);
    }
    const gone = checkIds.flatMap((id) => world.problems.get(id)?.id ?? []);
    if (gone.length > 0) tell.problems([], gone);
    return checkIds.flatMap((id): WorldEvent[] => {
      const check = world.checks.get(id);
      if (check && !hostId) this.#lookBehind(check);
      this.#touched.delete(id);
      alerting.forget(id);
      this.#noWordFrom(id);
      samples.removeCheck(id);
      const problem = world.problems.get(id);
      return problem ? [{ type: 'problem-closed', problemId: problem.id }] : [];
    });
  }

  /** Problems were acknowledged or released; already stored. */
  problemsEdited(problems: readonly Problem[]): void {
    const { world, feed, recorder, tell } = this.#options;
    recorder.superseded(problems);
    for (const problem of problems) {
      world.problems.set(problem.checkId, problem);
      const memory = world.memory.get(problem.checkId);
      if (memory) this.#touch(memory);
    }
    feed.publish(problems.map((problem): WorldEvent => ({ type: 'problem', problem })));
    tell.handled();
  }

  /** Nobody watched for a while, or the wall clock was set: bad results from before do not count. */
  afterGap(): void {
    const { world, clock, alerting } = this.#options;
    const now = clock.now();
    for (const [id, before] of world.memory) {
      alerting.stale.add(id);
      const after = clockSetBack(afterGap(before), now);
      if (after === before) continue;
      this.#touch(before);
      world.memory.set(id, after);
    }
  }

  /** About once a second: what was held until now, and acknowledgements that ran out. */
  tick(): void {
    this.#lookAt(this.#options.alerting.held.due(this.#options.clock.now()));
  }

  /** A reason that holds news has ended, or may have: windows, mutes, the network, hours were changed. */
  lookAgain(): void {
    this.#lookAt(this.#options.alerting.held.checks());
  }

  /** What makes a problem how bad was changed. */
  severitiesEdited(): void {
    this.#lookAt([...this.#options.world.problems.keys()]);
  }

  /** Decides and writes what is still open. */
  settle(): void {
    this.#scheduled = false;
    if (this.#touched.size === 0 && this.#turnedHosts.size === 0) return;
    const { world, clock, alerting, recorder, feed, tell } = this.#options;
    const changes = createChangeSet(world, clock);
    const turned = this.#turnedHosts;
    this.#turnedHosts = new Map();
    this.#following.follow(turned, ({ before, after }) => changes.host(before, after));
    const batch = this.#touched;
    this.#touched = new Map();
    for (const [checkId, { events }] of batch) this.#following.verifyHardDown(checkId, events);
    for (const [checkId, { events, previous }] of batch) {
      const memory = world.memory.get(checkId);
      const judgement = memory && alerting.judge(checkId, clock.now());
      if (judgement) changes.check(previous, memory, events, judgement, alerting.told.get(checkId));
    }
    const decided = changes.take();
    recorder.write(decided);
    feed.publish(changes.events());
    if (decided.problems.size > 0 || decided.closed.length > 0) {
      tell.problems([...decided.problems.values()], decided.closed);
    }
    if (decided.alerts.length > 0) tell.alerted();
    if (decided.closed.length > 0) tell.handled();
  }

  /** Not watched any more: what was known of it is not known now, and nobody waits for its recovery. */
  #retire(check: Check): void {
    const { world, clock, alerting } = this.#options;
    world.memory.set(check.id, initialState(check, clock.now()));
    world.lastResults.delete(check.id);
    alerting.forget(check.id);
  }

  /** Its word came, or never will: alerts that waited for it alone are judged. */
  #noWordFrom(checkId: CheckId): void {
    for (const hostId of this.#options.verification.arrived(checkId)) this.#touchHost(hostId);
  }

  #memoryOf(check: Check): CheckMemory {
    const { world, clock } = this.#options;
    const known = world.memory.get(check.id);
    if (known) return known;
    const fresh = initialState(check, clock.now());
    world.memory.set(check.id, fresh);
    return fresh;
  }

  #later(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => this.settle());
  }

  #touch(before: CheckMemory, events: readonly StateEvent[] = []): void {
    const known = this.#touched.get(before.checkId);
    if (known) known.events.push(...events);
    else this.#touched.set(before.checkId, { events: [...events], previous: before });
    this.#later();
  }

  #lookAt(checkIds: readonly CheckId[]): void {
    for (const id of checkIds) {
      const memory = this.#options.world.memory.get(id);
      if (memory) this.#touch(memory);
    }
  }

  /** Whether alerts of others are held for this check may be another now. Behind one that is well again they are run anew. */
  #lookBehind(check: Check): void {
    const { world, alerting, runNow } = this.#options;
    const waits = ({ id }: Check): boolean => {
      const reason = alerting.held.reasonOf(id);
      return reason === 'parent-check' || reason === 'verifying';
    };
    const children = childrenOf(check, world.checksOf(check.hostId)).filter(waits);
    if (children.length === 0) return;
    this.#lookAt(children.map(({ id }) => id));
    const parent = this.#memoryOf(check);
    runNow(children.flatMap((child) => (isBehind(this.#memoryOf(child), parent) ? child.id : [])));
  }

  #turn(hostId: HostId, to: HostTurn): void {
    if (to !== 'same' || !this.#turnedHosts.has(hostId)) this.#turnedHosts.set(hostId, to);
    this.#later();
  }

  /** Its alive check is judged again: an alert waited, or the host's place in the graph changed. */
  #touchHost(hostId: HostId): void {
    const alive = this.#options.world.aliveCheckOf(hostId);
    if (alive) this.#touch(this.#memoryOf(alive));
  }

  /** What a result of an alive check means beyond the check itself. */
  #aliveResult(before: CheckMemory, after: CheckMemory): void {
    const is = hostCondition(after.status);
    if (hostCondition(before.status) !== is) {
      this.#turn(after.hostId, is);
      this.#options.tell.turned(after.hostId);
    } else if (before.status === 'pending' || before.type !== after.type) this.#turn(after.hostId, 'same');
    this.#noWordFrom(after.checkId);
  }

  /** Rule 7: the host's alive check at once, unless it ran just now. */
  #askAlive(alive: Check): void {
    const { clock, runNow } = this.#options;
    const ranAt = this.#memoryOf(alive).resultAt;
    if (ranAt === null || clock.now() - ranAt > ALIVE_FRESH_MS) runNow([alive.id]);
  }
}
