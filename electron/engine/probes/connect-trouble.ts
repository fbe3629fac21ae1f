// Why a connection did not come about, in the words of the floor. One place, so that every kind says it the same way.
import type { ProbeOutcome } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { unresolved } from './ping-verdict.ts';

/** The outcome for an error of a socket on its way to `target` ('10.0.0.7:443'), or null when it is none of these. */
export function connectTrouble(error: unknown, host: string, target: string): ProbeOutcome | null {
  const code = codeOf(error);
  if (code === 'ENOTFOUND' || code === 'ENODATA') return unresolved(host, 'no such name');
  if (code === 'EAI_AGAIN') return unresolved(host, 'the name server does not answer');
  const words = WORDS[code];
  if (words === undefined) return null;
  return { status: 'critical', summary: words, detail: cleanLine(`${target}, ${code}`), metrics: [] };
}

const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'Connection refused, nothing listens there',
  ECONNRESET: 'Connection closed by the server',
  EPIPE: 'Connection closed by the server',
  ETIMEDOUT: 'No answer to the connection attempt',
  EHOSTUNREACH: 'No route to the host',
  ENETUNREACH: 'No route to the network',
  EHOSTDOWN: 'The host does not answer on its own network',
  EACCES: 'Connection blocked on this machine',
  EPERM: 'Connection blocked on this machine',
  EADDRNOTAVAIL: 'Not an address that can be connected to',
  EINVAL: 'Not an address that can be connected to',
};

/** A name with several addresses fails with all their errors at once; the first stands for them. */
function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  return (first as NodeJS.ErrnoException | undefined)?.code ?? '';
}
