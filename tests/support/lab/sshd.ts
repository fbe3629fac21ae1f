// A real OpenSSH server with configuration, host key and user key of its own. Run by root it lets in a user made for it and
// removed afterwards: sshd passes signals on for ordinary users only. Run by anybody else it lets in that user.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { closedPort } from './tcp-server.ts';

export interface Sshd {
  readonly port: number;
  readonly user: string;
  /** Private key that is let in, and the same one under the passphrase 'lab passphrase'. */
  readonly keyFile: string;
  readonly lockedKeyFile: string;
  /** A private key nobody is let in with. */
  readonly strangerKeyFile: string;
  /** The host key as it crosses the wire, and as ssh-keygen prints it. */
  readonly hostKey: () => Buffer;
  readonly fingerprint: () => string;
  readonly log: () => string;
  /** Another machine at the same address: new host key, same port. */
  replaceHostKey(): Promise<void>;
  /** Ends the server and every session of it, as a crash would. */
  crash(): void;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startSshd(extraConfig: readonly string[] = []): Promise<Sshd> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-sshd-'));
  const at = (name: string) => join(folder, name);
  const keygen = (name: string, passphrase = '') =>
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-f', at(name)]);
  for (const name of ['host', 'user', 'stranger']) keygen(name);
  copyFileSync(at('user'), at('locked'));
  execFileSync('ssh-keygen', ['-q', '-p', '-P', '', '-N', 'lab passphrase', '-f', at('locked')], { stdio: 'ignore' });
  copyFileSync(at('user.pub'), at('authorized_keys'));
  // sshd reads the list as the user it is about; mkdtemp lets only its owner in.
  chmodSync(folder, 0o755);
  const account = makeAccount();
  // Root's sshd separates privileges in this folder; on a machine without a running sshd it is missing.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  const port = await closedPort();
  const lines = [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    ...extraConfig,
  ];
  writeFileSync(at('config'), `${lines.join('\n')}\n`);
  let log = '';
  let child: ChildProcess | null = null;
  const start = async () => {
    const sshd = spawn('/usr/sbin/sshd', ['-D', '-e', '-f', at('config')], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child = sshd;
    sshd.stderr.on('data', (chunk: Buffer) => {
      log += chunk;
    });
    await listening(
      port,
      () => sshd.exitCode !== null,
      () => log,
    );
  };
  const end = () =>
    new Promise<void>((resolve) => {
      if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
      child.on('exit', () => resolve());
      killGroupAndSessions(child.pid!);
    });
  const publicKey = () => Buffer.from(readFileSync(at('host.pub'), 'utf8').split(' ')[1]!, 'base64');
  await start();
  return {
    port,
    user: account.name,
    keyFile: at('user'),
    lockedKeyFile: at('locked'),
    strangerKeyFile: at('stranger'),
    hostKey: publicKey,
    fingerprint: () => execFileSync('ssh-keygen', ['-l', '-f', at('host.pub')], { encoding: 'utf8' }).split(' ')[1]!,
    log: () => log,
    async replaceHostKey() {
      await end();
      rmSync(at('host'));
      rmSync(at('host.pub'));
      keygen('host');
      await start();
    },
    crash: () => killGroupAndSessions(child!.pid!),
    async restart() {
      await end();
      await start();
    },
    async stop() {
      await end();
      account.remove();
      rmSync(folder, { recursive: true });
    },
  };
}

let accounts = 0;
function makeAccount(): { readonly name: string; remove(): void } {
  if (process.getuid?.() !== 0) return { name: userInfo().username, remove: () => {} };
  accounts += 1;
  const name = `wflab${process.pid}x${accounts}`;
  // '*': no password fits, and unlike '!' the account is not locked.
  execFileSync('useradd', [
    '--system',
    '--no-create-home',
    '--home-dir',
    '/',
    '--shell',
    '/bin/sh',
    '--password',
    '*',
    name,
  ]);
  return { name, remove: () => execFileSync('userdel', [name]) };
}

/** Sessions have process groups of their own: the whole tree below this sshd goes, and nothing else. */
function killGroupAndSessions(pid: number): void {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const parents = rows.map((row) => row.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (parent: number): number[] =>
    parents.flatMap(([child, of]) => (of === parent ? [child, ...below(child)] : []));
  for (const victim of [pid, ...below(pid)]) {
    try {
      process.kill(victim, 'SIGKILL');
    } catch {
      // Already gone with its parent.
    }
  }
}

async function listening(port: number, dead: () => boolean, log: () => string): Promise<void> {
  for (;;) {
    if (dead()) throw new Error(`sshd did not start: ${log()}`);
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: '127.0.0.1' });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('data', () => socket.destroy());
      socket.once('connect', () => socket.destroy());
    });
    if (open) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
