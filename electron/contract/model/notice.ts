// What people are sent: channels (ways to tell somebody), routes (which alerts go where), notices (messages made of one or
// more alerts) and deliveries (a notice on its way through a channel).
import { z } from 'zod';
import type { AlertKind } from './alert.ts';
import { jsonObject } from './check.ts';
import { givenName, label } from './host.ts';
import { weeklyHours } from './hours.ts';
import { type ChannelId, channelId, type IncidentId, type ProblemId, policyId, type RouteId, routeId } from './ids.ts';
import type { ProblemStatus } from './problem-status.ts';
import { SEVERITIES, type Severity, severity } from './severity.ts';

/** What an operator enters about a channel. */
export const channelInput = z.strictObject({
  name: givenName,
  /** A notifier kind of the registry; `config` is parsed by it. Secret fields travel and are kept as those of checks. */
  kind: z.string().min(1).max(64),
  config: jsonObject.default({}),
  enabled: z.boolean().default(true),
  /** Templates of title and text (Mustache, no code); '' is the usual wording. */
  title: z.string().max(1_000).default(''),
  text: z.string().max(10_000).default(''),
});
export type ChannelInput = z.infer<typeof channelInput>;
export type ChannelDraft = z.input<typeof channelInput>;

export const channel = channelInput.extend({ id: channelId });
export type Channel = Readonly<z.infer<typeof channel>>;

/** Which alerts go where. Routes are tried in order; the first that fits takes the alert, unless it says `goOn`. */
export const route = z.strictObject({
  id: routeId,
  name: givenName,
  enabled: z.boolean().default(true),
  severities: z
    .array(severity)
    .min(1, 'name at least one severity')
    .default([...SEVERITIES]),
  /** An empty list fits all; else one of them must fit. */
  tags: z.array(label).max(64).default([]),
  sites: z.array(label).max(64).default([]),
  /** Fits only within these hours; null: always. */
  hours: weeklyHours.nullable().default(null),
  channelIds: z.array(channelId).max(32).default([]),
  /** Escalates by this policy until somebody acknowledges; null: does not. */
  policyId: policyId.nullable().default(null),
  /** Alerts of the same group go out in one message. 'cause': those of one root host (a host and what hangs below it). */
  groupBy: z.enum(['cause', 'site', 'route']).default('cause'),
  /** How long the first problem of a group waits for company, ms; SEV1 never waits. */
  groupWaitMs: z.number().int().min(0).max(600_000).default(30_000),
  /** How often at most a group that was told already gets what joined it, ms. */
  groupIntervalMs: z.number().int().min(0).max(86_400_000).default(300_000),
  /** A standing, unacknowledged problem is told again after this, ms; 0: never. */
  repeatIntervalMs: z
    .number()
    .int()
    .min(0)
    .max(7 * 86_400_000)
    .default(14_400_000),
  /** Routes behind this one are tried too. */
  goOn: z.boolean().default(false),
});
export type Route = Readonly<z.infer<typeof route>>;
export type RouteDraft = z.input<typeof route>;

export const NOTICE_KINDS = [
  'problem',
  'update',
  'repeat',
  'all-clear',
  'escalation',
  'incident',
  'monitor',
  'test',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** One problem in a notice. */
export interface NoticeItem {
  readonly alert: AlertKind | 'standing';
  readonly status: ProblemStatus | 'ok';
  readonly severity: Severity;
  readonly problemId: ProblemId | null;
  readonly host: string;
  /** Null: it is about the host itself. */
  readonly check: string | null;
  readonly site: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly since: number;
}

/** A message, before a channel has put it into its form. */
export interface Notice {
  /** Also the idempotency key, with the channel's id behind it. */
  readonly id: string;
  readonly at: number;
  readonly kind: NoticeKind;
  /** The worst of its items. */
  readonly severity: Severity;
  /** Names the conversation at the other end (a thread, an incident of PagerDuty): the same from the problem to its all-clear. */
  readonly conversation: string;
  readonly title: string;
  readonly text: string;
  readonly items: readonly NoticeItem[];
  /** How many more alerts are held back behind these (hosts behind a dead switch). */
  readonly heldBehind: number;
  readonly links: readonly { readonly title: string; readonly url: string }[];
  /** Null for tests, escalations by hand and the monitor's own. */
  readonly routeId: RouteId | null;
  /** The incident whose clocks it speaks of. */
  readonly incidentId?: IncidentId;
}

export const DELIVERY_STATES = ['queued', 'delivered', 'dead'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** A notice on its way through a channel: at least once, with `id` as the idempotency key. */
export interface Delivery {
  readonly id: string;
  readonly noticeId: string;
  readonly channelId: ChannelId;
  /** As the channel was called then. */
  readonly channel: string;
  readonly kind: NoticeKind;
  readonly severity: Severity;
  readonly title: string;
  readonly state: DeliveryState;
  readonly createdAt: number;
  /** Tries so far. */
  readonly attempts: number;
  /** When it is tried next, epoch ms; null when it is not. */
  readonly nextAt: number | null;
  /** What the other end said last; '' when nothing. */
  readonly answer: string;
  readonly endedAt: number | null;
  /** Of its notice. */
  readonly incidentId?: IncidentId;
}

/** How telling people goes, for every screen: failures must be seen. */
export interface DeliveryHealth {
  readonly queued: number;
  readonly dead: number;
  /** Oldest delivery that waits, epoch ms. */
  readonly oldestQueuedAt: number | null;
}

/** A way to tell people, for the form. As `KindInfo` of probes. */
export interface NotifierInfo {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  /** JSON Schema of the config; secret fields carry `format: 'secret'` as those of probes do. */
  readonly schema: unknown;
}

/** A sound that goes on until somebody silences or acknowledges it. */
export interface Alarm {
  /** The notice's. */
  readonly id: string;
  readonly at: number;
  readonly severity: Severity;
  readonly title: string;
  readonly problemIds: readonly ProblemId[];
  /** Whether it repeats until acknowledged (SEV1, SEV2) or sounds once. */
  readonly repeats: boolean;
}
