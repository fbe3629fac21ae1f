// An engine of our own for one command, where none runs on the data folder: it takes the folder's lock, probes nothing and tells
// nobody. It is called the way a window calls, through a port and the guard at its door.
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../contract/index.ts';
import { startEngine } from '../engine/engine.ts';
import { shippedRunbooks } from '../engine/lib/shipped-runbooks.ts';
import { guardPort } from '../engine/transport-port.ts';
import type { CliIo } from './command.ts';
import { connectEngine, inWords, operatorName } from './engine-client.ts';

export interface EngineAccess {
  readonly client: Client;
  /** Whether it is an engine that runs anyway. */
  readonly isRunning: boolean;
  close(): Promise<void>;
}

export interface LocalEngineWanted {
  /** With the library of runbooks read: to go through one. */
  readonly library?: boolean;
}

/**
 * The engine that runs on `folder`, else one of our own. Throws what the start of an engine throws (a StorageError: exit 3).
 * Whoever opens closes.
 */
export async function openEngine(
  io: Pick<CliIo, 'clock' | 'stderr' | 'version'> & Partial<Pick<CliIo, 'env'>>,
  folder: string,
  { library = false }: LocalEngineWanted = {},
): Promise<EngineAccess> {
  const connection = await connectEngine(folder);
  if (connection) return { client: connection.client, isRunning: true, close: async () => connection.close() };
  const log = { info() {}, error: (message: string) => void io.stderr.write(`${message}\n`) };
  const asked = { folder, version: io.version, log, keychain: null, clock: io.clock, paused: true, watchSelf: false };
  const engine = await startEngine({ ...asked, runbooks: shippedRunbooks(io.env), readsRunbooks: library });
  const { port1, port2 } = new MessageChannel();
  const port = guardPort({
    postMessage: (data) => port1.postMessage(data),
    on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
      if (event === 'message') port1.on('message', (data) => listener({ data }));
      else port1.on('close', () => (listener as () => void)());
    },
    start: () => port1.start(),
    close: () => port1.close(),
  });
  engine.handler.upgrade(port, { context: { actor: { type: 'operator', name: operatorName() }, isProgram: true } });
  const client: Client = createORPCClient(
    new RPCLink({ port: port2, interceptors: [({ next }) => next().catch(inWords)] }),
  );
  port2.start();
  return {
    client,
    isRunning: false,
    async close() {
      port2.close();
      await engine.stop();
    },
  };
}
