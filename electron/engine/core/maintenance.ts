// The times a window is: each start of its rule becomes an occurrence, with what people did to it (called off, ended early)
// and, of a flexible one, what began it. Lengths are elapsed time, starts are wall clock: 02:00 for two hours is two hours
// in every night of the year.
import type { CheckId, WindowId } from '../../contract/model/ids.ts';
import type { MaintenanceWindow, Occurrence } from '../../contract/model/maintenance.ts';
import type { Scope } from '../../contract/model/scope.ts';
import { type Recurrence, recurrenceOf } from './maintenance-recurrence.ts';
import { type Cover, coverOf, type ScopedHost } from './scope.ts';

/** What of a window says when it is and what it covers. */
export interface Plan {
  readonly startsAt: number;
  readonly endsAt: number;
  readonly flexibleMs: number | null;
  readonly rrule: string;
  readonly zone: string;
  readonly scope: Scope;
}

/** A plan, and which starts it speaks for: those in [since, before), epoch ms; `before` null: no end. */
export interface Version extends Plan {
  readonly since: number;
  readonly before: number | null;
}

/** A window on record. Changing a recurring one leaves its past under the plan it had then: an older version. */
export interface KeptWindow {
  readonly window: MaintenanceWindow;
  /** Oldest first; the last one is the window's own plan. */
  readonly versions: readonly Version[];
  /** Start of the occurrence whose beginning is in the journal and whose end is not yet. */
  readonly running: number | null;
}

/** One version of a window, made ready for questions. */
export interface Course {
  readonly scope: Scope;
  readonly recurrence: Recurrence;
  readonly covers: Cover;
  readonly durationMs: number;
  readonly flexibleMs: number | null;
  readonly since: number;
  readonly before: number | null;
}

/** What became of single occurrences, by their starts. */
export interface Marks {
  readonly skipped: ReadonlySet<number>;
  readonly endedEarly: ReadonlyMap<number, number>;
  readonly begun: ReadonlyMap<number, number>;
}

export interface Timetable {
  readonly windowId: WindowId;
  readonly name: string;
  readonly courses: readonly Course[];
  readonly marks: Marks;
}

export interface Placed extends Occurrence {
  readonly course: Course;
}

/** Throws a RuleError for a rule that cannot be. */
export const courseOf = (plan: Plan, since: number, before: number | null, covers = coverOf(plan.scope)): Course => ({
  scope: plan.scope,
  recurrence: recurrenceOf(plan),
  covers,
  durationMs: plan.endsAt - plan.startsAt,
  flexibleMs: plan.flexibleMs,
  since,
  before,
});

/** Throws a RuleError for a rule that cannot be. */
export function timetableOf({ window, versions }: Pick<KeptWindow, 'window' | 'versions'>): Timetable {
  return {
    windowId: window.id,
    name: window.name,
    courses: versions.map((version) => courseOf(version, version.since, version.before)),
    marks: {
      skipped: new Set(window.skipped),
      endedEarly: new Map(window.endedEarly.map(({ startsAt, endedAt }) => [startsAt, endedAt])),
      begun: new Map(window.begun.map(({ startsAt, begunAt }) => [startsAt, begunAt])),
    },
  };
}

/** The occurrences that touch [from, to), by their beginnings, with their state at `at` (all epoch ms). */
export function occurrencesIn(table: Timetable, from: number, to: number, at: number): readonly Placed[] {
  return table.courses
    .flatMap((course) => {
      const reach = course.durationMs + (course.flexibleMs ?? 0);
      const since = Math.max(course.since, from - reach);
      const before = Math.min(course.before ?? to, to);
      return course.recurrence.starts(since, before).map((start) => place(table, course, start, at));
    })
    .filter((one) => one.from < to && one.to > from)
    .sort((a, b) => a.from - b.from || a.to - b.to);
}

/** The first occurrence that begins after `at` and is not called off. */
export function nextAfter(table: Timetable, at: number): Placed | null {
  let next: Placed | null = null;
  for (const course of table.courses) {
    let start = course.recurrence.after(Math.max(at, course.since - 1));
    while (start !== null && table.marks.skipped.has(start)) start = course.recurrence.after(start);
    if (start === null || (course.before !== null && start >= course.before)) continue;
    if (next === null || start < next.startsAt) next = place(table, course, start, at);
  }
  return next;
}

/** The occurrence of exactly this start, if the window has one. */
export function occurrenceAt(table: Timetable, startsAt: number, at: number): Placed | null {
  for (const course of table.courses) {
    if (startsAt < course.since || (course.before !== null && startsAt >= course.before)) continue;
    if (course.recurrence.starts(startsAt, startsAt + 1).length > 0) return place(table, course, startsAt, at);
  }
  return null;
}

/** Whether any occurrence has silenced anything, up to `at`. */
export function everBegan(table: Timetable, at: number): boolean {
  if (table.marks.begun.size > 0) return true;
  return table.courses.some((course) => {
    if (course.flexibleMs !== null) return false;
    let start = course.recurrence.after(course.since - 1);
    while (start !== null && table.marks.skipped.has(start)) start = course.recurrence.after(start);
    return start !== null && start <= at && (course.before === null || start < course.before);
  });
}

/** Whether alerts are held back, and time counts as maintenance, in [from, to) of this occurrence. */
export const silences = ({ course, state, startsAt }: Placed, { begun }: Marks): boolean =>
  state !== 'called-off' && (course.flexibleMs === null || begun.has(startsAt));

/** A window at a moment. It stays true in [from, until). */
export interface Standing {
  readonly from: number;
  readonly until: number;
  /** Alerts are held back by these. */
  readonly active: readonly Placed[];
  /** Flexible ones that a problem would begin. */
  readonly waiting: readonly Placed[];
  readonly next: Placed | null;
}

export function standingAt(table: Timetable, at: number): Standing {
  const now = occurrencesIn(table, at, at + 1, at);
  const active = now.filter((one) => one.state === 'active').sort((a, b) => b.to - a.to);
  const waiting = now.filter((one) => one.state === 'waiting');
  const next = nextAfter(table, at);
  const ends = [...active, ...waiting].map((one) => one.to);
  // Asked of a moment before a problem began the work (the clock may have been set back): it begins then.
  const begins = [...table.marks.begun.values()].filter((begunAt) => begunAt > at);
  const until = Math.min(...ends, ...begins, next?.from ?? Number.POSITIVE_INFINITY);
  return { from: at, until, active, waiting, next };
}

/** As screens get it. */
export const plain = ({ windowId, startsAt, from, to, state }: Placed): Occurrence => ({
  windowId,
  startsAt,
  from,
  to,
  state,
});

/** Of those that cover this check the one that ends last. `placed` by their ends, latest first. */
export const coveringLast = (placed: readonly Placed[], host: ScopedHost, checkId: CheckId): Placed | undefined =>
  placed.find((one) => one.course.covers(host, checkId));

function place({ windowId, marks }: Timetable, course: Course, startsAt: number, at: number): Placed {
  const begunAt = course.flexibleMs === null ? undefined : marks.begun.get(startsAt);
  const from = begunAt ?? startsAt;
  const planned = begunAt === undefined ? startsAt + course.durationMs : begunAt + (course.flexibleMs ?? 0);
  const to = Math.min(planned, marks.endedEarly.get(startsAt) ?? planned);
  const one = { windowId, startsAt, from, to, course };
  if (marks.skipped.has(startsAt)) return { ...one, state: 'called-off' };
  if (at < from) return { ...one, state: 'planned' };
  if (at >= to) return { ...one, state: 'over' };
  return { ...one, state: course.flexibleMs !== null && begunAt === undefined ? 'waiting' : 'active' };
}
