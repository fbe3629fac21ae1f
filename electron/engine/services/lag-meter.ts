// The engine measures itself: how late runs start, and how many results come in.
import type { Clock } from '../lib/clock.ts';

export interface LagMeter {
  /** A run started `lagMs` after it was due; its check runs every `intervalMs`. */
  started(lagMs: number, intervalMs: number): void;
  finished(): void;
  /** Over the last ten seconds. `worstLateness` is lag in intervals of the check it hit: above 1 a run was missed. */
  figures(): { lagMs: number; resultsPerSecond: number; worstLateness: number };
}

const WINDOW_S = 10;

interface Second {
  readonly number: number;
  lagMs: number;
  lateness: number;
  results: number;
}

export function createLagMeter(clock: Clock): LagMeter {
  const startedAt = clock.mono();
  let seconds: Second[] = [];

  const current = (): Second => {
    const number = Math.floor(clock.mono() / 1_000);
    const last = seconds.at(-1);
    if (last?.number === number) return last;
    seconds = seconds.filter((second) => second.number > number - WINDOW_S);
    const fresh: Second = { number, lagMs: 0, lateness: 0, results: 0 };
    seconds.push(fresh);
    return fresh;
  };

  return {
    started(lagMs, intervalMs) {
      const second = current();
      second.lagMs = Math.max(second.lagMs, lagMs);
      second.lateness = Math.max(second.lateness, lagMs / intervalMs);
    },
    finished() {
      current().results += 1;
    },
    figures() {
      current();
      const measured = Math.min(WINDOW_S, Math.max(1, (clock.mono() - startedAt) / 1_000));
      let lagMs = 0;
      let worstLateness = 0;
      let results = 0;
      for (const second of seconds) {
        lagMs = Math.max(lagMs, second.lagMs);
        worstLateness = Math.max(worstLateness, second.lateness);
        results += second.results;
      }
      return { lagMs: Math.round(lagMs), worstLateness, resultsPerSecond: Math.round((results / measured) * 10) / 10 };
    },
  };
}
