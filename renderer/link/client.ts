// The one client of this window: every call to the engine goes through it.
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../../electron/contract/index.ts';

let current: Client | null = null;

/** Makes the client that talks over `port`, and makes it the current one. */
export function attachEngine(port: MessagePort): Client {
  const client: Client = createORPCClient(new RPCLink({ port }));
  port.start();
  current = client;
  return client;
}

/** The engine as it is now connected. Throws in words when there is none: callers show that sentence. */
export function engine(): Client {
  if (!current) throw new Error('The engine is not connected yet. Nothing was sent.');
  return current;
}
