// Keeps the receiver's door open or shut as settings say, and says in words when it cannot be opened.
import { isIP } from 'node:net';
import type { Settings } from '../../contract/model/settings.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import { type InboundServer, openInboundServer, SERVER_LIMITS, type ServerOptions } from './inbound-server.ts';
import type { Troubles } from './troubles.ts';

type Wanted = Settings['inbound'];

/** A port that is taken is tried again so often. */
const RETRY_MS = 30_000;

export interface ListenerOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly troubles: Pick<Troubles, 'set'>;
  /** Opened and closed, for the journal. */
  readonly say: (text: string) => void;
  readonly answer: ServerOptions['answer'];
  readonly onRefused: (why: string) => void;
}

export interface Listener {
  /** Settles when it is as settings want it, or cannot be. */
  follow(next: Wanted): Promise<void>;
  /** Where it listens; null when it does not. */
  url(): string | null;
  /** Why it does not although it should. */
  trouble(): string | null;
  stop(): Promise<void>;
}

/** Keeps one server open where settings want it, one change after the other. */
export function createListener(options: ListenerOptions): Listener {
  const { clock, log, troubles, say } = options;
  let server: InboundServer | null = null;
  let wanted: Wanted | null = null;
  let trouble: string | null = null;
  let cancelRetry = (): void => {};
  let turn: Promise<void> = Promise.resolve();
  let stopped = false;

  const report = (words: string | null): void => {
    trouble = words;
    troubles.set('inbound', words);
  };

  async function close(): Promise<void> {
    cancelRetry();
    const open = server;
    server = null;
    if (!open) return;
    await open.close();
    say(`The receiver no longer listens on ${open.url}`);
  }

  async function open({ address, port }: Wanted): Promise<void> {
    try {
      if (isIP(bare(address)) === 0 && address !== 'localhost')
        throw new Error('it must be an IP address of this machine');
      server = await openInboundServer({
        ...options,
        address: bare(address),
        port,
        limits: SERVER_LIMITS,
        onFault: (error) => log.error('a request to the receiver failed', error),
        onBroken: (error) => log.error('the socket of the receiver', error),
      });
      report(null);
      say(
        `The receiver listens on ${server.url}${isLoopback(address) ? '' : ', for everybody who reaches this machine'}`,
      );
    } catch (error) {
      report(whyNot(error, address, port));
      cancelRetry = clock.after(RETRY_MS, () => void follow(wanted));
    }
  }

  /** Settles when it is as settings want it, or cannot be. */
  function follow(next: Wanted | null): Promise<void> {
    wanted = next;
    turn = turn.then(async () => {
      if (next !== wanted) return;
      await close();
      if (next?.enabled && !stopped) await open(next);
      else report(null);
    });
    return turn;
  }

  return {
    follow: (next: Wanted): Promise<void> =>
      wanted && JSON.stringify(wanted) === JSON.stringify(next) ? turn : follow(next),
    url: () => server?.url ?? null,
    trouble: () => trouble,
    stop(): Promise<void> {
      stopped = true;
      return follow(null);
    },
  };
}

function whyNot(error: unknown, address: string, port: number): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const why = WHY_NOT.get(code) ?? (error instanceof Error ? error.message : String(error));
  return `The receiver cannot listen on ${address} port ${port}: ${why}. Alerts of other systems do not come in; all else goes on. Change it in the settings; it is tried again every 30 s.`;
}

const WHY_NOT = new Map([
  ['EADDRINUSE', 'another program has that port'],
  ['EACCES', 'this user may not use that port (those below 1024 need rights)'],
  ['EADDRNOTAVAIL', 'this machine has no such address'],
]);

/** '::1' of '[::1]'. */
const bare = (address: string): string => address.replace(/^\[(.*)\]$/, '$1');

export const isLoopback = (address: string): boolean =>
  address === 'localhost' ||
  address === '::1' ||
  address === '[::1]' ||
  (isIP(address) === 4 && address.startsWith('127.'));
