// A check: one probe of one host, run on a schedule. Its `config` belongs to the probe kind and is parsed by it.
import { z } from 'zod';
import { label } from './host.ts';
import { checkId, hostId, templateId } from './ids.ts';

export const jsonObject = z.record(z.string(), z.json());
export type JsonObject = z.infer<typeof jsonObject>;

const milliseconds = (min: number, max: number) => z.number().int().min(min).max(max);

/**
 * A secret field of a stored config: never the secret itself. `$secret` is one of the check's own, `$credential` the name
 * of one that several checks share.
 */
export const secretReference = z.union([
  z.strictObject({ $secret: z.string().min(1).max(64) }),
  z.strictObject({ $credential: z.string().min(1).max(64) }),
]);

/** When a bad result becomes a problem, and when a good one ends it (spec: monitoring, "State machine"). */
export const policy = z.strictObject({
  intervalMs: milliseconds(1_000, 86_400_000).default(60_000),
  retryIntervalMs: milliseconds(1_000, 86_400_000).default(15_000),
  /** Bad results in a row until the state is hard. */
  maxAttempts: z.number().int().min(1).max(20).default(3),
  /** Good results in a row until a hard problem is over. */
  recoverAfter: z.number().int().min(1).max(20).default(1),
  timeoutMs: milliseconds(100, 600_000).default(10_000),
  /** What a run into the timeout counts as. */
  timeoutStatus: z.enum(['warning', 'critical', 'unknown']).default('critical'),
  /** Whether flapping is detected for this check. */
  flapDetection: z.boolean().default(true),
});
export type Policy = Readonly<z.infer<typeof policy>>;

/** What an operator enters about a check. */
export const checkInput = z.strictObject({
  hostId,
  name: label,
  kind: z.string().min(1).max(64),
  config: jsonObject.default({}),
  policy: policy.prefault({}).refine((p) => p.timeoutMs < p.intervalMs, {
    path: ['timeoutMs'],
    message: 'must be shorter than the interval, or a run could overlap the next one',
  }),
  enabled: z.boolean().default(true),
  /** The one check of its host that says whether the host is up. */
  alive: z.boolean().default(false),
  /** Checks of the same host, by name: while one of them has a hard problem, alerts of this one are held back. */
  dependsOn: z.array(label).max(8).default([]),
});
export type CheckInput = z.infer<typeof checkInput>;
export type CheckDraft = z.input<typeof checkInput>;

export const check = z.strictObject({
  ...checkInput.shape,
  id: checkId,
  /** The template it came from; it is changed there, and goes with the tag. Absent: the host's own. */
  template: templateId.optional(),
});
export type Check = Readonly<z.infer<typeof check>>;
