// A whole engine in this process, with a clock that is moved by hand and results that are told, outside of a test runner.
import { MessageChannel } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../../electron/contract/index.ts';
import { type Engine, startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { enginePort } from '../support/floor-port.ts';
import { createScriptedRunner, type ScriptedRunner } from '../support/floor-runner.ts';

export interface Desk {
  readonly engine: Engine;
  readonly clock: TestClock;
  readonly runner: ScriptedRunner;
  readonly client: Client;
  /** Ends the engine in order. */
  stop(): Promise<void>;
}

/** Starts the engine of a folder; whoever opens it stops it. Throws what `startEngine` throws. */
export async function openDesk(folder: string, startAt: number): Promise<Desk> {
  const clock = createTestClock(startAt);
  const runner = createScriptedRunner();
  const engine = await startEngine({
    folder,
    clock,
    runner,
    version: 'test',
    log: silentLog,
    keychain: null,
    knownHostsFiles: [],
    watchSelf: false,
  });
  const { client, hangUp } = clientOf(engine);
  return {
    engine,
    clock,
    runner,
    client,
    async stop() {
      await engine.stop();
      hangUp();
    },
  };
}

/** A client of an engine in this process. */
export function clientOf(engine: Engine): { readonly client: Client; hangUp(): void } {
  const { port1, port2 } = new MessageChannel();
  engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name: 'ada' } } });
  const client: Client = createORPCClient(new RPCLink({ port: port2 }));
  port2.start();
  return {
    client,
    hangUp() {
      port1.close();
      port2.close();
    },
  };
}
