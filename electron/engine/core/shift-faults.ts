// What a planned shift may say, and who is named by one: refused with the path of the field. Pure: everything there is comes in.
import type { FieldError } from '../../contract/api/errors.ts';
import type { PersonId } from '../../contract/model/ids.ts';
import { nameKey } from '../../contract/model/name-key.ts';
import type { ShiftOverride, ShiftPlan } from '../../contract/model/shift.ts';
import { once } from './once.ts';
import { beginsOn, hoursOn, type ShiftPlans } from './shift-plan.ts';
import { linesOf, type PlanLine, planFor } from './shift-versions.ts';
import { dayNumber, zoneClock } from './zone-clock.ts';

const GONE = 'there is no such person any more';

/** What is wrong with a plan as it is to be kept, at `now`, epoch ms. Overrides of the past that stay as they were are history. */
export function planFaults(plan: ShiftPlan, known: ShiftPlans, now: number): readonly FieldError[] {
  const was = linesOf(known.plans, known.before ?? []).find(({ now: is }) => is?.id === plan.id);
  const before = new Set(was?.now?.overrides.map((one) => JSON.stringify(one)));
  const isPast = was ? pastOf(was, now) : () => false;
  return [
    ...nameFaults(plan, known.plans),
    ...strangers(plan.people, 'people', known),
    ...twice(plan.people, 'people', 'is named twice'),
    ...twice(
      plan.overrides.map(({ on }) => on),
      'overrides',
      'this day is changed by another line already',
      '.on',
    ),
    ...plan.overrides.flatMap((one, place) => {
      const isHistory = before.has(JSON.stringify(one)) && isPast(one);
      return isHistory ? [] : overrideFaults(one, plan, `overrides.${place}`, known);
    }),
  ];
}

function nameFaults({ id, name }: ShiftPlan, others: readonly ShiftPlan[]): readonly FieldError[] {
  const taken = others.some((one) => one.id !== id && nameKey(one.name) === nameKey(name));
  return taken ? [{ path: 'name', message: `there is a shift of this name already: "${name}"` }] : [];
}

function overrideFaults(one: ShiftOverride, plan: ShiftPlan, path: string, known: ShiftPlans): readonly FieldError[] {
  const isIdle = one.people === null && !one.calledOff && one.from === null && one.to === null;
  return [
    ...(beginsOn(plan, dayNumber(one.on))
      ? []
      : [{ path: `${path}.on`, message: `"${plan.name}" does not begin on ${one.on}` }]),
    ...(isIdle ? [{ path, message: 'changes nothing: name other people, other hours, or call it off' }] : []),
    ...strangers(one.people ?? [], `${path}.people`, known),
    ...twice(one.people ?? [], `${path}.people`, 'is named twice'),
  ];
}

const strangers = (ids: readonly PersonId[], path: string, { names }: ShiftPlans): readonly FieldError[] =>
  ids.flatMap((id, place) => (names.has(id) ? [] : [{ path: `${path}.${place}`, message: GONE }]));

const twice = (values: readonly string[], path: string, message: string, below = ''): readonly FieldError[] =>
  values.flatMap((value, place) =>
    values.indexOf(value) === place ? [] : [{ path: `${path}.${place}${below}`, message }],
  );

/** Whether a single one is over at `now`, epoch ms, by what was planned for it: a night that began yesterday and is on is not. */
function pastOf(line: PlanLine, now: number): (one: ShiftOverride) => boolean {
  const clockOf = once((zone: string) => zoneClock(zone, now, now));
  return (one) => {
    const endOf = (plan: ShiftPlan): number => hoursOn(plan, dayNumber(one.on), one, clockOf(plan.zone)).to;
    const plan = planFor(line, endOf);
    return plan !== null && endOf(plan) <= now;
  };
}

/** Plans that name a person, in their crew or for a shift that is not over at `now`, epoch ms. */
export const plansNaming = (id: PersonId, { plans, before = [] }: ShiftPlans, now: number): readonly string[] =>
  linesOf(plans, before).flatMap((line) => {
    if (!line.now) return [];
    const { name, people, overrides } = line.now;
    const isPast = pastOf(line, now);
    const isNamed = people.includes(id) || overrides.some((one) => one.people?.includes(id) && !isPast(one));
    return isNamed ? [`shift "${name}"`] : [];
  });
