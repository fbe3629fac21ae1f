// The watch on the watcher: heartbeat, sleep and clock jumps, the engine's own health. What it cannot vouch for is
// recorded as "not monitored", never as up and never as down.
import type { JsonObject } from '../../contract/model/check.ts';
import type { EngineHealth } from '../../contract/model/health.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import { type ClockJump, type ClockReading, clockJump } from '../core/schedule.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { LiveFeed } from './live-feed.ts';
import type { Recorder } from './recorder.ts';
import type { Scheduler } from './scheduler.ts';
import { JUMP_TOLERANCE_MS } from './slot-clock.ts';
import type { Troubles } from './troubles.ts';

const BEAT_MS = 1_000;
/** The heartbeat row is written this often: how exactly a crash can be dated. */
const ALIVE_EVERY_MS = 5_000;
/** After a gap every check runs afresh within this time. */
const AFRESH_WITHIN_MS = 10_000;

export interface WatchdogOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly recorder: Recorder;
  readonly scheduler: Scheduler;
  readonly feed: LiveFeed;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly startedAt: number;
  /** What was seen before a gap counts no more. */
  readonly onGap: () => void;
  /** Each beat, about once a second. */
  readonly onBeat: () => void;
}

export class Watchdog {
  readonly #options: WatchdogOptions;
  #last: ClockReading;
  #aliveAt = 0;
  #sizes: { readonly databaseBytes: number; readonly samplesBytes: number };
  #cancel = (): void => {};
  #stopped = false;
  /** Gaps that are not on record yet. */
  #gaps: { readonly from: number; readonly to: number }[] = [];
  /** When the system said that it goes to sleep, epoch ms. */
  #suspendedAt: number | null = null;

  constructor(options: WatchdogOptions) {
    this.#options = options;
    this.#last = { wall: options.clock.now(), mono: options.clock.mono() };
    this.#sizes = options.store.sizes();
  }

  /** Looks at the clocks and at the engine, now and every second until `stop`. */
  beat(): void {
    this.#cancel();
    if (this.#stopped) return;
    const { clock, store, feed, onBeat } = this.#options;
    const now = this.lookAtClocks();
    if (Math.abs(now.wall - this.#aliveAt) >= ALIVE_EVERY_MS) {
      this.#aliveAt = now.wall;
      this.#sizes = store.sizes();
      this.#sayAlive(now.wall);
    }
    onBeat();
    feed.publishSoon('health', { type: 'health', health: this.health() });
    this.#cancel = clock.after(BEAT_MS, () => this.beat());
  }

  /** Notices a gap now rather than with the next beat: for whoever is about to judge because time has passed. */
  lookAtClocks(): ClockReading {
    const { clock } = this.#options;
    const now = { wall: clock.now(), mono: clock.mono() };
    const jump = clockJump(this.#last, now, JUMP_TOLERANCE_MS);
    if (jump) this.#jumped(jump, now.wall);
    this.#last = now;
    return now;
  }

  health(): EngineHealth {
    const { clock, scheduler, troubles, startedAt } = this.#options;
    const { lagMs, running, queued, resultsPerSecond, worstLateness } = scheduler.figures();
    troubles.set('lag', worstLateness <= 1 ? null : overloaded(lagMs));
    const figures = { lagMs, running, queued, resultsPerSecond, ...this.#sizes };
    return { at: clock.now(), startedAt, ...figures, troubles: troubles.list() };
  }

  /** The machine is about to sleep, or has woken: told by main where the system says so. */
  power(event: 'suspend' | 'resume'): void {
    const { clock, log } = this.#options;
    log.info('power', { event });
    if (event === 'suspend') {
      this.#suspendedAt = clock.now();
      this.#sayAlive(clock.now());
      return;
    }
    // Where the monotonic clock runs on in sleep, the two clocks agree and only the system's word tells.
    const wall = clock.now();
    const sleptMs = this.#suspendedAt === null ? 0 : wall - this.#suspendedAt;
    const seen = clockJump(this.#last, { wall, mono: clock.mono() }, JUMP_TOLERANCE_MS);
    if (!seen && sleptMs > JUMP_TOLERANCE_MS) this.#jumped({ kind: 'slept', byMs: sleptMs }, wall, wall - sleptMs);
    this.#suspendedAt = null;
    this.beat();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
    this.#sayAlive(this.#options.clock.now());
  }

  #jumped(jump: ClockJump, now: number, from = this.#last.wall): void {
    const seconds = Math.abs(Math.round(jump.byMs / 1_000));
    if (jump.kind === 'slept') {
      this.#write('not-monitored', `Not monitored for ${seconds} s: the machine slept, or its clock was set forward`, {
        from,
        to: now,
      });
      this.#gaps.push({ from, to: now });
      this.#sayAlive(now);
    } else this.#write('clock-jump', `The wall clock was set back by ${seconds} s`, { byMs: jump.byMs, from, to: now });
    // No alert from stale data: every check runs afresh first.
    this.#options.onGap();
    this.#options.scheduler.restart(AFRESH_WITHIN_MS);
  }

  /** The sign of life, and the gaps that could not be written before. */
  #sayAlive(now: number): void {
    const { store, troubles } = this.#options;
    const written = troubles.guard(
      'storage',
      () =>
        store.transaction(() => {
          for (const gap of this.#gaps) {
            store.watch.open('asleep', gap.from);
            store.watch.close('asleep', gap.to);
          }
          store.watch.beat(now);
        }),
      'heartbeat',
    );
    if (written) this.#gaps = [];
  }

  #write(kind: EntryDraft['kind'], text: string, data: JsonObject): void {
    const { clock, recorder, log } = this.#options;
    log.info(text);
    recorder.note({ kind, occurredAt: clock.now(), actor: { type: 'engine' }, text, data });
  }
}

const overloaded = (lagMs: number): string =>
  `The monitor is overloaded: checks start up to ${Math.round(lagMs / 1_000)} s late. Results are kept and true, but come late. Lengthen intervals or remove checks.`;
