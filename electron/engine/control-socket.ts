// The control socket: how the command line reaches a running engine. Only the user who runs the engine can open it (mode
// 0600 in a folder of mode 0700); beyond that a caller is treated like a page: the same guard, the same contract.
import { createServer, type Server, type Socket } from 'node:net';
import type { PortHello } from '../contract/host-link.ts';
import {
  CONTROL_PROTOCOL,
  type ControlAnswer,
  controlHello,
  createLineReader,
  LARGEST_LINE,
} from './control-socket-frames.ts';
import { makeSocketPlace, type SocketPlace } from './control-socket-place.ts';
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import { type EnginePort, guardPort, type WirePort } from './transport-port.ts';

export interface ControlSocketOptions {
  /** The data folder, absolute; the caller holds its lock. */
  readonly folder: string;
  readonly about: { readonly version: string; readonly pid: number; readonly since: number };
  readonly clock: Clock;
  readonly log: Log;
  /** A caller who said who they are. */
  readonly welcome: (port: EnginePort, hello: PortHello) => void;
  readonly limits?: Partial<ControlLimits>;
}

export interface ControlLimits {
  readonly connections: number;
  /** To say who is calling, milliseconds. */
  readonly helloMs: number;
  /** Bytes that may wait for a caller who does not read: a whole world of 10,000 hosts and some pushes, not more. */
  readonly waitingBytes: number;
}

const LIMITS: ControlLimits = { connections: 16, helloMs: 5_000, waitingBytes: 64 * 1024 * 1024 };
const HELLO_BYTES = 4_096;

export interface ControlSocket {
  readonly path: string;
  /** Hangs up on everybody and removes the socket. */
  close(): Promise<void>;
}

/** Opens the socket. Rejects with the system's error; the engine can go on without. */
export async function openControlSocket(options: ControlSocketOptions): Promise<ControlSocket> {
  const limits = { ...LIMITS, ...options.limits };
  const place = makeSocketPlace(options.folder);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    // A caller that vanishes in the middle of an answer is no fault of ours.
    socket.on('error', () => socket.destroy());
    if (sockets.size >= limits.connections) {
      refuse(socket, `${limits.connections} programs are connected to this engine already; end one and try again.`);
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serveCaller(socket, options, limits);
  });
  await listening(server, place);
  return {
    path: place.path,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          place.remove();
          resolve();
        });
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function listening(server: Server, place: SocketPlace): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(place.path, resolve);
    });
    server.removeAllListeners('error');
    place.close();
  } catch (error) {
    server.close();
    place.remove();
    throw error;
  }
}

function say(socket: Socket, answer: ControlAnswer): void {
  socket.write(`${JSON.stringify(answer)}\n`);
}

/** Says why and hangs up; what the caller still sends is not read. */
function refuse(socket: Socket, why: string): void {
  say(socket, { refused: why });
  socket.destroySoon();
}

/** One caller, from its first line to its end. */
function serveCaller(socket: Socket, options: ControlSocketOptions, limits: ControlLimits): void {
  const { about, clock, log, welcome } = options;
  const listeners: ((event: { data: unknown }) => void)[] = [];
  let greeted = false;
  const cancelLimit = clock.after(limits.helloMs, () => refuse(socket, 'Nobody said who is calling.'));
  socket.once('close', cancelLimit);

  const greet = (line: string): void => {
    const hello = controlHello.safeParse(parsed(line));
    if (!hello.success) refuse(socket, 'This is the control socket of a Watchfloor engine; that was no greeting.');
    else if (hello.data.watchfloor !== CONTROL_PROTOCOL)
      refuse(socket, otherProtocol(about.version, hello.data.watchfloor));
    else {
      greeted = true;
      cancelLimit();
      say(socket, { watchfloor: CONTROL_PROTOCOL, ...about });
      welcome(guardPort(portOf(socket, listeners, limits, log)), { operator: hello.data.operator });
    }
  };
  socket.on(
    'data',
    createLineReader({
      limit: () => (greeted ? LARGEST_LINE : HELLO_BYTES),
      line(text) {
        if (socket.destroyed || socket.writableEnded) return;
        if (!greeted) greet(text);
        else for (const listener of listeners) listener({ data: text });
      },
      tooLong: () => (greeted ? socket.destroy() : refuse(socket, 'That greeting is too long.')),
    }),
  );
}

const otherProtocol = (version: string, theirs: number): string =>
  `This engine is Watchfloor ${version} and speaks protocol ${CONTROL_PROTOCOL}, not ${theirs}. Use the command line of the same version.`;

/** The socket as a port. Its listeners are called by whoever reads the socket. */
function portOf(
  socket: Socket,
  listeners: ((event: { data: unknown }) => void)[],
  limits: ControlLimits,
  log: Log,
): WirePort {
  return {
    postMessage(data) {
      if (socket.destroyed || typeof data !== 'string') return;
      if (socket.writableLength > limits.waitingBytes) {
        log.info('a program at the control socket did not read what it asked for; it was hung up on');
        socket.destroy();
        return;
      }
      socket.write(`${data}\n`);
    },
    on(event: 'message' | 'close', listener: ((event: { data: unknown }) => void) | (() => void)) {
      if (event === 'message') listeners.push(listener);
      else socket.once('close', () => (listener as () => void)());
    },
    start() {},
    close: () => void socket.destroy(),
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
