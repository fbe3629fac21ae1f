// When a schedule of reports is due, and for which period: at a time on the wall of its zone, on the day after the period. Where
// the clocks skip that time it is the moment of the jump, where it comes twice the first (zone-clock.ts). Pure: now comes in.
import type { ReportAsk, ReportSchedule } from '../../contract/model/report.ts';
import { type PeriodFound, periodOf } from './report-period.ts';
import { minutesOf, zoneClock } from './zone-clock.ts';

type Timing = Pick<ReportSchedule, 'period' | 'zone' | 'at' | 'scope'>;

export interface Due {
  /** The period, [from, to) in epoch ms. */
  readonly from: number;
  readonly to: number;
  /** 'Mon 16 to Sun 22 November 2026'. */
  readonly words: string;
  /** Epoch ms; never before `to`. */
  readonly dueAt: number;
}

/** What is asked of a report for one period of a schedule; `at` names any moment in it, null the last one that is over. */
export const askOf = ({ period, zone, scope }: Timing, at: number | null): ReportAsk => ({
  period,
  at,
  from: null,
  to: null,
  zone,
  scope,
  maintenance: 'exclude',
  unreachable: 'own',
});

/** The last whole period that is over, whether its report is due yet or not. Null: there is none that could be asked for. */
export const lastPeriod = (schedule: Timing, now: number): Due | null =>
  dueOf(schedule, periodOf(askOf(schedule, null), now));

/** The last period whose report is due by `now`: one, however long nobody looked. */
export function lastDue(schedule: Timing, now: number): Due | null {
  const last = lastPeriod(schedule, now);
  return last === null || last.dueAt <= now ? last : dueBefore(schedule, last);
}

/** The period before one that is over. */
export const dueBefore = (schedule: Timing, { from, to }: Due): Due | null =>
  dueOf(schedule, periodOf(askOf(schedule, from - 1), to));

function dueOf({ zone, at }: Timing, found: PeriodFound): Due | null {
  if ('refused' in found) return null;
  const { from, to, words } = found.period;
  const clock = zoneClock(zone, to, to);
  return { from, to, words, dueAt: clock.instantOf(clock.dayOf(to), minutesOf(at)) };
}
