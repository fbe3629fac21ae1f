// Hours of the week in a place: notification hours, quiet hours, when a route or a layer of a rota counts.
import { z } from 'zod';

/** A zone of the IANA database, as the runtime knows it. */
export const timeZone = z.string().max(64).refine(isTimeZone, 'must be a time zone like Europe/Berlin or UTC');

function isTimeZone(name: string): boolean {
  try {
    return name !== '' && new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}

/** '07:30', 24 hours, as the clock on the wall shows it. */
export const wallTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'must be a time like 07:30');

/** 1 is Monday, 7 is Sunday (ISO 8601). */
export const weekdays = z.array(z.number().int().min(1).max(7)).min(1, 'name at least one day').max(7);

/** [from, to) on each of the days; a `to` at or before `from` lies on the next day. */
export const weeklyHours = z.strictObject({
  zone: timeZone,
  days: weekdays,
  from: wallTime,
  to: wallTime,
});
export type WeeklyHours = Readonly<z.infer<typeof weeklyHours>>;
