// Promised times: how soon an incident is acknowledged, resolved and spoken about, by severity. Durations are compared as
// milliseconds, never as rounded percentages. (spec: incidents, "SLA clocks")
import { z } from 'zod';
import { type WeeklyHours, weeklyHours } from './hours.ts';
import { SEVERITIES, type Severity } from './severity.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const CLOCK_KINDS = ['acknowledge', 'resolve', 'update'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

/** A target, ms of counted time; null: nothing is promised. */
const target = z
  .number()
  .int()
  .min(MINUTE_MS, 'must be at least a minute')
  .max(400 * 24 * HOUR_MS)
  .nullable();

/** What one severity promises. */
export const slaTargets = z.strictObject({
  acknowledgeMs: target,
  resolveMs: target,
  /** Between two notes while it is open. */
  updateMs: target,
  /** Hours that count; null: all of them, 24×7. */
  hours: weeklyHours.nullable().default(null),
});
export type SlaTargets = Readonly<z.infer<typeof slaTargets>>;

const usual = (acknowledgeMs: number, resolveMs: number, updateMs: number | null) =>
  slaTargets.default({ acknowledgeMs, resolveMs, updateMs, hours: null });

/** By severity; the defaults are the spec's. */
export const slaPromise = z.strictObject({
  sev1: usual(5 * MINUTE_MS, HOUR_MS, 15 * MINUTE_MS),
  sev2: usual(15 * MINUTE_MS, 4 * HOUR_MS, 30 * MINUTE_MS),
  sev3: usual(HOUR_MS, 24 * HOUR_MS, 4 * HOUR_MS),
  sev4: usual(8 * HOUR_MS, 5 * 24 * HOUR_MS, null),
});
export type SlaPromise = Readonly<z.infer<typeof slaPromise>>;

export const targetsOf = (promise: SlaPromise, severity: Severity): SlaTargets =>
  promise[`sev${SEVERITIES[severity - 1] ?? severity}`];

/** [from, to), epoch ms, in which no clock runs; `to` null: it still lasts. */
export interface Pause {
  readonly from: number;
  readonly to: number | null;
}

/**
 * 'running' counts (or waits for its hours), 'paused' waits for somebody else, 'kept' and 'missed' are over. A clock that
 * runs and is past `dueAt` is 'missed' at once: a breach is not undone by a late act.
 */
export const CLOCK_STATES = ['running', 'paused', 'kept', 'missed'] as const;
export type ClockState = (typeof CLOCK_STATES)[number];

/** What is (or was) promised of one clock. */
export interface Promised {
  readonly targetMs: number;
  readonly hours: WeeklyHours | null;
}

/**
 * What the record says of a clock so far, kept with its incident: a restart says nothing twice, and forgets nothing that
 * was not said yet.
 */
export interface SlaSaid extends Promised {
  readonly clock: ClockKind;
  readonly severity: Severity;
  /** As of the clock; for 'update' each word to others begins anew. */
  readonly startedAt: number;
  /** Since when this is promised, epoch ms: the opening, or a change of severity or of the settings. */
  readonly since: number;
  readonly paused: boolean;
  readonly ended: boolean;
  readonly atRisk: boolean;
  readonly missed: boolean;
  /** On record, but people could not be told yet: their hours have not come. */
  readonly untold: 'at risk' | 'missed' | null;
}

/** One clock of an incident as it stands at `asOf`. */
export interface SlaClock {
  readonly kind: ClockKind;
  readonly targetMs: number;
  readonly hours: WeeklyHours | null;
  /** From when it counts, epoch ms: detection; of 'update' the last word to others. */
  readonly startedAt: number;
  readonly state: ClockState;
  /** When it is (or was) missed, if no pause comes, epoch ms; null while it is paused. */
  readonly dueAt: number | null;
  /** When 75 % are over, epoch ms; null while it is paused. */
  readonly atRiskAt: number | null;
  /** Counted time until `asOf`, or until it ended, ms. */
  readonly elapsedMs: number;
  readonly asOf: number;
  /** Whether `elapsedMs` grows at `asOf`: false while paused, over, or outside of its hours. */
  readonly counting: boolean;
  /** When it ended; null while it has not. */
  readonly endedAt: number | null;
}
