// A problem: an open hard non-ok state of a check, or a host that is down or unreachable.
import { z } from 'zod';
import type { CheckId, HostId, ProblemId } from './ids.ts';
import type { ProblemStatus } from './problem-status.ts';
import type { Severity } from './severity.ts';

export { PROBLEM_STATUSES, type ProblemStatus } from './problem-status.ts';

/** Why an alert is held back; the first that applies, in this order (spec: monitoring, "Suppression"). */
export const HOLD_REASONS = [
  'soft',
  'host-down',
  'unreachable',
  'isolated',
  'maintenance',
  'muted',
  'acknowledged',
  'parent-check',
  'flapping',
  'outside-hours',
  'verifying',
] as const; // prettier-ignore
export type HoldReason = (typeof HOLD_REASONS)[number];

export interface Hold {
  readonly reason: HoldReason;
  /** Who or what: the host in the way, the window, the person. */
  readonly by?: string;
  readonly until?: number;
  /** Id of the window or mute, to go there. */
  readonly ref?: string;
}

export interface Acknowledgement {
  readonly by: string;
  readonly at: number;
  readonly reason: string;
  /** Sticky stays until recovery; normal drops when the state changes. */
  readonly sticky: boolean;
  readonly expiresAt: number | null;
}

export interface Problem {
  readonly id: ProblemId;
  readonly hostId: HostId;
  /** The check it is about; for a host that is down or unreachable its alive check. */
  readonly checkId: CheckId;
  readonly status: ProblemStatus;
  readonly severity: Severity;
  /** First bad result of the spell, epoch ms. */
  readonly openedAt: number;
  /** When `status` last changed, epoch ms. */
  readonly changedAt: number;
  /** When people were told of the present status; null while held back. */
  readonly toldAt: number | null;
  readonly held: Hold | null;
  /** The host that caused it (a dead parent, or its own dead host); null when it stands for itself. */
  readonly because: HostId | null;
  readonly ack: Acknowledgement | null;
}

export const acknowledgeInput = z.strictObject({
  problemIds: z.array(z.string().min(1).max(64)).min(1).max(10_000),
  reason: z.string().trim().min(1, 'say why: the next shift will read it').max(2_000),
  sticky: z.boolean().default(false),
  expiresAt: z.number().int().positive().nullable().default(null),
});
