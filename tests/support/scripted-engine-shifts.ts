// The scripted engine about shifts: who works when, who sits here, and what a shift came to.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { Stage } from './scripted-engine-inventory.ts';

export function shiftHandlers(_stage: Stage) {
  const os = implement(contract).shifts;
  const unscripted = (): never => {
    throw new Error('Nobody wrote this part.');
  };
  return {
    putPlan: os.putPlan.handler(unscripted),
    removePlan: os.removePlan.handler(unscripted),
    calendar: os.calendar.handler(unscripted),
    signIn: os.signIn.handler(unscripted),
    signOut: os.signOut.handler(unscripted),
    setPin: os.setPin.handler(unscripted),
    review: os.review.handler(unscripted),
    reviewFacts: os.reviewFacts.handler(unscripted),
    aftermath: os.aftermath.handler(unscripted),
  };
}
