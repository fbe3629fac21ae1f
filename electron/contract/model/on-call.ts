// Who is on call: people, rotations in layers, overrides, and the policies by which an alert climbs until somebody takes it.
import { z } from 'zod';
import { givenName } from './host.ts';
import { timeZone, wallTime, weekdays, weeklyHours } from './hours.ts';
import { channelId, type PersonId, personId, policyId, type ScheduleId, scheduleId } from './ids.ts';

/** What people are told apart by on screens besides their names: hues that no status has. */
export const PERSON_COLOURS = ['sky', 'teal', 'moss', 'sand', 'clay', 'rose', 'plum', 'slate'] as const;
export type PersonColour = (typeof PERSON_COLOURS)[number];

export const person = z.strictObject({
  id: personId,
  name: z.string().trim().min(1).max(128),
  /** 'MO'; '': from the name. */
  initials: z.string().trim().max(4).default(''),
  colour: z.enum(PERSON_COLOURS).default('slate'),
  email: z.union([z.literal(''), z.email()]).default(''),
  phone: z.string().trim().max(64).default(''),
  /** How they are told: channels in order, all at once. */
  channelIds: z.array(channelId).max(16).default([]),
});
export type Person = Readonly<z.infer<typeof person>>;
export type PersonDraft = z.input<typeof person>;

/** One rotation. Handed over at `at` on the wall clock of the schedule's zone: every day, or on these days, or every n days. */
export const layer = z.strictObject({
  name: givenName,
  people: z.array(personId).min(1, 'name at least one person').max(64),
  handover: z.discriminatedUnion('every', [
    z.strictObject({ every: z.literal('day'), at: wallTime }),
    /** At each of these days of the week. */
    z.strictObject({ every: z.literal('week'), days: weekdays, at: wallTime }),
    z.strictObject({ every: z.literal('days'), count: z.number().int().min(2).max(90), at: wallTime }),
  ]),
  /** The first person's first turn begins with this day, ISO, in the schedule's zone. */
  startsOn: z.iso.date('must be a date like 2026-11-23'),
  /** On call within these hours only; null: around the clock. */
  hours: weeklyHours.omit({ zone: true }).nullable().default(null),
});
export type Layer = Readonly<z.infer<typeof layer>>;

export const override = z
  .strictObject({
    id: z.string().min(1).max(64),
    person: personId,
    /** [from, to), epoch ms. */
    from: z.number().int().min(0),
    to: z.number().int().min(0),
    reason: z.string().trim().max(500).default(''),
  })
  .refine((one) => one.to > one.from, { path: ['to'], message: 'must be later than the start' });
export type Override = Readonly<z.infer<typeof override>>;

/** A rota. Of layers the last that has somebody counts; an override counts before all. */
export const schedule = z.strictObject({
  id: scheduleId,
  name: givenName,
  zone: timeZone,
  layers: z.array(layer).min(1).max(8),
  overrides: z.array(override).max(500).default([]),
});
export type Schedule = Readonly<z.infer<typeof schedule>>;
export type ScheduleDraft = z.input<typeof schedule>;

export const target = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('schedule'), scheduleId }),
  z.strictObject({ type: z.literal('person'), personId }),
  z.strictObject({ type: z.literal('channel'), channelId }),
]);
export type Target = Readonly<z.infer<typeof target>>;

/** Until somebody acknowledges: each step after its delay, the whole again `repeat` times. */
export const escalationPolicy = z.strictObject({
  id: policyId,
  name: givenName,
  steps: z
    .array(
      z.strictObject({
        /** After the step before; of the first one after the alert. */
        delayMs: z.number().int().min(0).max(86_400_000),
        targets: z.array(target).min(1, 'name somebody to tell').max(16),
      }),
    )
    .min(1)
    .max(16),
  repeat: z.number().int().min(0).max(9).default(0),
});
export type EscalationPolicy = Readonly<z.infer<typeof escalationPolicy>>;
export type EscalationPolicyDraft = z.input<typeof escalationPolicy>;

/** A stretch of a rota, [from, to), epoch ms. `personId` null: a gap, nobody is on call. */
export interface OnCallSpan {
  readonly from: number;
  readonly to: number;
  readonly personId: PersonId | null;
  /** The layer's name; 'override' for one. */
  readonly by: string;
}

/** Who is on call now, by a rota. */
export interface OnCallNow {
  readonly scheduleId: ScheduleId;
  readonly schedule: string;
  readonly person: Person | null;
  /** Epoch ms; 0: ever since (a gap before the rota begins). */
  readonly since: number;
  /** When it is handed over; null when never. */
  readonly until: number | null;
  readonly next: Person | null;
}

export interface OnCallWorld {
  readonly people: readonly Person[];
  readonly schedules: readonly Schedule[];
  readonly policies: readonly EscalationPolicy[];
  readonly now: readonly OnCallNow[];
}

/** An alert that climbs. */
export interface Escalation {
  readonly id: string;
  /** The conversation of the notices. */
  readonly conversation: string;
  readonly policyId: string;
  readonly title: string;
  readonly problemIds: readonly string[];
  readonly startedAt: number;
  /** Steps carried out so far over all rounds. */
  readonly step: number;
  /** When the next step is due, epoch ms; null: no step is left, nobody took it. */
  readonly nextAt: number | null;
  /** Who was told, in order. */
  readonly told: readonly { readonly at: number; readonly who: string }[];
}
