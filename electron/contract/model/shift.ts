// Who works when: planned shifts with their crews and overrides, what they come to on a day, and who sits at which desk.
// (spec: incidents, "Shift and handoff")
import { z } from 'zod';
import { givenName } from './host.ts';
import { timeZone, wallTime, weekdays } from './hours.ts';
import { type PersonId, personId, type ShiftId, shiftId } from './ids.ts';

const day = z.iso.date('must be a date like 2026-11-23');

/** One occurrence that is not as planned. */
export const shiftOverride = z.strictObject({
  id: z.string().min(1).max(64),
  /** The day it begins on, ISO, in the zone of the shift. */
  on: day,
  /** Who comes instead; null: as planned. */
  people: z.array(personId).max(64).nullable().default(null),
  /** Nobody comes: it does not take place. */
  calledOff: z.boolean().default(false),
  /** Other hours; null: as planned. */
  from: wallTime.nullable().default(null),
  to: wallTime.nullable().default(null),
  reason: z.string().trim().max(500).default(''),
});
export type ShiftOverride = Readonly<z.infer<typeof shiftOverride>>;

/** A shift as it is planned: on some days of the week, in some weeks of a cycle, by one crew. */
export const shiftPlan = z.strictObject({
  id: shiftId,
  /** 'Night A'. */
  name: givenName,
  zone: timeZone,
  /** [from, to) on the wall clock of the zone; a `to` at or before `from` lies on the next day. */
  from: wallTime,
  to: wallTime,
  /** Days on which it begins. */
  days: weekdays,
  /** It takes place in these weeks of a cycle, 1 is the week (Monday to Sunday) that has `startsOn`. */
  cycle: z
    .strictObject({
      weeks: z.number().int().min(1).max(12).default(1),
      takes: z.array(z.number().int().min(1).max(12)).min(1, 'name at least one week').max(12).default([1]),
    })
    .refine(({ weeks, takes }) => takes.every((week) => week <= weeks), {
      path: ['takes'],
      message: 'must be weeks of the cycle',
    })
    .prefault({}),
  /** The first day on which it may begin. */
  startsOn: day,
  people: z.array(personId).max(64).default([]),
  overrides: z.array(shiftOverride).max(500).default([]),
});
export type ShiftPlan = Readonly<z.infer<typeof shiftPlan>>;
export type ShiftPlanDraft = z.input<typeof shiftPlan>;

/** One occurrence. */
export interface Shift {
  /** 'night-a/2026-11-20': names the occurrence for good. */
  readonly key: string;
  readonly shiftId: ShiftId;
  readonly name: string;
  /** The day it begins on, ISO, in its zone. */
  readonly on: string;
  /** [from, to), epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly zone: string;
  readonly personIds: readonly PersonId[];
  /** Their names, in order; of somebody who was removed the last one. */
  readonly people: readonly string[];
  readonly calledOff: boolean;
  /** Why it is not as planned; null: it is. */
  readonly overridden: string | null;
}

/** Who acts at a desk: somebody who signed in, in place of the user of the operating system. */
export interface Desk {
  /** The user of the operating system, as `about.desk` says it. */
  readonly user: string;
  readonly personId: PersonId;
  readonly since: number;
}

/** Shifts as they are in the live world. */
export interface ShiftWorld {
  readonly plans: readonly ShiftPlan[];
  /** On now, the one that began first in front. */
  readonly now: readonly Shift[];
  /** Those that begin next, at the same moment. */
  readonly next: readonly Shift[];
  readonly desks: readonly Desk[];
  /** Who has a PIN: to act in their name it must be typed. */
  readonly withPin: readonly PersonId[];
}

export const pin = z.string().regex(/^\d{4,12}$/, 'must be 4 to 12 digits');
/** As it is typed; '' where somebody has none. */
export const typedPin = z.string().max(12).default('');
