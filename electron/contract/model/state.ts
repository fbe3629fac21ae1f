// What the state machine made of the results: of a check, and of the host behind it.
import type { CheckId, HostId } from './ids.ts';
import type { Metric, Status } from './result.ts';

export type StateType = 'soft' | 'hard';
/** 'pending': no result yet. */
export type CheckStatus = Status | 'pending';

export interface CheckState {
  readonly checkId: CheckId;
  readonly hostId: HostId;
  /** Status of the last result. */
  readonly status: CheckStatus;
  readonly type: StateType;
  /** 1..maxAttempts; stays at maxAttempts while hard non-ok. */
  readonly attempt: number;
  /** Status of the last hard state: what reports and problems go by. */
  readonly hardStatus: CheckStatus;
  /** When `status` was last different, epoch ms. */
  readonly statusSince: number;
  /** When `hardStatus` was last different, epoch ms. */
  readonly hardSince: number;
  /** First bad result of the present bad spell, epoch ms; null while ok. A problem is dated from it. */
  readonly badSince: number | null;
  /** Good results in a row while hard non-ok; recovery at policy.recoverAfter. */
  readonly goodRuns: number;
  readonly flapping: boolean;
  /** Weighted percent of state change over the last 20 changes, 0..100. */
  readonly flapPercent: number;
  /** Went hard silently because its host was not up. */
  readonly hostDown: boolean;
  /** The last result's words and figures. */
  readonly summary: string;
  readonly detail: string;
  readonly metrics: readonly Metric[];
  /** Slot time of the last result; null before the first. */
  readonly resultAt: number | null;
}

export type Reach = 'pending' | 'up' | 'down' | 'unreachable';

export interface HostState {
  readonly hostId: HostId;
  readonly reach: Reach;
  /** Soft while the alive check is still being retried. */
  readonly type: StateType;
  readonly since: number;
  /** While unreachable: the nearest host that is down and stands in the way. */
  readonly because: HostId | null;
}
