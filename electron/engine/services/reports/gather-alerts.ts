// The alerts of the period with the hours in which they came, its floods and its nights; and how many shared them.

import type { CheckId, HostId } from '../../../contract/model/ids.ts';
import { SEVERITIES, USUAL_SEVERITY } from '../../../contract/model/severity.ts';
import { floodsOf } from '../../core/alarm-floods.ts';
import type { Period } from '../../core/availability.ts';
import { hoursOf } from '../../core/report-hours.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import type { ReportAlert } from '../../store/report-rows.ts';
import { operatorsOf } from '../shifts/figures.ts';
import { subjectOf } from '../shifts/figures-reactions.ts';
import { walkRows } from '../slices.ts';
import { unwatchedIn, watchedOf } from './gather-watch.ts';
import { type Gathering, isMeant } from './report-facts.ts';

type Sets = 'alerts' | 'alarm-floods' | 'interruption-nights';

/** Alerts so long before the period tell whether it began in a flood. */
const LOOK_BACK_MS = 86_400_000;
/** As in the alarm load: how many work at the same time is counted per stretch of so long. */
const SHIFT_MS = 8 * 3_600_000;

export async function gatherAlerts(gathering: Gathering): Promise<Pick<ReportRows, Sets>> {
  const { store, frame, settings } = gathering;
  const { from, until } = frame;
  const hours = hoursOf(settings.get().reports.hours, from, until);
  const times: number[] = [];
  const alerts: ReportRow<'alerts'>[] = [];
  const nights = new Map(hours.nights.map(({ night }) => [night, 0]));
  await walkRows<ReportAlert>(
    (last, size) => store.reportRows.alerts(last ?? { at: Math.max(0, from - LOOK_BACK_MS), seq: 0 }, until, size),
    (row) => {
      if (!isMeant(gathering, [row.hostId])) return;
      times.push(row.at);
      if (row.at < from) return;
      const subject = nameOf(gathering.world, row);
      const when = hours.at(row.at);
      if (when.night !== '' && when.hours === 'sleep') nights.set(when.night, (nights.get(when.night) ?? 0) + 1);
      const night = when.hours === 'sleep' ? when.night : '';
      alerts.push({ at: row.at, subject, told: row.told, severity: severityOf(row), hours: when.hours, night });
    },
  );
  const unwatched = unwatchedIn(gathering);
  return {
    alerts,
    'alarm-floods': floodRows(times, gathering, unwatched),
    'interruption-nights': hours.nights.map(({ night, from: begins, to: ends }) => {
      return {
        night,
        from: begins,
        to: ends,
        watchedMs: watchedOf(unwatched, begins, ends),
        alerts: nights.get(night) ?? 0,
      };
    }),
  };
}

/** By the shifts that are planned, else by who acknowledged and muted, as in services/alarm-load.ts; null: nobody is known. */
export function gatherOperators({ store, shifts, frame }: Gathering): number | null {
  const { from, until } = frame;
  const planned = operatorsOf({ shifts }, from, until);
  if (planned !== null) return planned;
  const worked = store.alarmHistory.operators(from, until, SHIFT_MS);
  const sum = worked.reduce((total, count) => total + count, 0);
  return worked.length === 0 ? null : Math.max(1, Math.round(sum / worked.length));
}

function floodRows(
  times: readonly number[],
  { frame, now }: Gathering,
  unwatched: readonly Period[],
): ReportRows['alarm-floods'] {
  const { from, until } = frame;
  return floodsOf(times)
    .filter((flood) => flood.from < until && flood.to > from)
    .map((flood) => {
      const [begins, ends] = [Math.max(flood.from, from), Math.min(flood.to, until)];
      const goesOn = flood.to > until && until >= now;
      const to = goesOn ? null : ends;
      return { from: begins, to, alerts: flood.alerts, watchedMs: watchedOf(unwatched, begins, ends) };
    });
}

/** By the name it has now, so that a check which was renamed is one source. */
function nameOf(world: Gathering['world'], { checkId, hostId, subject }: ReportAlert): string {
  if (world.checks.has(checkId as CheckId)) return subjectOf(world, checkId as CheckId, subject);
  return (subject || world.hosts.get(hostId as HostId)?.name) ?? 'a removed check';
}

/** Entries from before alerts carried one: what their status usually means. */
function severityOf({ severity, status }: ReportAlert): number {
  const known = SEVERITIES.find((one) => one === severity);
  return known ?? (status === 'ok' || status === 'pending' ? 4 : USUAL_SEVERITY[status]);
}
