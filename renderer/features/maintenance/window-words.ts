// Pure: the words of planned work: when, in which state, how often, and with what it collides.
import type { MaintenanceWindow, Occurrence, WindowConflict } from '../../../electron/contract/model/maintenance.ts';
import { localClock, localDay, startOfDay } from '../../lib/local-time.ts';
import { count } from '../../lib/number.ts';
import { clockShort, day, duration } from '../../lib/time.ts';

/** "Core switch upgrade CHG0031337" */
export const windowName = (window: MaintenanceWindow | undefined): string =>
  window ? [window.name, window.change].filter(Boolean).join(' ') : 'a removed window';

interface Span {
  readonly from: number;
  readonly to: number;
}

/** "Tue 24 Nov 22:00–02:00" by this machine's clock; the day of the end only where it is not the next morning. */
export function spanWords({ from, to }: Span): string {
  const long = startOfDay(to) - startOfDay(from) > 36 * 3_600_000;
  return `${localDay(from)} ${localClock(from)}–${long ? `${localDay(to)} ` : ''}${localClock(to)}`;
}

/** "21:00–01:00 UTC", with its day where that is another than this machine's. */
export function utcWords({ from, to }: Span): string {
  const other = localDay(from) !== day(from);
  return `${other ? `${day(from)} ` : ''}${clockShort(from)}–${clockShort(to)} UTC`;
}

/** "22:00–02:00" */
export const clockSpan = ({ from, to }: Span): string => `${localClock(from)}–${localClock(to)}`;

/** Where an occurrence stands: "now, 1 h 27 min left". */
export function stateWords({ state, from, to }: Occurrence, now: number): string {
  switch (state) {
    case 'planned':
      return from > now ? `in ${duration(from - now)}` : 'about to begin';
    case 'waiting':
      return `waiting for its first problem, ${duration(to - now)} left`;
    case 'active':
      return `now, ${duration(to - now)} left`;
    case 'over':
      return `over since ${duration(now - to)}`;
    case 'called-off':
      return 'called off';
    default:
      return state satisfies never;
  }
}

/** "overlaps 'Spine reload' CHG0031340, Tue 24 Nov 23:00–00:30, on fra2-core-sw01 and 3 more hosts" */
export function conflictWords(conflict: WindowConflict, other: MaintenanceWindow | undefined): string {
  return `overlaps '${windowName(other)}', ${spanWords(conflict)}, on ${sharedWords(conflict)}`;
}

/** "fra2-core-sw01, fra2-core-sw02 and 2 more hosts" */
export function sharedWords({ hosts, hostCount }: Pick<WindowConflict, 'hosts' | 'hostCount'>): string {
  const named = hosts.slice(0, 2);
  const rest = hostCount - named.length;
  return rest > 0 ? `${named.join(', ')} and ${count(rest, 'more host')}` : named.join(' and ');
}

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Mon',
  TU: 'Tue',
  WE: 'Wed',
  TH: 'Thu',
  FR: 'Fri',
  SA: 'Sat',
  SU: 'Sun',
};
const NTH: Readonly<Record<string, string>> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  '-1': 'last',
};

/** "every Tue and Thu", "every first Mon of the month"; what is none of the usual forms stays as it was written. */
export function repeatWords(rrule: string): string {
  if (rrule === '') return 'once';
  const parts = new Map(rrule.split(';').map((part) => part.split('=', 2) as [string, string]));
  const rest = [...parts.keys()].filter((name) => !['FREQ', 'BYDAY', 'BYMONTHDAY'].includes(name));
  const days = parts.get('BYDAY') ?? '';
  if (rest.length > 0) return rrule;
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return days === '' ? 'every day' : rrule;
    case 'WEEKLY':
      if (days === 'MO,TU,WE,TH,FR') return 'every weekday';
      return days === '' ? 'every week' : `every ${joined(days.split(',').map((name) => DAYS[name] ?? name))}`;
    case 'MONTHLY': {
      const date = parts.get('BYMONTHDAY');
      if (date && days === '') return date === '-1' ? 'the last day of every month' : `day ${date} of every month`;
      const nth = /^(-?\d)([A-Z]{2})$/.exec(days);
      return nth ? `every ${NTH[nth[1] ?? ''] ?? nth[1]} ${DAYS[nth[2] ?? ''] ?? nth[2]} of the month` : rrule;
    }
    default:
      return rrule;
  }
}

const joined = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
