// What a check says when there is no talking to its host over SSH: whose fault it is, and what to do. Shared by every kind
// that logs in.
import type { ProbeOutcome, Status } from '../../contract/model/result.ts';
import type { SshError } from '../lib/ssh-error.ts';
import { cleanLine } from '../lib/text.ts';
import { connectTrouble } from './connect-trouble.ts';
import { unresolved } from './ping-verdict.ts';
import type { SshLogin } from './ssh-login.ts';

/** The outcome for a command that could not be run. */
export function sshTrouble(config: SshLogin, address: string, error: SshError): ProbeOutcome {
  const to = `${config.user}@${address}`;
  const outcome = (status: Status, summary: string, detail: string): ProbeOutcome => ({
    status,
    summary: cleanLine(summary),
    detail: cleanLine(detail),
    metrics: [],
  });
  switch (error.code) {
    case 'name':
      return unresolved(address, error.message);
    case 'connect':
      return (
        connectTrouble(error.cause, address, `${address} port ${config.port}`) ??
        outcome('critical', `No connection to ${address} port ${config.port}`, error.message)
      );
    case 'credentials':
      return outcome('unknown', error.message, 'Nothing was sent. Correct how this check logs in.');
    case 'auth':
      return outcome(
        'unknown',
        `${REFUSED[config.auth]} (${to})`,
        'The server was reached and its host key is trusted.',
      );
    case 'host-key-unknown':
      return outcome(
        'unknown',
        `Host key not accepted yet: ${error.fingerprint}`,
        'First contact; nothing was sent. Compare the fingerprint with the server (ssh-keygen -l) and accept it under host keys.',
      );
    case 'host-key-changed':
      return outcome(
        'critical',
        `Host key changed: now ${error.fingerprint}`,
        'This is not the server we knew, or it was set up anew; nothing was sent. Find out which before accepting the key.',
      );
    case 'handshake':
      return outcome('critical', 'No SSH connection possible: the handshake failed', error.message);
    case 'closed':
      return outcome('critical', 'SSH connection was lost', error.message);
    default:
      return error.code satisfies never;
  }
}

const REFUSED: Readonly<Record<SshLogin['auth'], string>> = {
  agent: 'Wrong user, or no key of the agent is accepted',
  key: 'Wrong user, or the key is not accepted',
  password: 'Wrong user or password',
};
