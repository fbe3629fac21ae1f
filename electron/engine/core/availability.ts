// How long something was good: weighted by time from the log of hard states, to the millisecond, never by counting samples.
// It counts the very spans that the bars show, so that a number and the bar beside it cannot disagree.
// Source: spec monitoring, "Availability"; oracle Icinga DB's SLA cases.
//
// Every millisecond stands in one column, the first that applies:
//   nobody watched → unmonitored; nothing known yet → pending; a window → maintenance (or good); else what the state says.
// So maintenance never vouches for what was not seen, as in Icinga DB, where pending time leaves the total inside a
// downtime too.
import type { StateSpan } from '../../contract/api/history.ts';
import type { Availability } from '../../contract/model/availability.ts';
import type { Condition } from './rollup.ts';
import { type Gap, type LoggedState, spansOf } from './spans.ts';

/** [from, to) in epoch ms; one that ends before it begins covers nothing. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

export interface Counting extends Period {
  /** Time in maintenance leaves the denominator, or counts as good whatever the state was. */
  readonly maintenance: 'exclude' | 'good';
  /** Unreachable is its own column, or counts as good or as bad. */
  readonly unreachable: 'own' | 'good' | 'bad';
}

export interface AvailabilityFacts {
  /** Hard states in any order; the nearest before and after the period count too. */
  readonly log: readonly LoggedState[];
  /** The hard state now: what a period without any entry around it was in. */
  readonly current: Condition;
  readonly gaps: readonly Gap[];
  readonly maintenance: readonly Period[];
}

export type Columns = Omit<Availability, 'availability'>;

export type Column = Exclude<keyof Columns, 'periodMs'>;

const NO_COLUMNS: Columns = Object.freeze({
  goodMs: 0,
  badMs: 0,
  unreachableMs: 0,
  maintenanceMs: 0,
  pendingMs: 0,
  unmonitoredMs: 0,
  periodMs: 0,
});

/** The availability of one subject over [from, to). An empty period has no data. */
export function availabilityOf(facts: AvailabilityFacts, counting: Counting): Availability {
  const { from, to } = counting;
  const windows = facts.maintenance.length === 0 ? [] : merged(facts.maintenance);
  const spans = spansOf(facts.log, facts.gaps, from, to, facts.current);
  return withPercent(countSpans(spans, windows, counting));
}

/** The columns of several subjects added up: a site, a tag, everything. */
export function sumOf(parts: Iterable<Columns>): Availability {
  const sum: Record<keyof Columns, number> = { ...NO_COLUMNS };
  for (const part of parts) for (const column of COLUMNS) sum[column] += part[column];
  return withPercent(sum);
}

/** Percent of what was measured; null when nothing was. */
export function percentOf(goodMs: number, badMs: number): number | null {
  return goodMs + badMs === 0 ? null : (100 * goodMs) / (goodMs + badMs);
}

/** Periods as few as possible, in order and without overlap: what two of them cover is counted once. */
export function merged(periods: readonly Period[]): readonly Period[] {
  const found: { from: number; to: number }[] = [];
  for (const { from, to } of periods.toSorted((a, b) => a.from - b.from)) {
    if (to <= from) continue;
    const last = found.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else found.push({ from, to });
  }
  return found;
}

const COLUMNS = Object.keys(NO_COLUMNS) as readonly (keyof Columns)[];

function countSpans(spans: readonly StateSpan[], windows: readonly Period[], counting: Counting): Columns {
  const sum: Record<keyof Columns, number> = { ...NO_COLUMNS };
  const inWindow = counting.maintenance === 'good' ? 'goodMs' : 'maintenanceMs';
  // Both lists are in order, so that the windows are walked once.
  let next = 0;
  for (const span of spans) {
    const lengthMs = span.to - span.from;
    sum.periodMs += lengthMs;
    const column = columnOf(span.status, counting.unreachable);
    if (column === 'unmonitoredMs' || column === 'pendingMs') {
      sum[column] += lengthMs;
      continue;
    }
    let coveredMs = 0;
    for (let at = next; at < windows.length; at += 1) {
      const window = windows[at];
      if (window === undefined || window.from >= span.to) break;
      if (window.to <= span.from) next = at + 1;
      else coveredMs += Math.min(window.to, span.to) - Math.max(window.from, span.from);
    }
    sum[inWindow] += coveredMs;
    sum[column] += lengthMs - coveredMs;
  }
  return sum;
}

/** Which column time in this state belongs to, outside of maintenance. */
export function columnOf(status: Condition, unreachable: Counting['unreachable']): Column {
  switch (status) {
    case 'ok':
    case 'warning':
      return 'goodMs';
    case 'critical':
    case 'unknown':
    case 'down':
      return 'badMs';
    case 'unreachable':
      return unreachable === 'own' ? 'unreachableMs' : unreachable === 'good' ? 'goodMs' : 'badMs';
    case 'pending':
      return 'pendingMs';
    case 'not-monitored':
      return 'unmonitoredMs';
    default:
      return status satisfies never;
  }
}

const withPercent = (columns: Columns): Availability => ({
  availability: percentOf(columns.goodMs, columns.badMs),
  ...columns,
});
