// A host: a thing with an address. Hosts form a graph by their parents (what stands between them and the monitor).
import { z } from 'zod';
import { hostId } from './ids.ts';

const line = (max: number) =>
  z
    .string()
    .trim()
    .max(max, `at most ${max} characters`)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/, 'must not contain control characters');

/** A name operators type and read: one word, letters, digits, dot, dash, underscore. */
export const hostName = line(253).regex(
  /^[\p{L}\p{N}][\p{L}\p{N}._-]*$/u,
  'must be one word of letters, digits, dots, dashes and underscores, e.g. ams1-web-22',
);

/** An address: an IP address or a resolvable name. A leading dash is refused: it would be read as an option. */
export const hostAddress = line(253).regex(
  /^[\p{L}\p{N}:[][\p{L}\p{N}._:%[\]-]*$/u,
  'must be an IP address or a host name, e.g. 10.0.4.17 or web.example.org',
);

/** A label that groups: site, role or tag. */
export const label = line(64).regex(/^[\p{L}\p{N}][\p{L}\p{N} ._:/-]*$/u, 'must start with a letter or digit');

/** Parents in one group: any of them up is enough. Different groups: all are needed. '' is the default group. */
export const parentLink = z.strictObject({ hostId, group: z.union([z.literal(''), label]).default('') });
export type ParentLink = z.infer<typeof parentLink>;

/** What an operator enters about a host. */
export const hostInput = z.strictObject({
  name: hostName,
  address: hostAddress,
  site: label.default('main'),
  role: z.union([z.literal(''), label]).default(''),
  tags: z.array(label).max(32).default([]),
  parents: z.array(parentLink).max(16).default([]),
  notes: z.string().max(10_000).default(''),
});
export type HostInput = z.infer<typeof hostInput>;
export type HostDraft = z.input<typeof hostInput>;

export const host = hostInput.extend({ id: hostId });
export type Host = Readonly<z.infer<typeof host>>;
