// Pure: what the engine's figures say, in words for somebody who has to trust them.
import type { EngineMoment } from '../../../electron/contract/model/engine-details.ts';
import type { EngineHealth } from '../../../electron/contract/model/health.ts';
import { duration } from '../../lib/time.ts';
import type { Samples } from '../../ui/charts/slots.ts';

export interface Verdict {
  readonly status: 'ok' | 'warning' | 'unknown';
  readonly title: string;
  readonly detail: string;
}

/** One sentence on the monitor itself. A dead instrument must never look alive. */
export function verdictOf(
  health: EngineHealth | null,
  link: 'waiting' | 'live' | 'lost',
  reason: string | null,
): Verdict {
  if (link === 'lost') {
    return {
      status: 'unknown',
      title: 'The engine does not answer',
      detail: reason ?? 'What stands here is what was known last. It is being started again.',
    };
  }
  if (!health) return { status: 'unknown', title: 'Waiting for the engine', detail: 'It has not said anything yet.' };
  const [worst, ...more] = health.troubles;
  if (worst) {
    const others = more.length === 0 ? '' : ` And ${more.length} more below.`;
    return { status: 'warning', title: 'The monitor is in trouble', detail: `${worst.message}${others}` };
  }
  return {
    status: 'ok',
    title: 'The monitor is well',
    detail: 'Every check starts when it is due, and every result is on disk.',
  };
}

/** One figure of the past hour as a chart takes it. */
export function samplesOf(past: readonly EngineMoment[], value: (moment: EngineMoment) => number): Samples {
  return { at: past.map((moment) => moment.at), avg: past.map(value) };
}

/** How much of its timeout a run used, 0..1: near 1 the next one may be cut off. */
export const shareOf = (durationMs: number, timeoutMs: number): number => Math.min(1, durationMs / timeoutMs);

/** How often, as it was set: '60 s', '5 min 00 s'. */
export const everyWord = (intervalMs: number): string =>
  intervalMs < 120_000 ? `${intervalMs / 1_000}\u00a0s` : duration(intervalMs);

/** What to do about a slow check; null while it is only slow. */
export function slowWord(durationMs: number, timeoutMs: number, intervalMs: number): string | null {
  if (durationMs >= timeoutMs) return 'ran into its timeout';
  if (durationMs >= intervalMs / 2) return 'takes half its interval';
  return durationMs >= timeoutMs * 0.8 ? 'close to its timeout' : null;
}
