// The receiver: a small HTTP server for alerts and signs of life of other systems. Off unless settings turn it on, on
// loopback unless they say otherwise, and behind a token always.
import { randomUUID } from 'node:crypto';
import type { InboundState } from '../../contract/model/inbound.ts';
import type { Actor } from '../../contract/model/journal.ts';
import { inboundFormats } from '../inbound/index.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { Beats } from './beats.ts';
import { createDoor } from './inbound-door.ts';
import { createIntake } from './inbound-intake.ts';
import { createListener, isLoopback } from './inbound-listener.ts';
import { createInboundTally } from './inbound-refusals.ts';
import { sweepInbound } from './inbound-sweep.ts';
import { createInboundToken } from './inbound-token.ts';
import type { Inventory } from './inventory.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';
import type { World } from './world.ts';

export interface Inbound {
  /** Listens when settings say so, and follows them. */
  start(): Promise<void>;
  state(): InboundState;
  newToken(actor: Actor): Promise<{ token: string }>;
  stop(): Promise<void>;
}

export interface InboundOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly inventory: Inventory;
  readonly beats: Beats;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly log: Log;
}

export function createInbound(options: InboundOptions): Inbound {
  const { clock, store, log } = options;
  const note = (entry: Parameters<Store['journal']['append']>[0][number]): void => {
    // A full disk is said elsewhere; it must not keep the door from opening or closing.
    try {
      store.journal.append([entry], clock.now());
    } catch (error) {
      log.error('an entry about the receiver could not be written', error);
    }
  };
  const say = (text: string): void =>
    note({ kind: 'inbound', occurredAt: clock.now(), actor: { type: 'engine' }, text, data: {} });
  const token = createInboundToken(options);
  const tally = createInboundTally({ clock, note });
  const intake = createIntake({ ...options, newId: randomUUID });
  const door = createDoor({ ...options, token, intake, tally });
  const listener = createListener({ ...options, say, answer: door, onRefused: (why) => tally.refused('', why) });
  let undo: readonly (() => void)[] = [];

  return {
    async start() {
      undo = [options.settings.onChange((next) => void listener.follow(next.inbound)), sweepInbound(options)];
      await listener.follow(options.settings.get().inbound);
    },
    state() {
      const { enabled, address } = options.settings.get().inbound;
      const warning = warningOf(listener.url(), address, token.exists());
      return {
        enabled,
        address: listener.url(),
        trouble: listener.trouble(),
        ...(warning === '' ? {} : { warning }),
        hasToken: token.exists(),
        formats: inboundFormats.map(({ format, title, path, about }) => ({
          format,
          title,
          path: `/v1/${path}`,
          about,
        })),
        ...tally.figures(),
      };
    },
    newToken: async (actor) => token.renew(actor),
    async stop() {
      for (const one of undo) one();
      intake.stop();
      await listener.stop();
      tally.stop();
    },
  };
}

/** What to know while it listens; '' when there is nothing. */
function warningOf(url: string | null, address: string, hasToken: boolean): string {
  if (url === null) return '';
  const open = isLoopback(address)
    ? ''
    : 'It listens on the network, not only on this machine, and what is sent is not encrypted: put a proxy with TLS before it, or a firewall around it.';
  const closed = hasToken ? '' : 'No token was made yet: nothing is accepted until there is one.';
  return [open, closed].filter((line) => line !== '').join(' ');
}
