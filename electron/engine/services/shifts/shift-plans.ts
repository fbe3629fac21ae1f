// The planned shifts: kept, changed on the record, refused while they name what is not there. What they were before stays, for
// the shifts that were.
import type { PersonId, ShiftId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { ShiftPlan } from '../../../contract/model/shift.ts';
import { planFaults, plansNaming } from '../../core/shift-faults.ts';
import type { ShiftPlans } from '../../core/shift-plan.ts';
import { everyDay, isReplanned, type PlanBefore } from '../../core/shift-versions.ts';
import { planChange } from '../../core/shift-words.ts';
import type { Clock } from '../../lib/clock.ts';
import { invalid, notFound } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { OnCall } from '../on-call.ts';

export interface PlanBook {
  /** All plans by name, with the people there are; a draft counts from now on in place of a kept one. */
  known(draft?: ShiftPlan | null): ShiftPlans;
  /** Plans that name a person, in words. */
  naming(personId: PersonId): readonly string[];
  put(plan: ShiftPlan, actor: Actor): ShiftPlan;
  remove(shiftId: ShiftId, actor: Actor): void;
  /** Keeps what somebody was called who is removed, inside the caller's transaction; `left` after it. */
  keepName(personId: PersonId): void;
  left(): void;
}

interface PlanBookOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly onCall: Pick<OnCall, 'world'>;
  readonly changed: () => void;
}

export function createPlanBook({ clock, store, onCall, changed }: PlanBookOptions): PlanBook {
  const rows = store.shiftRows;
  let plans = rows.plans();
  let before = rows.plansBefore();
  let namesBefore = rows.peopleBefore();
  const find = (shiftId: ShiftId): ShiftPlan | null => plans.find(({ id }) => id === shiftId) ?? null;
  const names = () => new Map(onCall.world().people.map(({ id, name }) => [id, name]));
  const known = (draft: ShiftPlan | null = null): ShiftPlans => {
    const people = { names: names(), namesBefore };
    if (draft === null) return { plans, before, ...people };
    const was = find(draft.id);
    return {
      plans: [...plans.filter(({ id }) => id !== draft.id), draft],
      before: was && isReplanned(was, draft) ? [...before, beforeNow(everyDay(was))] : before,
      ...people,
    };
  };
  const beforeNow = (plan: ShiftPlan): PlanBefore => ({
    plan,
    plannedAt: rows.plannedAt(plan.id) ?? clock.now(),
    until: clock.now(),
  });
  const write = (change: () => void, was: ShiftPlan | null, is: ShiftPlan | null, actor: Actor): void => {
    const called = names();
    const said = planChange(was, is, (id) => called.get(id) ?? namesBefore.get(id) ?? 'somebody who was removed');
    store.transaction(() => {
      change();
      store.journal.append([{ kind: 'shift', occurredAt: clock.now(), actor, ...said }], clock.now());
    });
    plans = rows.plans();
    before = rows.plansBefore();
    changed();
  };
  return {
    known,
    naming: (personId) => plansNaming(personId, known(), clock.now()),
    put(plan, actor) {
      const faults = planFaults(plan, known(), clock.now());
      if (faults.length > 0) throw invalid(faults);
      const was = find(plan.id);
      // Saved without a change: nothing happened, and the journal says nothing.
      if (was && JSON.stringify(was) === JSON.stringify(plan)) return was;
      const change = (): void => {
        if (was && isReplanned(was, plan)) rows.keepBefore(beforeNow(everyDay(was)));
        rows.putPlan(plan, clock.now());
      };
      write(change, was, plan, actor);
      return plan;
    },
    remove(shiftId, actor) {
      const was = find(shiftId);
      if (!was) throw notFound('shift');
      const change = (): void => {
        // With its single days: nothing else has them now.
        rows.keepBefore(beforeNow(was));
        rows.removePlan(shiftId);
      };
      write(change, was, null, actor);
    },
    keepName(personId) {
      const name = names().get(personId);
      if (name !== undefined) rows.keepPerson(personId, name);
    },
    left() {
      namesBefore = rows.peopleBefore();
    },
  };
}
