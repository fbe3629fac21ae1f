// What a mail server's refusal means for the delivery: 4xx passes (RFC 5321, 4.2.1), 5xx stays. Of several recipients each
// has an answer of its own.
import { cleanLine } from '../lib/text.ts';
import { mask } from './mask.ts';
import { DeliveryFailure } from './notifier.ts';
import { transportFailure } from './transport-trouble.ts';

/** What nodemailer's errors carry; all of it may be missing. */
export interface MailError {
  readonly message?: string | undefined;
  readonly code?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
  readonly recipient?: string | undefined;
  readonly rejectedErrors?: readonly MailError[] | undefined;
  readonly originalCode?: string | undefined;
}

const passes = ({ responseCode }: MailError): boolean => responseCode === undefined || responseCode < 500;

/** The failed delivery of an error of `server` ('mail.example.org:587'). Pure. */
export function mailFailure(error: MailError, server: string, secrets: readonly string[]): DeliveryFailure {
  const refused = error.rejectedErrors ?? [];
  if (refused.length > 0) {
    return new DeliveryFailure(mask(`${server} took no recipient. ${refusals(refused)}`, secrets), {
      permanent: !refused.some(passes),
    });
  }
  if (error.responseCode !== undefined) {
    const what = error.code === 'EAUTH' ? 'refused the log-in' : 'refused the mail';
    const said = mask(cleanLine(error.response ?? error.message ?? ''), secrets);
    return new DeliveryFailure(`${server} ${what}: ${said}`, { permanent: !passes(error) });
  }
  if (error.code === 'EAUTH') {
    const said = mask(cleanLine(error.message ?? ''), secrets);
    return new DeliveryFailure(`${server} takes no log-in as it is configured: ${said}`, { permanent: true });
  }
  // nodemailer puts a code of its own in the place of the system's, and keeps that one here.
  return transportFailure(error, server, error.originalCode ?? error.code ?? '');
}

/**
 * The answer where a server took the mail for some recipients; `rejected` are those it did not take it for. Rejects while
 * one of them may be taken later: then it is sent again, and who has it already sees the same Message-ID.
 */
export function mailAnswer(response: string, rejected: readonly MailError[], server: string): string {
  if (rejected.length === 0) return cleanLine(response);
  if (rejected.some(passes)) throw new DeliveryFailure(`${server} took it for some only. ${refusals(rejected)}`);
  return `${cleanLine(response)}. Not for all: ${refusals(rejected)}`;
}

const refusals = (errors: readonly MailError[]): string =>
  errors
    .slice(0, 5)
    .map(({ recipient, response, message }) => `${recipient ?? 'somebody'}: ${cleanLine(response ?? message ?? '')}`)
    .join('; ');
