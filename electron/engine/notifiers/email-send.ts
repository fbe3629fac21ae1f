// One mail by SMTP: STARTTLS or TLS, certificates verified, a password never in the clear. One connection for each mail: alerts
// are few, and a kept connection is one more thing that can be dead when it counts. Reports go out the same way.

import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { createNames, NameError } from '../lib/names.ts';
import { type MailError, mailAnswer, mailFailure } from './email-trouble.ts';
import { readIssuers } from './issuers.ts';
import { DeliveryFailure } from './notifier.ts';

/** How to reach a mail server, as the config of a channel has it, its secret opened. */
export interface MailServer {
  readonly host: string;
  readonly port: number;
  readonly security: 'starttls' | 'tls' | 'none';
  readonly user: string;
  readonly password: string;
  readonly issuersFile: string;
}

export const MAIL_TIMEOUT_MS = 60_000;
/** The system's resolver, as everywhere in the engine, and not one of the library's own. */
const names = createNames();

/**
 * Resolves with what the server said. Rejects with a DeliveryFailure, or with the signal's reason. `took` hears for whom the
 * server has it, also where this rejects because it has it for some only.
 */
export async function sendMail(
  server: MailServer,
  mail: SendMailOptions,
  signal: AbortSignal,
  took: (addresses: readonly string[]) => void = () => {},
): Promise<string> {
  const name = `${server.host}:${server.port}`;
  const transport = createTransport(await transportOptions(server, signal));
  try {
    const sent = await transport.sendMail({ ...mail, signal });
    took(sent.accepted);
    return mailAnswer(sent.response, sent.rejectedErrors ?? [], name);
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DeliveryFailure) throw error;
    throw mailFailure(error as MailError, name, [server.password]);
  } finally {
    transport.close();
  }
}

async function transportOptions(
  { host, port, security, user, password, issuersFile: file }: MailServer,
  signal: AbortSignal,
) {
  signal.throwIfAborted();
  const issuers = await readIssuers(file);
  const at = await names.resolve(host, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new DeliveryFailure(`${host}: ${error instanceof NameError ? error.message : String(error)}.`);
  });
  return {
    host: at,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    // A server that offers no log-in is refused by the log-in itself, in words; never is the mail sent without.
    ...(user !== '' && { auth: { user, pass: password }, forceAuth: true }),
    tls: {
      minVersion: 'TLSv1.2' as const,
      rejectUnauthorized: true,
      ...(isIP(host) === 0 && { servername: host }),
      ...(issuers.length > 0 && { ca: [...rootCertificates, ...issuers] }),
    },
    connectionTimeout: MAIL_TIMEOUT_MS,
    greetingTimeout: MAIL_TIMEOUT_MS,
    socketTimeout: MAIL_TIMEOUT_MS,
    // Nothing is left to wait for once the server has said that it has the mail, or we have given up.
    socketCloseTimeout: 0,
  };
}
