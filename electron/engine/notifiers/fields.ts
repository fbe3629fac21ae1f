// Building blocks of the channels' config schemas, so that the same thing is asked for in the same words everywhere.
import { z } from 'zod';

/** Stored in the keychain or the vault, never shown again; may be left out. */
export const secret = (title: string, description: string) =>
  z.string().max(4_096).default('').meta({ title, description, secret: true });

/** A secret without which the channel cannot work. */
export const neededSecret = (title: string, description: string) =>
  z
    .string({ error: `is needed: ${description}` })
    .trim()
    .min(1, `is needed: ${description}`)
    .max(4_096)
    .meta({ title, description, secret: true });

export const text = (preset: string, title: string, description: string, max = 1_024) =>
  z.string().trim().max(max, `at most ${max} characters`).default(preset).meta({ title, description });

/** Text without which the channel cannot work. */
export const neededText = (title: string, description: string, max = 1_024) =>
  z
    .string({ error: `is needed: ${description}` })
    .trim()
    .min(1, `is needed: ${description}`)
    .max(max, `at most ${max} characters`)
    .meta({ title, description });

/** Scheme and host, nothing a header or a log could trip over, no user and password: those have fields of their own. */
const WEB_ADDRESS = /^https?:\/\/[^/?#\s@\\]+([/?][\u0021-\u007e]*)?$/i;

export const isWebAddress = (value: string): boolean => WEB_ADDRESS.test(value) && URL.canParse(value);

const ADDRESS_WORDS = 'must be a web address without user and password: https://hooks.example.org/noc';

/** A URL that is no secret and stands for a service: settable, so that a relay or an installation of one's own can be named. */
export const baseUrl = (preset: string, title: string, description: string) =>
  z.string().trim().max(2_048).default(preset).refine(isWebAddress, ADDRESS_WORDS).meta({ title, description });

/** A URL nobody can guess for the operator. */
export const neededUrl = (title: string, description: string) =>
  z
    .string({ error: `is needed: ${description}` })
    .trim()
    .max(2_048)
    .refine(isWebAddress, ADDRESS_WORDS)
    .meta({ title, description });

/** A URL that is itself the secret, as those of incoming webhooks are. */
export const secretUrl = (title: string, description: string) =>
  z
    .string({ error: `is needed: ${description}` })
    .trim()
    .max(4_096)
    .refine(isWebAddress, ADDRESS_WORDS)
    .meta({ title, description, secret: true });

/** A file with issuers trusted besides the public ones: for servers with a certificate of the house. */
export const issuersFile = () =>
  z
    .string()
    .trim()
    .max(4_096)
    .regex(/^(\/[^\0]*)?$/, 'must be an absolute path')
    .default('')
    .meta({
      title: 'Issuers file',
      description: 'PEM file with certificates to trust besides the public ones. Empty: the public ones alone.',
    });

/** RFC 9110: a token, a colon, a value without control characters. */
const HEADER_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\u0080-\u00ff]*$/;

export const headerLines = () =>
  z
    .array(z.string().max(4_096).regex(HEADER_LINE, 'must be a header line, e.g. X-Team: network'))
    .max(32)
    .default([])
    .meta({
      title: 'Headers',
      description: 'More request headers, one a line: "Name: value". No secrets: they are shown.',
    });

/** Header lines by their names in lower case. */
export function headersOf(lines: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
