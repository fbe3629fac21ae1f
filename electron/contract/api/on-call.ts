// Rotas and escalation.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { personId, policyId, problemId, scheduleId } from '../model/ids.ts';
import {
  type EscalationPolicy,
  escalationPolicy,
  type OnCallNow,
  type OnCallSpan,
  type Person,
  person,
  type Schedule,
  schedule,
  target,
} from '../model/on-call.ts';
import { procedure } from './base.ts';

const instant = z.number().int().min(0);

export const onCall = {
  putPerson: procedure.input(person).output(type<Person>()),
  /** Refused while a rota or a policy names them. */
  removePerson: procedure.input(z.strictObject({ personId })).output(type<void>()),
  putSchedule: procedure.input(schedule).output(type<Schedule>()),
  removeSchedule: procedure.input(z.strictObject({ scheduleId })).output(type<void>()),
  putPolicy: procedure.input(escalationPolicy).output(type<EscalationPolicy>()),
  removePolicy: procedure.input(z.strictObject({ policyId })).output(type<void>()),
  /** Who is on call at `at` (default now), by every rota. */
  who: procedure.input(z.strictObject({ at: instant.optional() })).output(type<readonly OnCallNow[]>()),
  /** A rota over [from, to), without overlap and without a hole: gaps have no person. A draft may be given in place of a kept one. */
  calendar: procedure
    .input(z.strictObject({ schedule: z.union([scheduleId, schedule]), from: instant, to: instant }))
    .output(type<readonly OnCallSpan[]>()),
  /** A rota as iCalendar (RFC 5545) over the next `days`; for one person, or all. */
  ical: procedure
    .input(
      z.strictObject({
        scheduleId,
        personId: personId.nullable().default(null),
        days: z.number().int().min(1).max(400).default(90),
      }),
    )
    .output(type<{ name: string; text: string }>()),
  /**
   * Escalates problems by hand: sends the context package (what is broken since when, what was tried, links, whom to call back)
   * to these targets, or to the next step of the policy that climbs already.
   */
  escalate: procedure
    .input(
      z.strictObject({
        problemIds: z.array(problemId).min(1).max(1_000),
        targets: z.array(target).max(16).default([]),
        note: z.string().trim().max(10_000).default(''),
        callBack: z.string().trim().max(256).default(''),
      }),
    )
    .output(type<{ told: readonly string[] }>()),
};
