// The journal's words for a change of a planned shift: what it is and what it was, so that who was planned for a night can be
// read years later. Pure.
import type { JsonObject } from '../../contract/model/check.ts';
import type { PersonId } from '../../contract/model/ids.ts';
import type { ShiftOverride, ShiftPlan } from '../../contract/model/shift.ts';
import { overrideSays } from './shift-plan.ts';

type NameOf = (id: PersonId) => string;

const DAYS = ['', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
/** Overrides named in a sentence; the data has them all. */
const NAMED = 5;

const hours = ({ from, to, zone }: ShiftPlan): string => `${from} to ${to}, ${zone}`;

/** 'every day', 'Mon, Tue', 'Mon, Tue in weeks 1 and 3 of 4' */
function pattern({ days, cycle }: ShiftPlan): string {
  const week =
    new Set(days).size === 7
      ? 'every day'
      : [...days]
          .sort((a, b) => a - b)
          .map((day) => DAYS[day])
          .join(', ');
  if (cycle.weeks === 1) return week;
  return `${week} in ${cycle.takes.length === 1 ? 'week' : 'weeks'} ${cycle.takes.join(' and ')} of ${cycle.weeks}`;
}

const crew = (people: readonly PersonId[], nameOf: NameOf): string => people.map(nameOf).join(', ') || 'nobody';

function overrideWords(one: ShiftOverride, plan: ShiftPlan, nameOf: NameOf): string {
  const people = one.people === null ? '' : `, ${crew(one.people, nameOf)}`;
  const times = one.from === null && one.to === null ? '' : `, ${one.from ?? plan.from} to ${one.to ?? plan.to}`;
  return `${one.on} ${overrideSays(one)}${people}${times}`;
}

/** What changed, each a few words; empty: nothing did. */
function changes(before: ShiftPlan, after: ShiftPlan, nameOf: NameOf): readonly string[] {
  const parts = [
    [before.name, after.name, (name: string) => `"${name}"`, 'name'],
    [hours(before), hours(after), String, 'hours'],
    [pattern(before), pattern(after), String, 'days'],
    [before.startsOn, after.startsOn, String, 'first day'],
    [crew(before.people, nameOf), crew(after.people, nameOf), String, 'people'],
  ] as const;
  const plain = parts.flatMap(([was, is, shown, what]) =>
    was === is ? [] : `${what} ${shown(is)} (before: ${shown(was)})`,
  );
  const { set, gone } = overridesChanged(before, after);
  const single = [
    ...set.map((one) => overrideWords(one, after, nameOf)),
    ...gone.map((one) => `${one.on} as planned again`),
  ];
  const more = single.length > NAMED ? [`and ${single.length - NAMED} more days`] : [];
  return [...plain, ...single.slice(0, NAMED), ...more];
}

function overridesChanged(before: ShiftPlan, after: ShiftPlan) {
  const old = new Map(before.overrides.map((one) => [one.on, JSON.stringify({ ...one, id: '' })]));
  const days = new Set(after.overrides.map(({ on }) => on));
  return {
    set: after.overrides.filter((one) => old.get(one.on) !== JSON.stringify({ ...one, id: '' })),
    gone: before.overrides.filter(({ on }) => !days.has(on)),
  };
}

/** One sentence for a plan that was added (`before` null), changed, or removed (`after` null), and what the entry keeps of it. */
export function planChange(
  before: ShiftPlan | null,
  after: ShiftPlan | null,
  nameOf: NameOf,
): { readonly text: string; readonly data: JsonObject } {
  const plan = after ?? before;
  if (!plan) throw new Error('a change of no plan');
  const whole = after === null ? {} : { plan: after };
  const data = JSON.parse(JSON.stringify({ event: 'plan', id: plan.id, name: plan.name, ...whole })) as JsonObject;
  const title = `Shift "${plan.name}"`;
  if (after === null) return { text: `${title} removed`, data };
  if (before === null) {
    const said = [hours(after), pattern(after), `from ${after.startsOn}`, crew(after.people, nameOf)].join('; ');
    return { text: `${title} planned: ${said}`, data };
  }
  return { text: `${title} changed: ${changes(before, after, nameOf).join('; ')}`, data };
}
