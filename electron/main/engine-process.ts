// One run of the engine, with one face for both ways to run it: Electron's utilityProcess, where windows get real ports,
// and a plain Node child for an Electron too old for the engine's SQLite, where main relays unread.
import { type ChildProcess, fork } from 'node:child_process';
import { MessageChannelMain, type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import { isPageMessage, type PortHello, type ToEngine, type ToHost, toHost } from '../contract/host-link.ts';
import type { EngineRun } from './engine-supervisor.ts';

const lastWordsMs = 200;

/** What starting an engine takes. `node` is a Node ≥ 22.14, wanted only where utilityProcess will not do. */
export interface EngineCommand {
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  readonly node: string | undefined;
}

/** A run of the engine that windows can be connected to. */
export interface EngineProcess extends EngineRun {
  /** Opens a port to the engine; the returned end belongs to a window. */
  connect(hello: PortHello): MessagePortMain;
}

/** The engine's SQLite needs N-API 10, which Electron brings from 35 on. */
export function runsInUtilityProcess(electronVersion: string): boolean {
  return Number.parseInt(electronVersion, 10) >= 35;
}

/** Starts the engine. Throws in words when this machine has nothing to run it with. */
export function startEngineProcess(command: EngineCommand, inUtilityProcess: boolean): EngineProcess {
  return inUtilityProcess ? startUtility(command) : startNodeChild(command);
}

function startUtility({ entry, env }: EngineCommand): EngineProcess {
  const child: UtilityProcess = utilityProcess.fork(entry, [], {
    serviceName: 'Watchfloor engine',
    env: { ...env },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let nextChannel = 1;
  return {
    get pid() {
      return child.pid;
    },
    send: (message) => child.postMessage(message),
    connect(hello) {
      const { port1, port2 } = new MessageChannelMain();
      child.postMessage({ say: 'connect', channel: nextChannel++, hello } satisfies ToEngine, [port1]);
      return port2;
    },
    onMessage: (listener) => void child.on('message', (raw) => parsed(raw, listener)),
    onErrorOutput: (listener) => void child.stderr?.on('data', (chunk: Buffer) => listener(chunk.toString('utf8'))),
    onExit: (listener) =>
      void child.once('exit', (code) => drained(child.stderr, () => listener({ code, signal: null }))),
    kill() {
      // UtilityProcess.kill() asks nicely; the engine was asked before.
      if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
    },
  };
}

function startNodeChild({ entry, env, node }: EngineCommand): EngineProcess {
  if (!node) {
    throw new Error(
      `The engine cannot run inside Electron ${process.versions.electron}, and WATCHFLOOR_NODE names no Node 22.14 or ` +
        'newer to run it beside. Use a release of Watchfloor, or start it with "npm start".',
    );
  }
  const child: ChildProcess = fork(entry, [], {
    execPath: node,
    execArgv: [],
    env: { ...env },
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  const send = (message: ToEngine) => {
    // Nobody to tell when it is on its way out: its exit is already being handled.
    if (child.connected) child.send(message, () => {});
  };
  const relay = createRelay(send);
  return {
    get pid() {
      return child.pid;
    },
    send,
    connect: relay.connect,
    onMessage: (listener) => void child.on('message', (raw) => parsed(raw, (m) => relay.take(m) || listener(m))),
    onErrorOutput: (listener) => void child.stderr?.on('data', (chunk: Buffer) => listener(chunk.toString('utf8'))),
    onExit(listener) {
      const ended = (code: number | null, signal: string | null) => {
        relay.closeAll();
        drained(child.stderr, () => listener({ code, signal }));
      };
      child.once('exit', ended);
      child.once('error', () => child.pid === undefined && ended(null, null));
    },
    kill: () => void child.kill('SIGKILL'),
  };
}

/** Ports of windows on this side, numbered channels on the engine's side. */
function createRelay(send: (message: ToEngine) => void) {
  const ports = new Map<number, MessagePortMain>();
  let nextChannel = 1;

  function connect(hello: PortHello): MessagePortMain {
    const { port1, port2 } = new MessageChannelMain();
    const channel = nextChannel++;
    ports.set(channel, port1);
    send({ say: 'connect', channel, hello });
    port1.on('message', ({ data }) => {
      if (isPageMessage(data)) return send({ say: 'data', channel, data });
      hangUp(channel);
      send({ say: 'disconnect', channel });
    });
    port1.on('close', () => {
      if (ports.delete(channel)) send({ say: 'disconnect', channel });
    });
    port1.start();
    return port2;
  }

  return {
    connect,
    /** Whether the message was for a window. */
    take(message: ToHost): boolean {
      if (message.say === 'data') ports.get(message.channel)?.postMessage(message.data);
      else if (message.say === 'disconnect') hangUp(message.channel);
      else return false;
      return true;
    },
    closeAll(): void {
      for (const channel of [...ports.keys()]) hangUp(channel);
    },
  };

  function hangUp(channel: number): void {
    const port = ports.get(channel);
    ports.delete(channel);
    port?.close();
  }
}

/** Runs `then` when the last words are read. Not for long: children of a killed engine may still hold the line. */
function drained(stream: NodeJS.ReadableStream | null, then: () => void): void {
  const limit = setTimeout(done, lastWordsMs);
  if (stream?.readable) stream.once('end', done);
  else done();
  function done(): void {
    clearTimeout(limit);
    stream?.removeListener('end', done);
    then();
  }
}

function parsed(raw: unknown, listener: (message: ToHost) => void): void {
  const message = toHost.safeParse(raw);
  if (message.success) listener(message.data);
}
