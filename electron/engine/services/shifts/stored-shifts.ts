// For programs that only look in: the shifts as they are on record now.
import { gapsIn, shiftsIn } from '../../core/shift-plan.ts';
import type { Store } from '../../store/open.ts';
import type { Shifts } from './shifts.ts';

/** What reports look at: who was planned when. */
export type PlannedShifts = Pick<Shifts, 'calendar'>;

/** Read once. */
export function storedShifts(store: Pick<Store, 'shiftRows' | 'people'>): PlannedShifts {
  const known = {
    plans: store.shiftRows.plans(),
    before: store.shiftRows.plansBefore(),
    namesBefore: store.shiftRows.peopleBefore(),
    names: new Map(store.people.list().map(({ id, name }) => [id, name])),
  };
  return {
    calendar: (from, to) => ({ shifts: shiftsIn(known, from, to), gaps: gapsIn(known, from, to) }),
  };
}
