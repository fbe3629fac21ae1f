// What changing a window does to its record. The rule: what is over stays as it was. A recurring window that is changed
// keeps its past under the plan of then (an older version); the occurrence that runs takes the new plan when that has the
// same start, or else runs to its end under the old one. A window that is once only is its own record: correcting it
// re-computes, and the journal says who did.
import type { WindowId } from '../../contract/model/ids.ts';
import type { MaintenanceWindow, WindowInput } from '../../contract/model/maintenance.ts';
import { courseOf, type KeptWindow, occurrencesIn, type Plan, type Timetable, type Version } from './maintenance.ts';

/** Forms enter whole minutes: "from now on" is not declared afterwards. */
const LATE_AFTER_MS = 60_000;

export interface Birth {
  readonly id: WindowId;
  readonly by: string;
  readonly now: number;
}

export function planned(input: WindowInput, { id, by, now }: Birth): KeptWindow {
  const window: MaintenanceWindow = {
    ...input,
    id,
    by,
    createdAt: now,
    declaredLate: input.startsAt < now - LATE_AFTER_MS,
    skipped: [],
    endedEarly: [],
    begun: [],
  };
  return { window, versions: [{ ...planOf(input), since: 0, before: null }], running: null };
}

/** The record with what was entered now. Throws a RuleError for a rule that cannot be. */
export function changed(kept: KeptWindow, table: Timetable, input: WindowInput, now: number): KeptWindow {
  const { window } = kept;
  const plan = planOf(input);
  const last = lastOf(kept);
  if (samePlan(plan, last)) return { ...kept, window: { ...window, ...input } };
  const declaredLate = window.declaredLate || isLate(window, input, now);
  if (last.rrule === '') {
    // Whoever gives it another end after it was ended early means the new one.
    const endedEarly = window.endedEarly.filter(({ startsAt }) => startsAt !== window.startsAt);
    const versions = [...kept.versions.slice(0, -1), { ...plan, since: last.since, before: null }];
    return { ...kept, window: { ...window, ...input, declaredLate, endedEarly }, versions };
  }
  const versions = succeeded(kept.versions, cutOf(table, plan, now), plan);
  return { ...kept, window: { ...window, ...input, declaredLate }, versions };
}

/** Ends whatever runs (or waits for a problem) now. Null when nothing does. */
export function endedNow(kept: KeptWindow, table: Timetable, now: number): KeptWindow | null {
  const open = occurrencesIn(table, now, now + 1, now).filter(({ state }) => state === 'active' || state === 'waiting');
  if (open.length === 0) return null;
  const starts = new Set(open.map(({ startsAt }) => startsAt));
  const others = kept.window.endedEarly.filter(({ startsAt }) => !starts.has(startsAt));
  const endedEarly = [...others, ...[...starts].map((startsAt) => ({ startsAt, endedAt: now }))];
  return { ...kept, window: { ...kept.window, endedEarly }, running: null };
}

/** Ends what runs and lets nothing follow; its past stays. */
export function retired(kept: KeptWindow, table: Timetable, now: number): KeptWindow {
  const ended = endedNow(kept, table, now) ?? kept;
  const last = lastOf(kept);
  if (last.rrule === '') return ended;
  return { ...ended, versions: [...kept.versions.slice(0, -1), { ...last, before: now + 1 }] };
}

export function skippedOrNot(kept: KeptWindow, startsAt: number, skip: boolean): KeptWindow {
  const others = kept.window.skipped.filter((start) => start !== startsAt);
  const skipped = skip ? [...others, startsAt].sort((a, b) => a - b) : others;
  return { ...kept, window: { ...kept.window, skipped } };
}

/** A flexible occurrence begins with the first problem inside it. */
export function begunBy(kept: KeptWindow, startsAt: number, begunAt: number): KeptWindow {
  return { ...kept, window: { ...kept.window, begun: [...kept.window.begun, { startsAt, begunAt }] } };
}

/** Nothing of it is to come any more, by somebody's word. */
export const isRetired = (kept: KeptWindow): boolean => lastOf(kept).before !== null;

export const planOf = ({ startsAt, endsAt, flexibleMs, rrule, zone, scope }: Plan): Plan => ({
  startsAt,
  endsAt,
  flexibleMs,
  rrule,
  zone,
  scope,
});

export function lastOf({ window, versions }: KeptWindow): Version {
  return versions.at(-1) ?? { ...planOf(window), since: 0, before: null };
}

const samePlan = (a: Plan, b: Plan): boolean => JSON.stringify(planOf(a)) === JSON.stringify(planOf(b));

/** From which start on the new plan speaks. */
function cutOf(table: Timetable, plan: Plan, now: number): number {
  const running = occurrencesIn(table, now, now + 1, now).find(
    ({ state }) => state === 'active' || state === 'waiting',
  )?.startsAt;
  const goesOn = running !== undefined && courseOf(plan, 0, null).recurrence.starts(running, running + 1).length > 0;
  return goesOn ? running : now + 1;
}

function succeeded(versions: readonly Version[], cut: number, plan: Plan): readonly Version[] {
  const last = versions.at(-1);
  if (!last) return [{ ...plan, since: 0, before: null }];
  const first = courseOf(last, last.since, null).recurrence.after(last.since - 1);
  // Nothing of it is past: the new plan takes its place altogether.
  if (first === null || first >= cut) return [...versions.slice(0, -1), { ...plan, since: last.since, before: null }];
  return [...versions.slice(0, -1), { ...last, before: cut }, { ...plan, since: cut, before: null }];
}

function isLate(window: MaintenanceWindow, input: WindowInput, now: number): boolean {
  const movedBack = input.startsAt !== window.startsAt && input.startsAt < now - LATE_AFTER_MS;
  const wasOver = input.rrule === '' && window.endsAt <= now && input.endsAt !== window.endsAt;
  return movedBack || wasOver;
}
