// A rota as iCalendar (RFC 5545), for the calendars of the people in it. Times are UTC, so that no calendar has to know the
// zone's rules; an event keeps its UID from export to export, so that a calendar which reads it again changes it in place.
import ical, { ICalCalendarMethod } from 'ical-generator';
import type { PersonId } from '../../contract/model/ids.ts';
import type { Person, Schedule } from '../../contract/model/on-call.ts';
import { OVERRIDE, onCallSpans } from '../core/on-call.ts';

const DAY_MS = 86_400_000;
/** A turn that is on now is shown from where it began, if that was not longer ago, days. */
const LOOK_BACK_DAYS = 100;

export interface IcalInput {
  readonly schedule: Schedule;
  readonly people: ReadonlyMap<PersonId, Person>;
  /** Only the turns of one person; null: of all. */
  readonly personId: PersonId | null;
  /** Epoch ms. */
  readonly now: number;
  readonly days: number;
}

/** The file's name and its text: every turn that touches the next `days`. Gaps are nobody's turn and not in it. */
export function onCallIcal({ schedule, people, personId, now, days }: IcalInput): { name: string; text: string } {
  const person = personId ? people.get(personId) : undefined;
  const title = person ? `On call: ${schedule.name}, ${person.name}` : `On call: ${schedule.name}`;
  const calendar = ical({
    name: title,
    prodId: { company: 'Watchfloor', product: 'On call', language: 'EN' },
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const span of onCallSpans(schedule, Math.max(0, now - LOOK_BACK_DAYS * DAY_MS), now + days * DAY_MS)) {
    if (span.to <= now || span.personId === null || (personId !== null && span.personId !== personId)) continue;
    const who = people.get(span.personId);
    const name = who?.name ?? span.personId;
    const reach = [who?.phone, who?.email].filter((text) => text);
    calendar.createEvent({
      // Of one rota two turns never begin at once: a swap keeps the event and changes whose it is.
      id: `${span.from}.${schedule.id}@on-call.watchfloor`,
      stamp: new Date(now),
      start: new Date(span.from),
      end: new Date(span.to),
      summary: `${name}: on call, ${schedule.name}`,
      description: [`By ${span.by === OVERRIDE ? 'an override' : `layer ${span.by}`}.`, ...reach].join('\n'),
    });
  }
  return { name: fileName(schedule.name, person?.name), text: calendar.toString() };
}

/** Letters, digits and dashes only: the name comes from people and becomes a file's. */
function fileName(...parts: readonly (string | undefined)[]): string {
  const words = parts.flatMap((part) => part?.normalize('NFKD').match(/[\p{L}\p{N}]+/gu) ?? []);
  return `${['on-call', ...words].join('-').toLowerCase().slice(0, 80)}.ics`;
}
