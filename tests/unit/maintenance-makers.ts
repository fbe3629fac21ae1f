// Windows for tests of the calendar arithmetic, and their occurrences as they stand on the wall.
import { Temporal } from 'temporal-polyfill';
import type { WindowId } from '../../electron/contract/model/ids.ts';
import { type WindowDraft, windowInput } from '../../electron/contract/model/maintenance.ts';
import { type KeptWindow, occurrencesIn, timetableOf } from '../../electron/engine/core/maintenance.ts';
import { planned } from '../../electron/engine/core/maintenance-edit.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** '2026-03-29T02:30' on the wall of a zone, as epoch ms. */
export const at = (wall: string, zone = 'Europe/Berlin'): number =>
  Temporal.PlainDateTime.from(wall).toZonedDateTime(zone).epochMilliseconds;

/** As `at` reads it, with what the wall is off from UTC: '2026-03-29T03:30+02:00'. */
export const wall = (ms: number, zone = 'Europe/Berlin'): string =>
  Temporal.Instant.fromEpochMilliseconds(ms)
    .toZonedDateTimeISO(zone)
    .toString({ smallestUnit: 'minute', timeZoneName: 'never' });

type Made = Partial<Omit<WindowDraft, 'startsAt' | 'endsAt'>> & {
  from: string;
  hours?: number;
  id?: string;
  now?: number;
};

/** A window of two hours on db1, planned long ago. */
export function kept({ from, hours = 2, id = 'w1', now = 0, ...more }: Made): KeptWindow {
  const zone = more.zone ?? 'Europe/Berlin';
  const startsAt = at(from, zone);
  const draft = {
    name: `window ${id}`,
    scope: { hostIds: ['db1'] },
    zone,
    ...more,
    startsAt,
    endsAt: startsAt + hours * HOUR,
  };
  const input = windowInput.parse(draft);
  return planned(input, { id: id as WindowId, by: 'ada', now });
}

/** Beginnings and ends within a time, as the wall of its zone shows them. */
export function times(window: KeptWindow, from: string, to: string, now = 0): readonly string[] {
  const { zone } = window.window;
  return occurrencesIn(timetableOf(window), at(from, zone), at(to, zone), now).map(
    (one) =>
      `${wall(one.from, zone)} to ${wall(one.to, zone).slice(11)}${one.state === 'called-off' ? ' called off' : ''}`,
  );
}
