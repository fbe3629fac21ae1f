// One HTTP request and its answer, with the time of each step, and never more of the body than the limit.
import { Agent, type IncomingHttpHeaders, type IncomingMessage, request as plainRequest } from 'node:http';
import { Agent as TlsAgent, request as tlsRequest } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { checkServerIdentity, type PeerCertificate, rootCertificates } from 'node:tls';
import { createBoundedBytes } from './bounded-bytes.ts';
import type { Clock } from './clock.ts';

export interface Exchange {
  readonly method: string;
  /** Scheme, port, path and the name the server is asked for. */
  readonly url: URL;
  /** Where the connection goes: an IP address or a name. */
  readonly connectTo: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly verifyTls: boolean;
  /** Certificates in PEM form that are trusted besides Node's own. Absent: none. */
  readonly issuers?: readonly string[];
  readonly bodyLimit: number;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

/** Milliseconds each step took; a step that was not taken is missing. */
export interface HttpTimes {
  readonly dns?: number;
  readonly connect?: number;
  readonly tls?: number;
  readonly firstByte: number;
  readonly total: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** Whether the body went on beyond the limit. */
  readonly cut: boolean;
  readonly times: HttpTimes;
}

// A connection for each request, so that connecting is measured; no TLS session is resumed, for the same reason.
const plainAgent = new Agent({ keepAlive: false });
const tlsAgent = new TlsAgent({ keepAlive: false, maxCachedSessions: 0 });

/** Does one exchange on a connection of its own. Rejects with the socket's, TLS's or parser's error, or when aborted. */
export function exchange(ask: Exchange): Promise<HttpAnswer> {
  const { url, clock } = ask;
  const marks: Marks = { start: clock.mono() };
  const isTls = url.protocol === 'https:';
  const name = url.hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    if (ask.signal.aborted) return reject(ask.signal.reason);
    const request = (isTls ? tlsRequest : plainRequest)({
      host: ask.connectTo,
      port: url.port === '' ? (isTls ? 443 : 80) : Number(url.port),
      path: url.pathname + url.search,
      method: ask.method,
      headers: { host: url.host, ...ask.headers },
      agent: isTls ? tlsAgent : plainAgent,
      maxHeaderSize: 64 * 1024,
      ...(isTls && { rejectUnauthorized: ask.verifyTls, servername: isIP(name) ? '' : name }),
      ...(isTls && ask.issuers && { ca: [...rootCertificates, ...ask.issuers] }),
      ...(isTls && isIP(name) && ask.verifyTls && { checkServerIdentity: checkAddress(name) }),
    });
    // By hand: cheaper than the option `signal`, and at these rates it shows.
    const onAbort = () => request.destroy(new Error('aborted'));
    ask.signal.addEventListener('abort', onAbort, { once: true });
    request.once('close', () => ask.signal.removeEventListener('abort', onAbort));
    request.on('socket', (socket) => mark(socket, marks, clock));
    request.on('error', reject);
    request.on('response', (response) => {
      marks.firstByte = clock.mono();
      readBody(response, ask.bodyLimit).then(({ body, cut }) => {
        const end = clock.mono();
        // The rest of a cut body is not wanted; of a whole one there is none.
        request.destroy();
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, body, cut, times: timesOf(marks, end) });
      }, reject);
    });
    request.end(ask.body);
  });
}

interface Marks {
  readonly start: number;
  lookup?: number;
  connect?: number;
  secure?: number;
  firstByte?: number;
}

function mark(socket: Socket, marks: Marks, clock: Clock): void {
  socket.once('lookup', (error: Error | null) => {
    if (!error) marks.lookup = clock.mono();
  });
  socket.once('connect', () => {
    marks.connect = clock.mono();
  });
  socket.once('secureConnect', () => {
    marks.secure = clock.mono();
  });
}

function timesOf(marks: Marks, end: number): HttpTimes {
  const { start, lookup, connect = start, secure } = marks;
  return {
    ...(lookup !== undefined && { dns: lookup - start }),
    connect: connect - (lookup ?? start),
    ...(secure !== undefined && { tls: secure - connect }),
    firstByte: (marks.firstByte ?? end) - (secure ?? connect),
    total: end - start,
  };
}

function readBody(response: IncomingMessage, limit: number): Promise<{ readonly body: Buffer; readonly cut: boolean }> {
  return new Promise((resolve, reject) => {
    const bytes = createBoundedBytes(limit);
    const done = () => resolve({ body: bytes.bytes(), cut: bytes.cut });
    response.on('data', (chunk: Buffer) => {
      bytes.add(chunk);
      if (bytes.cut) done();
    });
    response.on('end', done);
    response.on('error', reject);
    response.on('close', () => {
      // Closed before its end and without an error of its own: what came is not the answer.
      if (!response.complete) reject(Object.assign(new Error('closed in mid-answer'), { code: 'ECONNRESET' }));
    });
  });
}

/** Without SNI the check would be made against the address connected to; the URL's address is the one that counts. */
function checkAddress(address: string): (host: string, certificate: PeerCertificate) => Error | undefined {
  return (_host, certificate) => checkServerIdentity(address, certificate);
}
