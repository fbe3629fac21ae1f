// E-mail by SMTP: STARTTLS or TLS, certificates verified, a password never in the clear. One connection for each mail: alerts
// are few, and a kept connection is one more thing that can be dead when it counts.

import { isIP } from 'node:net';
import { rootCertificates } from 'node:tls';
import { createTransport } from 'nodemailer';
import { z } from 'zod';
import { createNames, NameError } from '../lib/names.ts';
import { emailMessage } from './email-message.ts';
import { type MailError, mailAnswer, mailFailure } from './email-trouble.ts';
import { issuersFile, secret, text } from './fields.ts';
import { readIssuers } from './issuers.ts';
import { DeliveryFailure, defineNotifier } from './notifier.ts';

/** Plain addresses: no names, no quotes, nothing that means something to a header. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"\p{Cc}]{1,64}@[^\s@<>()\\,;"\p{Cc}]{1,255}$/u;
const address = (error: string) => z.string({ error }).trim().max(320).regex(ADDRESS, error);

const config = z
  .strictObject({
    host: z
      .string({ error: 'is needed: the mail server, mail.example.org' })
      .trim()
      .max(253)
      .regex(/^[A-Za-z0-9.:_-]+$/, 'must be a name or an address: mail.example.org')
      .meta({ title: 'Mail server', description: 'Name or address of the SMTP server.' }),
    port: z.int().min(1).max(65_535).default(587).meta({
      title: 'Port',
      description: '587 for starttls, 465 for tls, 25 for a relay.',
    }),
    security: z.enum(['starttls', 'tls', 'none']).default('starttls').meta({
      title: 'Security',
      description: 'starttls: required, never left out; tls: from the start; none: in the clear, without a password.',
    }),
    user: text('', 'User', 'For logging in. Empty: without.', 256),
    password: secret('Password', 'For logging in.'),
    from: address('must be an address: noc@example.org').meta({
      title: 'From',
      description: 'The address mails come from.',
    }),
    fromName: z
      .string()
      .trim()
      .max(100)
      .regex(/^[^\p{Cc}]*$/u, 'must be one line')
      .default('Watchfloor')
      .meta({ title: 'Name', description: 'The name beside the address.' }),
    to: z
      .array(address('must be an address: oncall@example.org'), { error: 'is needed: at least one address' })
      .min(1, 'name at least one address')
      .max(100)
      .meta({ title: 'To', description: 'Addresses, one a line.' }),
    issuersFile: issuersFile(),
  })
  .refine(({ security, user, password }) => security !== 'none' || (user === '' && password === ''), {
    path: ['security'],
    message: 'must be starttls or tls where there is a user: a password is never sent in the clear',
  });
type EmailConfig = z.output<typeof config>;

const TIMEOUT_MS = 60_000;
/** The system's resolver, as everywhere in the engine, and not one of the library's own. */
const names = createNames();

export const email = defineNotifier({
  kind: 'email',
  title: 'E-mail',
  about: 'Sends a mail through an SMTP server; the mails of one problem stand together.',
  config,
  timeoutMs: TIMEOUT_MS,
  async deliver(settings, notice, { signal, idempotencyKey }) {
    const server = `${settings.host}:${settings.port}`;
    const transport = createTransport(await transportOptions(settings, signal));
    try {
      const sent = await transport.sendMail({ ...emailMessage(settings, notice, idempotencyKey), signal });
      return mailAnswer(sent.response, sent.rejectedErrors ?? [], server);
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof DeliveryFailure) throw error;
      throw mailFailure(error as MailError, server, [settings.password]);
    } finally {
      transport.close();
    }
  },
});

async function transportOptions(
  { host, port, security, user, password, issuersFile: file }: EmailConfig,
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
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    // Nothing is left to wait for once the server has said that it has the mail, or we have given up.
    socketCloseTimeout: 0,
  };
}
