// The journal is the one history. Entries are only ever added; each carries the hash of the one before.

import type { JsonObject } from './check.ts';
import type { CheckId, HostId, IncidentId, ProblemId, RunId } from './ids.ts';

export const ENTRY_KINDS = [
  'check-state',
  'host-state',
  'flapping',
  'alert',
  'suppression',
  'acknowledgement',
  'inventory',
  'credential',
  'settings',
  'heartbeat',
  'maintenance',
  'mute',
  'alerting',
  'delivery',
  'escalation',
  'on-call',
  'inbound',
  'isolation',
  'host-key',
  'engine',
  'clock-jump',
  'not-monitored',
  // Of incidents, from here on.
  'note',
  'decision',
  'status',
  'severity',
  'roles',
  'details',
  'problems',
  'sla',
  'attachment',
  'link',
  'follow-up',
  'correction',
  'pin',
  'redaction',
  'export',
  // Of runbooks, from here on: a run as a whole, and what became of one of its steps.
  'run',
  'step',
  // Of shifts, from here on: who sits here and who is planned to; hand-overs; reports that were made or sent.
  'shift',
  'handoff',
  'report',
] as const; // prettier-ignore
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** 'import': somebody brought it in from elsewhere; who did it there stands in the entry's data. */
export type Actor =
  | { readonly type: 'operator'; readonly name: string }
  | { readonly type: 'engine' }
  | { readonly type: 'import'; readonly name: string };

/** An entry before it has its place in the chain. */
export interface EntryDraft {
  readonly kind: EntryKind;
  /** When it happened, epoch ms; may lie before `recordedAt`. */
  readonly occurredAt: number;
  readonly actor: Actor;
  readonly hostId?: HostId;
  readonly checkId?: CheckId;
  readonly problemId?: ProblemId;
  /** The incident it was said in; what concerns an incident besides is found by its problems, checks and hosts. */
  readonly incidentId?: IncidentId;
  /** The run of a runbook that it tells of. */
  readonly runId?: RunId;
  /** Uuid of the entry that this one puts right. */
  readonly corrects?: string;
  /** One sentence for people. */
  readonly text: string;
  readonly data: JsonObject;
}

export interface Entry extends EntryDraft {
  readonly seq: number;
  readonly uuid: string;
  /** The engine's clock when it was written, epoch ms. */
  readonly recordedAt: number;
  readonly prevHash: string;
  /** SHA-256, hex, of the RFC 8785 form of the entry without `hash`. */
  readonly hash: string;
}
