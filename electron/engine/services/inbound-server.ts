// The HTTP side of the receiver: listens, bounds what a connection may cost, writes answers. What a request means is
// decided behind `answer`.
import { createServer, type IncomingMessage, type Server, type ServerResponse, STATUS_CODES } from 'node:http';
import { isIP } from 'node:net';
import { BadRequest } from './inbound-body.ts';

/** What one connection and all of them may cost; the last ditch before the token. */
export interface ServerLimits {
  readonly connections: number;
  /** Bytes of a request's headers, and how many. */
  readonly headerBytes: number;
  readonly headers: number;
  /** A request's headers, and the whole of it, must be there by then: no slow sender holds a connection. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often that is looked at. */
  readonly lookEveryMs: number;
  readonly keepAliveMs: number;
}

export const SERVER_LIMITS: ServerLimits = {
  connections: 100,
  headerBytes: 16_384,
  headers: 64,
  headersMs: 10_000,
  requestMs: 20_000,
  lookEveryMs: 1_000,
  keepAliveMs: 30_000,
};

export interface Answer {
  readonly status: number;
  readonly body?: object;
}

export interface ServerOptions {
  readonly address: string;
  readonly port: number;
  readonly limits: ServerLimits;
  /** Throws a BadRequest for what is refused. */
  readonly answer: (request: IncomingMessage) => Promise<Answer>;
  /** A request that did not even become one, in words. */
  readonly onRefused: (why: string) => void;
  /** A fault of ours. */
  readonly onFault: (error: unknown) => void;
  /** The socket itself broke, long after it listened. */
  readonly onBroken: (error: unknown) => void;
}

export interface InboundServer {
  /** 'http://127.0.0.1:8484' */
  readonly url: string;
  /** Ends every connection at once. */
  close(): Promise<void>;
}

/** Listens. Rejects with the system's error when it cannot. */
export async function openInboundServer(options: ServerOptions): Promise<InboundServer> {
  const { limits, onRefused, onBroken } = options;
  const server = createServer(
    {
      maxHeaderSize: limits.headerBytes,
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      connectionsCheckingInterval: limits.lookEveryMs,
      keepAliveTimeout: limits.keepAliveMs,
    },
    (request, response) => void serve(request, response, options),
  );
  server.maxConnections = limits.connections;
  server.maxHeadersCount = limits.headers;
  server.on('drop', () => onRefused(`more than ${limits.connections} connections at once`));
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const [status, why] = badClient(error);
    if (status !== 0) onRefused(why);
    if (status === 0 || !socket.writable) socket.destroy();
    else socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  });
  await listening(server, options.address, options.port);
  server.on('error', onBroken);
  return { url: urlOf(server), close: () => closed(server) };
}

async function serve(request: IncomingMessage, response: ServerResponse, options: ServerOptions): Promise<void> {
  // A sender that goes away in the middle is no fault of anybody.
  request.on('error', () => {});
  response.on('error', () => {});
  let answer: Answer & { readonly retryAfterS?: number | undefined };
  try {
    answer = await options.answer(request);
  } catch (error) {
    if (error instanceof BadRequest) {
      answer = { status: error.status, body: { error: error.message }, retryAfterS: error.retryAfterS };
    } else if (request.destroyed && !request.complete) return;
    else {
      options.onFault(error);
      answer = { status: 500, body: { error: 'the receiver failed at this request; its log has the details' } };
    }
  }
  if (response.destroyed) return;
  const text = answer.body === undefined ? '' : `${JSON.stringify(answer.body)}\n`;
  response.writeHead(answer.status, {
    ...(text === ''
      ? {}
      : { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(text) }),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    ...(answer.retryAfterS === undefined ? {} : { 'Retry-After': String(answer.retryAfterS) }),
    // What was not read of the body would be taken for the next request.
    ...(request.complete ? {} : { Connection: 'close' }),
  });
  response.end(text, () => {
    if (!request.complete) request.destroy();
  });
}

function badClient(error: NodeJS.ErrnoException): readonly [status: number, why: string] {
  switch (error.code) {
    case 'ECONNRESET':
    case 'EPIPE':
      return [0, ''];
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return [408, 'a request that did not come to its end in time'];
    case 'HPE_HEADER_OVERFLOW':
      return [431, 'headers that are too large'];
    default:
      return [400, 'something that is not HTTP'];
  }
}

function listening(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port, exclusive: true }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function urlOf(server: Server): string {
  const bound = server.address();
  if (bound === null || typeof bound === 'string') return '';
  return `http://${isIP(bound.address) === 6 ? `[${bound.address}]` : bound.address}:${bound.port}`;
}
