// One TLS handshake, whoever the server may be: nothing is refused here, all is told to be judged.
import { X509Certificate } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import { type SecureContext, type TLSSocket, connect as tlsConnect } from 'node:tls';
import type { Clock } from '../lib/clock.ts';
import type { Starttls } from './tls-config.ts';
import { askForTls } from './tls-starttls.ts';

export interface HandshakeRequest {
  /** Where the connection goes: an IP address or a name. */
  readonly host: string;
  readonly port: number;
  /** Asked for by SNI; '' where it is an address. */
  readonly serverName: string;
  readonly starttls: Starttls;
  readonly context: SecureContext;
  readonly signal: AbortSignal;
  readonly clock: Clock;
}

export interface Handshake {
  /** The server's own first, each followed by its issuer as far as they go. */
  readonly chain: readonly X509Certificate[];
  /** What OpenSSL finds wrong with the chain: 'SELF_SIGNED_CERT_IN_CHAIN', …; null: nothing. */
  readonly chainError: string | null;
  /** 'TLSv1.3' */
  readonly version: string;
  readonly cipher: string;
  /** From the first byte of TLS to its end, milliseconds. */
  readonly handshakeMs: number;
}

/** What was under way when it failed; `cause` is the error. */
export class HandshakeError extends Error {
  override readonly name = 'HandshakeError';
  readonly stage: 'connect' | 'starttls' | 'handshake';
  constructor(stage: HandshakeError['stage'], cause: unknown) {
    super(`TLS ${stage}`, { cause });
    this.stage = stage;
  }
}

/** A server sends a few; a longer chain than this is no chain. */
const CHAIN_LIMIT = 16;

/** Connects, shakes hands, closes. Rejects with HandshakeError, or with the signal's reason. */
export async function shakeHands(request: HandshakeRequest): Promise<Handshake> {
  const { host, port, serverName, starttls, context, signal, clock } = request;
  signal.throwIfAborted();
  let stage: HandshakeError['stage'] = 'connect';
  const socket = connect({ host, port, signal });
  // Stays for the socket's life: an error after the end must not become an uncaught one.
  socket.on('error', () => {});
  let secure: TLSSocket | null = null;
  try {
    await arrived(socket, 'connect');
    if (starttls !== 'none') {
      stage = 'starttls';
      await askForTls(socket, starttls);
    }
    stage = 'handshake';
    const started = clock.mono();
    secure = tlsConnect({
      socket,
      secureContext: context,
      servername: serverName,
      rejectUnauthorized: false,
      // The name is judged apart from the chain.
      checkServerIdentity: () => undefined,
    });
    secure.on('error', () => {});
    await arrived(secure, 'secureConnect');
    const handshakeMs = clock.mono() - started;
    const { authorizationError } = secure as { authorizationError: unknown };
    return {
      chain: chainOf(secure),
      chainError: secure.authorized ? null : errorCode(authorizationError),
      version: secure.getProtocol() ?? '',
      cipher: secure.getCipher().standardName,
      handshakeMs,
    };
  } catch (error) {
    signal.throwIfAborted();
    throw new HandshakeError(stage, error);
  } finally {
    secure?.destroy();
    socket.destroy();
  }
}

function arrived(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(Object.assign(new Error('closed'), { code: 'ECONNRESET' })));
  });
}

function chainOf(socket: TLSSocket): readonly X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (
    let peer = socket.getPeerCertificate(true);
    peer?.raw && chain.length < CHAIN_LIMIT;
    peer = peer.issuerCertificate
  ) {
    chain.push(new X509Certificate(peer.raw));
    if (peer.issuerCertificate === peer) break;
  }
  return chain;
}

function errorCode(error: unknown): string {
  return typeof error === 'string' ? error : ((error as NodeJS.ErrnoException | null)?.code ?? String(error));
}
