// Names to addresses, by the system's resolver. It works on four threads that files and crypto need too, and a dead
// name server holds each for many seconds: so few lookups at once, each name once, and answers kept for a minute.
import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Clock, systemClock } from './clock.ts';

export class NameError extends Error {
  override readonly name = 'NameError';
  readonly host: string;
  constructor(host: string, reason: string) {
    super(reason);
    this.host = host;
  }
}

export interface Names {
  /** The address at once, when it is one or is still known; else null. */
  known(name: string): string | null;
  /**
   * An address of `name`. Rejects with NameError when there is none, or with the signal's reason. The system's
   * lookup cannot be aborted: it goes on, and its answer is kept for the next who asks.
   */
  resolve(name: string, signal: AbortSignal): Promise<string>;
}

interface NamesParts {
  readonly clock?: Clock;
  readonly lookup?: (name: string) => Promise<{ readonly address: string }>;
  readonly keepMs?: number;
  readonly atOnce?: number;
}

export function createNames(parts: NamesParts = {}): Names {
  const { clock = systemClock, keepMs = 60_000, atOnce = 2 } = parts;
  const lookup = parts.lookup ?? ((name: string) => systemLookup(name, { order: 'verbatim' }));
  const kept = new Map<string, { readonly address: string; readonly until: number }>();
  const running = new Map<string, Promise<string>>();
  const waiting: { readonly name: string; readonly start: () => void }[] = [];
  let active = 0;

  function next() {
    while (active < atOnce && waiting.length > 0) {
      active += 1;
      waiting.shift()?.start();
    }
  }
  function ask(name: string): Promise<string> {
    const started = new Promise<void>((start) => waiting.push({ name, start }));
    const answer = started
      .then(() => lookup(name))
      .then(
        ({ address }) => {
          kept.set(name, { address, until: clock.mono() + keepMs });
          return address;
        },
        (error: NodeJS.ErrnoException) => {
          throw new NameError(name, reasonOf(error));
        },
      )
      .finally(() => {
        active -= 1;
        running.delete(name);
        next();
      });
    running.set(name, answer);
    next();
    return answer;
  }
  function known(name: string): string | null {
    const bare = name.replace(/^\[(.*)\]$/, '$1');
    if (isIP(bare) !== 0) return bare;
    const entry = kept.get(name);
    if (entry && entry.until > clock.mono()) return entry.address;
    kept.delete(name);
    return null;
  }
  return {
    known,
    async resolve(name, signal) {
      signal.throwIfAborted();
      const address = known(name);
      if (address !== null) return address;
      return untilAborted(running.get(name) ?? ask(name), signal);
    },
  };
}

/** Waits for a promise that cannot be aborted, but no longer than the signal allows. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}

function reasonOf(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOTFOUND' || error.code === 'ENODATA') return 'no such name';
  if (error.code === 'EAI_AGAIN') return 'the name server does not answer';
  return error.code ?? error.message;
}
