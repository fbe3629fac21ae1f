// A TLS server with a certificate of the test's choice, at once or after the plain-text words of a mail protocol.
import { createServer, type Socket } from 'node:net';
import { createSecureContext, type SecureContextOptions, TLSSocket } from 'node:tls';
import type { Identity } from '../../../electron/lab/certificates.ts';

export interface TlsServer {
  readonly address: string;
  readonly port: number;
  /** Names the clients asked for, oldest first; '' where they named none. */
  readonly asked: readonly string[];
  /** Another certificate from now on: renewed, or run out. */
  use(identity: Identity): void;
  stop(): Promise<void>;
}

export interface TlsServerOptions {
  readonly identity: Identity;
  /** A loopback address; default 127.0.0.1. */
  readonly address?: string;
  /** Default: any free one. */
  readonly port?: number;
  /** Words before TLS begins. Default: none. */
  readonly starttls?: keyof typeof DIALOGUES;
  /** Versions, ciphers. */
  readonly secure?: SecureContextOptions;
}

export async function startTls(options: TlsServerOptions): Promise<TlsServer> {
  const { address = '127.0.0.1', secure = {}, starttls } = options;
  const contextOf = ({ key, cert, chain }: Identity) =>
    createSecureContext({ key, cert: chain === '' ? cert : chain, ...secure });
  let context = contextOf(options.identity);
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  const encrypt = (socket: Socket) => {
    const inside = new TLSSocket(socket, {
      isServer: true,
      secureContext: context,
      SNICallback: (name, done) => {
        asked.push(name);
        done(null, context);
      },
    });
    inside.on('error', () => {});
    inside.resume();
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => sockets.delete(socket));
    if (starttls === undefined) encrypt(socket);
    else converse(socket, DIALOGUES[starttls], encrypt);
  });
  await new Promise<void>((done, failed) => server.once('error', failed).listen(options.port ?? 0, address, done));
  return {
    address,
    port: (server.address() as { port: number }).port,
    asked,
    use(identity) {
      context = contextOf(identity);
    },
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

interface Dialogue {
  readonly greeting: string;
  /** What is said to a line; TLS begins after `go`. */
  readonly replies: readonly (readonly [RegExp, string])[];
  readonly go: RegExp;
}

const DIALOGUES = {
  smtp: {
    greeting: '220-lab mail\r\n220 ready\r\n',
    replies: [
      [/^EHLO .*$/, '250-lab\r\n250-SIZE 1000\r\n250-STARTTLS\r\n250 HELP\r\n'],
      [/^STARTTLS/, '220 go ahead\r\n'],
    ],
    go: /^STARTTLS/,
  },
  imap: {
    greeting: '* OK [CAPABILITY IMAP4rev1 STARTTLS] lab ready\r\n',
    replies: [[/^(\S+) STARTTLS/, '* BYE-BYE plain text\r\n$1 OK begin\r\n']],
    go: /STARTTLS/,
  },
  pop3: { greeting: '+OK lab\r\n', replies: [[/^STLS/, '+OK begin\r\n']], go: /^STLS/ },
  ftp: { greeting: '220 lab\r\n', replies: [[/^AUTH TLS/, '234 begin\r\n']], go: /^AUTH TLS/ },
} as const satisfies Record<string, Dialogue>;

function converse(socket: Socket, { greeting, replies, go }: Dialogue, encrypt: (socket: Socket) => void): void {
  socket.write(greeting);
  const onData = (chunk: Buffer) => {
    const line = chunk.toString('latin1').trim();
    const [pattern, reply] = replies.find(([wanted]) => wanted.test(line)) ?? [/^.*$/s, '500 what?\r\n'];
    if (go.test(line)) {
      socket.off('data', onData).pause();
      // In TLS from here on: the go-ahead must be out before.
      socket.write(line.replace(pattern, reply), () => encrypt(socket));
    } else socket.write(line.replace(pattern, reply));
  };
  socket.on('data', onData);
}
