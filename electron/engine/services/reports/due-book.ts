// Which schedules are due, each period once. A schedule counts from when it was set up, switched on or given another rhythm: what
// was due before that is not made up for. After a downtime the last period is due, and only that; how many are missing before it
// is counted, so that it can be said.
import type { ReportSchedule } from '../../../contract/model/report.ts';
import { askOf, type Due, dueBefore, lastDue } from '../../core/report-due.ts';
import { periodOf } from '../../core/report-period.ts';
import { minutesOf, zoneClock } from '../../core/zone-clock.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Store } from '../../store/open.ts';
import type { EngineSettings } from '../settings.ts';

const KEY = 'report-schedules-since';
/** Counted no further: a year of days. */
const MOST_MISSED = 366;

/** Since when a schedule counts, epoch ms, and of which rhythm. */
interface Since {
  readonly at: number;
  readonly rhythm: string;
}

interface Looked {
  readonly timing: string;
  readonly due: Due | null;
  /** Until then `due` stays what it is, epoch ms. */
  readonly until: number;
}

export interface DueBook {
  /** Takes note of schedules that are new, gone, or changed. Throws a StorageError. */
  refresh(): void;
  /** What is to be made by now. */
  due(): readonly { readonly schedule: ReportSchedule; readonly due: Due; readonly missed: number }[];
  /** When something is due next, epoch ms; null: never. */
  nextAt(): number | null;
}

const rhythmOf = ({ period, zone }: ReportSchedule): string => `${period} ${zone}`;

export function createDueBook(options: {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Pick<Store, 'settings' | 'madeReports'>;
  readonly settings: Pick<EngineSettings, 'get'>;
}): DueBook {
  const { clock, store, settings } = options;
  const looked = new Map<string, Looked>();
  let since = sinceIn(store.settings.get(KEY));
  const enabled = () => settings.get().reports.schedules.filter((schedule) => schedule.enabled);

  const look = (schedule: ReportSchedule): Looked => {
    const now = clock.now();
    const timing = `${rhythmOf(schedule)} ${schedule.at}`;
    const known = looked.get(schedule.id);
    if (known?.timing === timing && now < known.until && (known.due?.dueAt ?? 0) <= now) return known;
    const due = lastDue(schedule, now);
    const found = { timing, due, until: due === null ? now : nextDueAt(schedule, due, now) };
    looked.set(schedule.id, found);
    return found;
  };

  const isMade = ({ id }: ReportSchedule, { from, to }: Due): boolean => store.madeReports.of(id, from, to) !== null;
  const missedBefore = (schedule: ReportSchedule, due: Due, since: number): number => {
    let missed = 0;
    let before = dueBefore(schedule, due);
    while (missed < MOST_MISSED && before && before.dueAt > since && !isMade(schedule, before)) {
      missed += 1;
      before = dueBefore(schedule, before);
    }
    return missed;
  };

  return {
    refresh() {
      const now = clock.now();
      const next = new Map(
        enabled().map((schedule) => {
          const known = since.get(schedule.id);
          const isKnown = known?.rhythm === rhythmOf(schedule) && known.at <= now;
          return [schedule.id, isKnown ? known : { at: now, rhythm: rhythmOf(schedule) }] as const;
        }),
      );
      const isSame = next.size === since.size && [...next].every(([id, one]) => since.get(id) === one);
      if (!isSame) store.settings.put(KEY, Object.fromEntries(next));
      since = next;
      for (const id of looked.keys()) if (!next.has(id)) looked.delete(id);
    },
    due: () =>
      enabled().flatMap((schedule) => {
        const { due } = look(schedule);
        const from = since.get(schedule.id);
        if (due === null || !from || due.dueAt <= from.at) return [];
        return isMade(schedule, due) ? [] : [{ schedule, due, missed: missedBefore(schedule, due, from.at) }];
      }),
    nextAt() {
      const all = enabled().map((schedule) => look(schedule).until);
      return all.length === 0 ? null : Math.min(...all);
    },
  };
}

/** When the period after this one is due. */
function nextDueAt(schedule: ReportSchedule, { to }: Due, now: number): number {
  const next = periodOf(askOf(schedule, to), Math.max(now, to + 1));
  // No such calendar: it is asked again the next time.
  if ('refused' in next) return now;
  const clock = zoneClock(schedule.zone, next.period.to, next.period.to);
  return clock.instantOf(clock.dayOf(next.period.to), minutesOf(schedule.at));
}

function sinceIn(stored: unknown): ReadonlyMap<string, Since> {
  if (typeof stored !== 'object' || stored === null) return new Map();
  return new Map(
    Object.entries(stored as Record<string, unknown>).flatMap(([id, one]) => {
      const { at, rhythm } = (one ?? {}) as Partial<Since>;
      return typeof at === 'number' && typeof rhythm === 'string' ? [[id, { at, rhythm }] as const] : [];
    }),
  );
}
