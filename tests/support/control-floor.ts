// The control socket of a floor, and callers of it: as the command line calls, and as nobody should.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { connectEngine, type EngineConnection } from '../../electron/cli/engine-client.ts';
import { type ControlSocketOptions, openControlSocket } from '../../electron/engine/control-socket.ts';
import { CONTROL_PROTOCOL } from '../../electron/engine/control-socket-frames.ts';
import { socketPath } from '../../electron/engine/control-socket-place.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import type { Floor } from './floor.ts';

/** Opens the control socket of a floor, as a running engine has it; closed with the test. */
export async function openControl(floor: Floor, options: Partial<ControlSocketOptions> = {}) {
  const control = await openControlSocket({
    folder: floor.folder,
    about: { version: 'test', pid: process.pid, since: floor.clock.now() },
    // Of its own: the floor's is moved by hand and must have no timers left.
    clock: { now: Date.now, mono: () => performance.now(), after: () => () => {} },
    log: silentLog,
    welcome: (port, { operator: name }) =>
      floor.engine.handler.upgrade(port, { context: { actor: { type: 'operator', name } } }),
    ...options,
  });
  onTestFinished(() => control.close());
  return control;
}

/** Connects as the command line does. */
export async function enter(folder: string, operator = 'ada'): Promise<EngineConnection> {
  const connection = await connectEngine(folder, operator);
  if (!connection) throw new Error('no engine listens');
  onTestFinished(() => connection.close());
  return connection;
}

/** A caller that says what no client would. */
export async function rawCaller(
  folder: string,
): Promise<{ socket: Socket; said: () => string; ended: Promise<unknown> }> {
  const socket = connect(socketPath(folder));
  let said = '';
  socket.setEncoding('utf8').on('data', (text: string) => (said += text));
  socket.on('error', () => {});
  const ended = once(socket, 'close');
  onTestFinished(() => void socket.destroy());
  await once(socket, 'connect');
  return { socket, said: () => said, ended };
}

export const HELLO = `${JSON.stringify({ watchfloor: CONTROL_PROTOCOL, operator: 'mallory' })}\n`;
