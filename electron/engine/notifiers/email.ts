// E-mail: the settings of a channel, and a notice sent as a mail (email-send.ts, email-message.ts).
import { z } from 'zod';
import { emailMessage } from './email-message.ts';
import { MAIL_TIMEOUT_MS, sendMail } from './email-send.ts';
import { issuersFile, secret, text } from './fields.ts';
import { defineNotifier } from './notifier.ts';

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

export const email = defineNotifier({
  kind: 'email',
  title: 'E-mail',
  about: 'Sends a mail through an SMTP server; the mails of one problem stand together.',
  config,
  timeoutMs: MAIL_TIMEOUT_MS,
  deliver: (settings, notice, { signal, idempotencyKey }) =>
    sendMail(settings, emailMessage(settings, notice, idempotencyKey), signal),
});
