// A TCP server that does to each connection what the test says, and the hostile ones every kind must survive.
import { createServer, type Socket } from 'node:net';

export interface LabServer {
  readonly port: number;
  /** Connections accepted so far. */
  readonly accepted: () => number;
  /** Connections open now. */
  readonly open: () => number;
  stop(): Promise<void>;
}

/** `port` 0: any that is free. */
export async function startTcp(
  onConnection: (socket: Socket) => void,
  host = '127.0.0.1',
  port = 0,
): Promise<LabServer> {
  const sockets = new Set<Socket>();
  let accepted = 0;
  const server = createServer((socket) => {
    accepted += 1;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(port, host, resolve));
  return {
    port: (server.address() as { port: number }).port,
    accepted: () => accepted,
    open: () => sockets.size,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** Accepts and never says a word. */
export const startSilent = () => startTcp((socket) => socket.resume());

/** Says something that is no protocol. */
export const startGarbage = () =>
  startTcp((socket) => {
    socket.resume();
    socket.end(Buffer.from(Array.from({ length: 4_096 }, (_, index) => (index * 37) % 256)));
  });

/** Never stops talking. */
export const startEndless = (text = 'x'.repeat(65_536)) =>
  startTcp((socket) => {
    const pour = () => {
      while (!socket.destroyed && socket.write(text));
    };
    socket.resume();
    socket.on('drain', pour);
    pour();
  });

/** Greets as an SSH server, and closes as soon as the key exchange begins. */
export const startClosingSshd = () =>
  startTcp((socket) => {
    socket.write('SSH-2.0-OpenSSH_9.2\r\n');
    socket.once('data', () => socket.destroy());
  });

/** A port nobody listens on: one that was free a moment ago. */
export async function closedPort(): Promise<number> {
  const server = await startTcp(() => {});
  await server.stop();
  return server.port;
}
