// Planned work and runs of the period, and what the library says of itself.
import type { RunStep } from '../../../contract/model/run.ts';
import {
  type Course,
  occurrencesIn,
  type Placed,
  silences,
  type Timetable,
  timetableOf,
} from '../../core/maintenance.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import type { ReportRun } from '../../store/report-rows.ts';
import { inSlices, walkRows } from '../slices.ts';
import { type Gathering, isMeant } from './report-facts.ts';

type Kept = ReturnType<Gathering['store']['maintenanceWindows']['list']>[number];

/** Windows whose occurrences are worked out in one go. */
const WINDOWS = 20;

export async function gatherWindows(gathering: Gathering): Promise<Pick<ReportRows, 'windows'>> {
  const { store, frame, now } = gathering;
  const rows: ReportRow<'windows'>[] = [];
  const covered = new Map<Course, boolean>();
  const isCovered = ({ course }: Placed): boolean => {
    const known = covered.get(course) ?? covers(gathering, course);
    covered.set(course, known);
    return known;
  };
  await inSlices(store.maintenanceWindows.list(), WINDOWS, (slice) => {
    for (const kept of slice) {
      const table = tableOf(kept);
      const placed = table ? occurrencesIn(table, frame.from, frame.until, now) : [];
      for (const one of placed) if (table && isCovered(one)) rows.push(windowRow(kept, one, table));
    }
  });
  return { windows: rows.sort((a, b) => (a.from ?? 0) - (b.from ?? 0)) };
}

/** A rule that cannot be read any more silenced nobody; the engine says so. */
function tableOf(kept: Kept): Timetable | null {
  try {
    return timetableOf(kept);
  } catch {
    return null;
  }
}

function covers({ hosts, world }: Gathering, course: Course): boolean {
  if (hosts === null) return true;
  return [...hosts].some((id) => {
    const host = world.hosts.get(id);
    return host && world.checksOf(id).some((check) => course.covers(host, check.id));
  });
}

function windowRow({ window }: Kept, one: Placed, table: Timetable): ReportRow<'windows'> {
  const began = silences(one, table.marks) && (one.state === 'active' || one.state === 'over');
  const course = one.state === 'called-off' ? 'called off' : began ? 'took place' : 'not begun';
  const { name, change, by, declaredLate } = window;
  const early = Number(table.marks.endedEarly.has(one.startsAt));
  return { name, change, from: one.from, to: one.to, course, late: Number(declaredLate), early, by };
}

export async function gatherRuns(gathering: Gathering): Promise<Pick<ReportRows, 'runs' | 'run-skips'>> {
  const { store, frame } = gathering;
  const changes = new Map(store.maintenanceWindows.list().map(({ window }) => [window.id as string, window.change]));
  const runs: ReportRow<'runs'>[] = [];
  const skips: ReportRow<'run-skips'>[] = [];
  await walkRows<ReportRun>(
    (last, size) =>
      store.reportRows.runs(
        last ? { startedAt: last.run.startedAt, id: last.run.id } : { startedAt: frame.from, id: '' },
        frame.until,
        size,
      ),
    ({ run, interrupted }) => {
      if (!isMeant(gathering, run.hostIds)) return;
      runs.push({
        id: run.id,
        runbook: run.runbookId,
        title: run.title,
        mode: run.mode,
        startedAt: run.startedAt,
        startedBy: run.startedBy,
        endedAt: run.endedAt,
        outcome: run.outcome ?? '',
        tookMs: run.endedAt === null ? null : run.endedAt - run.startedAt,
        change: run.change || (run.windowId === null ? '' : (changes.get(run.windowId) ?? '')),
        skips: run.skips,
        interrupted: Number(interrupted),
      });
      skips.push(...run.steps.flatMap((step) => skipRow(run, step)));
    },
    50,
  );
  return { runs, 'run-skips': skips };
}

function skipRow(
  run: ReportRun['run'],
  { skipped, title }: Pick<RunStep, 'skipped' | 'title'>,
): readonly ReportRow<'run-skips'>[] {
  if (skipped === null) return [];
  return [{ run: run.id, runbook: run.runbookId, step: title, at: skipped.at, by: skipped.by, reason: skipped.reason }];
}

/** As the library is now. */
export function gatherReviews({ library }: Gathering): Pick<ReportRows, 'runbook-reviews'> {
  const ORDER = ['expired', 'stale', 'due', 'fresh'];
  const listed = library.list().filter(({ hash, state }) => hash !== '' && state !== 'retired');
  const rows = listed.map(({ id, title, owner, freshness, reviewInDays }) => {
    return { runbook: id, title, owner, freshness, reviewInDays };
  });
  return {
    'runbook-reviews': rows.sort(
      (a, b) => ORDER.indexOf(a.freshness) - ORDER.indexOf(b.freshness) || (a.runbook < b.runbook ? -1 : 1),
    ),
  };
}
