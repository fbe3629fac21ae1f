// The engine as one thing: builds every service, wires them, and takes them apart again in the right order.
import { randomUUID } from 'node:crypto';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import type { RPCHandler } from '@orpc/server/message-port';
import type { CheckId } from '../contract/model/ids.ts';
import type { Result } from '../contract/model/result.ts';
import { aboutEngine, waitedFor, wasDown, wasSetBack } from './engine-words.ts';
import { buildIncidents, type IncidentRoom } from './incidents.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { openKnownHosts } from './lib/known-hosts.ts';
import type { Log } from './lib/log.ts';
import { createLogKeeper } from './lib/log-keeper.ts';
import { buildPeople, type People } from './people.ts';
import { probeKinds } from './probes/index.ts';
import { type CallContext, createHandler, type Services } from './serve.ts';
import { createAlarmLoad } from './services/alarm-load.ts';
import { Alerting, type Holders, NO_HOLDERS } from './services/alerting.ts';
import { createAvailability } from './services/availability.ts';
import { scheduleBackups } from './services/backups.ts';
import { createBatchChoice } from './services/batch-choice.ts';
import { type Beats, createBeats } from './services/beats.ts';
import { createEngineInside, type EngineInside } from './services/engine-inside.ts';
import { Handling } from './services/handling.ts';
import { createHistory } from './services/history.ts';
import { createHostFeed } from './services/host-feed.ts';
import { createHostReach } from './services/host-reach.ts';
import { createInbound } from './services/inbound.ts';
import { Inventory } from './services/inventory.ts';
import { createJobs } from './services/jobs.ts';
import { createLiveFeed, type LiveFeed } from './services/live-feed.ts';
import { Monitoring } from './services/monitoring.ts';
import { recall } from './services/recall.ts';
import { createRecorder } from './services/recorder.ts';
import { keepRetention } from './services/retention.ts';
import { createRunner, type Job, type Runner } from './services/runner.ts';
import { createSamples } from './services/samples.ts';
import { Scheduler } from './services/scheduler.ts';
import type { DesktopHost } from './services/screens.ts';
import { createSecrets, type Keychain } from './services/secrets.ts';
import { createEngineSettings } from './services/settings.ts';
import { JUMP_TOLERANCE_MS } from './services/slot-clock.ts';
import { watchThisMachine } from './services/this-machine.ts';
import { createTroubles } from './services/troubles.ts';
import { createVerification } from './services/verification.ts';
import { Watchdog } from './services/watchdog.ts';
import { createWorld, snapshotOf, type World } from './services/world.ts';
import { lockFolder } from './store/lock.ts';
import { openStore, type Store, suspectDamage } from './store/open.ts';
import { StorageError, type StorageReason } from './store/storage-error.ts';

export interface EngineOptions {
  readonly folder: string;
  readonly version: string;
  readonly log: Log;
  readonly keychain: Keychain | null;
  /** Desktop notifications and the tray, where a program with windows started the engine. */
  readonly desktop?: DesktopHost | null;
  readonly clock?: Clock;
  /** Read-only known_hosts files; by default the user's and the system's. */
  readonly knownHostsFiles?: readonly string[];
  /** Runs the probes; by default for real. A replay or a test of the services brings its own. */
  readonly runner?: Runner;
  /** Whether an empty inventory starts with this very machine. Default true. */
  readonly watchSelf?: boolean;
  /** Nothing is probed and nobody told, and the time counts as not monitored: to change the inventory while no engine runs. */
  readonly paused?: boolean;
}

export interface Engine {
  readonly handler: RPCHandler<CallContext>;
  readonly feed: LiveFeed;
  readonly inventory: Inventory;
  readonly world: World;
  readonly watchdog: Watchdog;
  readonly scheduler: Scheduler;
  /** Ends runs, writes what is open, closes files. The data folder is free afterwards. */
  stop(): Promise<void>;
}

/** Takes the data folder and starts to watch. Throws StorageError in words when the folder cannot be used. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const ground = await openGround(options);
  const services = buildServices(options, ground);
  const { store, world, troubles, gap, setBackMs } = ground;
  const { inventory, watchdog, scheduler, feed, handler, recorder } = services;
  try {
    if (gap) recorder.note(wasDown(gap.from, ground.startedAt));
    if (setBackMs > JUMP_TOLERANCE_MS) recorder.note(wasSetBack(setBackMs, ground.startedAt));
    if (options.paused) {
      await scheduler.stop();
      store.watch.open('engine-down', ground.startedAt);
    } else {
      watchdog.beat();
      if (options.watchSelf ?? true) await watchThisMachine({ store, world, inventory, troubles });
      await inventory.scheduleAll();
      services.people.start();
      services.room.start();
      await services.inbound.start();
    }
  } catch (error) {
    await stopEngine(ground, services);
    throw error;
  }
  const stop = async (): Promise<void> => {
    if (options.paused) store.watch.close('engine-down', ground.clock.now());
    await stopEngine(ground, services);
  };
  return { handler, feed, inventory, world, watchdog, scheduler, stop };
}

type Ground = Awaited<ReturnType<typeof openGround>>;

/** What everything stands on: the locked folder, the store, the world as it was last known. */
async function openGround(options: EngineOptions) {
  const { folder, clock = systemClock } = options;
  const startedAt = clock.now();
  const unlock = lockFolder(folder, { pid: process.pid, host: hostname(), since: startedAt });
  try {
    const ground = await readGround(options, clock).catch((error: unknown) => {
      if (error instanceof StorageError && NOT_IN_THE_FILE.has(error.reason)) throw error;
      // Something in the files makes no sense: looked through from end to end they can be repaired, or it is said what is wrong.
      suspectDamage(folder);
      return readGround(options, clock);
    });
    return { clock, startedAt, unlock, ...ground };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Reasons that lie with the disk, or with who else uses it: looking closer at the files finds nothing. */
const NOT_IN_THE_FILE: ReadonlySet<StorageReason> = new Set(['full', 'read-only', 'locked', 'newer']);

async function readGround(options: EngineOptions, clock: Clock) {
  const store = await openStore(options.folder, { clock });
  try {
    return { store, ...(await layGround(options, clock, store)) };
  } catch (error) {
    store.close();
    throw error;
  }
}

async function layGround(options: EngineOptions, clock: Clock, store: Store) {
  const { folder, keychain, knownHostsFiles } = options;
  const log = createLogKeeper(options.log, clock);
  const settings = createEngineSettings({ clock, store });
  const troubles = createTroubles(clock, log);
  // Stays on the screen until the next start: what is missing must be seen, not found out.
  for (const { code, message } of store.notices) troubles.set('restored', message, code);
  const world = createWorld(store.inventory.hosts(), store.inventory.checks());
  const verification = createVerification();
  // Who they are is known when the services are built over this ground.
  const holders: { -readonly [Key in keyof Holders]: Holders[Key] } = { ...NO_HOLDERS };
  const alerting = new Alerting(world, (hostId) => waitedFor(world, verification.waitingFor(hostId)), holders);
  const { gap, setBackMs } = recall({ store, world, told: alerting.told, stale: alerting.stale, now: clock.now() });
  const knownHosts = openKnownHosts({
    files: knownHostsFiles ?? [join(homedir(), '.ssh', 'known_hosts'), '/etc/ssh/ssh_known_hosts'],
    own: join(folder, 'known_hosts'),
    asksFirst: () => settings.get().hostKeys.firstContact === 'ask',
    clock,
  });
  const put = (id: string, sealed: Uint8Array): void => store.secrets.put(id, sealed, clock.now());
  const secrets = createSecrets({ keychain, sealed: { ...store.secrets, put }, credentials: store.credentials });
  await secrets.start();
  const batches = createBatchChoice(clock, probeKinds);
  await batches.start();
  const known = { log, settings, troubles, world, verification, alerting, holders };
  return { ...known, gap, setBackMs, knownHosts, secrets, batches };
}

type Built = ReturnType<typeof buildServices>;

/** Schedule, probes, state machine, feeds: everything from a due check to the screen. */
function buildWatch(options: EngineOptions, ground: Ground) {
  const { clock, log, startedAt, store, troubles, world, verification, alerting, knownHosts, batches } = ground;
  const heard = { lastBeat: (id: CheckId) => beats.lastOf(id), deafMs: (since: number) => beats.deafMs(since) };
  const runner = options.runner ?? createRunner({ clock, hostKeys: knownHosts, ...heard });
  const feed = createLiveFeed({
    clock,
    engineId: randomUUID(),
    snapshot: () => snapshotOf(world, knownHosts.questions(), watchdog.health(), standing()),
  });
  const hostFeed = createHostFeed((id) => world.checksOf(id).flatMap((check) => world.lastResults.get(check.id) ?? []));
  const recorder = createRecorder({ clock, store, troubles });
  const samples = createSamples({ clock, store, troubles });
  const { settings, secrets } = ground;
  const standing = () => ({ ...people.snapshot(), incidents: room.book.standing() });
  const known = { clock, store, world, settings, secrets, troubles, recorder, feed, log };
  const people: People = buildPeople({ ...known, runner, desktop: options.desktop ?? null, told: alerting.told });
  Object.assign(ground.holders, people.holders);
  const history = createHistory(store, world);
  const room: IncidentRoom = buildIncidents({ ...known, ...people, history, desktop: options.desktop ?? null });
  const reach = createHostReach(world);
  const runNow = (ids: readonly CheckId[]): void => void scheduler.runNow(ids);
  const beats: Beats = createBeats({ clock, store, world, runNow });
  const up = {
    clock,
    world,
    reach,
    alerting,
    verification,
    recorder,
    samples,
    feed,
    hostFeed,
    runNow,
    tell: { ...people.tell, problems: room.incidents.problemsChanged },
  };
  const monitoring = new Monitoring(up);
  const deliver = (job: Job, result: Result) => {
    inside.heard(job.kind.kind);
    return monitoring.deliver(job.check, result);
  };
  const onFault = (error: unknown): void => {
    log.error('a result could not be taken in', error);
    troubles.set('internal', 'A result could not be taken in; its check runs on. The engine log has the details.');
  };
  const scheduler: Scheduler = new Scheduler({ clock, runner, batches: batches.use, deliver, onFault });
  people.follow({ monitoring, scheduler, lookAtClocks: () => watchdog.lookAtClocks() });
  const measured = { clock, store, world, scheduler, log, kinds: probeKinds, startedAt };
  const inside: EngineInside = createEngineInside({ ...measured, settings: ground.settings });
  const hooks = { onGap: () => monitoring.afterGap(), onBeat: () => monitoring.tick() };
  const watched = { clock, store, recorder, scheduler, feed, troubles, log, startedAt };
  const watchdog: Watchdog = new Watchdog({ ...watched, ...hooks });
  return {
    room,
    history,
    runner,
    feed,
    hostFeed,
    recorder,
    samples,
    beats,
    people,
    monitoring,
    scheduler,
    inside,
    watchdog,
  };
}

/** What people ask of the engine, over the watch. */
function buildServices(options: EngineOptions, ground: Ground) {
  const { clock, log, store, troubles, world, knownHosts, secrets, settings } = ground;
  const watch = buildWatch(options, ground);
  const { runner, feed, hostFeed, beats, people, monitoring, scheduler, inside, room, history } = watch;
  const jobs = createJobs(secrets);
  const inventory = new Inventory({ clock, store, world, jobs, scheduler, monitoring, feed, secrets });
  const acting = { clock, store, world, jobs, runner, scheduler, monitoring, inventory, knownHosts, secrets };
  const inbound = createInbound({ clock, store, world, inventory, beats, settings, troubles, log });
  const services: Services = {
    liveFeed: feed,
    hostFeed,
    inventory,
    handling: new Handling(acting),
    history,
    ...room,
    availability: createAvailability(store, world, { clock, watching: true, spansOf: people.maintenance.spansOf }),
    beats,
    settings,
    inside,
    ...people,
    inbound,
    alarmLoad: createAlarmLoad(store, world, { clock }),
    about: () => aboutEngine({ ...options, ...ground }),
  };
  const undoKeys = knownHosts.onChange(() => feed.publish([{ type: 'host-keys', hostKeys: knownHosts.questions() }]));
  const undoBackups = scheduleBackups({ clock, store, settings, troubles, log });
  const undoRetention = keepRetention({ clock, store, settings, troubles, log });
  return { ...watch, handler: createHandler(services, log), inventory, inbound, undoKeys, undoBackups, undoRetention };
}

/** In this order: nothing new begins, what is decided is written, the files close, the folder is free. */
async function stopEngine(ground: Ground, services: Built): Promise<void> {
  const { scheduler, monitoring, recorder, samples, watchdog, feed, inside, inventory } = services;
  const { undoKeys, undoBackups, undoRetention, people, inbound, room } = services;
  undoKeys();
  inventory.stop();
  undoBackups();
  undoRetention();
  await inbound.stop();
  inside.stop();
  ground.batches.stop();
  await scheduler.stop();
  await Promise.allSettled(probeKinds.map((kind) => kind.close?.()));
  monitoring.settle();
  room.stop();
  await people.stop();
  recorder.stop();
  samples.stop();
  watchdog.stop();
  feed.close();
  ground.store.close();
  ground.unlock();
}
