// Scripts of ours on another host: the text is fixed and holds no value; values go along as quoted arguments, so that a
// name can be hostile and stays a name. Trouble on the way there is told in the words of every other kind that logs in.
import { z } from 'zod';
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { quoteWord } from '../lib/shell-quote.ts';
import type { SshCommandEnd } from '../lib/ssh-command.ts';
import { SshError } from '../lib/ssh-error.ts';
import type { ProbeContext } from './probe.ts';
import { hasKeyFile, type SshLogin, sshPool, targetOf } from './ssh-login.ts';
import { sshTrouble } from './ssh-trouble.ts';

/** Where to look, for kinds that know both ways. */
export const overField = z.enum(['ssh', 'local']).default('ssh').meta({
  title: 'Where',
  description: 'ssh: on the host itself, logged in by SSH; local: on the machine Watchfloor runs on.',
});

/** As `hasKeyFile`, for kinds that need no log-in on this machine. */
export const hasKeyFileOverSsh = (config: SshLogin & { readonly over: z.output<typeof overField> }): boolean =>
  config.over === 'local' || hasKeyFile(config);

/**
 * A script as one line, each of its lines ending as a command does (`;`, `do`, `then`). One line, and no `!`, because the
 * log-in shell that hands it to sh may be csh, which takes neither inside quotes.
 */
export function oneLine(script: string): string {
  return script
    .trim()
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

/** The command for a log-in shell that runs `script` by sh with `$1`, `$2`, … as given. */
export function shellCommand(script: string, args: readonly string[] = []): string {
  return ['sh', '-c', script, 'sh', ...args]
    .map((word, index) => (index < 2 || index === 3 ? word : quoteWord(word)))
    .join(' ');
}

/**
 * Bytes as an argument that crosses shells and encodings unhurt: decoded on the other side by
 * `v=$(printf "%b/" "$1"); v="\${v%/}";` (the slash keeps line feeds at the end, which `$( )` would drop).
 */
export function byteArgument(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) => (SAFE.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `\\0${octal(byte)}`))
    .join('');
}
const SAFE = /[A-Za-z._/-]/;
const octal = (byte: number) => byte.toString(8).padStart(3, '0');

export type RunScript = (script: string, args?: readonly string[], keepBytes?: number) => Promise<SshCommandEnd>;

/** Runs `job` with a way to run scripts on the context's host; what stands in the way becomes the outcome. */
export async function overSsh(
  login: SshLogin,
  { address, signal, hostKeys }: ProbeContext,
  job: (run: RunScript) => Promise<ProbeOutcome>,
): Promise<ProbeOutcome> {
  const target = targetOf(address, login);
  try {
    return await job((script, args = [], keepBytes = 64 * 1024) =>
      sshPool.run(target, { command: shellCommand(script, args), hostKeys, signal, keepBytes }),
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SshError) return sshTrouble(login, target.address, error);
    throw error;
  }
}
