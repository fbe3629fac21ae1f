// What was: samples for charts, states for bars, the journal for "why".
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { AlarmLoad } from '../model/alarm-load.ts';
import type { AvailabilityReport } from '../model/availability.ts';
import type { CapacityForecast } from '../model/forecast.ts';
import { checkId, hostId } from '../model/ids.ts';
import { ENTRY_KINDS, type Entry } from '../model/journal.ts';
import type { ProblemStatus } from '../model/problem.ts';
import { procedure } from './base.ts';

const instant = z.number().int().min(0);
const period = { from: instant, to: instant };

/** One metric over a period in slots of equal width. `null`: nothing was measured in that slot, so nothing is drawn. */
export interface Series {
  readonly metric: string;
  readonly unit: string;
  /** Start of each slot, epoch ms. */
  readonly at: readonly number[];
  readonly avg: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

/** A stretch of one state, `from` inclusive, `to` exclusive, epoch ms. */
export interface StateSpan {
  readonly from: number;
  readonly to: number;
  readonly status: ProblemStatus | 'ok' | 'pending' | 'not-monitored';
}

export interface CheckHistory {
  readonly checkId: string;
  readonly spans: readonly StateSpan[];
}

export const history = {
  /** Samples of one check; without `metrics` all of them. At most `points` slots. */
  samples: procedure
    .input(
      z.strictObject({
        checkId,
        ...period,
        points: z.number().int().min(10).max(2_000).default(600),
        metrics: z.array(z.string().max(256)).max(200).optional(),
      }),
    )
    .output(type<readonly Series[]>()),
  /** Hard states of a host (rolled up, worst first) and of each of its checks over a period. */
  states: procedure
    .input(z.strictObject({ hostId, ...period }))
    .output(type<{ readonly host: readonly StateSpan[]; readonly checks: readonly CheckHistory[] }>()),
  /** How long hosts (and their checks) were good, over a period. Hosts that were removed meanwhile are not in it. */
  availability: procedure
    .input(
      z.strictObject({
        ...period,
        hostIds: z.array(hostId).max(10_000).optional(),
        checks: z.boolean().default(false),
        maintenance: z.enum(['exclude', 'good']).default('exclude'),
        unreachable: z.enum(['own', 'good', 'bad']).default('own'),
      }),
    )
    .output(type<AvailabilityReport>()),
  /** Stored values of one check as CSV (RFC 4180; cells that a spreadsheet would run are quoted as text). */
  samplesCsv: procedure
    .input(z.strictObject({ checkId, ...period, metrics: z.array(z.string().max(256)).max(200).optional() }))
    .output(type<{ name: string; text: string; rows: number; cut: boolean }>()),
  /** How much was asked of the operators over a period. */
  alarmLoad: procedure.input(z.strictObject(period)).output(type<AlarmLoad>()),
  /** When the figures of a check will reach their limits; of all its metrics that fill up. Empty: nothing can be said. */
  forecast: procedure.input(z.strictObject({ checkId })).output(type<readonly CapacityForecast[]>()),
  /** Journal entries of a host or a check, newest first. */
  journal: procedure
    .input(
      z.strictObject({
        hostId: hostId.optional(),
        checkId: checkId.optional(),
        /** Only entries of these kinds. */
        kinds: z.array(z.enum(ENTRY_KINDS)).min(1).optional(),
        before: z.number().int().positive().optional(),
        limit: z.number().int().min(1).max(500).default(50),
      }),
    )
    .output(type<readonly Entry[]>()),
};
