// A figure of this machine that is dear to ask or may hang: asked rarely, never twice at once, and never waited for
// beyond a limit. systeminformation cannot be aborted: what hangs (df on a dead network mount) stays one hanging call,
// not one more every minute, and its answer is taken when it comes.
import type { Clock } from '../lib/clock.ts';

export type Reading<T> =
  | { readonly state: 'fresh'; readonly value: T }
  /** Not answered in time; `sinceMs` how long it has been asked. */
  | { readonly state: 'hanging'; readonly sinceMs: number }
  | { readonly state: 'failed'; readonly reason: string };

export interface Instrument<T> {
  /** The figure, at most `keepMs` old. Waits `waitMs` at most; rejects only with the signal's reason. */
  read(limits: { readonly waitMs: number; readonly signal: AbortSignal; readonly clock: Clock }): Promise<Reading<T>>;
}

export function createInstrument<T>(ask: () => Promise<T>, keepMs: number): Instrument<T> {
  let kept: { readonly value: T; readonly at: number } | null = null;
  let asking: { readonly answer: Promise<Reading<T>>; readonly since: number } | null = null;

  function start(clock: Clock) {
    const answer = ask().then(
      (value): Reading<T> => {
        kept = { value, at: clock.mono() };
        asking = null;
        return { state: 'fresh', value };
      },
      (error: unknown): Reading<T> => {
        asking = null;
        return { state: 'failed', reason: error instanceof Error ? error.message : String(error) };
      },
    );
    asking = { answer, since: clock.mono() };
    return asking;
  }
  return {
    read({ waitMs, signal, clock }) {
      if (signal.aborted) return Promise.reject(signal.reason);
      if (kept && clock.mono() - kept.at < keepMs) return Promise.resolve({ state: 'fresh', value: kept.value });
      const { answer, since } = asking ?? start(clock);
      return new Promise((resolve, reject) => {
        const onAbort = () => settle(() => reject(signal.reason));
        const cancel = clock.after(waitMs, () =>
          settle(() => resolve({ state: 'hanging', sinceMs: clock.mono() - since })),
        );
        const settle = (how: () => void) => {
          cancel();
          signal.removeEventListener('abort', onAbort);
          how();
        };
        signal.addEventListener('abort', onAbort, { once: true });
        answer.then((reading) => settle(() => resolve(reading)));
      });
    },
  };
}
