// An alert: one moment at which people are to be told something of one problem. Built once, when nothing holds it back;
// what becomes of it (grouping, messages, deliveries) is notifying's.
import type { CheckId, HostId, ProblemId } from './ids.ts';
import type { ProblemStatus } from './problem-status.ts';
import type { Severity } from './severity.ts';

export type AlertKind = 'problem' | 'change' | 'recovery' | 'flapping-start' | 'flapping-stop';

export interface Alert {
  readonly id: string;
  readonly at: number;
  readonly kind: AlertKind;
  /** 'ok' with a recovery. */
  readonly status: ProblemStatus | 'ok';
  /** Of the problem; with a recovery, of the problem that is over. */
  readonly severity: Severity;
  /** The problem that is (or was) open; null when a flapping alert has none. */
  readonly problemId: ProblemId | null;
  readonly hostId: HostId;
  readonly checkId: CheckId;
  /** Whether it is about the host itself. */
  readonly alive: boolean;
  /** Names as they were then: the host may be removed before the message is read. */
  readonly host: string;
  readonly check: string;
  readonly site: string;
  readonly tags: readonly string[];
  /** First bad result of the spell, epoch ms. */
  readonly since: number;
  readonly summary: string;
}
