// What an HTTP check can be asked to do.
import { z } from 'zod';
import { limitMs, pattern, secret, text } from './fields.ts';

const STATUS_LIST = /^\s*[1-5]\d\d(\s*-\s*[1-5]\d\d)?(\s*,\s*[1-5]\d\d(\s*-\s*[1-5]\d\d)?)*\s*$/;
/** RFC 9110: a token, a colon, a value without control characters. */
const HEADER_LINE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+:[\t -~\u0080-\u00ff]*$/;

export const httpConfig = z.strictObject({
  path: z
    .string()
    .trim()
    .max(2_048)
    .regex(
      /^(\/|https?:\/\/[^/?#\s@]+)[\u0021-\u007e]*$/,
      'must be a path (/health) or a URL (https://www.example.org/health)',
    )
    .default('/')
    .meta({
      title: 'Path or URL',
      description: 'A path, or a full URL: its scheme, port and name are used, the connection still goes to the host.',
    }),
  scheme: z.enum(['http', 'https']).default('http').meta({
    title: 'Scheme',
    description: 'http or https; not looked at where a full URL is given.',
  }),
  port: z.int().min(1).max(65_535).optional().meta({
    title: 'Port',
    description: 'Empty: 80 for http, 443 for https, or what the URL says.',
  }),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS']).default('GET').meta({
    title: 'Method',
    description: 'The request method.',
  }),
  hostHeader: z
    .string()
    .trim()
    .max(253)
    .regex(/^[A-Za-z0-9.:[\]_-]*$/, 'must be a host name, e.g. www.example.org')
    .default('')
    .meta({
      title: 'Host name',
      description:
        "Name of the virtual host, for the Host header and TLS. Empty: from the URL, else the host's address.",
    }),
  headers: z
    .array(z.string().max(4_096).regex(HEADER_LINE, 'must be a header line, e.g. Accept: application/json'))
    .max(32)
    .default([])
    .meta({
      title: 'Headers',
      description: 'More request headers, one a line: "Name: value". No secrets: they are shown.',
    }),
  body: text('', 'Body', 'Request body of a POST or PUT.', 65_536),
  user: text('', 'User', 'For basic authentication.', 256),
  password: secret('Password', 'For basic authentication.'),
  token: secret('Bearer token', 'Sent as "Authorization: Bearer …" in place of user and password.'),
  redirects: z.int().min(0).max(10).default(5).meta({
    title: 'Redirects',
    description: 'How many to follow. 0: a redirect is an answer like any other.',
  }),
  verifyTls: z.boolean().default(true).meta({
    title: 'Verify certificate',
    description: 'Off: any certificate is taken, and anybody in between can answer.',
  }),
  expectStatus: z
    .string()
    .regex(STATUS_LIST, 'must be a list of codes and ranges, e.g. 200-299, 401')
    .default('200-399')
    .meta({ title: 'Expected status', description: 'Codes and ranges that are good: 200-299, 401.' }),
  expectHeader: pattern('Expected header', 'Must stand in the header lines ("name: value", names in lower case).'),
  expectBody: pattern('Expected in body', 'Must stand in the first MiB of the body.'),
  rejectBody: pattern('Refused in body', 'Must not stand in the first MiB of the body.'),
  jsonPath: z
    .string()
    .max(256)
    .regex(/^$|^[^.\s]+(\.[^.\s]+)*$/, 'must be names and positions with dots, e.g. checks.0.state')
    .default('')
    .meta({
      title: 'JSON path',
      description: 'Value of a JSON answer to look at: checks.0.state. Empty: not looked at.',
    }),
  jsonEquals: text('', 'JSON value', 'What must stand at the JSON path; true, false, null and numbers as in JSON.'),
  warnMs: limitMs('Warning over', 'Total time above which the check is a warning. Empty: no limit.'),
  critMs: limitMs('Critical over', 'Total time above which the check is critical. Empty: no limit.'),
});
export type HttpConfig = z.output<typeof httpConfig>;

/** Whether a status code is in a list such as '200-299, 401'. */
export function statusIsIn(code: number, list: string): boolean {
  return list.split(',').some((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return code >= from && code <= to;
  });
}
