// The receiver: a small HTTP server for alerts and signs of life of other systems. Off unless settings turn it on.
import type { InboundState } from '../../contract/model/inbound.ts';
import type { Actor } from '../../contract/model/journal.ts';
import type { Clock } from '../lib/clock.ts';
import type { Log } from '../lib/log.ts';
import type { Store } from '../store/open.ts';
import type { Beats } from './beats.ts';
import type { Inventory } from './inventory.ts';
import type { Secrets } from './secrets.ts';
import type { EngineSettings } from './settings.ts';
import type { Troubles } from './troubles.ts';
import { unwritten } from './unwritten.ts';
import type { World } from './world.ts';

export interface Inbound {
  /** Listens when settings say so, and follows them. */
  start(): Promise<void>;
  state(): InboundState;
  newToken(actor: Actor): Promise<{ token: string }>;
  stop(): Promise<void>;
}

export function createInbound(_options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly inventory: Inventory;
  readonly beats: Beats;
  readonly secrets: Secrets;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly log: Log;
}): Inbound {
  return unwritten<Inbound>('inbound', { start: async () => {}, stop: async () => {} });
}
