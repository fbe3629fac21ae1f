// Notifying on its own: a real store on real files, the real services, a clock that the test moves, and a way to tell people
// that does what the test says. Alerts are put in as monitoring puts them: into the store, then a poke.
import { expect, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { Alert, AlertKind } from '../../electron/contract/model/alert.ts';
import { check as checkSchema } from '../../electron/contract/model/check.ts';
import { host as hostSchema } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, ProblemId, RouteId } from '../../electron/contract/model/ids.ts';
import type { Actor, Entry } from '../../electron/contract/model/journal.ts';
import { type Channel, type Notice, type RouteDraft, route } from '../../electron/contract/model/notice.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Told } from '../../electron/engine/core/suppression.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { defineNotifier, type NotifierContext, type NotifierKind } from '../../electron/engine/notifiers/notifier.ts';
import { type Holders, NO_HOLDERS } from '../../electron/engine/services/alerting.ts';
import { type Channels, createChannels } from '../../electron/engine/services/channels.ts';
import { createLiveFeed, type LiveFeed } from '../../electron/engine/services/live-feed.ts';
import { createNotifying, type Notifying } from '../../electron/engine/services/notifying.ts';
import { createHands } from '../../electron/engine/services/notifying-hands.ts';
import { createAlarms, createNotifierHost } from '../../electron/engine/services/screens.ts';
import { createSecrets } from '../../electron/engine/services/secrets.ts';
import { createTroubles, type Troubles } from '../../electron/engine/services/troubles.ts';
import { createWorld, type World } from '../../electron/engine/services/world.ts';
import { openStore, type Store } from '../../electron/engine/store/open.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { newFolder } from './floor.ts';

export const ADA: Actor = { type: 'operator', name: 'ada' };

/** What a channel was asked to deliver, once for each try. */
export interface Sent {
  readonly channel: string;
  readonly notice: Notice;
  readonly key: string;
  readonly attempt: number;
  readonly at: number;
}

type Behaviour = (sent: Sent, context: NotifierContext) => Promise<string>;

export interface NotifyingFloor {
  readonly folder: string;
  readonly clock: TestClock;
  readonly world: World;
  /** Oldest first; a retry is a line of its own. */
  readonly sent: Sent[];
  store: Store;
  channels: Channels;
  notifying: Notifying;
  troubles: Troubles;
  feed: LiveFeed;
  holders: { -readonly [Key in keyof Holders]: Holders[Key] };
  /** Alerts that the disk refused. */
  readonly unwritten: Alert[];
  /** From now on every try of that channel does so; by default it answers 'ok'. */
  behave(channel: string, behaviour: Behaviour): void;
  channel(name: string, more?: Partial<Channel>): Promise<Channel>;
  routes(...routes: Partial<RouteDraft>[]): void;
  /** Puts alerts into the store with their problems, and pokes. */
  alert(...alerts: readonly Alert[]): Promise<void>;
  /** Titles sent by a channel (or all), in order. */
  titles(channel?: string): readonly string[];
  journal(kind?: Entry['kind']): readonly Entry[];
  run(ms: number): Promise<void>;
  restart(downMs?: number): Promise<void>;
  acknowledge(host: string): void;
}

let counter = 0;

/** An alert of a host (or, with `check`, of a check of it). */
export function alertOf(host: string, kind: AlertKind, more: Partial<Alert> & { readonly at: number }): Alert {
  counter += 1;
  const alive = more.check === undefined;
  const check = more.check ?? 'ping';
  return {
    id: `alert-${counter}`,
    kind,
    status: kind === 'recovery' ? 'ok' : 'down',
    severity: 2,
    problemId: `problem-${host}-${check}` as ProblemId,
    hostId: `host-${host}` as HostId,
    checkId: `check-${host}-${check}` as CheckId,
    alive,
    host,
    check,
    site: 'main',
    tags: [],
    since: more.at,
    summary: kind === 'recovery' ? 'back' : '3 of 3 packets lost',
    ...more,
  };
}

/** What monitoring keeps in the world beside an alert. */
function follow(world: World, told: Map<CheckId, Told>, alert: Alert): void {
  const { hostId, checkId, host, check, site, tags, kind } = alert;
  if (!world.hosts.has(hostId)) {
    world.putHost(hostSchema.parse({ id: hostId, name: host, address: '127.0.0.1', site, tags: [...tags] }));
  }
  if (!world.checks.has(checkId)) {
    world.putCheck(checkSchema.parse({ id: checkId, hostId, name: check, kind: 'ping', alive: alert.alive }));
  }
  const before = told.get(checkId) ?? { status: null, flapping: false };
  if (kind === 'recovery') {
    world.problems.delete(checkId);
    told.set(checkId, { ...before, status: null });
    return;
  }
  if (kind === 'flapping-start' || kind === 'flapping-stop') {
    told.set(checkId, { ...before, flapping: kind === 'flapping-start' });
    return;
  }
  const status = alert.status === 'ok' ? 'down' : alert.status;
  told.set(checkId, { ...before, status });
  const problem: Problem = {
    id: alert.problemId ?? (`problem-${checkId}` as ProblemId),
    hostId,
    checkId,
    status,
    severity: alert.severity,
    openedAt: alert.since,
    changedAt: alert.at,
    toldAt: alert.at,
    held: null,
    because: null,
    ack: null,
  };
  world.problems.set(checkId, problem);
}

function scriptedKind(floor: Pick<NotifyingFloor, 'sent' | 'clock'>, behaviours: Map<string, Behaviour>) {
  const secret = z.string().max(200).default('').meta({ title: 'Token', secret: true });
  return defineNotifier({
    kind: 'scripted',
    title: 'Scripted',
    about: 'Does what the test says.',
    config: z.strictObject({ to: z.string().min(1, 'say to whom').default('the floor'), token: secret }),
    timeoutMs: 10_000,
    async deliver(config, notice, context) {
      const { idempotencyKey: key, attempt } = context;
      const sent: Sent = { channel: config.to, notice, key, attempt, at: floor.clock.now() };
      floor.sent.push(sent);
      return (await behaviours.get(config.to)?.(sent, context)) ?? 'ok';
    },
  });
}

/** Opens it for one test; a timer left running fails the test. */
export async function openNotifying(
  options: { readonly kinds?: readonly NotifierKind[]; readonly chance?: () => number; readonly folder?: string } = {},
): Promise<NotifyingFloor> {
  const clock = createTestClock();
  const world = createWorld([], []);
  const told = new Map<CheckId, Told>();
  const behaviours = new Map<string, Behaviour>();
  const folder = options.folder ?? newFolder();
  const sent: Sent[] = [];
  const unwritten: Alert[] = [];
  const kind = scriptedKind({ sent, clock }, behaviours);
  const kinds = [kind, ...(options.kinds ?? [])];
  const holders = { ...NO_HOLDERS };

  const floor: NotifyingFloor = {
    folder,
    clock,
    world,
    sent,
    holders,
    unwritten,
    ...(await open()),
    behave: (channel, behaviour) => void behaviours.set(channel, behaviour),
    channel: (name, more = {}) =>
      floor.channels.putChannel(
        {
          channelId: null,
          channel: { name, kind: 'scripted', config: { to: name }, enabled: true, title: '', text: '', ...more },
        },
        ADA,
      ),
    routes(...routes) {
      const list = routes.map((one, n) =>
        route.parse({
          id: `route-${n}` as RouteId,
          name: `Route ${n}`,
          channelIds: floor.channels.list().map(({ id }) => id),
          ...one,
        }),
      );
      floor.channels.putRoutes(list, ADA);
    },
    async alert(...alerts) {
      floor.store.transaction(() => {
        for (const alert of alerts) floor.store.alerts.put(alert);
      });
      for (const alert of alerts) follow(world, told, alert);
      floor.notifying.poke();
      floor.notifying.handled();
      await clock.advance(0);
    },
    titles: (channel) =>
      floor.sent.filter((one) => !channel || one.channel === channel).map(({ notice }) => notice.title),
    journal: (wanted) =>
      [...floor.store.journal.list({ limit: 100_000, ...(wanted ? { kinds: [wanted] } : {}) })].reverse(),
    run: (ms) => clock.advance(ms),
    async restart(downMs = 0) {
      await close();
      clock.stall(downMs);
      Object.assign(floor, await open());
    },
    acknowledge(host) {
      for (const problem of world.problems.values()) {
        if (world.hosts.get(problem.hostId)?.name !== host) continue;
        const ack = { by: 'ada', at: clock.now(), reason: 'mine', sticky: false, expiresAt: null };
        world.problems.set(problem.checkId, { ...problem, ack });
      }
      floor.notifying.handled();
    },
  };

  async function open() {
    const store = await openStore(folder, { clock });
    const log = silentLog;
    const troubles = createTroubles(clock, log);
    const put = (id: string, sealed: Uint8Array): void => store.secrets.put(id, sealed, clock.now());
    const secrets = createSecrets({
      keychain: null,
      sealed: { ...store.secrets, put },
      credentials: store.credentials,
    });
    secrets.unlock('a shift of eight hours');
    const feed = createLiveFeed({ clock, engineId: 'floor', snapshot: () => ({}) as never });
    const channels = createChannels({ clock, store, secrets, feed, kinds });
    const hands = createHands({ clock, world, holders: () => holders });
    const alarms = createAlarms({ clock, store, feed, hands, log });
    const host = createNotifierHost(null, alarms.sound);
    const recorder = { unwrittenAlerts: () => unwritten };
    const { chance = () => 0.5 } = options;
    const own = { clock, store, world, channels, feed, host, troubles, log, hands, alarms, recorder, told, chance };
    const notifying = createNotifying({ ...own, zone: 'Europe/Berlin', hasDesktop: true });
    notifying.start();
    return { store, channels, notifying, troubles, feed };
  }
  async function close(): Promise<void> {
    await floor.notifying.stop();
    floor.feed.close();
    floor.store.close();
    expect(clock.pending, 'timers left').toBe(0);
  }
  onTestFinished(close);
  return floor;
}
