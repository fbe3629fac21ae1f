// The plain form: for everything that can send JSON. Documented in the README beside this file.
import { z } from 'zod';
import { STATUSES, type Status } from '../../contract/model/result.ts';
import { bounded, isFields, linksOf, timeOf } from './fields.ts';
import { defineInbound, type InboundAlert, type InboundRead, Senseless } from './format.ts';

const text = (max: number) => z.string().trim().max(max, `at most ${max} characters`);
const named = (max: number) => text(max).min(1, 'must not be empty');
const status = z.enum(STATUSES, { error: `must be one of ${STATUSES.join(', ')}` });

/** Each is written by itself. */
const MAX_BEATS = 200;

/** One alert of the plain form. Fields it does not know are let be. */
export const plainAlert = z.object({
  host: named(253),
  name: named(256),
  status,
  /** Tells it apart from others; by default host and name. */
  key: named(256).optional(),
  summary: text(1_000).default(''),
  detail: text(16_000).default(''),
  links: z
    .array(z.object({ title: text(128).default('Link'), url: z.string() }))
    .max(32)
    .default([]),
  startsAt: z.union([z.string(), z.number()]).optional(),
});

/** One sign of life, for a check of kind heartbeat. */
export const plainBeat = z.object({
  check: named(400),
  status: status.default('ok'),
  message: text(2_000).default(''),
});

export const plain = defineInbound({
  format: 'plain',
  title: 'Plain JSON',
  about: 'Anything that can send {"host", "name", "status", "summary"}; one alert, or lists "alerts" and "heartbeats".',
  path: 'alerts',
  keys: 'for-good',
  accepts: ['json'],
  read(body): InboundRead {
    const parts = Array.isArray(body) ? { alerts: body } : isFields(body) ? body : null;
    const alerts = parts && (listIn(parts, 'alerts') ?? ('heartbeats' in parts ? [] : [parts]));
    if (!parts || !alerts) {
      throw new Senseless('The body must be one alert, a list of alerts, or {"alerts": […], "heartbeats": […]}.');
    }
    const rejected: string[] = [];
    const place = (list: string, index: number) => (alerts[index] === parts ? '' : `${list}[${index}]`);
    return {
      alerts: bounded(alerts, rejected).flatMap((one, index) => {
        const read = parse(plainAlert, one, place('alerts', index), rejected);
        return read ? [toAlert(read)] : [];
      }),
      beats: bounded(listIn(parts, 'heartbeats') ?? [], rejected, MAX_BEATS).flatMap(
        (one, index) => parse(plainBeat, one, `heartbeats[${index}]`, rejected) ?? [],
      ),
      rejected,
    };
  },
});

/** A list of the body; undefined when it is not there. */
function listIn(parts: object, name: 'alerts' | 'heartbeats'): readonly unknown[] | undefined {
  const value: unknown = name in parts ? (parts as Record<string, unknown>)[name] : undefined;
  if (value !== undefined && !Array.isArray(value)) throw new Senseless(`"${name}" must be a list.`);
  return value;
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, place: string, rejected: string[]) {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('') ?? '';
  rejected.push(`${`${place}${field}`.replace(/^\./, '') || 'the alert'}: ${issue?.message ?? 'cannot be read'}`);
  return null;
}

function toAlert(read: z.output<typeof plainAlert>): InboundAlert {
  const { host, name, key, summary, detail, links, startsAt } = read;
  return {
    key: key ?? `${host}/${name}`.slice(0, 256),
    host,
    name,
    status: read.status satisfies Status,
    summary: summary || name,
    detail,
    links: linksOf(links.map((link) => [link.title || 'Link', link.url])),
    startsAt: timeOf(startsAt),
  };
}
