// Pure: the words and figures of the wall. Short, and to the minute: seconds are for what is called out.
import type { HostId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import type { SlaClock } from '../../../electron/contract/model/sla.ts';
import { clockNow } from '../../store/sla.ts';
import type { World } from '../../store/world.ts';

const NBSP = '\u00a0';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const pad = (value: number): string => String(value).padStart(2, '0');

/** "46 s", "13 min", "2 h 29 min", "3 d 4 h". */
export function wallAge(ms: number): string {
  const value = Math.max(0, ms);
  if (value < MINUTE) return `${Math.floor(value / 1_000)}${NBSP}s`;
  if (value < HOUR) return `${Math.floor(value / MINUTE)}${NBSP}min`;
  if (value < DAY) return `${Math.floor(value / HOUR)}${NBSP}h ${pad(Math.floor((value % HOUR) / MINUTE))}${NBSP}min`;
  return `${Math.floor(value / DAY)}${NBSP}d ${Math.floor((value % DAY) / HOUR)}${NBSP}h`;
}

/** The age of what is called out, as a face that counts: ['1:46', 'min'], ['2:13', 'h'], ['3', 'days']. */
export function ageFace(ms: number): readonly [figure: string, unit: string] {
  const value = Math.max(0, ms);
  if (value < HOUR) return [`${Math.floor(value / MINUTE)}:${pad(Math.floor((value % MINUTE) / 1_000))}`, 'min'];
  if (value < DAY) return [`${Math.floor(value / HOUR)}:${pad(Math.floor((value % HOUR) / MINUTE))}`, 'h'];
  const days = Math.floor(value / DAY);
  return [String(days), days === 1 ? 'day' : 'days'];
}

/** What it is called: the host alone where the host itself is gone. */
export function nameOf(world: World, { hostId, checkId, status }: Problem): string {
  const host = hostName(world, hostId);
  const check = world.checks.get(checkId);
  if (status === 'down') return `${host} down`;
  return check && !check.alive ? `${host} ${check.name}` : `${host} ${status}`;
}

export const hostName = (world: World, hostId: HostId): string => world.hosts.get(hostId)?.name ?? 'a removed host';

/** How a promise stands: "13 min left", "missed by 4 min", "paused"; '' where none runs. */
export function promiseWords(clock: SlaClock | null, now: number): string {
  if (clock === null) return '';
  const { state, leftMs, elapsedMs } = clockNow(clock, now);
  switch (state) {
    case 'running':
    case 'at-risk':
      return `${wallAge(leftMs ?? 0)} left`;
    case 'missed':
      return `missed by ${wallAge(elapsedMs - clock.targetMs)}`;
    case 'kept':
      return 'kept';
    case 'paused':
      return 'paused';
    default:
      return state satisfies never;
  }
}

const faces = new Map<string, Intl.DateTimeFormat>();
function face(zone: string): Intl.DateTimeFormat {
  let made = faces.get(zone);
  if (!made) {
    made = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      weekday: 'short',
      day: 'numeric',
      month: 'short',
    });
    faces.set(zone, made);
  }
  return made;
}

/** "03:32 Amsterdam, Fri 20 Nov": the time of the people. `zone` is an IANA name. In UTC the day alone. */
export function localWords(at: number, zone: string): string {
  const parts = new Map(
    face(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const day = `${parts.get('weekday')} ${parts.get('day')} ${parts.get('month')}`;
  if (isUtc(zone)) return day;
  const place = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  return `${parts.get('hour')}:${parts.get('minute')} ${place}, ${day}`;
}

/** "Fri 07:00" in a zone. */
export function dayAndTime(at: number, zone: string): string {
  const parts = new Map(
    face(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get('weekday')} ${parts.get('hour')}:${parts.get('minute')}`;
}

const isUtc = (zone: string): boolean => ['UTC', 'Etc/UTC', 'Etc/GMT', 'GMT'].includes(zone);

/** The zone of the wall: as set, else the machine's. */
export const wallZone = (zone: string): string => zone || Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
