// Why a command did not come to an end of its own, in one of the spec's reasons and in words: what failed, what is known of
// the command, what to do.
import type { FailReason } from '../../../contract/model/runbook.ts';
import type { SshError } from '../../lib/ssh-error.ts';
import type { SshLogin } from '../../probes/ssh-login.ts';
import { sshTrouble } from '../../probes/ssh-trouble.ts';

export interface Trouble {
  readonly reason: FailReason;
  readonly summary: string;
}

/** Trouble on the way to a host. `begun`: the command had begun there. */
export function sshFailure(login: SshLogin, address: string, error: SshError, begun: boolean): Trouble {
  if (begun) {
    const summary =
      'Connection lost while it ran: what became of it is not known. Look at the host before you run it again.';
    return { reason: 'transfer', summary };
  }
  const { summary, detail = '' } = sshTrouble(login, address, error);
  return { reason: REASONS[error.code], summary: `${summary}${detail === '' ? '' : `. ${detail}`}` };
}

const REASONS: Readonly<Record<SshError['code'], FailReason>> = {
  name: 'host-not-found',
  connect: 'refused',
  credentials: 'auth',
  auth: 'auth',
  'host-key-unknown': 'host-key',
  'host-key-changed': 'host-key',
  handshake: 'transfer',
  closed: 'transfer',
};

/** A program of this machine that could not be started, with the exit code a shell would give. */
export function spawnFailure(
  program: string,
  error: NodeJS.ErrnoException,
): Trouble & { readonly exit: number | null } {
  switch (error.code) {
    case 'ENOENT':
      return { reason: 'exit', exit: 127, summary: `exit 127: there is no program "${program}" on this machine` };
    case 'EACCES':
      return { reason: 'exit', exit: 126, summary: `exit 126: "${program}" may not be run` };
    case 'E2BIG':
      return {
        reason: 'transfer',
        exit: null,
        summary: 'Nothing was run: the arguments are longer than the system takes (128 KiB each)',
      };
    default:
      return { reason: 'transfer', exit: null, summary: `Nothing was run: ${error.message}` };
  }
}
