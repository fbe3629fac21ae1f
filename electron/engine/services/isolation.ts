// Whether the monitor itself has lost its network. Suspected when most hosts stop answering together, believed when the
// beacons are silent as well; then one problem is raised (the monitor's own), the rest is held back, and the time counts as
// not monitored, until a beacon answers.
//
//   connected ── most hosts fail together ──▶ asking ── a beacon answers ──▶ connected
//                                               │ all are silent, and most still fail
//                                               ▼
//   connected ◀── beacons answer, twice ──── isolated     (or: most hosts answer while the beacons do not)
//
// Without beacons that are known to answer there is no asking: nothing is ever held back on a guess.
import type { Host } from '../../contract/model/host.ts';
import type { HostId } from '../../contract/model/ids.ts';
import type { Notice } from '../../contract/model/notice.ts';
import { hostCondition } from '../core/check-memory.ts';
import { countSince, FEWEST_HOSTS, failingTogether, type Heard, mostFail } from '../core/isolation.ts';
import type { Holder } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { Beacons } from './beacons.ts';
import { createIsolationRecord } from './isolation-record.ts';
import type { Recorder } from './recorder.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

/** 'connected': it was only suspected. 'back': what was seen meanwhile was no measure of anything. */
export type IsolationChange = 'cut-off' | 'back' | 'connected';

export interface Isolation {
  /** Learns which beacons answer, and goes on where an engine stopped while it was cut off. */
  start(): void;
  /** The beacons, while they are silent (or being asked after most hosts began to fail together); null: connected. */
  holder(host: Host): Holder | null;
  /** A host stopped answering, or answers again; the world has it already. */
  turned(hostId: HostId): void;
  /** Called when the monitor is cut off, when it is back, and when it was not cut off after all. Returns the undo. */
  onChange(listener: (change: IsolationChange) => void): () => void;
  /** Resolves when nobody is being asked any more. */
  stop(): Promise<void>;
}

export interface IsolationOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly recorder: Recorder;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly beacons: Beacons;
  /** Tells people of the monitor itself, past everything that is held. */
  readonly announce: (notice: Notice) => void;
}

/** While connected the beacons are asked so often, to know which of them answer at all. */
const LEARN_EVERY_MS = 60_000;
/** After a start: first results come meanwhile, ms. */
const FIRST_LOOK_MS = 1_000;
/** Silent so long while hosts answer: a beacon no longer. */
const DEAF_AFTER_MS = 300_000;
/** While cut off. */
const ASK_EVERY_MS = 5_000;
/** Answers in a row until the network counts as back: a link that comes and goes is not back. */
const ANSWERS_TO_BE_BACK = 2;

type Phase = 'connected' | 'asking' | 'isolated';

export function createIsolation(options: IsolationOptions): Isolation {
  const watch = new NetworkWatch(options);
  return {
    start: () => watch.start(),
    holder: (host) => watch.holder(host),
    turned: (hostId) => watch.turned(hostId),
    onChange: (listener) => watch.onChange(listener),
    stop: () => watch.stop(),
  };
}

class NetworkWatch implements Isolation {
  readonly #options: IsolationOptions;
  readonly #record;
  readonly #undoSettings: () => void;
  readonly #listeners = new Set<(change: IsolationChange) => void>();
  /** Hosts that do not answer, and the slot of the first result that said so. */
  readonly #stopped = new Map<HostId, number>();
  readonly #ended = new AbortController();
  #phase: Phase;
  #silentSince: number | null = null;
  #answersInRow = 0;
  #looked = { atMono: Number.NEGATIVE_INFINITY, size: 0 };
  #cancelTimer = (): void => {};
  #underWay: Promise<void> = Promise.resolve();

  constructor(options: IsolationOptions) {
    this.#options = options;
    this.#record = createIsolationRecord(options);
    this.#phase = this.#record.since() === null ? 'connected' : 'isolated';
    this.#undoSettings = options.settings.onChange(({ isolation }) => {
      if (this.#phase === 'isolated' && !isolation.detect) this.#back('it is no longer looked for');
    });
  }

  start(): void {
    if (this.#phase === 'isolated') this.#later(0, () => this.#askCutOff());
    else this.#later(FIRST_LOOK_MS, () => this.#learn());
  }

  holder(host: Host): Holder | null {
    if (this.#phase === 'connected' || this.#options.beacons.isOwn(host)) return null;
    return { by: this.#record.known().join(', ') };
  }

  turned(hostId: HostId): void {
    const { world, clock, settings, beacons } = this.#options;
    const host = world.hosts.get(hostId);
    const alive = world.aliveCheckOf(hostId);
    const memory = alive && world.memory.get(alive.id);
    if (!host || !memory || hostCondition(memory.status) === 'up') return void this.#stopped.delete(hostId);
    if (beacons.isOwn(host)) return;
    this.#stopped.set(hostId, memory.resultAt ?? clock.now());
    if (this.#phase !== 'connected' || !settings.get().isolation.detect || this.#record.known().length === 0) return;
    // A storm comes in hundreds: looked at now and then, and whenever it has grown by a quarter.
    const [atMono, size] = [clock.mono(), this.#stopped.size];
    if (size < this.#looked.size * 1.25 && atMono - this.#looked.atMono < 1_000) return;
    this.#looked = { atMono, size };
    const since = this.#suspectedSince();
    if (since === null) return;
    this.#phase = 'asking';
    this.#cancelTimer();
    this.#begin(this.#askSuspicious(since));
  }

  onChange(listener: (change: IsolationChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async stop(): Promise<void> {
    this.#ended.abort();
    this.#cancelTimer();
    this.#undoSettings();
    this.#record.stop();
    await this.#underWay;
  }

  /** Hosts beyond this machine that are looked at, as they were heard last. */
  #heard(): readonly Heard[] {
    const { world, beacons } = this.#options;
    return [...world.hosts.values()].flatMap((host): Heard[] => {
      const alive = world.aliveCheckOf(host.id);
      const memory = alive && world.memory.get(alive.id);
      if (!memory || memory.resultAt === null || beacons.isOwn(host)) return [];
      return [{ at: memory.resultAt, up: hostCondition(memory.status) === 'up' }];
    });
  }

  #suspectedSince(): number | null {
    for (const hostId of this.#stopped.keys()) if (!this.#options.world.hosts.has(hostId)) this.#stopped.delete(hostId);
    return failingTogether(this.#stopped.values(), this.#heard(), this.#options.clock.now());
  }

  /** Asks those that are to be asked; where the system names none any more (a pulled cable takes the route along), those that were. */
  async #ask(): Promise<readonly string[]> {
    const { beacons } = this.#options;
    const named = await beacons.addresses();
    const answered = await beacons.ask(named.length > 0 ? named : this.#record.known(), this.#ended.signal);
    this.#ended.signal.throwIfAborted();
    if (answered.length > 0) this.#record.learned(answered);
    return answered;
  }

  /** While all is well. Of few hosts nothing can be judged, so nobody need be asked. */
  async #learn(): Promise<void> {
    const { settings, clock } = this.#options;
    this.#later(LEARN_EVERY_MS, () => this.#learn());
    if (!settings.get().isolation.detect || this.#heard().length < FEWEST_HOSTS) return;
    const answered = await this.#ask();
    if (this.#phase !== 'connected') return;
    if (answered.length > 0 || this.#suspectedSince() !== null) this.#silentSince = null;
    else this.#silentSince ??= clock.now();
    if (this.#silentSince !== null && clock.now() - this.#silentSince >= DEAF_AFTER_MS) this.#record.learned([]);
  }

  /** Most hosts fail together, from `since`. */
  async #askSuspicious(since: number): Promise<void> {
    const answered = await this.#ask();
    if (this.#phase !== 'asking') return;
    const count = countSince(this.#heard(), since);
    if (answered.length > 0 || !mostFail(count)) return this.#wasConnected();
    this.#phase = 'isolated';
    this.#answersInRow = 0;
    this.#record.begin(since, count);
    this.#later(ASK_EVERY_MS, () => this.#askCutOff());
    this.#say('cut-off');
  }

  async #askCutOff(): Promise<void> {
    this.#later(ASK_EVERY_MS, () => this.#askCutOff());
    const answered = await this.#ask();
    if (this.#phase !== 'isolated') return;
    this.#answersInRow = answered.length > 0 ? this.#answersInRow + 1 : 0;
    if (this.#answersInRow >= ANSWERS_TO_BE_BACK) return this.#back(`${answered.join(', ')} answers again`);
    // Whoever looks at hosts that answer is not cut off, whatever the beacons do. Half of all must have been heard first.
    const hosts = this.#heard();
    const { heard, failing } = countSince(hosts, this.#record.since() ?? 0);
    if (heard * 2 < hosts.length || failing * 2 > heard) return;
    if (answered.length === 0) this.#record.learned([]);
    this.#back(`${heard - failing} of ${heard} hosts answer`);
  }

  #wasConnected(): void {
    this.#phase = 'connected';
    this.#later(LEARN_EVERY_MS, () => this.#learn());
    this.#say('connected');
  }

  #back(why: string): void {
    this.#phase = 'connected';
    this.#later(LEARN_EVERY_MS, () => this.#learn());
    this.#record.end(why);
    this.#say('back');
  }

  #say(change: IsolationChange): void {
    for (const listener of [...this.#listeners]) listener(change);
  }

  #later(afterMs: number, job: () => Promise<void>): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#options.clock.after(afterMs, () => this.#begin(job()));
  }

  #begin(asking: Promise<void>): void {
    const done = asking.catch((error: unknown) => {
      if (this.#ended.signal.aborted) return;
      this.#options.log.error('the beacons could not be asked', error);
      // Nobody is silenced over a fault of ours.
      if (this.#phase === 'asking') this.#wasConnected();
    });
    this.#underWay = this.#underWay.then(() => done);
  }
}
