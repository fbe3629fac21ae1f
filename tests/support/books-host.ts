// One Linux host for runbooks to be run on for real: its own root file system in memory, accounts, processes and (where asked
// for) network, with a real sshd on a loopback address. Programs are those of this machine, read-only; nothing else of it is
// there, so a command that goes wrong has nothing of it to break. Root only. Torn down whole.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { hostFiles } from './books-host-files.ts';
import { closedPort } from './lab/tcp-server.ts';

export interface BooksHost {
  readonly address: string;
  readonly port: number;
  /** root. */
  readonly user: string;
  readonly keyFile: string;
  readonly hostKey: () => Buffer;
  /** Runs a script on it as root, as the test's own hand; throws with what it said when it fails. */
  sh(script: string, ...args: readonly string[]): string;
  /** The same; the exit status decides. */
  holds(script: string, ...args: readonly string[]): boolean;
  read(path: string): string;
  write(path: string, text: string, mode?: string): void;
  /** A small disk of its own (ext4) on that folder. */
  disk(path: string, megabytes: number): void;
  /** A unit that the host's `systemctl` supervises. */
  unit(name: string, parts: UnitParts): void;
  /** Resolves when its sshd takes connections (again). */
  answering(): Promise<void>;
  stop(): Promise<void>;
}

export interface UnitParts {
  /** Shell command; it stays in the foreground. */
  readonly exec: string;
  /** What a reload sends; left out: it cannot reload. */
  readonly reload?: 'HUP';
  /** Runs to its end, as a job does. */
  readonly oneshot?: boolean;
  /** Starts with the host. */
  readonly enabled?: boolean;
}

/** Why no such host can be made here; null: it can. */
export function noBooksHost(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'wants root on Linux';
  const tried = spawnSync('unshare', ['--mount', '--pid', '--uts', '--ipc', '--fork', 'true']);
  return tried.status === 0 ? null : 'may not make namespaces here';
}

/** Starts it; it goes with the test. `address`: a loopback address of its own. */
export async function startBooksHost(options: {
  readonly address: string;
  readonly megabytes?: number;
}): Promise<BooksHost> {
  const { address, megabytes = 256 } = options;
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-host-'));
  const at = (name: string) => join(folder, name);
  chmodSync(folder, 0o755);
  for (const name of ['host', 'user']) execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', at(name)]);
  const port = await closedPort();
  for (const [name, text] of Object.entries(hostFiles({ address, port })))
    writeFileSync(at(name), text, { mode: 0o755 });
  // Ends with whoever started it, also when that is killed.
  const host = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', 'unshare', ...NAMESPACES, 'bash', at('set-up'), folder, `${megabytes}m`],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let said = '';
  for (const stream of [host.stdout, host.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk));
  const stop = async (): Promise<void> => {
    await ended(host);
    rmSync(folder, { recursive: true, force: true });
  };
  onTestFinished(stop);
  const awaited = () =>
    answering(address, port, () => {
      if (host.exitCode !== null || host.signalCode !== null) throw new Error(`the host did not start: ${said}`);
    });
  await awaited();
  const init = initOf(host);
  const enter = (script: string, args: readonly string[], input = '') =>
    spawnSync(
      'nsenter',
      [
        '-t',
        init,
        '-m',
        '-p',
        '-u',
        '-i',
        '-r',
        '-w',
        'env',
        '-i',
        `PATH=${PATH}`,
        'HOME=/root',
        'sh',
        '-c',
        script,
        'sh',
        ...args,
      ],
      {
        input,
        encoding: 'utf8',
        // A program left behind that keeps the pipe open must not hold the tests for ever.
        timeout: 100_000,
      },
    );
  const sh = (script: string, ...args: readonly string[]): string => {
    const end = enter(script, args);
    if (end.status !== 0) throw new Error(`${script}: exit ${end.status}, ${end.stdout}${end.stderr}`);
    return end.stdout;
  };
  const write = (path: string, text: string, mode = '644'): void => {
    const end = enter('mkdir -p "$(dirname "$1")" && cat > "$1" && chmod "$2" "$1"', [path, mode], text);
    if (end.status !== 0) throw new Error(`${path}: ${end.stderr}`);
  };
  return {
    address,
    port,
    user: 'root',
    keyFile: at('user'),
    hostKey: () => Buffer.from(readFileSync(at('host.pub'), 'utf8').split(' ')[1] ?? '', 'base64'),
    sh,
    holds: (script, ...args) => enter(script, args).status === 0,
    read: (path) => sh('cat "$1"', path),
    write,
    disk(path, size) {
      sh(DISK, path, `${size}M`);
    },
    unit(name, { exec, reload, oneshot = false, enabled = false }) {
      write(
        `/etc/lab-units/${name}`,
        `exec=${exec}\nreload=${reload ?? ''}\noneshot=${oneshot ? 'yes' : 'no'}\nenabled=${enabled ? 'yes' : 'no'}\n`,
      );
    },
    answering: awaited,
    stop,
  };
}

/** The nodes of loop devices are there only while they are needed: they are of the whole machine. */
const DISK = `set -e
mkdir -p "$1"
truncate -s "$2" "/run/disk$(echo "$1" | tr / -)"
mkfs.ext4 -q -m 0 "/run/disk$(echo "$1" | tr / -)"
mknod /dev/loop-control c 10 237
for n in 0 1 2 3 4 5 6 7; do mknod "/dev/loop$n" b 7 "$n"; done
trap 'rm -f /dev/loop*' EXIT
mount -o loop "/run/disk$(echo "$1" | tr / -)" "$1"
`;

const PATH = '/opt/lab/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const NAMESPACES = ['--mount', '--pid', '--uts', '--ipc', '--fork', '--kill-child=KILL', '--propagation=private', '--'];

/** The first process inside: the one child of unshare. */
function initOf(host: ChildProcess): string {
  return readFileSync(`/proc/${host.pid}/task/${host.pid}/children`, 'utf8').trim();
}

/** With the first process of a pid namespace all others of it end, and with the last one its mounts. */
function ended(host: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (host.exitCode !== null || host.signalCode !== null) return resolve();
    host.once('close', () => resolve());
    host.kill('SIGKILL');
  });
}

async function answering(address: string, port: number, check: () => void): Promise<void> {
  for (;;) {
    check();
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ port, host: address });
      socket.once('data', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
      socket.once('close', () => resolve(false));
    });
    if (open) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
