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
export const label = line(64).regex(
  /^[\p{L}\p{N}][\p{L}\p{N} ._:/-]*$/u,
  'must be letters, digits, spaces and . _ : / - only, and start with a letter or digit',
);

/** A name people give to something of their own: a channel, a rota. */
export const givenName = line(64).min(1, 'give it a name');

/** Parents in one group: any of them up is enough. Different groups: all are needed. '' is the default group. */
export const parentLink = z.strictObject({ hostId, group: z.union([z.literal(''), label]).default('') });
export type ParentLink = z.infer<typeof parentLink>;

/** Life of a thing: bought, in use, on the shelf, on its way out, gone. '' is unknown. */
export const LIFECYCLES = ['', 'planned', 'in-service', 'spare', 'retiring', 'retired'] as const;

/** What the books say of the thing itself. Empty text is unknown. */
export const assetRecord = z.strictObject({
  tag: line(64).default(''),
  serial: line(128).default(''),
  model: line(128).default(''),
  location: line(128).default(''),
  rackUnit: line(32).default(''),
  owner: line(128).default(''),
  lifecycle: z.enum(LIFECYCLES).default(''),
  /** ISO date, 2027-03-31: the last day somebody else repairs it. */
  supportEndsOn: z.union([z.literal(''), z.iso.date('must be a date like 2027-03-31')]).default(''),
});
export type AssetRecord = Readonly<z.infer<typeof assetRecord>>;

/** A link an operator opens beside the host; other schemes are refused, a click must never start a program. */
export const hostLink = z.strictObject({
  title: line(128).min(1, 'give it a title'),
  url: line(2_048).regex(/^(?:https?:\/\/|mailto:)\S+$/i, 'must be an http, https or mailto address'),
});
export type HostLink = Readonly<z.infer<typeof hostLink>>;

/** What an operator enters about a host. */
export const hostInput = z.strictObject({
  name: hostName,
  address: hostAddress,
  site: label.default('main'),
  role: z.union([z.literal(''), label]).default(''),
  tags: z.array(label).max(32).default([]),
  parents: z.array(parentLink).max(16).default([]),
  notes: z.string().max(10_000).default(''),
  asset: assetRecord.prefault({}),
  links: z.array(hostLink).max(32).default([]),
});
export type HostInput = z.infer<typeof hostInput>;
export type HostDraft = z.input<typeof hostInput>;

export const host = hostInput.extend({ id: hostId });
export type Host = Readonly<z.infer<typeof host>>;
