// What planned shifts come to: which take place when, who has them, when nobody is on. A shift begins and ends at times on the
// wall of its zone, so that 06:00 stays 06:00 when the clocks are set: a night over the spring change lasts an hour less, one
// over the autumn change an hour more. Times that do not exist, or come twice, go by the rule of zone-clock.ts.
// Source: spec incidents, "Shift and handoff".
import type { PersonId } from '../../contract/model/ids.ts';
import type { Shift, ShiftOverride, ShiftPlan } from '../../contract/model/shift.ts';
import { once } from './once.ts';
import { isoDay } from './report-period.ts';
import { linesOf, overridesOf, type PlanBefore, planFor } from './shift-versions.ts';
import { dayNumber, minutesOf, weekdayOf, type ZoneClock, zoneClock } from './zone-clock.ts';

/** The plans there are and were, and the names of the people in them; who has no name there is not known any more. */
export interface ShiftPlans {
  readonly plans: readonly ShiftPlan[];
  /** As they were before they were changed or removed, the oldest first; left out: none was. */
  readonly before?: readonly PlanBefore[];
  readonly names: ReadonlyMap<PersonId, string>;
  /** Those of people who were removed: shifts that were name them still. */
  readonly namesBefore?: ReadonlyMap<PersonId, string>;
}

/** [from, to), epoch ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAY_MS = 86_400_000;
/** How far one looks for the shift before and after a moment, days: near ones are found at once, rare ones at last. */
const HORIZONS = [3, 40, 400] as const;

/** Whether a shift begins on a day (days since 1970-01-01) by its pattern, whatever an override makes of it. */
export const beginsOn = (plan: ShiftPlan, day: number): boolean => patternOf(plan)(day);

/** `beginsOn` for many days. */
function patternOf({ startsOn, days, cycle }: ShiftPlan): (day: number) => boolean {
  const start = dayNumber(startsOn);
  const monday = start - weekdayOf(start) + 1;
  return (day) => {
    if (day < start || !days.includes(weekdayOf(day))) return false;
    return cycle.takes.includes((Math.floor((day - monday) / 7) % cycle.weeks) + 1);
  };
}

/** The hours of a shift that begins on a day; `clock` is that of its zone. */
export function hoursOn(plan: ShiftPlan, day: number, override: ShiftOverride | null, clock: ZoneClock): Stretch {
  const begin = minutesOf(override?.from ?? plan.from);
  const end = minutesOf(override?.to ?? plan.to);
  return { from: clock.instantOf(day, begin), to: clock.instantOf(end > begin ? day : day + 1, end) };
}

/** Shifts that touch [from, to), epoch ms, called-off ones among them; the one that begins first in front, then by name. */
export function shiftsIn(known: ShiftPlans, from: number, to: number): readonly Shift[] {
  if (to <= from) return [];
  const clockOf = once((zone: string) => zoneClock(zone, from, to));
  const begins = once(patternOf);
  const dateOf = once(isoDay);
  const found: Shift[] = [];
  for (const line of linesOf(known.plans, known.before ?? [])) {
    const overrides = new Map(overridesOf(line).map((one) => [one.on, one]));
    // Days of UTC, with those that touch it on any wall: a shift may last a day and more.
    for (let day = Math.floor(from / DAY_MS) - 3; day <= Math.floor(to / DAY_MS) + 1; day += 1) {
      const on = dateOf(day);
      const override = overrides.get(on) ?? null;
      const hoursBy = (plan: ShiftPlan): Stretch => hoursOn(plan, day, override, clockOf(plan.zone));
      const plan = planFor(line, (one) => hoursBy(one).to);
      if (!plan || !begins(plan)(day)) continue;
      const hours = hoursBy(plan);
      // Between two times that the clocks skip there is nothing.
      if (hours.to <= hours.from || hours.from >= to || hours.to <= from) continue;
      found.push(occurrence(plan, { on, ...hours }, override, known));
    }
  }
  return found.sort(byBeginning);
}

const byBeginning = (a: Shift, b: Shift): number =>
  a.from - b.from || (a.name < b.name ? -1 : Number(a.name > b.name)) || (a.key < b.key ? -1 : 1);

function occurrence(
  plan: ShiftPlan,
  { on, from, to }: Stretch & { readonly on: string },
  override: ShiftOverride | null,
  { names, namesBefore }: ShiftPlans,
): Shift {
  const personIds = override?.people ?? plan.people;
  return {
    key: `${plan.id}/${on}`,
    shiftId: plan.id,
    name: plan.name,
    on,
    from,
    to,
    zone: plan.zone,
    personIds,
    people: personIds.flatMap((id) => names.get(id) ?? namesBefore?.get(id) ?? []),
    calledOff: override?.calledOff ?? false,
    overridden: override === null ? null : overrideSays(override),
  };
}

/** 'other people, other hours: swap with Cleo' */
export function overrideSays({ calledOff, people, from, to, reason }: ShiftOverride): string {
  const what = calledOff
    ? ['called off']
    : [...(people === null ? [] : ['other people']), ...(from === null && to === null ? [] : ['other hours'])];
  return `${what.join(', ')}${reason === '' ? '' : `: ${reason}`}`;
}

/** Whether anybody comes. */
const isManned = ({ calledOff, people }: Shift): boolean => !calledOff && people.length > 0;

/** Midnight of the first day on which it may begin. */
function firstMoment({ zone, startsOn }: ShiftPlan): number {
  const day = dayNumber(startsOn);
  return zoneClock(zone, day * DAY_MS, day * DAY_MS).instantOf(day, 0);
}

/** From the first moment for which anything is planned to the last. */
function plannedIn({ plans, before = [] }: ShiftPlans): Stretch {
  const planned = [
    ...plans.map((plan) => ({ from: firstMoment(plan), to: Number.POSITIVE_INFINITY })),
    ...before.map(({ plan, plannedAt, until }) => ({ from: Math.max(plannedAt, firstMoment(plan)), to: until })),
  ].filter((one) => one.from < one.to);
  return { from: Math.min(...planned.map((one) => one.from)), to: Math.max(...planned.map((one) => one.to)) };
}

/** Stretches of [from, to) in which nobody is on; none before anything was planned, none after all of it was removed. */
export function gapsIn(known: ShiftPlans, from: number, until: number): readonly Stretch[] {
  const planned = plannedIn(known);
  const since = Math.max(from, planned.from);
  const to = Math.min(until, planned.to);
  if (since >= to) return [];
  const gaps: Stretch[] = [];
  let covered = since;
  for (const shift of shiftsIn(known, since, to).filter(isManned)) {
    if (shift.from > covered) gaps.push({ from: covered, to: shift.from });
    covered = Math.max(covered, shift.to);
  }
  return covered < to ? [...gaps, { from: covered, to }] : gaps;
}

/** Shifts that take place and are on at `at`; the one that began first in front. */
export const shiftsAt = (known: ShiftPlans, at: number): readonly Shift[] =>
  shiftsIn(known, at, at + 1).filter(({ calledOff }) => !calledOff);

/** The last shift that took place and was over at `at`; null: none within 400 days. */
export function shiftBefore(known: ShiftPlans, at: number): Shift | null {
  for (const days of HORIZONS) {
    const over = shiftsIn(known, at - days * DAY_MS, at).filter(({ to, calledOff }) => to <= at && !calledOff);
    const last = over.reduce<Shift | null>((best, one) => (best === null || one.to >= best.to ? one : best), null);
    if (last) return last;
  }
  return null;
}

/** Shifts that take place and begin first at or after `at`, all at the same moment; empty: none within 400 days. */
export function shiftsAfter(known: ShiftPlans, at: number): readonly Shift[] {
  for (const days of HORIZONS) {
    const ahead = shiftsIn(known, at, at + days * DAY_MS).filter(({ from, calledOff }) => from >= at && !calledOff);
    const first = ahead[0];
    if (first) return ahead.filter(({ from }) => from === first.from);
  }
  return [];
}
