// The planned shifts: kept, changed on the record, refused while they name what is not there.
import type { PersonId, ShiftId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { ShiftPlan } from '../../../contract/model/shift.ts';
import { planFaults, plansNaming } from '../../core/shift-faults.ts';
import type { ShiftPlans } from '../../core/shift-plan.ts';
import { planChange } from '../../core/shift-words.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { OnCall } from '../on-call.ts';

export interface PlanBook {
  /** All plans by name, with the people there are; a draft counts in place of a kept one. */
  known(draft?: ShiftPlan | null): ShiftPlans;
  /** Plans that name a person, in words. */
  naming(personId: PersonId): readonly string[];
  put(plan: ShiftPlan, actor: Actor): ShiftPlan;
  remove(shiftId: ShiftId, actor: Actor): void;
}

interface PlanBookOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly onCall: Pick<OnCall, 'world'>;
  readonly changed: () => void;
}

export function createPlanBook({ clock, store, onCall, changed }: PlanBookOptions): PlanBook {
  let plans = store.shiftRows.plans();
  const known = (draft: ShiftPlan | null = null): ShiftPlans => ({
    plans: draft === null ? plans : [...plans.filter(({ id }) => id !== draft.id), draft],
    names: new Map(onCall.world().people.map(({ id, name }) => [id, name])),
  });
  const write = (change: () => void, before: ShiftPlan | null, after: ShiftPlan | null, actor: Actor): void => {
    const { names } = known();
    const said = planChange(before, after, (id) => names.get(id) ?? 'somebody who was removed');
    store.transaction(() => {
      change();
      store.journal.append([{ kind: 'shift', occurredAt: clock.now(), actor, ...said }], clock.now());
    });
    plans = store.shiftRows.plans();
    changed();
  };
  return {
    known,
    naming: (personId) => plansNaming(personId, plans, clock.now()),
    put(plan, actor) {
      const faults = planFaults(plan, known(), clock.now());
      if (faults.length > 0) throw invalid(faults);
      const before = plans.find(({ id }) => id === plan.id) ?? null;
      // Saved without a change: nothing happened, and the journal says nothing.
      if (before && JSON.stringify(before) === JSON.stringify(plan)) return before;
      write(() => store.shiftRows.putPlan(plan), before, plan, actor);
      return plan;
    },
    remove(shiftId, actor) {
      const before = plans.find(({ id }) => id === shiftId);
      if (!before) throw notFound('shift');
      write(() => store.shiftRows.removePlan(shiftId), before, null, actor);
    },
  };
}
