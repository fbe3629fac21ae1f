// A whole engine with its receiver on a free port of loopback: real runner, real files, real sockets.
import { connect as connectTo, createServer } from 'node:net';
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, onTestFinished } from 'vitest';
import type { Client } from '../../electron/contract/index.ts';
import type { Entry, EntryKind } from '../../electron/contract/model/journal.ts';
import type { Settings } from '../../electron/contract/model/settings.ts';
import { type Engine, startEngine } from '../../electron/engine/engine.ts';
import { type Clock, systemClock } from '../../electron/engine/lib/clock.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { newFolder } from './floor.ts';
import { enginePort } from './floor-port.ts';

export interface InboundDesk {
  readonly folder: string;
  readonly port: number;
  readonly url: string;
  token: string;
  engine: Engine;
  client: Client;
  /** POSTs a body; JSON unless it is text already. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Reply>;
  settings(change: Partial<Settings['inbound']>): Promise<void>;
  /** 'web1 HighLoad critical' for every open problem. */
  problems(): readonly string[];
  check(host: string, name: string): string | undefined;
  journal(kind?: EntryKind): Promise<readonly Entry[]>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly accepted?: number;
    readonly ignored?: number;
    readonly rejected?: readonly string[];
    readonly rejectedCount?: number;
    readonly error?: string;
  };
}

/** A port of loopback that nobody uses now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export interface DeskOptions {
  readonly clock?: Clock;
  readonly withToken?: boolean;
  readonly folder?: string;
}

export async function openInboundDesk(options: DeskOptions = {}): Promise<InboundDesk> {
  const { clock = systemClock, withToken = true } = options;
  const folder = options.folder ?? newFolder();
  const port = await freePort();
  const ports = new Set<MessagePort>();
  let running = true;
  const begin = () =>
    startEngine({
      folder,
      clock,
      version: 'test',
      log: silentLog,
      keychain: null,
      knownHostsFiles: [],
      watchSelf: false,
    });
  const connect = (engine: Engine): Client => {
    const { port1, port2 } = new MessageChannel();
    ports.add(port1).add(port2);
    engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name: 'ada' } } });
    const client: Client = createORPCClient(new RPCLink({ port: port2 }));
    port2.start();
    return client;
  };
  const stop = async () => {
    if (!running) return;
    running = false;
    await desk.engine.stop();
    for (const one of ports) one.close();
    ports.clear();
  };
  const engine = await begin();
  const desk: InboundDesk = {
    folder,
    port,
    url: `http://127.0.0.1:${port}`,
    token: '',
    engine,
    client: connect(engine),
    async post(path, body, headers = {}) {
      const response = await fetch(`${desk.url}${path}`, {
        method: 'POST',
        body: typeof body === 'string' ? body : JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          ...(desk.token && { authorization: `Bearer ${desk.token}` }),
          ...headers,
        },
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} };
    },
    async settings(change) {
      const before = await desk.client.engine.settings();
      await desk.client.engine.changeSettings({ ...before, inbound: { ...before.inbound, ...change } });
    },
    problems: () => {
      const { world } = desk.engine;
      return [...world.problems.values()]
        .map((one) => {
          const check = world.checks.get(one.checkId);
          return `${world.hosts.get(one.hostId)?.name} ${check?.name} ${one.status}`;
        })
        .sort();
    },
    check(host, name) {
      const { world } = desk.engine;
      const found = [...world.hosts.values()].find((one) => one.name === host);
      return found && world.checksOf(found.id).find((one) => one.name === name)?.id;
    },
    async journal(kind) {
      const entries = await desk.client.history.journal({ limit: 500, ...(kind ? { kinds: [kind] } : {}) });
      return [...entries].reverse();
    },
    async restart() {
      await stop();
      desk.engine = await begin();
      running = true;
      desk.client = connect(desk.engine);
    },
    stop,
  };
  onTestFinished(stop);
  if (withToken) desk.token = (await desk.client.engine.newInboundToken()).token;
  await desk.settings({ enabled: true, port });
  await expect.poll(async () => (await desk.client.engine.inbound()).address).toBe(desk.url);
  return desk;
}

/** Sends raw bytes; resolves with what came back when the other side closes. */
export function sendRaw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connectTo(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (part) => (answer += part));
    socket.on('error', (error: NodeJS.ErrnoException) =>
      error.code === 'ECONNRESET' ? resolve(answer) : reject(error),
    );
    socket.on('close', () => resolve(answer));
  });
}
