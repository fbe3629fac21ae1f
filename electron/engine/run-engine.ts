// An engine as a program has it: with its control socket, and with an end that closes things in order. Shared by the
// engine's own program and by `watchfloor engine`.
import type { PortHello } from '../contract/host-link.ts';
import { openControlSocket } from './control-socket.ts';
import { type Engine, type EngineOptions, startEngine } from './engine.ts';
import { systemClock } from './lib/clock.ts';
import type { EnginePort } from './transport-port.ts';

export interface RunningEngine extends Engine {
  /** Serves whoever is at the other end of a port: a window. */
  serve(port: EnginePort, hello: PortHello): void;
}

/** Starts the engine of a data folder and opens its control socket. Throws what `startEngine` throws. */
export async function runEngine(options: EngineOptions): Promise<RunningEngine> {
  const { folder, version, log, clock = systemClock } = options;
  const since = clock.now();
  const engine = await startEngine(options);
  const serve = (port: EnginePort, hello: PortHello, isProgram = false): void =>
    engine.handler.upgrade(port, { context: { actor: { type: 'operator', name: hello.operator }, isProgram } });
  const welcome = (port: EnginePort, hello: PortHello): void => serve(port, hello, true);
  const about = { version, pid: process.pid, since };
  const control = await openControlSocket({ folder, about, clock, log, welcome }).catch((error: unknown) => {
    // A file system without sockets: it is watched all the same.
    log.error(
      'the control socket could not be opened; `watchfloor status` and `inventory import` cannot reach this engine',
      error,
    );
    return null;
  });
  return {
    ...engine,
    serve: (port, hello) => serve(port, hello),
    async stop() {
      await control?.close();
      await engine.stop();
    },
  };
}
