// What planned shifts come to: which take place when, who has them, when nobody is on. A shift begins and ends at times on the
// wall of its zone, so that 06:00 stays 06:00 when the clocks are set: a night over the spring change lasts an hour less, one
// over the autumn change an hour more. Times that do not exist, or come twice, go by the rule of zone-clock.ts.
// Source: spec incidents, "Shift and handoff".
import { Temporal } from 'temporal-polyfill';
import type { PersonId } from '../../contract/model/ids.ts';
import type { Shift, ShiftOverride, ShiftPlan } from '../../contract/model/shift.ts';
import { dayNumber, minutesOf, weekdayOf, type ZoneClock, zoneClock } from './zone-clock.ts';

/** The plans there are, and the names of the people in them; who has no name there is not known any more. */
export interface ShiftPlans {
  readonly plans: readonly ShiftPlan[];
  readonly names: ReadonlyMap<PersonId, string>;
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
export function beginsOn({ startsOn, days, cycle }: ShiftPlan, day: number): boolean {
  const start = dayNumber(startsOn);
  if (day < start || !days.includes(weekdayOf(day))) return false;
  const weeks = Math.floor((day - mondayOf(start)) / 7);
  return cycle.takes.includes((weeks % cycle.weeks) + 1);
}

const mondayOf = (day: number): number => day - weekdayOf(day) + 1;

/** Shifts that touch [from, to), epoch ms, called-off ones among them; the one that begins first in front, then by name. */
export function shiftsIn({ plans, names }: ShiftPlans, from: number, to: number): readonly Shift[] {
  if (to <= from) return [];
  const clocks = new Map<string, ZoneClock>();
  const found: Shift[] = [];
  for (const plan of plans) {
    const clock = clocks.get(plan.zone) ?? zoneClock(plan.zone, from, to);
    clocks.set(plan.zone, clock);
    const overrides = new Map(plan.overrides.map((one) => [dayNumber(one.on), one]));
    // Two days back: a shift may last a day and more, and the day on the wall is not the day of UTC.
    for (let day = clock.dayOf(from) - 2; day <= clock.dayOf(to); day += 1) {
      if (!beginsOn(plan, day)) continue;
      const shift = occurrence(plan, clock, day, overrides.get(day) ?? null, names);
      // Between two times that the clocks skip there is nothing.
      if (shift.to > shift.from && shift.from < to && shift.to > from) found.push(shift);
    }
  }
  return found.sort(byBeginning);
}

const byBeginning = (a: Shift, b: Shift): number =>
  a.from - b.from || (a.name < b.name ? -1 : Number(a.name > b.name)) || (a.key < b.key ? -1 : 1);

function occurrence(
  plan: ShiftPlan,
  clock: ZoneClock,
  day: number,
  override: ShiftOverride | null,
  names: ReadonlyMap<PersonId, string>,
): Shift {
  const begin = minutesOf(override?.from ?? plan.from);
  const end = minutesOf(override?.to ?? plan.to);
  const on = Temporal.PlainDate.from('1970-01-01').add({ days: day }).toString();
  const personIds = override?.people ?? plan.people;
  return {
    key: `${plan.id}/${on}`,
    shiftId: plan.id,
    name: plan.name,
    on,
    from: clock.instantOf(day, begin),
    to: clock.instantOf(end > begin ? day : day + 1, end),
    zone: plan.zone,
    personIds,
    people: personIds.flatMap((id) => names.get(id) ?? []),
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

/** Stretches of [from, to) in which nobody is on; none before the first day for which anything is planned. */
export function gapsIn(known: ShiftPlans, from: number, to: number): readonly Stretch[] {
  const firsts = known.plans.map(({ zone, startsOn }) => {
    const day = dayNumber(startsOn);
    return zoneClock(zone, day * DAY_MS, day * DAY_MS).instantOf(day, 0);
  });
  const since = Math.max(from, Math.min(...firsts));
  if (firsts.length === 0 || since >= to) return [];
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
