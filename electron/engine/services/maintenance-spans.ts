// When a check or a host was in maintenance, for availability. The occurrences of a period are worked out once for all
// subjects of a report.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import { merged, type Period } from '../core/availability.ts';
import { type Course, occurrencesIn, silences, type Timetable, timetableOf } from '../core/maintenance.ts';
import type { Store } from '../store/open.ts';
import type { World } from './world.ts';

/** Spans in [from, to) in order, without overlap, epoch ms. Without a check: of the host, as its alive check stands for it. */
export type SpansOf = (hostId: HostId, checkId: CheckId | null, from: number, to: number) => readonly Period[];

interface Worked {
  readonly from: number;
  readonly to: number;
  readonly revision: number;
  readonly courses: ReadonlyMap<Course, readonly Period[]>;
}

const NEVER: readonly Period[] = [];

export function createWindowSpans(
  world: World,
  windows: { tables(): readonly Timetable[]; revision(): number },
): SpansOf {
  let worked: Worked | null = null;

  const coursesIn = (from: number, to: number): Worked['courses'] => {
    const revision = windows.revision();
    if (worked?.from !== from || worked.to !== to || worked.revision !== revision) {
      worked = { from, to, revision, courses: workOut(windows.tables(), from, to) };
    }
    return worked.courses;
  };

  return (hostId, checkId, from, to) => {
    if (to <= from) return NEVER;
    const courses = coursesIn(from, to);
    const host = world.hosts.get(hostId);
    const subject = checkId ?? world.aliveCheckOf(hostId)?.id;
    if (courses.size === 0 || !host) return NEVER;
    // A host without an alive check can still be covered as a host.
    const id = subject ?? ('' as CheckId);
    const found = [...courses].flatMap(([course, periods]) => (course.covers(host, id) ? periods : []));
    return found.length === 0 ? NEVER : merged(found);
  };
}

/** For programs that only look in: the windows as they are on record now. */
export function storedWindowSpans(store: Pick<Store, 'maintenanceWindows'>, world: World): SpansOf {
  const tables = store.maintenanceWindows.list().flatMap((kept) => {
    try {
      return [timetableOf(kept)];
    } catch {
      // As in the engine, which says so: what cannot be read any more is no maintenance.
      return [];
    }
  });
  return createWindowSpans(world, { tables: () => tables, revision: () => 0 });
}

function workOut(tables: readonly Timetable[], from: number, to: number): ReadonlyMap<Course, readonly Period[]> {
  const courses = new Map<Course, Period[]>();
  for (const table of tables) {
    for (const one of occurrencesIn(table, from, to, to)) {
      if (!silences(one, table.marks)) continue;
      const period = { from: Math.max(one.from, from), to: Math.min(one.to, to) };
      const others = courses.get(one.course);
      if (others) others.push(period);
      else courses.set(one.course, [period]);
    }
  }
  return courses;
}
