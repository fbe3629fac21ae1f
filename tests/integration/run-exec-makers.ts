// An executor over real parts: a real sshd and a user of it, sealed credentials, host keys in a file of the test's own.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { check as checkSchema } from '../../electron/contract/model/check.ts';
import { type Host, host as hostSchema } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import type { CommandShown, RunTarget } from '../../electron/contract/model/run.ts';
import { settings } from '../../electron/contract/model/settings.ts';
import { type Clock, systemClock } from '../../electron/engine/lib/clock.ts';
import { openKnownHosts } from '../../electron/engine/lib/known-hosts.ts';
import { terminalLine } from '../../electron/engine/lib/shell-quote.ts';
import { createJobs } from '../../electron/engine/services/jobs.ts';
import {
  createExecutor,
  type Executor,
  type ExecutorOptions,
} from '../../electron/engine/services/runbooks/executor.ts';
import { createRunner } from '../../electron/engine/services/runner.ts';
import { createSecrets } from '../../electron/engine/services/secrets.ts';
import { createWorld, type World } from '../../electron/engine/services/world.ts';
import type { WorkEnd } from '../../electron/engine/steps/step.ts';
import { until } from '../support/lab/leftovers.ts';
import type { Sshd } from '../support/lab/sshd.ts';

export const HOST_ID = 'host-1' as HostId;

export interface Rig {
  readonly executor: Executor;
  readonly world: World;
  readonly target: RunTarget;
  readonly knownHosts: ExecutorOptions['knownHosts'];
  stop(): Promise<void>;
}

export interface RigParts {
  readonly sshd?: Sshd;
  readonly clock?: Clock;
  /** Credentials by name, in the clear. */
  readonly credentials?: Readonly<Record<string, string>>;
  readonly user?: string;
  readonly host?: Partial<Host>;
  /** Whether the server's key is on record. Default yes. */
  readonly trusted?: boolean;
  readonly logins?: readonly object[];
  readonly keyFile?: string;
  readonly more?: Partial<ExecutorOptions>;
}

export const makeHost = (parts: object = {}): Host =>
  hostSchema.parse({ id: HOST_ID, name: 'ams1-core-sw01', address: '127.0.0.1', ...parts });

export async function startRig(parts: RigParts = {}): Promise<Rig> {
  const { sshd, clock = systemClock, credentials = {}, trusted = true } = parts;
  const folder = mkdtempSync(join(tmpdir(), 'lab-run-exec-'));
  const hostsFile = join(folder, 'known_hosts');
  if (sshd) {
    const line = `[127.0.0.1]:${sshd.port} ssh-ed25519 ${sshd.hostKey().toString('base64')}\n`;
    writeFileSync(hostsFile, trusted ? line : '');
  }
  const knownHosts = openKnownHosts({ files: [hostsFile], own: join(folder, 'own'), clock });
  const sealed = new Map<string, Uint8Array>();
  const secrets = createSecrets({
    keychain: null,
    sealed: { put: (id, bytes) => void sealed.set(id, bytes), get: (id) => sealed.get(id) ?? null, remove: () => {} },
    credentials: { get: (name) => (Object.hasOwn(credentials, name) ? { name, secretId: `id ${name}` } : null) },
  });
  await secrets.start();
  secrets.unlock('lab passphrase');
  for (const [name, text] of Object.entries(credentials)) sealed.set(`id ${name}`, await secrets.sealOne(text));
  const host = makeHost(parts.host);
  const checks = sshd
    ? [
        checkSchema.parse({
          id: 'check-1' as CheckId,
          hostId: host.id,
          name: 'ssh',
          kind: 'ssh',
          config: {
            user: parts.user ?? sshd.user,
            port: sshd.port,
            auth: 'key',
            keyFile: parts.keyFile ?? sshd.keyFile,
          },
        }),
      ]
    : [];
  const world = createWorld([host], checks);
  const chosen = settings.parse({ runbooks: { logins: parts.logins ?? [] } });
  const own = {
    clock,
    world,
    settings: { get: () => chosen },
    secrets,
    knownHosts,
    runner: createRunner({ clock, hostKeys: knownHosts, lastBeat: () => null }),
    jobs: createJobs(secrets),
  };
  // Who is told is the business of other tests: these run commands and checks.
  const executor = createExecutor({ ...own, ...parts.more } as ExecutorOptions);
  return {
    executor,
    world,
    knownHosts,
    target: executor.targetsOf('ams1-core-sw01').targets[0]!,
    async stop() {
      await executor.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Processes whose arguments hold a word, by their ids. */
export function processesWith(word: string): readonly number[] {
  return readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid) return [];
    try {
      return readFileSync(`/proc/${entry}/cmdline`, 'latin1').includes(word) ? [Number(entry)] : [];
    } catch {
      return [];
    }
  });
}

/** Ends a server whose account is removed with it: only once the last process of that account is gone. */
export async function stopSshd(sshd: Sshd): Promise<void> {
  const uid =
    sshd.user === userInfo().username ? null : Number(execFileSync('id', ['-u', sshd.user], { encoding: 'utf8' }));
  const isTheirs = (entry: string): boolean => {
    try {
      return statSync(`/proc/${entry}`).uid === uid;
    } catch {
      return false;
    }
  };
  const left = () => readdirSync('/proc').some((entry) => /^\d+$/.test(entry) && isTheirs(entry));
  if (uid !== null) await until(() => !left(), `no process of ${sshd.user} is left`);
  await sshd.stop();
}

export const HERE: RunTarget = { hostId: null, name: 'this machine', address: '', user: '' };

/** A command as a step hands it over. */
export function command(parts: Partial<CommandShown>): CommandShown {
  const whole = { via: 'ssh', argv: [], script: '', args: [], env: {}, timeoutMs: 20_000, ...parts } as const;
  return { ...whole, line: terminalLine(whole) };
}

export interface Carried extends Omit<WorkEnd, 'outputs'> {
  readonly live: { readonly stdout: string; readonly stderr: string };
  readonly pushes: number;
  readonly hostKeys: readonly string[];
}

export interface CarryOut {
  readonly secrets?: readonly string[];
  readonly secretEnv?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal;
  readonly onText?: (text: string) => void;
}

/** Runs one command and gathers what a screen would have been sent. */
export async function carryOut(
  rig: Rig,
  target: RunTarget,
  parts: Partial<CommandShown>,
  { secrets = [], secretEnv = {}, signal = new AbortController().signal, onText = () => {} }: CarryOut = {},
): Promise<Carried> {
  const live = { stdout: '', stderr: '' };
  const hostKeys: string[] = [];
  let pushes = 0;
  const request = { target, shown: command(parts), secrets, secretEnv };
  const end = await rig.executor.execute(request, {
    signal,
    onOutput: (stream, text) => {
      live[stream] += text;
      pushes += 1;
      onText(text);
    },
    onHostKey: (fingerprint) => void hostKeys.push(fingerprint),
  });
  return { ...end, live, pushes, hostKeys };
}
