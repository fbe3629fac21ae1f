// Incidents and promises for tests of the SLA clocks.
import type { WeeklyHours } from '../../electron/contract/model/hours.ts';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Milestone } from '../../electron/contract/model/incident.ts';
import { type SlaPromise, type SlaTargets, slaPromise } from '../../electron/contract/model/sla.ts';
import type { IncidentRow } from '../../electron/engine/store/incidents.ts';
import { madeUpIncident } from '../support/worlds-incidents.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** Epoch ms of an ISO time with its offset. */
export const at = (iso: string): number => Date.parse(iso);

export const OFFICE: WeeklyHours = { zone: 'Europe/Berlin', days: [1, 2, 3, 4, 5], from: '08:00', to: '18:00' };

export const milestone = (kind: Milestone['kind'], when: number, opening = 1): Milestone => ({
  kind,
  at: when,
  source: 'Ada',
  opening,
});

/** Opened and detected at `openedAt`, SEV2, but for `part`. */
export function incident(openedAt: number, part: Partial<IncidentRow> = {}): IncidentRow {
  const { clocks: _, ...row } = madeUpIncident({
    id: 'i-1' as IncidentId,
    number: 'INC-2026-0001',
    title: 'Payments fail',
    openedAt,
    openedBy: 'Ada',
    lastWordAt: openedAt,
    milestones: [milestone('detected', openedAt)],
  });
  return { ...row, ...part };
}

/** The defaults, but for what is named. */
export function promise(part: { readonly [Name in keyof SlaPromise]?: Partial<SlaTargets> } = {}): SlaPromise {
  const usual = slaPromise.parse({});
  const mixed = Object.entries(usual).map(([name, targets]) => [name, { ...targets, ...part[name as 'sev1'] }]);
  return slaPromise.parse(Object.fromEntries(mixed));
}
