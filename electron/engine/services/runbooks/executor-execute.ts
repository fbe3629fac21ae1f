// One command on one target, from its secrets to its evidence. Never rejects: what stood in the way is in the end.

import type { Host } from '../../../contract/model/host.ts';
import type { CommandShown } from '../../../contract/model/run.ts';
import { durationWords } from '../../core/duration.ts';
import type { Clock } from '../../lib/clock.ts';
import type { KnownHosts } from '../../lib/known-hosts.ts';
import { END_PATIENCE_MS } from '../../lib/remote-command.ts';
import type { SshPool } from '../../lib/ssh-pool.ts';
import { cleanLine } from '../../lib/text.ts';
import type { SshLogin } from '../../probes/ssh-login.ts';
import type { ExecRequest, WorkEnd } from '../../steps/step.ts';
import type { Secrets } from '../secrets.ts';
import { createCapture } from './evidence.ts';
import type { Executor } from './executor.ts';
import { createLimit, type Limit } from './executor-limit.ts';
import { type CommandEnd, runHere } from './executor-local.ts';
import { runThere } from './executor-ssh.ts';
import type { Trouble } from './executor-trouble.ts';
import { type LoginSources, loginFor } from './logins.ts';
import { createMasker, type Masker, SHORTEST_SECRET } from './masking.ts';

type Ended = Omit<WorkEnd, 'outputs'>;
type Means = Parameters<Executor['execute']>[1];

export interface ExecuteParts extends LoginSources {
  readonly clock: Clock;
  readonly knownHosts: KnownHosts;
  readonly pool: SshPool;
}

/** How long it may take until the command can begin: a name, a connection, a log-in, a free channel. */
const CONNECT_MS = 30_000;

export async function execute(parts: ExecuteParts, request: ExecRequest, means: Means): Promise<Ended> {
  const started = parts.clock.mono();
  const nothing = (trouble: Trouble): Ended => ({
    ...NOTHING_CAME,
    ok: false,
    ...trouble,
    durationMs: parts.clock.mono() - started,
  });
  const opened = await openSecrets(parts.secrets, request).catch((error: unknown) => ({ trouble: wordsOf(error) }));
  if ('trouble' in opened) return nothing({ reason: 'auth', summary: `Nothing was run: ${opened.trouble}` });
  const { masker } = opened;
  const end = await carryOut(parts, request, means, { ...opened, started }).catch((error: unknown) =>
    nothing({ reason: 'transfer', summary: wordsOf(error) }),
  );
  return { ...end, summary: cleanLine(masker.text(end.summary), 300) };
}

const NOTHING_CAME = { exit: null, signal: null, hostKey: '', stdout: null, stderr: null } as const;
const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

interface Opened {
  readonly env: Readonly<Record<string, string>>;
  readonly masker: Masker;
}

/** Opens what it needs of secrets, and refuses what could not be masked. Rejects in words. */
async function openSecrets(secrets: Pick<Secrets, 'open'>, request: ExecRequest): Promise<Opened> {
  const { secretEnv = {} } = request;
  const names = [...new Set([...request.secrets, ...Object.values(secretEnv)])];
  const stored = Object.fromEntries(names.map((name) => [name, { $credential: name }]));
  const open = await secrets.open(stored);
  const inClear = new Map(names.map((name) => [name, String(open[name])]));
  for (const [name, secret] of inClear) {
    if (secret.length >= SHORTEST_SECRET) continue;
    throw new Error(
      `the secret of "${name}" is shorter than ${SHORTEST_SECRET} characters: it could not be masked in what comes out. Give it a longer one`,
    );
  }
  const env = { ...request.shown.env };
  for (const [variable, name] of Object.entries(secretEnv)) env[variable] = inClear.get(name) ?? '';
  return { env, masker: createMasker([...inClear.values()]) };
}

/** A command as it may be shown where it holds a secret by its very text: typed into the runbook, or as a value. */
export function maskedShown(shown: CommandShown, masker: Masker): CommandShown {
  const mask = masker.text;
  const env = Object.entries(shown.env).map(([name, value]) => [name, mask(value)] as const);
  return {
    ...shown,
    argv: shown.argv.map(mask),
    script: mask(shown.script),
    args: shown.args.map(mask),
    env: Object.fromEntries(env),
    line: mask(shown.line),
  };
}

async function carryOut(
  parts: ExecuteParts,
  request: ExecRequest,
  means: Means,
  { env, masker, started }: Opened & { readonly started: number },
): Promise<Ended> {
  const { clock } = parts;
  const { shown, target } = request;
  const capture = (name: 'stdout' | 'stderr') =>
    createCapture({ clock, masker, onText: (text) => means.onOutput(name, text) });
  const streams = { stdout: capture('stdout'), stderr: capture('stderr') };
  const limit = createLimit(clock, means.signal, CONNECT_MS);
  let hostKey = '';
  let begun = started;
  const begin = (): void => {
    begun = clock.mono();
    limit.begin(shown.timeoutMs);
  };
  const onConnected = (fingerprint: string): void => {
    hostKey = fingerprint;
    means.onHostKey(fingerprint);
    begin();
  };
  let end: CommandEnd;
  try {
    if (target.hostId === null) {
      begin();
      end = await runHere(shown, env, { signal: limit.signal, clock, streams });
    } else {
      const to = await reachOf(parts, request);
      if ('reason' in to) end = { exit: null, signal: null, trouble: to };
      else {
        const { pool, knownHosts } = parts;
        end = await runThere(shown, env, to, {
          signal: limit.signal,
          pool,
          hostKeys: knownHosts,
          streams,
          onConnected,
        });
      }
    }
  } catch (error) {
    if (limit.why === null) throw error;
    end = { exit: null, signal: null, trouble: endedFromOutside(limit, shown, clock) };
  } finally {
    limit.done();
  }
  const kept = { stdout: streams.stdout.end(), stderr: streams.stderr.end() };
  return { ...verdict(end), hostKey, ...kept, durationMs: clock.mono() - begun };
}

/** Where the target is and how one logs in there. */
async function reachOf(
  parts: ExecuteParts,
  { target }: ExecRequest,
): Promise<{ address: string; login: SshLogin } | Trouble> {
  const host: Host | undefined = target.hostId === null ? undefined : parts.world.hosts.get(target.hostId);
  if (!host)
    return { reason: 'host-not-found', summary: `Nothing was run: ${target.name} is not in the inventory any more` };
  const choice = loginFor(host, parts);
  if (!choice) return { reason: 'auth', summary: noLogin(host.name) };
  try {
    const login = await choice.open();
    // Whoever was shown to the operator logs in, whatever the settings say by now.
    return { address: host.address, login: { ...login, user: target.user === '' ? login.user : target.user } };
  } catch (error) {
    return { reason: 'auth', summary: `Nothing was run: ${wordsOf(error)}` };
  }
}

const noLogin = (host: string): string =>
  `Nothing was run: no way to log in to ${host} is known. Add one under Settings, Runbooks, or an SSH check of the host`;

function endedFromOutside(limit: Limit, shown: CommandShown, clock: Clock): Trouble {
  // A host that follows has ended the group in time; from one that does not nobody knows.
  const followed = clock.mono() - limit.endedAt < END_PATIENCE_MS;
  const group = followed
    ? 'its whole process group was ended'
    : 'the host did not confirm that it is ended: look there before you run it again';
  switch (limit.why) {
    case 'connect':
      return { reason: 'timeout', summary: `Nothing was run: no connection within ${durationWords(CONNECT_MS)}` };
    case 'timeout':
      return { reason: 'timeout', summary: `no end within ${durationWords(shown.timeoutMs)}: ${group}` };
    default:
      return { reason: 'cancelled', summary: `stopped: ${group}` };
  }
}

function verdict({ exit, signal, trouble }: CommandEnd): Pick<Ended, 'ok' | 'reason' | 'summary' | 'exit' | 'signal'> {
  if (trouble) return { ok: false, ...trouble, exit, signal };
  if (exit === 0) return { ok: true, reason: null, summary: 'exit 0', exit, signal };
  const summary =
    exit === null ? (signal === null ? 'ended without an exit code' : `ended by signal ${signal}`) : exitWords(exit);
  return { ok: false, reason: exit === null && signal === null ? 'transfer' : 'exit', summary, exit, signal };
}

/** Above 128 a shell says by which signal a program ended; a program may say so itself. */
function exitWords(exit: number): string {
  const name = {
    126: 'may not be run',
    127: 'no such program',
    130: 'as by signal INT',
    137: 'as by signal KILL',
    143: 'as by signal TERM',
  }[exit];
  return `exit ${exit}${name === undefined ? '' : ` (${name})`}`;
}
