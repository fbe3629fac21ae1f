// A command on the machine of the monitor: without a shell; a script goes to `sh -s --` over standard input.
import type { CommandShown } from '../../../contract/model/run.ts';
import type { Clock } from '../../lib/clock.ts';
import { runProcess } from '../../lib/process.ts';
import { wholeScript } from '../../lib/remote-command.ts';
import type { Capture } from './evidence.ts';
import { spawnFailure, type Trouble } from './executor-trouble.ts';

/** What a command finds of the engine's own environment: nothing that is the engine's business. */
const PASSED_ON = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'LANG',
  'LC_ALL',
  'TZ',
  'TMPDIR',
  'SSH_AUTH_SOCK',
  'XDG_RUNTIME_DIR',
];
/** From TERM to KILL of the whole group, ms; as over SSH. */
const KILL_AFTER_MS = 2_000;

/** How a command came to its end, before it is judged. */
export interface CommandEnd {
  readonly exit: number | null;
  readonly signal: string | null;
  /** Null: it ended by itself. */
  readonly trouble: Trouble | null;
}

export interface CommandStreams {
  readonly stdout: Pick<Capture, 'add'>;
  readonly stderr: Pick<Capture, 'add'>;
}

/** Rejects with the signal's reason when aborted, after the whole group is gone. */
export async function runHere(
  shown: CommandShown,
  env: Readonly<Record<string, string>>,
  means: { readonly signal: AbortSignal; readonly clock: Clock; readonly streams: CommandStreams },
): Promise<CommandEnd> {
  const { signal, clock, streams } = means;
  const [file = '', ...args] = shown.script === '' ? shown.argv : ['sh', '-s', '--', ...shown.args];
  try {
    const end = await runProcess({
      file,
      args,
      signal,
      clock,
      env: { ...passedOn(), ...env },
      ...(shown.script !== '' && { stdin: wholeScript(shown.script) }),
      keepBytes: 0,
      killAfterMs: KILL_AFTER_MS,
      leftBehind: 'leave',
      onStdout: (chunk) => streams.stdout.add(chunk),
      onStderr: (chunk) => streams.stderr.add(chunk),
    });
    return { exit: end.code, signal: end.signal?.replace(/^SIG/, '') ?? null, trouble: null };
  } catch (error) {
    signal.throwIfAborted();
    const { exit, ...trouble } = spawnFailure(file, error as NodeJS.ErrnoException);
    return { exit, signal: null, trouble };
  }
}

const passedOn = (): Record<string, string> =>
  Object.fromEntries(PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
