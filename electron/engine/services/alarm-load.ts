// The alarm load of a period: gathers alerts, transitions and open problems from the journal, lets core count. Read in
// slices, so that a month with a hundred thousand alerts holds up no probe and no screen.
import type { AlarmLoad } from '../../contract/model/alarm-load.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import { SEVERITIES, type Severity, USUAL_SEVERITY } from '../../contract/model/severity.ts';
import { createChatterCount } from '../core/alarm-floods.ts';
import { alarmLoadOf, type LoadAlert } from '../core/alarm-load.ts';
import type { Clock } from '../lib/clock.ts';
import { invalid } from '../lib/refusal.ts';
import type { AlarmPlace, AlertRow } from '../store/alarm-history.ts';
import type { Store } from '../store/open.ts';
import { walkRows } from './slices.ts';
import type { World } from './world.ts';

export interface LoadPeriod {
  readonly from: number;
  readonly to: number;
  /** How many share the load, where shifts say it; left out or null: counted by who worked. */
  readonly operators?: number | null;
}

export interface AlarmLoadService {
  /** Over [from, to), epoch ms; the future has no alerts yet, `to` is now at most. Rejects with a Refusal when it is empty. */
  report(period: LoadPeriod): Promise<AlarmLoad>;
}

/** Rows read in one go, some 5 ms. */
const SLICE = 1_000;
const DAY_MS = 86_400_000;
/** Alerts so long before the period tell whether it began in a flood. */
const LOOK_BACK_MS = DAY_MS;
/** How many work at the same time is counted per shift of so long. */
const SHIFT_MS = 8 * 3_600_000;
/** What asks something of people; an all-clear does not. */
const ASKING: ReadonlySet<string> = new Set(['problem', 'change', 'flapping-start']);

export function createAlarmLoad(store: Store, world: World, options: { readonly clock: Clock }): AlarmLoadService {
  return {
    async report({ from, to: asked, operators = null }) {
      const now = options.clock.now();
      const to = Math.min(asked, now);
      if (asked <= from) throw invalid([{ path: 'to', message: 'must be later than from' }]);
      if (to <= from) throw invalid([{ path: 'from', message: 'must lie in the past: nothing has happened since' }]);
      const alerts: LoadAlert[] = [];
      await walk(store.alarmHistory.alerts, Math.max(0, from - LOOK_BACK_MS), to, (row) => {
        if (ASKING.has(row.told)) alerts.push(alertOf(world, row));
      });
      const chatter = createChatterCount();
      // A minute more: what a check was when the period began.
      await walk(store.alarmHistory.changes, Math.max(0, from - 60_000), to, ({ checkId, at, status }) =>
        chatter.add(checkId, at, status !== 'ok'),
      );
      const subjectOf = (checkId: string): string => nameOf(world, checkId) ?? 'a removed check';
      return alarmLoadOf({
        from,
        to,
        ongoing: asked >= now,
        alerts,
        chattering: chatter.sources(),
        subjectOf,
        stale: store.alarmHistory
          .standing(to - DAY_MS, to)
          .map(({ problemId, checkId, since }) => ({ problemId, subject: subjectOf(checkId), since })),
        gaps: store.watch.list(from, to),
        operators: operators ?? operatorsOf(store.alarmHistory.operators(from, to, SHIFT_MS)),
      });
    },
  };
}

/** Rows of a period in order, a slice a turn of the event loop. */
const walk = <Row extends AlarmPlace>(
  read: (place: AlarmPlace, to: number, limit: number) => readonly Row[],
  from: number,
  to: number,
  take: (row: Row) => void,
): Promise<void> => walkRows<Row>((last, size) => read(last ?? { at: from, seq: 0 }, to, size), take, SLICE);

/** By the name it has now, so that a check which was renamed is one source. */
function alertOf(world: World, { at, checkId, subject, status, severity }: AlertRow): LoadAlert {
  return { at, checkId, subject: nameOf(world, checkId) ?? subject, severity: severityOf(severity, status) };
}

/** Entries from before alerts carried one: what their status usually means. */
function severityOf(kept: number | null, status: AlertRow['status']): Severity {
  const known = SEVERITIES.find((one) => one === kept);
  return known ?? (status === 'ok' || status === 'pending' ? 4 : USUAL_SEVERITY[status]);
}

function nameOf(world: World, checkId: string): string | null {
  const check = world.checks.get(checkId as CheckId);
  const host = world.hosts.get((check?.hostId ?? checkId) as HostId);
  if (!host) return null;
  return check && !check.alive ? `${host.name} ${check.name}` : host.name;
}

/**
 * How many share the load: operators who acknowledged or muted in the same 8 hours, on average over the stretches in which
 * anybody did; at least 1. Who works one after the other does not share it. Where shifts are planned they say it better.
 */
function operatorsOf(perShift: readonly number[]): number {
  const sum = perShift.reduce((total, count) => total + count, 0);
  return perShift.length === 0 ? 1 : Math.max(1, Math.round(sum / perShift.length));
}
