// Pure: a planned shift as its form has it, and back; and its pattern in words.
import type { PersonId, ShiftId } from '../../../electron/contract/model/ids.ts';
import type { Person } from '../../../electron/contract/model/on-call.ts';
import type { ShiftPlan, ShiftPlanDraft } from '../../../electron/contract/model/shift.ts';

export interface ShiftText {
  readonly name: string;
  readonly zone: string;
  readonly from: string;
  readonly to: string;
  readonly days: readonly number[];
  readonly weeks: string;
  readonly takes: readonly number[];
  readonly startsOn: string;
  /** Names, in order. */
  readonly people: readonly string[];
}

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

export const emptyShift = (zone: string, startsOn: string): ShiftText => ({
  name: '',
  zone,
  from: '06:00',
  to: '14:00',
  days: EVERY_DAY,
  weeks: '1',
  takes: [1],
  startsOn,
  people: [],
});

export const textOfPlan = ({ cycle, people, ...plan }: ShiftPlan, known: readonly Person[]): ShiftText => ({
  name: plan.name,
  zone: plan.zone,
  from: plan.from,
  to: plan.to,
  days: plan.days,
  weeks: String(cycle.weeks),
  takes: cycle.takes,
  startsOn: plan.startsOn,
  people: namesOf(people, known),
});

/** As the engine wants it. */
export function planOf(
  id: ShiftId,
  text: ShiftText,
  overrides: ShiftPlan['overrides'],
  known: readonly Person[],
): ShiftPlanDraft {
  const weeks = Number(text.weeks);
  return {
    id,
    name: text.name.trim(),
    zone: text.zone.trim(),
    from: text.from.trim(),
    to: text.to.trim(),
    days: [...text.days],
    cycle: { weeks, takes: weeks === 1 ? [1] : text.takes.filter((week) => week <= weeks) },
    startsOn: text.startsOn.trim(),
    people: idsOf(text.people, known),
    overrides: [...overrides],
  };
}

/** The ids behind names; a name that stands for nobody is left out. */
export const idsOf = (names: readonly string[], known: readonly Person[]): PersonId[] =>
  names.flatMap((name) => known.find((one) => one.name === name)?.id ?? []);

/** The names behind ids; who is gone is left out. */
export const namesOf = (ids: readonly PersonId[], known: readonly Person[]): readonly string[] =>
  ids.flatMap((id) => known.find((one) => one.id === id)?.name ?? []);

const DAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** '22:00 to 06:00, Mon to Fri', '… every day, week 1 of 2' */
export function patternWords({ from, to, days, cycle }: ShiftPlan): string {
  const turns = cycle.weeks === 1 ? '' : `, week ${cycle.takes.join(' and ')} of ${cycle.weeks}`;
  return `${from} to ${to}, ${dayWords(days)}${turns}`;
}

function dayWords(days: readonly number[]): string {
  const sorted = [...new Set(days)].sort((a, b) => a - b);
  const [first = 1, last = 7] = [sorted[0], sorted.at(-1)];
  if (sorted.length === 7) return 'every day';
  if (sorted.length > 2 && last - first === sorted.length - 1) return `${DAYS[first]} to ${DAYS[last]}`;
  return sorted.map((day) => DAYS[day]).join(', ');
}
