// What one execution of a check returned, and the words for judging it (spec: monitoring, "Words").
import type { CheckId } from './ids.ts';

/** Status of a result, in the order of the Nagios plugin exit codes 0..3. */
export const STATUSES = ['ok', 'warning', 'critical', 'unknown'] as const;
export type Status = (typeof STATUSES)[number];

/** One measured figure of a result. `unit` is printed after the value ('ms', '%', 'B', 'B/s', 's', '' for a plain count). */
export interface Metric {
  /** Stable name inside its check, dotted: 'rtt.avg', 'disk.used./var'. */
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** Nagios range ('80', '10:', '@10:20'): outside it the value is a warning. */
  readonly warn?: string;
  /** Nagios range: outside it the value is critical. */
  readonly crit?: string;
  readonly min?: number;
  readonly max?: number;
}

/** What a probe says about its target; everything around it (times, ids) belongs to the caller. */
export interface ProbeOutcome {
  readonly status: Status;
  /** One line, the thing to read first: "Down: 3 of 3 packets lost". At most 200 characters. */
  readonly summary: string;
  /** The fact behind the summary, one line: "critical over 300 s". */
  readonly detail?: string;
  /** Long output as text, cleaned and cut at 64 KiB by the caller. */
  readonly output?: string;
  readonly metrics: readonly Metric[];
}

/** An outcome with its check and its times. Times are epoch milliseconds UTC. */
export interface Result extends ProbeOutcome {
  readonly checkId: CheckId;
  /** The slot it was due at: the time it counts for. */
  readonly at: number;
  /** How much later than due it started, milliseconds. */
  readonly lateMs: number;
  /** How long it ran, on the monotonic clock, milliseconds. */
  readonly durationMs: number;
}
