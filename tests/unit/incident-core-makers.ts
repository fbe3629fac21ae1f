// Incidents and problems for the rules, and what a rule answered.
import { expect } from 'vitest';
import { type IncidentProblem, incidentFields } from '../../electron/contract/model/incident.ts';
import { openIncident } from '../../electron/engine/core/incident-opening.ts';
import {
  type IncidentBody,
  isRefused,
  type Refused,
  type Ruled,
  type Said,
} from '../../electron/engine/core/incident-words.ts';

/** 2026-11-20 02:00 UTC. */
export const T0 = Date.UTC(2026, 10, 20, 2);
export const MINUTE = 60_000;
export const ada = (now: number) => ({ by: 'Ada', now });

export function problem(host: string, check = '', more: Partial<IncidentProblem> = {}): IncidentProblem {
  return {
    problemId: `${host}-${check}` as never,
    hostId: host as never,
    checkId: `${host}/${check}` as never,
    host,
    check: check || 'ping',
    alive: check === '',
    status: check === '' ? 'down' : 'critical',
    openedAt: T0 - 3 * MINUTE,
    closedAt: null,
    ...more,
  };
}

type Opening = Parameters<typeof openIncident>[0];
export const opening = (more: Partial<Opening> = {}): Opening => ({
  id: 'i1' as never,
  number: 'INC-2026-0001',
  fields: incidentFields.parse({ title: 'checkout is down' }),
  rating: { impact: 'high', urgency: 'medium', severity: null, reason: '' },
  causes: [],
  impactAt: null,
  detectedAt: null,
  lead: '',
  by: 'Ada',
  policy: '',
  now: T0,
  ...more,
});

/** One that Ada opened at T0, about nothing or these problems, but for `part`. */
export function incident(part: Partial<IncidentBody> = {}): IncidentBody {
  const causes = (part.problems ?? []).map((one) => ({ problem: one, toldAt: null }));
  return { ...done(openIncident(opening({ causes }))).after, ...part };
}

export function done(ruling: Ruled | Refused): Ruled {
  if (isRefused(ruling)) throw new Error(`refused: ${ruling.fields.map(({ message }) => message).join('; ')}`);
  return ruling;
}

/** What was refused, of which field, in which words. */
export function refused(answer: object): { readonly code: string; readonly path: string; readonly message: string } {
  expect(answer).toHaveProperty('refused');
  const { refused: code, fields } = answer as Refused;
  expect(fields.length).toBeGreaterThan(0);
  return { code, path: fields[0]!.path, message: fields[0]!.message };
}

export const texts = (said: readonly Said[]): readonly string[] => said.map(({ kind, text }) => `${kind}: ${text}`);
