// The way up: results → state machine → one transaction → screens. Results that arrive in one turn of the event loop are
// decided together, so that a switch with 300 hosts behind it is one commit and one push.
import type { Check } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Result } from '../../contract/model/result.ts';
import type { WorldEvent } from '../../contract/model/world.ts';
import { type StateEvent, transition } from '../core/alert-state.ts';
import {
  afterGap,
  type CheckMemory,
  clockSetBack,
  hostCameUp,
  hostCondition,
  initialState,
  isBad,
} from '../core/check-memory.ts';
import { ALIVE_FRESH_MS } from '../core/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { Alerting } from './alerting.ts';
import { type ChangeSet, createChangeSet } from './change-set.ts';
import type { HostFeed } from './host-feed.ts';
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
  readonly recorder: Recorder;
  readonly samples: Samples;
  readonly feed: LiveFeed;
  readonly hostFeed: HostFeed;
  /** Who hears of it after the commit: there are alerts; problems were acknowledged, released or closed. */
  readonly tell: { alerted(): void; handled(): void };
  /** Runs checks at once, out of turn. */
  readonly runNow: (checkIds: readonly CheckId[]) => void;
}

export class Monitoring {
  readonly #options: MonitoringOptions;
  #touched = new Map<CheckId, { readonly events: StateEvent[]; readonly previous: CheckMemory }>();
  #turnedHosts = new Map<HostId, 'up' | 'not-up' | 'same'>();
  #scheduled = false;

  constructor(options: MonitoringOptions) {
    this.#options = options;
  }

  /** Takes a result; says whether the check wants its interval or its retry interval next. */
  deliver(check: Check, result: Result): 'interval' | 'retry' {
    const { world, samples, hostFeed, feed, alerting } = this.#options;
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
    // The first word after a gap: what waited for it is looked at again.
    const awaited = alerting.stale.delete(check.id) && (world.problems.has(check.id) || alerting.told.has(check.id));
    if (step.changed || awaited) this.#touch(before, step.events);
    else if (isBad(step.state.status)) {
      feed.publishSoon(`check ${check.id}`, { type: 'check-state', state: toCheckState(step.state) });
    }
    if (own) this.#aliveResult(before, step.state);
    else if (step.wantsAliveCheck && alive) this.#askAlive(alive);
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
      // It will not give the word that an alert waits for.
      if (!check.enabled || !check.alive) this.#noWordFrom(check.id);
      this.#turn(check.hostId, 'same');
    }
  }

  /** Checks are being removed: their problems close. Returns the events to send. */
  forget(checkIds: readonly CheckId[], hostId?: HostId): readonly WorldEvent[] {
    const { world, recorder, alerting, verification, samples } = this.#options;
    recorder.forget(checkIds, hostId);
    if (hostId) {
      this.#turnedHosts.delete(hostId);
      verification.drop(hostId);
    }
    return checkIds.flatMap((id): WorldEvent[] => {
      this.#touched.delete(id);
      alerting.told.delete(id);
      alerting.stale.delete(id);
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

  /** Now and then: acknowledgements that ran out. */
  tick(): void {
    const { world, clock } = this.#options;
    const now = clock.now();
    for (const problem of world.problems.values()) {
      const expiresAt = problem.ack?.expiresAt ?? null;
      const memory = world.memory.get(problem.checkId);
      if (expiresAt !== null && expiresAt <= now && memory) this.#touch(memory);
    }
  }

  /** Decides and writes what is still open. */
  settle(): void {
    this.#scheduled = false;
    if (this.#touched.size === 0 && this.#turnedHosts.size === 0) return;
    const { world, clock, alerting, recorder, feed, tell } = this.#options;
    const changes = createChangeSet(world, clock);
    this.#followHosts(changes);
    const batch = this.#touched;
    this.#touched = new Map();
    for (const [checkId, { events }] of batch) this.#verifyHardDown(checkId, events);
    for (const [checkId, { events, previous }] of batch) {
      const memory = world.memory.get(checkId);
      const judgement = memory && alerting.judge(checkId, clock.now());
      if (judgement) changes.check(previous, memory, events, judgement, alerting.told.get(checkId));
    }
    const decided = changes.take();
    recorder.write(decided);
    feed.publish(changes.events());
    if (decided.alerts.length > 0) tell.alerted();
    if (decided.closed.length > 0) tell.handled();
  }

  /** Not watched any more: what was known of it is not known now, and nobody waits for its recovery. */
  #retire(check: Check): void {
    const { world, clock, alerting } = this.#options;
    world.memory.set(check.id, initialState(check, clock.now()));
    world.lastResults.delete(check.id);
    alerting.told.delete(check.id);
    alerting.stale.delete(check.id);
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

  #turn(hostId: HostId, to: 'up' | 'not-up' | 'same'): void {
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
    if (hostCondition(before.status) !== is) this.#turn(after.hostId, is);
    else if (before.status === 'pending' || before.type !== after.type) this.#turn(after.hostId, 'same');
    this.#noWordFrom(after.checkId);
  }

  /** Rule 7: the host's alive check at once, unless it ran just now. */
  #askAlive(alive: Check): void {
    const { clock, runNow } = this.#options;
    const ranAt = this.#memoryOf(alive).resultAt;
    if (ranAt === null || clock.now() - ranAt > ALIVE_FRESH_MS) runNow([alive.id]);
  }

  /** What follows from hosts that turned: their checks, their neighbours (rule 8), their problems. */
  #followHosts(changes: ChangeSet): void {
    const { world, clock, reach, verification, runNow } = this.#options;
    const turned = this.#turnedHosts;
    this.#turnedHosts = new Map();
    for (const { before, after } of reach.recompute(turned.keys(), clock.now())) {
      changes.host(before, after);
      for (const check of world.checksOf(after.hostId)) this.#touch(this.#memoryOf(check));
    }
    for (const [hostId, to] of turned) {
      if (to === 'same') continue;
      const { parents, children } = reach.toCheck(hostId, to);
      if (to === 'not-up') verification.expect(hostId, parents);
      // Behind a host that is back nobody is down before he was looked at himself: what is known of him is from before.
      else for (const child of children) this.#expectOwn(child);
      const revived = to === 'up' ? this.#cameUp(hostId) : [];
      runNow([...parents, ...children, ...revived]);
    }
  }

  #expectOwn(alive: CheckId): void {
    const { world, verification } = this.#options;
    const hostId = world.checks.get(alive)?.hostId;
    if (hostId) verification.expect(hostId, [alive]);
  }

  /** Attempts start over; what was seen while the host was dead is looked at again at once. */
  #cameUp(hostId: HostId): readonly CheckId[] {
    const { world, verification } = this.#options;
    verification.drop(hostId);
    const alive = world.aliveCheckOf(hostId);
    return world.checksOf(hostId).flatMap((check) => {
      if (check.id === alive?.id) return [];
      const before = this.#memoryOf(check);
      const after = hostCameUp(before);
      if (after !== before) {
        this.#touch(before);
        world.memory.set(check.id, after);
      }
      return before.hostDown ? [check.id] : [];
    });
  }

  /** A host that went hard down asks its parents once more, so that a dead switch is not blamed on its hosts. */
  #verifyHardDown(checkId: CheckId, events: readonly StateEvent[]): void {
    const { world, clock, reach, verification, runNow } = this.#options;
    const memory = world.memory.get(checkId);
    if (!memory || world.aliveCheckOf(memory.hostId)?.id !== checkId) return;
    if (hostCondition(memory.status) === 'up' || !events.some((event) => event.type === 'hard')) return;
    const stale = reach.toCheck(memory.hostId, 'not-up').parents.filter((parent) => {
      const at = world.memory.get(parent)?.resultAt ?? null;
      return at === null || at < (memory.badSince ?? 0) || clock.now() - at > ALIVE_FRESH_MS;
    });
    verification.expect(memory.hostId, stale);
    runNow(stale);
  }
}
