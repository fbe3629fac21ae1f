// One real OpenSSH server for the whole lab, on a port of its own behind the doors of the hosts. It has keys made for this
// run, lets in only whoever runs the lab, and only by the key made for it.
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';

const SSHD = '/usr/sbin/sshd';

export interface LabSsh {
  readonly user: string;
  readonly keyFile: string;
  /** The host key as in a known_hosts line: 'ssh-ed25519 AAAA…'. */
  readonly hostKey: string;
  /** Passes a connection on to it. */
  serve(socket: Socket): void;
  close(): Promise<void>;
}

/** Whether this machine can run one. */
export const hasSshd = (): boolean => existsSync(SSHD);

/** Starts it on 127.0.0.1; resolves when it takes connections. `folder` is this run's own and is removed by its owner. */
export async function startLabSsh(folder: string, port: number): Promise<LabSsh> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const at = (name: string) => join(folder, name);
  for (const name of ['host', 'user']) {
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', `lab-${name}`, '-f', at(name)]);
  }
  copyFileSync(at('user.pub'), at('authorized_keys'));
  chmodSync(at('authorized_keys'), 0o600);
  // Root's sshd separates privileges in this folder; on a machine without a running sshd it is missing.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true });
  writeFileSync(at('config'), `${configOf(port, at).join('\n')}\n`);
  const sshd = spawn(SSHD, ['-D', '-e', '-f', at('config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  sshd.stderr.on('data', (chunk: Buffer) => {
    log = (log + chunk.toString('utf8')).slice(-8_000);
  });
  await untilListening(port, sshd, () => log);
  const [algorithm, key] = readFileSync(at('host.pub'), 'utf8').split(' ');
  return {
    user: userInfo().username,
    keyFile: at('user'),
    hostKey: `${algorithm} ${key}`,
    serve(socket) {
      const inner = connect({ host: '127.0.0.1', port });
      inner.on('error', () => socket.destroy());
      socket.on('error', () => inner.destroy());
      socket.on('close', () => inner.destroy());
      inner.on('close', () => socket.destroy());
      socket.pipe(inner).pipe(socket);
    },
    close: () => endSshd(sshd),
  };
}

function configOf(port: number, at: (name: string) => string): readonly string[] {
  return [
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'PermitRootLogin prohibit-password',
    'PasswordAuthentication no',
    'KbdInteractiveAuthentication no',
    'AllowTcpForwarding no',
    'X11Forwarding no',
    // All hosts of the lab come from one address.
    'MaxStartups 100:30:200',
  ];
}

async function untilListening(port: number, sshd: ChildProcess, log: () => string): Promise<void> {
  for (;;) {
    if (sshd.exitCode !== null) throw new Error(`The lab's SSH server did not start: ${log().trim()}`);
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: '127.0.0.1', port });
      socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
      socket.once('connect', () => socket.destroy());
    });
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The listener first; its sessions end with their connections, which the doors have dropped by then. */
function endSshd(sshd: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (sshd.exitCode !== null || sshd.signalCode !== null) return resolve();
    sshd.once('exit', () => resolve());
    sshd.kill('SIGTERM');
  });
}
