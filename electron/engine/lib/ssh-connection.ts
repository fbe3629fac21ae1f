// One SSH connection: reached, the host key verified before anything secret is sent, the user authenticated.
import { readFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { type Config, NodeSSH } from 'node-ssh';
import ssh2, { type Client } from 'ssh2';
import { fingerprintOf } from './known-hosts-file.ts';
import { NameError, type Names } from './names.ts';
import { execCommand, type SshCommand, type SshCommandEnd } from './ssh-command.ts';
import { SshError } from './ssh-error.ts';

export type SshAuth =
  | { readonly type: 'agent'; readonly socket: string }
  | { readonly type: 'key'; readonly file: string; readonly passphrase: string }
  | { readonly type: 'password'; readonly password: string };

export interface SshTarget {
  readonly address: string;
  readonly port: number;
  readonly user: string;
  readonly auth: SshAuth;
}

export interface SshHostKeys {
  verify(address: string, port: number, key: Buffer): 'trusted' | 'unknown' | 'changed';
  /** Key algorithms on record, asked for first, so that the key shown is one that can be compared. */
  knownAlgorithms?(address: string, port: number): readonly string[];
}

export interface SshConnection {
  readonly closed: boolean;
  /** Of the host key that was verified: 'SHA256:…'. */
  readonly fingerprint: string;
  exec(command: SshCommand): Promise<SshCommandEnd>;
  /** Called once when the connection is gone, however that came. */
  onClose(listener: () => void): void;
  close(): void;
}

/** Host key algorithms offered, best first. RSA with SHA-1 and DSA are not among them. */
const HOST_KEY_ALGORITHMS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  'rsa-sha2-512',
  'rsa-sha2-256',
] as const;

/** Connects and logs in. Rejects with SshError, or with the signal's reason; in both cases nothing is left open. */
export async function openSsh(
  target: SshTarget,
  means: {
    readonly names: Names;
    readonly hostKeys: SshHostKeys;
    readonly signal: AbortSignal;
    /** How often a silent server is asked whether it is still there; three times in vain, and it is gone. Default 15 s. */
    readonly keepaliveMs?: number;
  },
): Promise<SshConnection> {
  const { names, hostKeys, signal, keepaliveMs = 15_000 } = means;
  const credentials = await readCredentials(target.auth);
  const ip = await names.resolve(target.address, signal).catch((error: unknown) => {
    throw error instanceof NameError ? new SshError('name', error.message, { cause: error }) : error;
  });
  const socket = await connectSocket(ip, target.port, signal);
  let shown: { readonly verdict: 'unknown' | 'changed'; readonly fingerprint: string } | null = null;
  let fingerprint = '';
  const ssh = new NodeSSH();
  const onAbort = () => socket.destroy();
  signal.addEventListener('abort', onAbort, { once: true });
  try {
    const ready = ssh.connect({
      ...credentials,
      sock: socket,
      username: target.user,
      algorithms: { serverHostKey: hostKeyOrder(hostKeys.knownAlgorithms?.(target.address, target.port) ?? []) },
      hostVerifier: (key: Buffer) => {
        const verdict = hostKeys.verify(target.address, target.port, key);
        fingerprint = fingerprintOf(key);
        if (verdict !== 'trusted') shown = { verdict, fingerprint };
        return verdict === 'trusted';
      },
      // The signal is the limit; a second clock would only make the end harder to explain.
      readyTimeout: 0,
      keepaliveInterval: keepaliveMs,
      keepaliveCountMax: 3,
    });
    const client = ssh.connection;
    // node-ssh takes its listener away once connected, and an error nobody hears ends the whole engine.
    client?.on('error', () => {});
    await ready;
    if (!client) throw new SshError('closed', 'connection lost');
    return standing(ssh, client, socket, fingerprint);
  } catch (error) {
    socket.destroy();
    signal.throwIfAborted();
    throw explain(error, shown);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

function standing(ssh: NodeSSH, client: Client, socket: Socket, fingerprint: string): SshConnection {
  const listeners: (() => void)[] = [];
  let closed = false;
  const onClosed = () => {
    if (closed) return;
    closed = true;
    for (const listener of listeners) listener();
  };
  client.on('close', onClosed);
  socket.on('close', onClosed);
  if (socket.destroyed) queueMicrotask(onClosed);
  return {
    get closed() {
      return closed;
    },
    fingerprint,
    exec: (command) => execCommand(client, command),
    onClose: (listener) => void listeners.push(listener),
    close() {
      ssh.dispose();
      // A server that does not take leave would keep the socket for ever.
      socket.destroySoon();
      socket.setTimeout(1_000, () => socket.destroy());
    },
  };
}

function connectSocket(host: string, port: number, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    // ssh2 sends small packets and leaves Nagle's algorithm on: 48 ms a command instead of 3.
    const socket = connect({ host, port, noDelay: true });
    const onAbort = () => socket.destroy(signal.reason instanceof Error ? signal.reason : new Error('aborted'));
    signal.addEventListener('abort', onAbort, { once: true });
    const settled = () => signal.removeEventListener('abort', onAbort);
    socket.once('connect', () => {
      settled();
      resolve(socket);
    });
    socket.on('error', (error) => {
      settled();
      reject(signal.aborted ? signal.reason : new SshError('connect', error.message, { cause: error }));
    });
  });
}

async function readCredentials(auth: SshAuth): Promise<Partial<Config>> {
  switch (auth.type) {
    case 'agent':
      if (auth.socket === '')
        throw new SshError('credentials', 'No SSH agent is running here (SSH_AUTH_SOCK is not set)');
      return { agent: auth.socket, authHandler: ['agent'] };
    case 'password': {
      const { password } = auth;
      const onKeyboardInteractive: NonNullable<Config['onKeyboardInteractive']> = (_n, _i, _l, prompts, finish) =>
        // Only a question for the password gets it.
        finish(prompts.map(({ prompt, echo }) => (!echo && /password/i.test(prompt) ? password : '')));
      return { password, tryKeyboard: true, onKeyboardInteractive, authHandler: ['password', 'keyboard-interactive'] };
    }
    case 'key': {
      const privateKey = await readFile(auth.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
        throw new SshError('credentials', `Key file cannot be read: ${auth.file} (${error.code})`, { cause: error });
      });
      const key = ssh2.utils.parseKey(privateKey, auth.passphrase || undefined);
      if (key instanceof Error) {
        const why = /passphrase|bad decrypt|integrity/i.test(key.message)
          ? 'wrong or missing passphrase'
          : 'not a private key';
        throw new SshError('credentials', `Key file cannot be used: ${auth.file} (${why})`);
      }
      return { privateKey, authHandler: ['publickey'], ...(auth.passphrase !== '' && { passphrase: auth.passphrase }) };
    }
    default:
      return auth satisfies never;
  }
}

/** The algorithms of keys on record first; an RSA key is asked for by its SHA-2 signatures. */
function hostKeyOrder(known: readonly string[]): (typeof HOST_KEY_ALGORITHMS)[number][] {
  const isKnown = (name: string) => known.includes(name.startsWith('rsa-') ? 'ssh-rsa' : name);
  return [...HOST_KEY_ALGORITHMS.filter(isKnown), ...HOST_KEY_ALGORITHMS.filter((name) => !isKnown(name))];
}

function explain(error: unknown, shown: { readonly verdict: string; readonly fingerprint: string } | null): unknown {
  if (shown) {
    const { verdict, fingerprint } = shown;
    const code = verdict === 'changed' ? 'host-key-changed' : 'host-key-unknown';
    return new SshError(code, `host key ${verdict}`, { fingerprint, cause: error });
  }
  if (error instanceof SshError) return error;
  const { level, message } = error as Error & { readonly level?: string };
  if (level === 'client-authentication') return new SshError('auth', message, { cause: error });
  if (level === 'agent')
    return new SshError('credentials', `The SSH agent does not answer: ${message}`, { cause: error });
  return new SshError('handshake', message, { cause: error });
}
