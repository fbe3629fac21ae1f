// Time does it: a stretch, or until a time on the wall. The moment is stored, so that it survives a restart.
import { z } from 'zod';
import { timeZone, wallTime } from '../../contract/model/hours.ts';
import { durationWords } from '../core/duration.ts';
import { minutesOf, zoneClock } from '../core/zone-clock.ts';
import { duration, ms } from './fields.ts';
import { defineStep } from './step.ts';

const body = z
  .strictObject({
    for: duration('For', 'How long: 10m.').optional(),
    until: wallTime
      .optional()
      .meta({ title: 'Until', description: "The next time the clock on the wall shows this: '06:00'." }),
    zone: timeZone
      .optional()
      .meta({ title: 'Zone', description: 'Of `until`: Europe/Berlin. Left out: the zone of this machine.' }),
  })
  .superRefine((given, context) => {
    if ((given.for === undefined) === (given.until === undefined)) {
      context.addIssue({ code: 'custom', path: [], message: 'must say either for or until' });
    }
    if (given.zone !== undefined && given.until === undefined) {
      context.addIssue({ code: 'custom', path: ['zone'], message: 'belongs to until' });
    }
  });

const DAY_MS = 86_400_000;

/** The first moment after `at`, epoch ms, at which the wall shows `wall`. */
function nextMoment(wall: string, zone: string, at: number): number {
  const clock = zoneClock(zone, at, at + 2 * DAY_MS);
  const today = clock.dayOf(at);
  const moments = [today, today + 1, today + 2].map((day) => clock.instantOf(day, minutesOf(wall)));
  return moments.find((moment) => moment > at) ?? at + DAY_MS;
}

const hereZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const waitStep = defineStep({
  kind: 'wait',
  title: 'Wait',
  about: 'Waits for a stretch of time, or until a time on the wall; survives a restart.',
  body,
  mode: 'clock',
  mayChange: false,
  texts: () => [],
  jumps: () => [],
  does: (given) =>
    given.for === undefined
      ? `waits until ${given.until}${given.zone === undefined ? '' : ` (${given.zone})`}`
      : `waits ${durationWords(ms(given.for))}`,
  face: () => ({}),
  until: (given, startedAt) =>
    given.until === undefined
      ? startedAt + ms(given.for ?? '0s')
      : nextMoment(given.until, given.zone ?? hereZone(), startedAt),
});
