// A command on another host, over connections of the runs' own: a command that takes hours must not keep the checks waiting.
import { randomUUID } from 'node:crypto';
import type { CommandShown } from '../../../contract/model/run.ts';
import type { KnownHosts } from '../../lib/known-hosts.ts';
import { afterMark, END_PATIENCE_MS, remoteCall } from '../../lib/remote-command.ts';
import { SshError } from '../../lib/ssh-error.ts';
import type { SshPool } from '../../lib/ssh-pool.ts';
import { cleanLine } from '../../lib/text.ts';
import { type SshLogin, targetOf } from '../../probes/ssh-login.ts';
import type { CommandEnd, CommandStreams } from './executor-local.ts';
import { sshFailure } from './executor-trouble.ts';

export interface RemoteMeans {
  readonly signal: AbortSignal;
  readonly pool: SshPool;
  readonly hostKeys: KnownHosts;
  readonly streams: CommandStreams;
  /** The connection stands; the command is about to begin. */
  readonly onConnected: (fingerprint: string) => void;
}

/** Rejects with the signal's reason when aborted, after the command was ended as far as the host follows. */
export async function runThere(
  shown: CommandShown,
  env: Readonly<Record<string, string>>,
  { address, login }: { readonly address: string; readonly login: SshLogin },
  means: RemoteMeans,
): Promise<CommandEnd> {
  const { signal, pool, hostKeys, streams, onConnected } = means;
  const call = remoteCall({ ...shown, env }, randomUUID().replaceAll('-', ''));
  const stdout = afterMark(call.mark, (chunk) => streams.stdout.add(chunk));
  try {
    const end = await pool.run(targetOf(address, login), {
      command: call.command,
      input: call.input,
      endWord: { text: call.endWord, patienceMs: END_PATIENCE_MS },
      hostKeys,
      signal,
      keepBytes: 0,
      readLimit: Number.POSITIVE_INFINITY,
      onConnected,
      onStdout: (chunk) => stdout.add(chunk),
      onStderr: (chunk) => streams.stderr.add(chunk),
    });
    if (stdout.begun) return { exit: end.code, signal: end.signal, trouble: null };
    streams.stdout.add(stdout.noise());
    const said = cleanLine(stdout.noise(), 100);
    const summary = `Nothing was run: the host did not take the command${said === '' ? '' : `, it said "${said}"`}. It needs a POSIX sh.`;
    return { exit: end.code, signal: end.signal, trouble: { reason: 'transfer', summary } };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof SshError)) throw error;
    return { exit: null, signal: null, trouble: sshFailure(login, address, error, stdout.begun) };
  }
}
