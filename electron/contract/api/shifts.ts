// Shifts: who works when, who sits at which desk, and what a shift that was came to.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { handoffId, personId, shiftId } from '../model/ids.ts';
import type { Person } from '../model/on-call.ts';
import { type HandoffInReview, type ReviewFacts, type ReviewPage, reviewFilter } from '../model/review.ts';
import { pin, type Shift, type ShiftPlan, shiftPlan, typedPin } from '../model/shift.ts';
import { procedure } from './base.ts';

const instant = z.number().int().min(0);
const period = { from: instant, to: instant };

export const shifts = {
  putPlan: procedure.input(shiftPlan).output(type<ShiftPlan>()),
  removePlan: procedure.input(z.strictObject({ shiftId })).output(type<void>()),
  /** Shifts that touch [from, to), in order, and the hours in which nobody works; at most 400 days. A draft counts in place of a kept one. */
  calendar: procedure.input(z.strictObject({ ...period, draft: shiftPlan.nullable().default(null) })).output(
    type<{
      readonly shifts: readonly Shift[];
      readonly gaps: readonly { readonly from: number; readonly to: number }[];
    }>(),
  ),
  /** Whoever it is acts at this desk from now on, in every window of it; refused with a wrong PIN. */
  signIn: procedure.input(z.strictObject({ personId, pin: typedPin })).output(type<Person>()),
  /** The user of the operating system acts again. */
  signOut: procedure.output(type<void>()),
  /** Sets a PIN, changes it (with `current`), or takes it away (null). Without the old one it wants a reason, on the record. */
  setPin: procedure
    .input(
      z.strictObject({
        personId,
        pin: pin.nullable(),
        current: typedPin,
        forgotten: z.string().trim().max(500).default(''),
      }),
    )
    .output(type<void>()),
  /** A stretch as one stream, oldest first. `offset` null: the newest `limit`. */
  review: procedure
    .input(
      z.strictObject({
        ...period,
        filter: reviewFilter.prefault({}),
        offset: instant.nullable().default(null),
        limit: z.number().int().min(1).max(500).default(200),
      }),
    )
    .output(type<ReviewPage>()),
  reviewFacts: procedure.input(z.strictObject(period)).output(type<ReviewFacts>()),
  /** A hand-over beside what really happened next. */
  aftermath: procedure.input(z.strictObject({ handoffId })).output(type<HandoffInReview>()),
};
