// The lines `watchfloor replay` reads: set-up, results, acknowledgements (spec: command-line, "Files these commands read").
import { z } from 'zod';
import { policy } from '../contract/model/check.ts';
import { timeZone } from '../contract/model/hours.ts';
import { STATUSES } from '../contract/model/result.ts';
import type { Replay, ReplayAck, ReplayHost, ReplayResult } from '../engine/services/replay.ts';
import type { ReplayWindow } from '../engine/services/replay-windows.ts';
import { type JsonLine, parseWith } from './json-lines.ts';
import { instant } from './times.ts';

const name = z.string().min(1, 'give it a name').max(253);
const checkName = z.union([name, z.null()], 'must be the name of a check').optional();

/** Every field of a policy; absent is absent, not the default: what a line does not name stays as it was. */
const policyLine = z.strictObject({
  ...Object.fromEntries(Object.entries(policy.shape).map(([key, field]) => [key, field.removeDefault().optional()])),
  flapping: z.boolean().optional(),
});

const hostLine = z.strictObject({
  host: name,
  parents: z
    .array(z.union([name, z.strictObject({ host: name, group: z.string().max(64).default('') })]))
    .max(1_000)
    .default([]),
  site: name.optional(),
  tags: z.array(name).max(1_000).optional(),
});

const windowLine = z.strictObject({
  scope: z
    .strictObject({ host: name.optional(), check: name.optional(), tag: name.optional(), site: name.optional() })
    .refine((scope) => Object.keys(scope).length > 0, 'name a host, a check, a tag or a site'),
  from: instant,
  to: instant,
  name: name.optional(),
  rrule: z.string().max(512).optional(),
  zone: timeZone.optional(),
  flexible_ms: z.number().int().min(60_000).optional(),
});

const subject = { at: instant, host: name, check: checkName };
/** What else a recording holds of a result (figures, durations) is passed over. */
const resultLine = z.object({
  ...subject,
  status: z.enum(STATUSES, `must be one of ${STATUSES.join(', ')}`),
  summary: z.string().optional(),
});
const ackLine = z.strictObject({
  ...subject,
  ack: z.strictObject({
    by: name,
    sticky: z.boolean().default(false),
    reason: z.string().default(''),
    expires: z.union([z.null(), instant]).optional(),
  }),
});

export type ReplayLine =
  | { readonly type: 'policy'; readonly edits: Parameters<Replay['setPolicy']>[0] }
  | { readonly type: 'host'; readonly host: ReplayHost }
  | { readonly type: 'window'; readonly window: ReplayWindow }
  | { readonly type: 'ack'; readonly ack: ReplayAck }
  | { readonly type: 'result'; readonly result: ReplayResult };

/** What a line says. Throws an InputError with its place. */
export function parseReplayLine(line: JsonLine): ReplayLine {
  const { value } = line;
  if ('policy' in value) return policyOf(line);
  if ('window' in value) return windowOf(line);
  if ('ack' in value) return ackOf(line);
  if ('status' in value || 'at' in value) {
    const { at, host, check = null, status, summary } = parseWith(resultLine, line, value);
    return { type: 'result', result: { at, host, check, status, summary } };
  }
  if (!('host' in value)) {
    throw line.wrong('neither set-up (policy, host, window) nor a result (at, host, status) nor an ack');
  }
  const { host, parents, ...groups } = parseWith(hostLine, line, value);
  const links = parents.map((parent) => (typeof parent === 'string' ? { host: parent, group: '' } : parent));
  return { type: 'host', host: { name: host, parents: links, ...groups } };
}

function policyOf(line: JsonLine): ReplayLine {
  onlyMember(line, 'policy');
  const { flapping, ...edits } = parseWith(policyLine, line, line.value.policy, ['policy']);
  return { type: 'policy', edits: { ...edits, ...(flapping === undefined ? {} : { flapDetection: flapping }) } };
}

function windowOf(line: JsonLine): ReplayLine {
  onlyMember(line, 'window');
  const read = parseWith(windowLine, line, line.value.window, ['window']);
  const { name: given, flexible_ms: flexibleMs, ...window } = read;
  if (window.to <= window.from) throw line.wrong('must be later than from', ['window', 'to']);
  return { type: 'window', window: { ...window, flexibleMs, name: given ?? `the window of line ${line.line}` } };
}

function ackOf(line: JsonLine): ReplayLine {
  const { at, host, check = null, ack } = parseWith(ackLine, line, line.value);
  const { expires = null, ...said } = ack;
  return { type: 'ack', ack: { at, host, check, ...said, expiresAt: expires } };
}

/** Set-up stands alone: whatever is beside it would be lost without a word. */
function onlyMember(line: JsonLine, member: string): void {
  const other = Object.keys(line.value).find((key) => key !== member);
  if (other !== undefined) throw line.wrong(`"${other}" cannot stand beside "${member}"`, [other], 'name');
}
