// Made-up shifts: four people, three shifts around the clock with a hole on Sunday, one night swapped and one called off. M. Okafor
// has the shift that is on; A. Brandt comes next and has a PIN.
import type { PersonId, ShiftId } from '../../electron/contract/model/ids.ts';
import { type Person, type PersonDraft, person } from '../../electron/contract/model/on-call.ts';
import {
  type ShiftPlan,
  type ShiftPlanDraft,
  type ShiftWorld,
  shiftPlan,
} from '../../electron/contract/model/shift.ts';
import { type ShiftPlans, shiftsAfter, shiftsAt } from '../../electron/engine/core/shift-plan.ts';

const id = (text: string): PersonId => text as PersonId;

const PEOPLE: readonly PersonDraft[] = [
  { id: id('mo'), name: 'M. Okafor', colour: 'teal', phone: '+31 20 555 0142' },
  { id: id('ab'), name: 'A. Brandt', colour: 'sand', phone: '+31 20 555 0187' },
  { id: id('jl'), name: 'J. Lindqvist', colour: 'plum' },
  { id: id('rc'), name: 'R. Castellanos', initials: 'RCA', colour: 'sky' },
];

export const madePeople = (): readonly Person[] => PEOPLE.map((draft) => person.parse(draft));

export const PINS: Readonly<Record<string, string>> = { ab: '2468' };

const DAY = 86_400_000;
const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);
const wall = (at: number): string => new Date(at).toISOString().slice(11, 16);
/** The hour begun, epoch ms. */
const hourOf = (at: number): number => at - (at % 3_600_000);

function plansOf(now: number): readonly ShiftPlan[] {
  const since = hourOf(now) - 3 * 3_600_000;
  const edges = [0, 8, 16, 24].map((hours) => wall(since + hours * 3_600_000));
  const startsOn = isoDay(now - 60 * DAY);
  const at = (nth: number) => ({ from: edges[nth] ?? '00:00', to: edges[nth + 1] ?? '00:00', zone: 'UTC', startsOn });
  const drafts: readonly ShiftPlanDraft[] = [
    { id: 'night-a' as ShiftId, name: 'Night A', ...at(0), days: [1, 2, 3, 4, 5, 6, 7], people: [id('mo')] },
    {
      id: 'early-b' as ShiftId,
      name: 'Early B',
      ...at(1),
      days: [1, 2, 3, 4, 5, 6, 7],
      people: [id('ab'), id('rc')],
      overrides: [
        { id: 'o1', on: isoDay(since + 8 * 3_600_000 + DAY), people: [id('jl')], reason: 'swap' },
        { id: 'o2', on: isoDay(since + 8 * 3_600_000 + 2 * DAY), calledOff: true, reason: 'move of the floor' },
      ],
    },
    { id: 'late-c' as ShiftId, name: 'Late C', ...at(2), days: [1, 2, 3, 4, 5, 6], people: [id('jl')] },
  ];
  return drafts.map((draft) => shiftPlan.parse(draft));
}

export const knownOf = (plans: readonly ShiftPlan[], people: readonly Person[]): ShiftPlans => ({
  plans,
  names: new Map(people.map(({ id: personId, name }) => [personId, name])),
});

/** What is on and what comes next, by these plans, at `now`, epoch ms. */
export function momentOf(plans: readonly ShiftPlan[], people: readonly Person[], now: number) {
  const known = knownOf(plans, people);
  return { plans, now: shiftsAt(known, now), next: shiftsAfter(known, now + 1) };
}

/** At `now`, epoch ms: the night has been on for three hours and some minutes. */
export const madeShifts = (now: number): ShiftWorld => ({
  ...momentOf(plansOf(now), madePeople(), now),
  desks: [],
  withPin: [id('ab')],
});
