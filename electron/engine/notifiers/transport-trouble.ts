// Why another machine could not be reached, as a failed delivery in the words of the floor. None of it is permanent: lines
// and name servers come back.
import { cleanLine } from '../lib/text.ts';
import { DeliveryFailure } from './notifier.ts';

/** The failure for an error of a socket, of TLS or of a name on its way to `target` ('hooks.slack.com'); `code` is the system's. */
export function transportFailure(error: unknown, target: string, code = codeOf(error)): DeliveryFailure {
  const words = WORDS[code];
  if (words !== undefined) return new DeliveryFailure(`${target}: ${words}.`);
  if (isCertificateTrouble(code)) {
    return new DeliveryFailure(`${target}: its certificate was refused (${code}). Nothing was sent.`);
  }
  const said = error instanceof Error ? error.message : String(error);
  return new DeliveryFailure(`${target}: ${cleanLine(code === '' ? said : `${said} (${code})`)}`);
}

const WORDS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'no such name',
  ENODATA: 'no such name',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'connection refused, nothing listens there',
  ECONNRESET: 'connection closed by the server',
  EPIPE: 'connection closed by the server',
  ETIMEDOUT: 'no answer to the connection attempt',
  EHOSTUNREACH: 'no route to the host',
  ENETUNREACH: 'no route to the network',
  EHOSTDOWN: 'the host does not answer on its own network',
  EACCES: 'connection blocked on this machine',
  EPERM: 'connection blocked on this machine',
  EADDRNOTAVAIL: 'not an address that can be connected to',
  EINVAL: 'not an address that can be connected to',
};

const isCertificateTrouble = (code: string): boolean =>
  /^(CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO_|ERR_TLS_CERT|HOSTNAME_MISMATCH|INVALID_PURPOSE)/.test(code);

/** A name with several addresses fails with all their errors at once; the first stands for them. */
function codeOf(error: unknown): string {
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const code = (first as NodeJS.ErrnoException | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
