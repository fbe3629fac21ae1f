// What a TLS check can be asked to do.
import { z } from 'zod';
import { port, text } from './fields.ts';

const STARTTLS = ['none', 'smtp', 'imap', 'pop3', 'ftp'] as const;
export type Starttls = (typeof STARTTLS)[number];

/** Oldest first. */
export const TLS_VERSIONS = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] as const;

const days = (preset: number, title: string, description: string) =>
  z.number().min(0).max(3_650).default(preset).meta({ title, description, unit: 'd' });

export const tlsConfig = z
  .strictObject({
    port: port(443, 'The TCP port to connect to.'),
    serverName: z
      .string()
      .trim()
      .max(253)
      .regex(/^[A-Za-z0-9._:[\]-]*$/, 'must be a host name, e.g. www.example.org')
      .default('')
      .meta({
        title: 'Server name',
        description:
          "The name the server is asked for and its certificate must be for. Empty: the host's address or name.",
      }),
    starttls: z.enum(STARTTLS).default('none').meta({
      title: 'STARTTLS',
      description: 'For servers that begin in plain text: the protocol in which to ask for TLS. none: TLS at once.',
    }),
    warnDays: days(21, 'Warning under', 'So many days before a certificate of the chain expires.'),
    critDays: days(7, 'Critical under', 'So many days before a certificate of the chain expires.'),
    verifyChain: z.boolean().default(true).meta({
      title: 'Verify chain',
      description:
        'Whether the certificate must come from an issuer that is trusted here. Off: also self-signed ones are good.',
    }),
    caFile: text(
      '',
      'CA file',
      'PEM file on this machine with issuers that are trusted besides the public ones: /etc/ssl/certs/company-ca.pem.',
      4_096,
    ),
    verifyName: z.boolean().default(true).meta({
      title: 'Verify name',
      description: 'Whether the certificate must be for the server name.',
    }),
    minVersion: z.enum(TLS_VERSIONS).default('TLSv1.2').meta({
      title: 'Oldest version',
      description: 'A server that agrees on an older version than this is critical.',
    }),
    weak: z.enum(['ignore', 'warning', 'critical']).default('warning').meta({
      title: 'Weak keys',
      description: 'What an RSA key under 2048 bits, a curve under 224, or a signature by MD5 or SHA-1 is.',
    }),
  })
  .refine(({ warnDays, critDays }) => critDays <= warnDays, {
    path: ['critDays'],
    message: 'must not be more days than the warning',
  });
export type TlsConfig = z.output<typeof tlsConfig>;
