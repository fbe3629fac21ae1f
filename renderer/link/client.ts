// The one client of this window: every call to the engine goes through it.
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../../electron/contract/index.ts';

let current: Client | null = null;

/** What is true of a call whose engine is gone: it may have been done. */
const GONE = 'The engine went away before it answered. Look whether it was done when it is back.';

/** Makes the client that talks over `port`, and makes it the current one. */
export function attachEngine(port: MessagePort): Client {
  const link = new RPCLink({
    port,
    interceptors: [
      async ({ next, signal }) => {
        try {
          return await next();
        } catch (error) {
          // Not by whoever asked: the line itself was closed.
          const isGone = error instanceof Error && error.name === 'AbortError' && !signal?.aborted;
          throw isGone ? new Error(GONE) : error;
        }
      },
    ],
  });
  const client: Client = createORPCClient(link);
  port.start();
  current = client;
  return client;
}

/** The engine as it is now connected. Throws in words when there is none: callers show that sentence. */
export function engine(): Client {
  if (!current) throw new Error('The engine is not connected yet. Nothing was sent.');
  return current;
}
