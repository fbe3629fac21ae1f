// A desk for escalations: real store, real rotas, real steps, a clock that the test moves. Only telling people is a double
// that writes down what it was asked to send; the whole engine is in escalation-engine.test.ts.
import { onTestFinished } from 'vitest';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, PersonId, PolicyId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Actor } from '../../electron/contract/model/journal.ts';
import { type Channel, channel, type Notice, type Route, route } from '../../electron/contract/model/notice.ts';
import {
  type EscalationPolicyDraft,
  escalationPolicy,
  person,
  type Schedule,
  schedule,
} from '../../electron/contract/model/on-call.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import { initialState } from '../../electron/engine/core/check-memory.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import type { Channels } from '../../electron/engine/services/channels.ts';
import { createEscalations } from '../../electron/engine/services/escalation.ts';
import { createOnCall } from '../../electron/engine/services/on-call.ts';
import { createTroubles } from '../../electron/engine/services/troubles.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { check, host, newFolder } from './store-makers.ts';

export const ADA: Actor = { type: 'operator', name: 'ada' };
export const MINUTE = 60_000;

export const channelNamed = (name: string, enabled = true): Channel =>
  channel.parse({ id: `ch-${name}`, name, kind: 'desktop', enabled });

export const personNamed = (name: string, channels: readonly string[] = [name]) =>
  person.parse({ id: name, name, phone: `+31 20 ${name}`, channelIds: channels.map((one) => `ch-${one}`) });

/** Ada and Ben, a day each, from eight to eight in Berlin; nobody before 1 June 2026. */
export const network = (more: object = {}): Schedule =>
  schedule.parse({
    id: 'network',
    name: 'Network',
    zone: 'Europe/Berlin',
    layers: [
      {
        name: 'Day and night',
        people: ['Ada', 'Ben'],
        handover: { every: 'day', at: '08:00' },
        startsOn: '2026-06-01',
      },
    ],
    ...more,
  });

const toPerson = (name: string) => ({ type: 'person' as const, personId: name as PersonId });

/** Ada after 5 minutes, Ben 10 later. */
export const ladder = (more: Partial<EscalationPolicyDraft> = {}) =>
  escalationPolicy.parse({
    id: 'ladder',
    name: 'Ladder',
    steps: [
      { delayMs: 5 * MINUTE, targets: [toPerson('Ada')] },
      { delayMs: 10 * MINUTE, targets: [toPerson('Ben')] },
    ],
    ...more,
  });

export interface Sent {
  readonly notice: Notice;
  readonly to: readonly string[];
}

type Desk = Awaited<ReturnType<typeof openDesk>>;

/** `unseenMs`: how long ago the last results are that the engine before has left. */
export async function openDesk(folder: string, clock = createTestClock(), unseenMs = 0) {
  const store = await openStore(folder, { clock });
  store.watch.start(clock.now());
  const hosts = store.inventory.hosts();
  const world = createWorld(hosts, store.inventory.checks());
  for (const one of world.checks.values()) {
    world.memory.set(one.id, {
      ...initialState(one, 0),
      resultAt: clock.now() - unseenMs,
      summary: 'no answer in 5 s',
    });
  }
  for (const problem of store.problems.listOpen()) world.problems.set(problem.checkId, problem);
  const list: Channel[] = ['Ada', 'Ben', 'Ops'].map((name) => channelNamed(name));
  const routes: Route[] = [route.parse({ id: 'all', name: 'All', policyId: 'ladder' as PolicyId })];
  const channels = { list: () => list, routes: () => routes, alsoUsedBy: () => {} } as unknown as Channels;
  const feed = { publish: () => {} };
  const troubles = createTroubles(clock, silentLog);
  const onCall = createOnCall({ clock, store, channels, feed });
  const sent: Sent[] = [];
  const hearing = new Set<(notice: Notice) => void>();
  const desk = { refusesWith: null as Error | null, heldBy: new Map<string, string>(), muted: new Set<string>() };
  const escalations = createEscalations({
    ...{ clock, store, world, channels, onCall, feed, troubles },
    notifying: {
      send(notice, to) {
        if (desk.refusesWith) throw desk.refusesWith;
        sent.push({ notice, to });
      },
      onNotice(listener) {
        hearing.add(listener);
        return () => hearing.delete(listener);
      },
    },
    maintenance: { holderOf: () => null, statuses: () => [] },
    mutes: { holderOf: (_, checkId) => (desk.muted.has(checkId) ? { by: 'ben' } : null), list: () => [] },
    isolated: () => null,
  });
  return {
    ...{ desk, store, clock, world, onCall, escalations, sent, list, routes, troubles },
    hear(notice: Notice): void {
      for (const listener of hearing) listener(notice);
    },
    close() {
      escalations.stop();
      onCall.stop();
      store.close();
    },
    journal: () =>
      store.journal
        .list({ kinds: ['escalation'], limit: 500 })
        .toReversed()
        .map(({ text }) => text),
  };
}

/** Hosts 'db1' and 'web1', each with a check; people, rota and policy as above. */
export async function equip({ store, world, onCall, clock }: Desk): Promise<void> {
  for (const name of ['db1', 'web1']) {
    const of = { ...host(name), ...hostInput.parse({ name, address: '127.0.0.1' }), id: `host-${name}` as HostId };
    const probe = { ...check('http', of), alive: false };
    store.transaction(() => {
      store.inventory.putHost(of);
      store.inventory.putCheck(probe);
    });
    world.putHost(of);
    world.putCheck(probe);
    world.memory.set(probe.id, {
      ...initialState(probe, 0),
      resultAt: clock.now(),
      summary: 'no answer in 5 s',
    });
  }
  for (const name of ['Ada', 'Ben']) onCall.putPerson(personNamed(name), ADA);
  onCall.putSchedule(network(), ADA);
  onCall.putPolicy(ladder(), ADA);
}

/** A told problem of a host's check, open since now, in world and store. */
export function breaks({ world, store, clock }: Desk, name: string): Problem {
  const now = clock.now();
  const problem: Problem = {
    id: `problem-${name}` as ProblemId,
    hostId: `host-${name}` as HostId,
    checkId: `check-${name}-http` as CheckId,
    status: 'critical',
    severity: 2,
    openedAt: now,
    changedAt: now,
    toldAt: now,
    held: null,
    because: null,
    ack: null,
  };
  world.problems.set(problem.checkId, problem);
  store.problems.put(problem);
  return problem;
}

export function takes({ world, store, escalations, clock }: Desk, problem: Problem, until: number | null = null): void {
  const ack = { by: 'ada', at: clock.now(), reason: 'on it', sticky: false, expiresAt: until };
  world.problems.set(problem.checkId, { ...problem, ack });
  store.problems.put({ ...problem, ack });
  escalations.handled();
}

export function repairs({ world, store, escalations, clock }: Desk, problem: Problem): void {
  world.problems.delete(problem.checkId);
  store.problems.close(problem.id, clock.now());
  escalations.handled();
}

/** The message notifying made of problems. */
export const noticeOf = (at: number, problems: readonly Problem[], more: Partial<Notice> = {}): Notice => ({
  id: `notice-${at}`,
  at,
  kind: 'problem',
  severity: 2,
  conversation: 'talk-1',
  title: 'db1 http critical',
  text: '',
  items: problems.map((problem) => ({
    alert: 'problem',
    status: problem.status,
    severity: 2,
    problemId: problem.id,
    host: 'db1',
    check: 'http',
    site: '',
    tags: [],
    summary: '',
    since: problem.openedAt,
  })),
  heldBehind: 0,
  links: [],
  routeId: 'all' as Route['id'],
  ...more,
});

/** An equipped desk that goes on; it closes with the test. Given a folder and a clock: the next engine on the same data. */
export async function floor(folder = newFolder(), clock?: TestClock, unseenMs = 0) {
  const desk = await openDesk(folder, clock, unseenMs);
  let open = true;
  const close = (): void => {
    if (open) desk.close();
    open = false;
  };
  onTestFinished(close);
  if (!clock) await equip(desk);
  desk.escalations.start();
  const told = (): readonly string[] => desk.sent.map(({ to }) => to.join('+'));
  return { ...desk, folder, close, told };
}
