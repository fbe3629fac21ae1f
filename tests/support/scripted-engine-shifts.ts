// The scripted engine about shifts: who works when, who sits here, and what a shift came to.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { ShiftPlan, ShiftWorld } from '../../electron/contract/model/shift.ts';
import { gapsIn, shiftsIn } from '../../electron/engine/core/shift-plan.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { reviewHandlers } from './scripted-engine-review.ts';
import { knownOf, momentOf, PINS } from './worlds-shifts.ts';

/** The desk of the page, as the scripted `about` names it. */
const DESK = 'mokafor';

export function shiftHandlers(stage: Stage) {
  return {
    ...planHandlers(stage),
    ...deskHandlers(stage),
    ...reviewHandlers(stage),
  };
}

/** Plans as the engine has them by these, with what is on and what comes next. */
function pushPlans(stage: Stage, plans: readonly ShiftPlan[]): void {
  const { shifts, onCall } = stage.world();
  stage.push({ type: 'shifts', shifts: { ...shifts, ...momentOf(plans, onCall.people, stage.clock()) } });
}

function planHandlers(stage: Stage) {
  const os = implement(contract).shifts;
  const others = (gone: string): readonly ShiftPlan[] => stage.world().shifts.plans.filter(({ id }) => id !== gone);
  return {
    putPlan: os.putPlan.handler(({ input, errors }) => {
      stage.heard('putPlan', input);
      const taken = others(input.id).some(({ name }) => name === input.name);
      if (taken)
        throw errors.INVALID({
          message: 'Nothing was changed: that name is taken.',
          data: { fields: [{ path: 'name', message: 'there is a shift of this name already' }] },
        });
      pushPlans(stage, [...others(input.id), input]);
      return input;
    }),
    removePlan: os.removePlan.handler(({ input }) => {
      stage.heard('removePlan', input);
      pushPlans(stage, others(input.shiftId));
    }),
    calendar: os.calendar.handler(({ input: { from, to, draft } }) => {
      const plans = draft ? [...others(draft.id), draft] : stage.world().shifts.plans;
      const known = knownOf(plans, stage.world().onCall.people);
      return { shifts: shiftsIn(known, from, to), gaps: gapsIn(known, from, to) };
    }),
  };
}

function deskHandlers(stage: Stage) {
  const os = implement(contract).shifts;
  const pins = new Map(Object.entries(PINS));
  const change = (part: Partial<ShiftWorld>): void =>
    stage.push({ type: 'shifts', shifts: { ...stage.world().shifts, ...part } });
  return {
    signIn: os.signIn.handler(({ input, errors }) => {
      stage.heard('signIn', input.personId);
      const found = stage.world().onCall.people.find(({ id }) => id === input.personId);
      if (!found) throw errors.NOT_FOUND({ message: 'There is no such person any more.', data: { what: 'person' } });
      if (stage.world().shifts.withPin.includes(found.id) && pins.get(found.id) !== input.pin)
        throw errors.INVALID({
          message: 'Nothing was changed: that is not the PIN.',
          data: { fields: [{ path: 'pin', message: `that is not the PIN of ${found.name}` }] },
        });
      change({ desks: [{ user: DESK, personId: found.id, since: stage.clock() }] });
      return found;
    }),
    signOut: os.signOut.handler(() => {
      stage.heard('signOut', null);
      change({ desks: [] });
    }),
    setPin: os.setPin.handler(({ input }) => {
      stage.heard('setPin', input);
      const others = stage.world().shifts.withPin.filter((id) => id !== input.personId);
      if (input.pin !== null) pins.set(input.personId, input.pin);
      change({ withPin: input.pin === null ? others : [...others, input.personId] });
    }),
  };
}
