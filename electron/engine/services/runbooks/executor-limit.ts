// The limit of one attempt: a time to get there, a time to run, and a stop from outside; and which of them it was.
import type { Clock } from '../../lib/clock.ts';

export interface Limit {
  readonly signal: AbortSignal;
  /** It has begun: from now on `ms` count. */
  begin(ms: number): void;
  /** What ended it; null: nothing yet. */
  readonly why: 'connect' | 'timeout' | 'cancelled' | null;
  /** When it was ended, monotonic ms. */
  readonly endedAt: number;
  done(): void;
}

/** `connectMs`: until `begin`. */
export function createLimit(clock: Clock, stop: AbortSignal, connectMs: number): Limit {
  const controller = new AbortController();
  let why: Limit['why'] = null;
  let endedAt = Number.POSITIVE_INFINITY;
  const end = (reason: NonNullable<Limit['why']>): void => {
    if (why !== null) return;
    why = reason;
    endedAt = clock.mono();
    controller.abort(new Error(reason));
  };
  let cancel = clock.after(connectMs, () => end('connect'));
  const onStop = (): void => end('cancelled');
  if (stop.aborted) onStop();
  else stop.addEventListener('abort', onStop, { once: true });
  return {
    signal: controller.signal,
    begin(ms) {
      cancel();
      if (why === null) cancel = clock.after(ms, () => end('timeout'));
    },
    get why() {
      return why;
    },
    get endedAt() {
      return endedAt;
    },
    done() {
      cancel();
      stop.removeEventListener('abort', onStop);
    },
  };
}
