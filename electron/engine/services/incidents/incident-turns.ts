// Gathers news for a moment, then writes what follows from it turn by turn of the event loop, one transaction each: a storm
// is one batch, and between two slices of it the engine does what else there is to do. What the disk refuses is gathered
// again and tried later.
import type { Clock } from '../../lib/clock.ts';
import type { Troubles } from '../troubles.ts';
import type { IncidentChange } from './book.ts';

/** What is written in one turn; decided inside of its transaction. */
export type Turn = (at: number) => readonly IncidentChange[];

export interface Turns<News extends { readonly id: string }> {
  /** News of the same thing replace older ones. */
  gather(news: readonly News[]): void;
  forget(id: string): void;
  /** Begins now with what is gathered. */
  hurry(): void;
  /** Writes all that is gathered, as far as the disk lets it. */
  stop(): void;
}

export interface TurnsOptions<News> {
  readonly clock: Clock;
  readonly troubles: Troubles;
  /** What follows from the news; asked for one turn at a time, each after the one before is written. Null: only a pause. */
  readonly plan: (news: readonly News[]) => Iterator<Turn | null>;
  readonly write: (turn: Turn) => void;
}

/** What comes within it is one batch: people were told already, the incident may come a moment later. */
const GATHER_MS = 250;
/** In a storm news keep coming: they are put together for longer, or the timeline would be a list of who joined when. */
const STORM_GATHER_MS = 3_000;
const STORM_MS = 10_000;
const RETRY_MS = 5_000;

export function createTurns<News extends { readonly id: string }>(options: TurnsOptions<News>): Turns<News> {
  const { clock, troubles, plan, write } = options;
  let gathered = new Map<string, News>();
  let running: { readonly taken: ReadonlyMap<string, News>; readonly turns: Iterator<Turn | null> } | null = null;
  let cancelWait: (() => void) | null = null;
  let stopped = false;
  /** By the monotonic clock. */
  let lastTurnAt = Number.NEGATIVE_INFINITY;

  const wait = (ms: number): void => {
    if (gathered.size > 0 && !running && !stopped) cancelWait ??= clock.after(ms, begin);
  };
  const gatherMs = (): number => (clock.mono() - lastTurnAt < STORM_MS ? STORM_GATHER_MS : GATHER_MS);
  const begin = (): void => {
    cancelWait?.();
    cancelWait = null;
    if (running || gathered.size === 0) return;
    lastTurnAt = clock.mono();
    running = { taken: gathered, turns: plan([...gathered.values()]) };
    gathered = new Map();
    step();
  };
  /** One turn. `more`: there is another one. */
  const turnOnce = (turns: Iterator<Turn | null>): { readonly done: boolean; readonly more: boolean } => {
    let more = false;
    const act = (): void => {
      const next = turns.next();
      more = next.done !== true;
      if (!next.done && next.value) write(next.value);
    };
    return { done: troubles.guard('storage', act, 'incidents'), more };
  };
  const step = (): void => {
    if (!running) return;
    const { taken, turns } = running;
    const { done, more } = turnOnce(turns);
    if (done && more) {
      if (!stopped) setImmediate(step);
      return;
    }
    running = null;
    // Looking again at what was written already changes nothing.
    if (!done) gathered = new Map([...taken, ...gathered]);
    wait(done ? gatherMs() : RETRY_MS);
  };

  return {
    gather(news) {
      for (const one of news) gathered.set(one.id, one);
      wait(gatherMs());
    },
    forget: (id) => void gathered.delete(id),
    hurry: begin,
    stop() {
      stopped = true;
      // One that fails ends here: the next start looks at everything.
      while (running) step();
      begin();
      while (running) step();
    },
  };
}
