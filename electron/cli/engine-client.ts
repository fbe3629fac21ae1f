// A line from the command line to the engine that runs on a data folder: its whole contract, over its control socket.
import { connect, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import type { Client } from '../contract/index.ts';
import { CONTROL_PROTOCOL, controlAnswer, createLineReader } from '../engine/control-socket-frames.ts';
import { socketPath } from '../engine/control-socket-place.ts';
import { InputError, UnreachableError } from './command.ts';

/** An engine answers in one turn, however busy; a 10,000-host world follows in lines of its own. */
const ANSWER_WITHIN_MS = 5_000;
/** A whole world in one line. */
const LARGEST_ANSWER = 256 * 1024 * 1024;

export interface EngineConnection {
  /** The engine's contract. What it refuses is thrown as an InputError, what it cannot do as an UnreachableError. */
  readonly client: Client;
  readonly engine: { readonly version: string; readonly pid: number; readonly since: number };
  close(): void;
}

/** Who is calling: the user of the operating system, by name where it has one. */
export function operatorName(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}

/**
 * Connects to the engine of `folder` (absolute); null when none listens. Rejects with an UnreachableError when one is
 * there and does not let us in. Whoever connects closes.
 */
export async function connectEngine(folder: string, operator = operatorName()): Promise<EngineConnection | null> {
  const socket = await open(folder);
  if (!socket) return null;
  const listeners: ((event: { data: unknown }) => void)[] = [];
  try {
    const engine = await greet(socket, operator, folder, listeners);
    const port = {
      postMessage: (data: unknown) => void socket.write(`${data}\n`),
      on(event: string, listener: (event?: { data: unknown }) => void) {
        if (event === 'message') listeners.push(listener);
        else if (event === 'close') socket.once('close', () => listener());
      },
    };
    const client: Client = createORPCClient(new RPCLink({ port, interceptors: [({ next }) => next().catch(inWords)] }));
    return { client, engine, close: () => void socket.destroy() };
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** As `connectEngine`, where the command can do nothing without an engine. */
export async function requireEngine(folder: string): Promise<EngineConnection> {
  const connection = await connectEngine(folder);
  if (connection) return connection;
  throw new UnreachableError(
    `No engine is running on ${folder}. Nothing was done. Start one ("watchfloor engine", or the app), or name the data folder with --data.`,
  );
}

function open(folder: string): Promise<Socket | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(socketPath(folder));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      // What breaks later ends the calls that wait, with its own words.
      socket.on('error', () => socket.destroy());
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED' || error.code === 'ENOTDIR') resolve(null);
      else if (error.code === 'EACCES' || error.code === 'EPERM')
        reject(
          new UnreachableError(
            `The engine of ${folder} belongs to another user. Nothing was done. Run this as that user.`,
          ),
        );
      else
        reject(
          new UnreachableError(`The engine of ${folder} could not be reached: ${error.message}. Nothing was done.`),
        );
    });
  });
}

function greet(
  socket: Socket,
  operator: string,
  folder: string,
  listeners: readonly ((event: { data: unknown }) => void)[],
): Promise<EngineConnection['engine']> {
  return new Promise((resolve, reject) => {
    let greeted = false;
    const fail = (why: string): void =>
      reject(new UnreachableError(`The engine of ${folder} ${why} Nothing was done.`));
    const limit = setTimeout(() => fail(`did not answer within ${ANSWER_WITHIN_MS / 1_000} s.`), ANSWER_WITHIN_MS);
    socket.once('close', () => {
      clearTimeout(limit);
      fail('hung up.');
    });
    const answered = (line: string): void => {
      greeted = true;
      clearTimeout(limit);
      const answer = controlAnswer.safeParse(jsonOf(line));
      if (!answer.success) fail('answered in a way this version does not know.');
      else if ('refused' in answer.data) fail(`refused: ${answer.data.refused}`);
      else resolve(answer.data);
    };
    const line = (text: string): void => {
      if (greeted) for (const listener of listeners) listener({ data: text });
      else answered(text);
    };
    socket.on('data', createLineReader({ limit: () => LARGEST_ANSWER, line, tooLong: () => socket.destroy() }));
    socket.write(`${JSON.stringify({ watchfloor: CONTROL_PROTOCOL, operator })}\n`);
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** What a call failed with, by whose fault it was: the input's (2), or the engine's (3). */
export function inWords(error: unknown): never {
  if (!(error instanceof ORPCError)) {
    const detail = error instanceof Error ? error.message : String(error);
    throw new UnreachableError(
      `The engine went away in the middle of a call (${detail}). Whether it took effect is not known: look, then try again.`,
    );
  }
  if (error.code === 'STORAGE' || error.code === 'INTERNAL_SERVER_ERROR') throw new UnreachableError(error.message);
  throw new InputError(error.message);
}
