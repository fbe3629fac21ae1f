// What a stretch of work came to: how many shared the load, incidents, promises kept. (spec: incidents, "Shift and handoff")

import type { Kept } from '../../contract/model/figures.ts';
import type { Incident } from '../../contract/model/incident.ts';
import type { Shift } from '../../contract/model/shift.ts';
import type { SlaClock } from '../../contract/model/sla.ts';
import { openingBefore, openingOf } from './incident-milestones.ts';

type Crew = Pick<Shift, 'from' | 'to' | 'personIds' | 'calledOff'>;

/**
 * How many people were on at the same time in [from, to), on average over the time in which anybody was, rounded, at least 1.
 * Who takes over does not share the load, who overlaps does for as long. Null: nobody was planned.
 */
export function crewOf(shifts: readonly Crew[], from: number, to: number): number | null {
  const on = shifts.filter((one) => !one.calledOff && one.personIds.length > 0 && one.from < to && one.to > from);
  const borders = [...new Set([from, to, ...on.flatMap((one) => [one.from, one.to])])]
    .filter((at) => at >= from && at <= to)
    .sort((a, b) => a - b);
  let mannedMs = 0;
  let personMs = 0;
  for (const [place, start] of borders.entries()) {
    const lengthMs = (borders[place + 1] ?? start) - start;
    const people = new Set(on.flatMap((one) => (one.from <= start && one.to > start ? one.personIds : [])));
    if (people.size === 0) continue;
    mannedMs += lengthMs;
    personMs += lengthMs * people.size;
  }
  return mannedMs === 0 ? null : Math.max(1, Math.round(personMs / mannedMs));
}

const within = (at: number | null | undefined, from: number, to: number): boolean =>
  at !== null && at !== undefined && at >= from && at < to;

/**
 * Opened in [from, to), by when they were written down; closed in it, also where they were opened again later. Cancelled ones
 * were no incidents, merged ones go on elsewhere.
 */
export function incidentCounts(
  incidents: readonly Pick<Incident, 'openedAt' | 'status' | 'milestones' | 'mergedInto'>[],
  from: number,
  to: number,
): { readonly opened: number; readonly closed: number } {
  const closedAt = (incident: (typeof incidents)[number]): number | null => {
    const { status, milestones, mergedInto } = incident;
    const opening = openingBefore(incident, to);
    const isLast = opening === openingOf(incident);
    if (mergedInto !== null || (isLast && status !== 'closed')) return null;
    return milestones.findLast((one) => one.kind === 'closed' && one.opening === opening)?.at ?? null;
  };
  return {
    opened: incidents.filter(({ openedAt }) => within(openedAt, from, to)).length,
    closed: incidents.filter((one) => within(closedAt(one), from, to)).length,
  };
}

/** Resolved in time, of those whose time to resolve ended in [from, to). */
export function keptOf(
  clocks: readonly Pick<SlaClock, 'kind' | 'state' | 'endedAt'>[],
  from: number,
  to: number,
): Kept {
  const ended = clocks.filter(({ kind, endedAt }) => kind === 'resolve' && within(endedAt, from, to));
  return { kept: ended.filter(({ state }) => state === 'kept').length, of: ended.length };
}
