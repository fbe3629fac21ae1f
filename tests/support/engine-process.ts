// The engine as a program of its own, started as the app starts it under plain Node: its line to its host is the child's
// own channel, and a client's port is a channel on it.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { onTestFinished } from 'vitest';
import type { ToHost } from '../../electron/contract/host-link.ts';
import type { Client } from '../../electron/contract/index.ts';

const program = fileURLToPath(new URL('../../electron/engine/index.ts', import.meta.url));

export interface EngineProcess {
  readonly child: ChildProcess;
  readonly client: Client;
  /** What it wrote to its error output so far. */
  log(): string;
  /** Ends it as a power cut would. */
  kill(): Promise<void>;
  /** Ends it as its host does; resolves with its exit status. */
  stop(): Promise<number | null>;
}

/** Starts an engine on a folder and waits until it welcomes clients. It is killed with the test, at the latest. */
export async function startEngineProcess(folder: string): Promise<EngineProcess> {
  const { child, log } = spawnEngine(folder);
  const listeners: ((event: { data: unknown }) => void)[] = [];
  const ready = new Promise<void>((resolve, reject) => {
    child.on('message', (message: ToHost) => {
      if (message.say === 'ready') resolve();
      else if (message.say === 'data') for (const listener of listeners) listener({ data: message.data });
      // There is no keychain on this side.
      else if (message.say === 'ask') child.send({ say: 'answer', call: message.call, value: false });
    });
    child.once('exit', (code) => reject(new Error(`the engine ended with ${code}: ${log()}`)));
  });
  await ready;
  child.send({ say: 'connect', channel: 1, hello: { operator: 'ada' } });
  const port = {
    postMessage: (data: unknown) => void child.send({ say: 'data', channel: 1, data }),
    on: (event: string, listener: (event?: { data: unknown }) => void) => {
      if (event === 'message') listeners.push(listener);
    },
  };
  const client: Client = createORPCClient(new RPCLink({ port }));
  const ended = once(child, 'exit');
  return {
    child,
    client,
    log,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.send({ say: 'stop' });
      const [code] = await ended;
      return code;
    },
  };
}

/** Starts an engine that is expected to end by itself. */
export async function runEngineToItsEnd(
  folder: string,
): Promise<{ readonly status: number | null; readonly log: string }> {
  const { child, log } = spawnEngine(folder);
  child.on('message', (message: ToHost) => {
    if (message.say === 'ask') child.send({ say: 'answer', call: message.call, value: false });
  });
  const [status] = await once(child, 'close');
  return { status, log: log() };
}

function spawnEngine(folder: string): { child: ChildProcess; log: () => string } {
  const child = fork(program, { env: { ...process.env, WATCHFLOOR_DATA: folder }, silent: true, execArgv: [] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let written = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (written += text));
  child.stdout?.resume();
  return { child, log: () => written };
}
