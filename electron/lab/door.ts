// One listening port of a lab host. Shut, a connection is refused; hung, it is taken and never answered; open, it is served.
import { createServer, type Server, type Socket } from 'node:net';

export interface Door {
  open(): Promise<void>;
  /** Refuses from now on, and drops who is inside. */
  shut(): Promise<void>;
  /** Takes connections and says nothing, until it is opened or shut. */
  hang(): Promise<void>;
}

/** `serve` gets each connection; sockets are dropped with the door. Starts shut. */
export function createDoor(
  place: { readonly address: string; readonly port: number },
  serve: (socket: Socket) => void,
): Door {
  const inside = new Set<Socket>();
  let server: Server | null = null;
  let hangs = false;

  const listen = async (): Promise<void> => {
    if (server) return;
    const opening = createServer((socket) => {
      inside.add(socket);
      socket.on('close', () => inside.delete(socket));
      // A peer that resets the line is no news to a lab.
      socket.on('error', () => {});
      if (!hangs) serve(socket);
    });
    await new Promise<void>((resolve, reject) => {
      opening.once('error', reject);
      opening.listen({ host: place.address, port: place.port, exclusive: true }, resolve);
    });
    server = opening;
  };
  const drop = (): void => {
    for (const socket of inside) socket.destroy();
  };

  return {
    async open() {
      // Who was taken in while it hung would wait for ever.
      if (hangs) drop();
      hangs = false;
      await listen();
    },
    async shut() {
      const closing = server;
      server = null;
      drop();
      if (closing) await new Promise<void>((resolve) => closing.close(() => resolve()));
    },
    async hang() {
      hangs = true;
      await listen();
    },
  };
}
