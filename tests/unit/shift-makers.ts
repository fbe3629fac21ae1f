// Planned shifts for tests: a crew of names, nights in Berlin unless more is said.
import type { PersonId } from '../../electron/contract/model/ids.ts';
import { type Shift, type ShiftPlan, type ShiftPlanDraft, shiftPlan } from '../../electron/contract/model/shift.ts';
import type { ShiftPlans, Stretch } from '../../electron/engine/core/shift-plan.ts';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export const at = (iso: string): number => Date.parse(iso);

const NAMES = { mo: 'M. Okafor', ab: 'A. Brandt', cy: 'C. Young' } as const;
export type Someone = keyof typeof NAMES;
export const person = (who: Someone): PersonId => who as string as PersonId;

type Words = Partial<Omit<ShiftPlanDraft, 'people' | 'overrides'>> & {
  readonly people?: readonly Someone[];
  readonly overrides?: readonly (Partial<Omit<NonNullable<ShiftPlanDraft['overrides']>[number], 'people'>> & {
    readonly on: string;
    readonly people?: readonly Someone[] | null;
  })[];
};

export function plan({ people = ['mo'], overrides = [], ...more }: Words = {}): ShiftPlan {
  return shiftPlan.parse({
    id: 'night',
    name: 'Night',
    zone: 'Europe/Berlin',
    from: '22:00',
    to: '06:00',
    days: [1, 2, 3, 4, 5, 6, 7],
    startsOn: '2026-01-01',
    people,
    overrides: overrides.map((one, place) => ({ id: `o${place}`, ...one })),
    ...more,
  });
}

export const known = (...plans: readonly ShiftPlan[]): ShiftPlans => ({
  plans,
  names: new Map(Object.entries(NAMES).map(([id, name]) => [id as PersonId, name])),
});

const iso = (time: number): string => new Date(time).toISOString().replace(':00.000Z', 'Z');

/** 'Night 2026-11-20T21:00Z to 2026-11-21T05:00Z: M. Okafor', a line a shift. */
export const lines = (shifts: readonly Shift[]): readonly string[] =>
  shifts.map(
    ({ name, from, to, people, calledOff, overridden }) =>
      `${name} ${iso(from)} to ${iso(to)}: ${calledOff ? 'called off' : people.join(', ') || 'nobody'}${overridden === null ? '' : ` (${overridden})`}`,
  );

export const gaps = (stretches: readonly Stretch[]): readonly string[] =>
  stretches.map(({ from, to }) => `${iso(from)} to ${iso(to)}`);
