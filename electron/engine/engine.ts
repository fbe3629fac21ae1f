// The engine as one thing: builds every service, wires them, and takes them apart again in the right order.
import { randomUUID } from 'node:crypto';
import type { RPCHandler } from '@orpc/server/message-port';
import type { CheckId } from '../contract/model/ids.ts';
import type { Result } from '../contract/model/result.ts';
import type { EngineOptions } from './engine-options.ts';
import { aboutEngine, wasDown, wasSetBack } from './engine-words.ts';
import { type Ground, openGround } from './ground.ts';
import { buildIncidents, type IncidentRoom } from './incidents.ts';
import { buildPeople, type People } from './people.ts';
import { probeKinds } from './probes/index.ts';
import { buildRunbooks, type RunbookRoom } from './runbooks.ts';
import { createHandler } from './serve.ts';
import type { CallContext } from './serve-base.ts';
import type { Services } from './serve-services.ts';
import { createAlarmLoad } from './services/alarm-load.ts';
import { createAvailability } from './services/availability.ts';
import { scheduleBackups } from './services/backups.ts';
import { type Beats, createBeats } from './services/beats.ts';
import { createEngineInside, type EngineInside } from './services/engine-inside.ts';
import { createForecasts } from './services/forecasts.ts';
import { Handling } from './services/handling.ts';
import { createHistory } from './services/history.ts';
import { createHostFeed } from './services/host-feed.ts';
import { createHostReach } from './services/host-reach.ts';
import { createInbound } from './services/inbound.ts';
import { Inventory } from './services/inventory.ts';
import { createJobs } from './services/jobs.ts';
import { createLiveFeed, type LiveFeed } from './services/live-feed.ts';
import { Monitoring } from './services/monitoring.ts';
import { createRecorder } from './services/recorder.ts';
import { keepRetention } from './services/retention.ts';
import { createRunner, type Job, type Runner } from './services/runner.ts';
import { createSamples } from './services/samples.ts';
import { Scheduler } from './services/scheduler.ts';
import { createShifts } from './services/shifts/shifts.ts';
import { JUMP_TOLERANCE_MS } from './services/slot-clock.ts';
import { watchThisMachine } from './services/this-machine.ts';
import { Watchdog } from './services/watchdog.ts';
import { snapshotOf, type World } from './services/world.ts';
import { buildShiftRoom, type ShiftRoom } from './shift-room.ts';

export type { EngineOptions } from './engine-options.ts';

export interface Engine {
  readonly handler: RPCHandler<CallContext>;
  readonly feed: LiveFeed;
  readonly inventory: Inventory;
  readonly world: World;
  readonly watchdog: Watchdog;
  readonly scheduler: Scheduler;
  readonly shiftRoom: ShiftRoom;
  /** Ends runs, writes what is open, closes files. The data folder is free afterwards. */
  stop(): Promise<void>;
}

/** Takes the data folder and starts to watch. Throws StorageError in words when the folder cannot be used. */
export async function startEngine(options: EngineOptions): Promise<Engine> {
  const ground = await openGround(options);
  const services = buildServices(options, ground);
  const { store, world, troubles, gap, setBackMs } = ground;
  const { inventory, watchdog, scheduler, feed, handler, recorder, shiftRoom } = services;
  try {
    if (gap) recorder.note(wasDown(gap.from, ground.startedAt));
    if (setBackMs > JUMP_TOLERANCE_MS) recorder.note(wasSetBack(setBackMs, ground.startedAt));
    if (options.paused) {
      await scheduler.stop();
      store.watch.open('engine-down', ground.startedAt);
      if (options.readsRunbooks) await services.runbooks.library.start();
    } else {
      watchdog.beat();
      if (options.watchSelf ?? true) await watchThisMachine({ store, world, inventory, troubles });
      await inventory.scheduleAll();
      services.people.start();
      services.room.start();
      await services.runbooks.start();
      await services.inbound.start();
      services.forecasts.start();
      services.shiftRoom.start();
    }
  } catch (error) {
    await stopEngine(ground, services);
    throw error;
  }
  const stop = async (): Promise<void> => {
    if (options.paused) store.watch.close('engine-down', ground.clock.now());
    await stopEngine(ground, services);
  };
  return { handler, feed, inventory, world, watchdog, scheduler, shiftRoom, stop };
}

type Built = ReturnType<typeof buildServices>;

type Known = Omit<Parameters<typeof buildPeople>[0], 'desktop' | 'told'> & { readonly runner: Runner };
type Rooms = ReturnType<typeof buildRooms>;

/** What stands over the watch: people and how they are told, incidents, runbooks. */
function buildRooms(options: EngineOptions, { alerting, holders, knownHosts }: Ground, known: Known) {
  const desktop = options.desktop ?? null;
  const people: People = buildPeople({ ...known, desktop, told: alerting.told });
  Object.assign(holders, people.holders);
  const history = createHistory(known.store, known.world);
  const room: IncidentRoom = buildIncidents({ ...known, ...people, history, desktop });
  const jobs = createJobs(known.secrets);
  const shifts = createShifts({ ...known, ...people });
  const forecasts = createForecasts(known);
  const around = { ...known, ...people, knownHosts, jobs, shifts, incidents: room.book };
  const runbooks: RunbookRoom = buildRunbooks({ ...around, shipped: options.runbooks ?? null });
  const { spansOf } = people.maintenance;
  const availability = createAvailability(known.store, known.world, { clock: known.clock, watching: true, spansOf });
  const alarmLoad = createAlarmLoad(known.store, known.world, { clock: known.clock });
  const said = { shifts, forecasts, availability, alarmLoad, incidentBook: room.book, desktop, knownHosts };
  const shiftRoom: ShiftRoom = buildShiftRoom({ ...known, ...people, ...room, ...runbooks, ...said });
  const standing = () => ({
    ...people.snapshot(),
    incidents: room.book.standing(),
    ...runbooks.snapshot(),
    shifts: shifts.world(),
    handoff: shiftRoom.handoffs.standing(),
    forecasts: forecasts.list(),
  });
  return { people, history, room, jobs, runbooks, shifts, forecasts, shiftRoom, availability, alarmLoad, standing };
}

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
  const known = { clock, store, world, settings, secrets, troubles, recorder, feed, log, runner };
  const rooms: Rooms = buildRooms(options, ground, known);
  const { standing, people, room } = rooms;
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
  const measured = { clock, store, world, scheduler, recorder, log, kinds: probeKinds, startedAt };
  const inside: EngineInside = createEngineInside({ ...measured, settings: ground.settings });
  const hooks = { onGap: () => monitoring.afterGap(), onBeat: () => monitoring.tick() };
  const watched = { clock, store, recorder, scheduler, feed, troubles, log, startedAt };
  const watchdog: Watchdog = new Watchdog({ ...watched, ...hooks });
  return {
    ...rooms,
    runner,
    feed,
    hostFeed,
    recorder,
    samples,
    beats,
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
  const {
    runner,
    recorder,
    feed,
    hostFeed,
    beats,
    people,
    monitoring,
    scheduler,
    inside,
    room,
    history,
    runbooks,
    jobs,
  } = watch;
  const inventory = new Inventory({ clock, store, world, jobs, scheduler, monitoring, feed, secrets });
  const acting = { clock, store, world, jobs, runner, scheduler, monitoring, inventory, knownHosts, secrets, recorder };
  const inbound = createInbound({ clock, store, world, inventory, beats, settings, troubles, log });
  const services: Services = {
    liveFeed: feed,
    hostFeed,
    inventory,
    handling: new Handling(acting),
    history,
    ...room,
    runbooks,
    availability: watch.availability,
    shifts: watch.shifts,
    shiftRoom: watch.shiftRoom,
    forecasts: watch.forecasts,
    beats,
    settings,
    inside,
    ...people,
    inbound,
    alarmLoad: watch.alarmLoad,
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
  const { undoKeys, undoBackups, undoRetention, people, inbound, room, runbooks, shifts, forecasts, shiftRoom } =
    services;
  undoKeys();
  inventory.stop();
  undoBackups();
  undoRetention();
  await shiftRoom.stop();
  forecasts.stop();
  shifts.stop();
  await inbound.stop();
  inside.stop();
  ground.batches.stop();
  await scheduler.stop();
  await Promise.allSettled(probeKinds.map((kind) => kind.close?.()));
  monitoring.settle();
  await runbooks.stop();
  room.stop();
  await people.stop();
  recorder.stop();
  samples.stop();
  watchdog.stop();
  feed.close();
  ground.store.close();
  ground.unlock();
}
