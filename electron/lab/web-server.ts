// The web servers of the lab: plain and TLS, one behaviour for both, which a fault changes while they run.
import { createServer, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { Identity } from './certificates.ts';

/** What a web server does; changed in place. */
export interface WebBehaviour {
  /** Of every page; /health answers 200 as long as this is below 500. */
  status: number;
  delayMs: number;
  /** What /health says in "status". */
  health: string;
}

export interface WebServer {
  /** Serves a connection that came in elsewhere. */
  servePlain(socket: Socket): void;
  serveTls(socket: Socket): void;
  show(certificate: Identity): void;
  close(): void;
}

export function createWebServer(name: string, behaviour: WebBehaviour, certificate: Identity): WebServer {
  const waiting = new Set<ReturnType<typeof setTimeout>>();
  const answer: RequestListener = (request, response) => {
    const timer = setTimeout(() => {
      waiting.delete(timer);
      const { status, health } = behaviour;
      if (request.url === '/health') {
        response.writeHead(status < 500 ? 200 : status, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify({ host: name, status: health, queue: 3 })}\n`);
        return;
      }
      response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
      response.end(
        `<!doctype html><title>${name}</title><h1>${name}</h1><p>${status < 400 ? 'All is well.' : 'Out of order.'}</p>\n`,
      );
    }, behaviour.delayMs);
    waiting.add(timer);
  };
  const plain = createServer(answer);
  const secure = createTlsServer({ key: certificate.key, cert: certificate.chain }, answer);
  // A client that hangs up in mid-handshake is no news to a lab.
  secure.on('tlsClientError', () => {});
  return {
    servePlain: (socket) => void plain.emit('connection', socket),
    serveTls: (socket) => void secure.emit('connection', socket),
    show: ({ key, chain }) => secure.setSecureContext({ key, cert: chain }),
    close() {
      for (const timer of waiting) clearTimeout(timer);
      plain.close();
      secure.close();
    },
  };
}
