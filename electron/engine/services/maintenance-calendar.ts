// Windows over time: the calendar of a period, and what a window would be before it is kept.
import type { HostId, WindowId } from '../../contract/model/ids.ts';
import type { MaintenanceWindow, Occurrence, WindowConflict } from '../../contract/model/maintenance.ts';
import {
  type Course,
  nextAfter,
  occurrencesIn,
  type Placed,
  plain,
  silences,
  standingAt,
  type Timetable,
} from '../core/maintenance.ts';
import { conflictsOf } from '../core/maintenance-conflicts.ts';
import { warningsOf } from '../core/maintenance-words.ts';
import { coveredBy } from '../core/scope.ts';
import { invalid } from '../lib/refusal.ts';
import type { Entry } from './maintenance-book.ts';
import type { World } from './world.ts';

const DAY_MS = 86_400_000;
const LONGEST_MS = 400 * DAY_MS;
/** The last moment the arithmetic of calendars reaches, epoch ms. */
const LAST_MOMENT = 8_640_000_000_000_000;
const MOST_OCCURRENCES = 20_000;
/** Occurrences a preview shows. */
const SHOWN = 12;

export interface Calendar {
  readonly occurrences: readonly Occurrence[];
  readonly conflicts: readonly WindowConflict[];
  readonly windows: readonly MaintenanceWindow[];
}

export interface Preview {
  readonly occurrences: readonly Occurrence[];
  readonly hosts: number;
  readonly checks: number;
  readonly conflicts: readonly WindowConflict[];
  readonly warnings: readonly string[];
}

/** Throws a Refusal for a period that cannot be, or is too long. */
export function calendarOf(world: World, entries: readonly Entry[], from: number, to: number, now: number): Calendar {
  if (to <= from) throw invalid([{ path: 'to', message: 'must be later than from' }]);
  if (to - from > LONGEST_MS) throw invalid([{ path: 'to', message: 'must be at most 400 days after from' }]);
  if (to > LAST_MOMENT) throw invalid([{ path: 'to', message: 'lies beyond every calendar' }]);
  const placed: Placed[] = [];
  const windows: MaintenanceWindow[] = [];
  const counted: Placed[] = [];
  for (const { kept, table } of entries) {
    const own = occurrencesIn(table, from, to, now);
    if (own.length === 0) continue;
    windows.push(kept.window);
    placed.push(...own);
    counted.push(...own.filter((one) => matters(one, table)));
    if (placed.length > MOST_OCCURRENCES) {
      throw invalid([{ path: 'to', message: `more than ${MOST_OCCURRENCES} occurrences: ask for a shorter time` }]);
    }
  }
  return { occurrences: inOrder(placed).map(plain), conflicts: conflictsIn(world, counted), windows };
}

/** `table`: of the window as it would be kept; `others`: all the other windows. */
export function previewOf(world: World, others: readonly Entry[], { kept, table }: Entry, now: number): Preview {
  const { window } = kept;
  const shown = upcoming(table, now);
  const occurrences = shown.length > 0 ? shown : occurrencesIn(table, window.startsAt, window.endsAt, now);
  const covered = coveredBy(window.scope, { hosts: world.hosts.values(), checks: world.checks });
  const first = occurrences[0]?.from ?? now;
  const last = Math.min(occurrences.at(-1)?.to ?? now, first + LONGEST_MS);
  const around = others.flatMap((other) =>
    last <= first ? [] : occurrencesIn(other.table, first, last, now).filter((one) => matters(one, other.table)),
  );
  return {
    occurrences: occurrences.map(plain),
    hosts: covered.hosts.size,
    checks: covered.checks,
    conflicts: conflictsIn(world, [...around, ...occurrences.filter((one) => matters(one, table))], window.id),
    warnings: warningsOf(window, table, now, covered.hosts.size),
  };
}

/** Those that are now, and the next ones. */
function upcoming(table: Timetable, now: number): readonly Placed[] {
  const { active, waiting } = standingAt(table, now);
  const found = [...inOrder([...active, ...waiting])];
  for (let next = nextAfter(table, now); next && found.length < SHOWN; next = nextAfter(table, next.startsAt)) {
    found.push(next);
  }
  return found;
}

/** Called off, or over without having begun: in nobody's way. */
const matters = (one: Placed, table: Timetable): boolean =>
  one.state !== 'called-off' && (one.state !== 'over' || silences(one, table.marks));

const inOrder = (placed: readonly Placed[]): readonly Placed[] =>
  placed.toSorted((a, b) => a.from - b.from || a.to - b.to);

function conflictsIn(world: World, placed: readonly Placed[], of?: WindowId): readonly WindowConflict[] {
  const inventory = { hosts: [...world.hosts.values()], checks: world.checks };
  const covered = new Map<Course, ReadonlySet<HostId>>();
  const courses = new Map<Occurrence, Course>();
  const occurrences = inOrder(placed).map((one) => {
    const bare = plain(one);
    courses.set(bare, one.course);
    return bare;
  });
  const hostsOf = (occurrence: Occurrence): ReadonlySet<HostId> => {
    const course = courses.get(occurrence);
    if (!course) return new Set();
    const known = covered.get(course) ?? coveredBy(course.scope, inventory).hosts;
    covered.set(course, known);
    return known;
  };
  return conflictsOf({ occurrences, hostsOf, nameOf: (id) => world.hosts.get(id)?.name ?? id }, of);
}
