// Windows in words: for the journal, and what an operator should know before one is kept.
import { Temporal } from 'temporal-polyfill';
import { nextAfter, occurrencesIn, type Plan, type Timetable } from './maintenance.ts';
import { droppedStarts } from './maintenance-recurrence.ts';

const DAY_MS = 86_400_000;
const SHOWN = 5;

/** '2026-11-03 02:00', on the wall clock of `zone`. */
export const wallTime = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
    .replace('T', ' ');

/** '2026-11-03 02:00 to 04:00 Europe/Berlin, FREQ=WEEKLY'. */
export function whenWords({ startsAt, endsAt, zone, rrule, flexibleMs }: Plan): string {
  const [from, to] = [wallTime(startsAt, zone), wallTime(endsAt, zone)];
  const end = from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to;
  const flexible = flexibleMs === null ? '' : `, ${minutes(flexibleMs)} from the first problem on`;
  return `${from} to ${end} ${zone}${rrule === '' ? '' : `, ${rrule}`}${flexible}`;
}

/** '90 min', '2 h', '2 h 5 min'. */
export function minutes(ms: number): string {
  const all = Math.max(1, Math.round(ms / 60_000));
  const [hours, rest] = [Math.floor(all / 60), all % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** What is allowed and yet may not be meant, one sentence each. `table`: of the plan as it would be kept. */
export function warningsOf(plan: Plan, table: Timetable, now: number, hosts: number): readonly string[] {
  return [
    ...(hosts === 0 ? ['It covers no host that is watched now.'] : []),
    ...pastWords(plan, table, now),
    ...firstWords(plan, table),
    ...dropWords(plan, now),
    ...overlapWords(plan, table, now),
  ];
}

function pastWords(plan: Plan, table: Timetable, now: number): readonly string[] {
  if (plan.startsAt >= now) return [];
  const over = nextAfter(table, now) === null && occurrencesIn(table, now, now + 1, now).length === 0;
  if (over) {
    return [
      'It lies wholly in the past: it will be on record as declared afterwards, and availability is computed anew. Alerts that went out stay as they are.',
    ];
  }
  return plan.endsAt <= now ? ['Its first occurrence lies in the past and counts as maintenance too.'] : [];
}

function firstWords(plan: Plan, table: Timetable): readonly string[] {
  const first = table.courses.at(-1)?.recurrence.after(plan.startsAt - 1) ?? null;
  if (first === null || first === plan.startsAt) return [];
  const [start, meant] = [wallTime(plan.startsAt, plan.zone), wallTime(first, plan.zone)];
  return [`The start, ${start}, is not a time of the rule: the first occurrence is ${meant}.`];
}

function dropWords(plan: Plan, now: number): readonly string[] {
  const from = Math.max(plan.startsAt, now);
  const dropped = droppedStarts(plan, from, from + 400 * DAY_MS);
  if (dropped.length === 0) return [];
  const more = dropped.length > SHOWN ? ` and ${dropped.length - SHOWN} more` : '';
  const one = dropped.length === 1;
  return [
    `The clocks in ${plan.zone} go forward over ${dropped.slice(0, SHOWN).join(', ')}${more}: ${one ? 'that occurrence does' : 'those occurrences do'} not take place.`,
  ];
}

function overlapWords(plan: Plan, table: Timetable, now: number): readonly string[] {
  const first = nextAfter(table, Math.max(plan.startsAt - 1, now));
  const second = first && nextAfter(table, first.startsAt);
  if (!first || !second || second.startsAt >= first.to) return [];
  return [
    `It lasts ${minutes(first.to - first.from)} and begins again after ${minutes(second.startsAt - first.startsAt)}: it would never end, and nobody would be alerted.`,
  ];
}
