// Pure: which incidents the list shows. What still stands is never hidden by a period: that one asks about the past.
import type { Incident } from '../../../../electron/contract/model/incident.ts';
import { INCIDENT_STATUSES, type IncidentStatus, isEnded } from '../../../../electron/contract/model/incident-rules.ts';
import type { Severity } from '../../../../electron/contract/model/severity-of.ts';

export const PERIODS = ['all', 'day', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

const DAY = 86_400_000;
const PERIOD_MS: Readonly<Record<Period, number>> = {
  all: Number.POSITIVE_INFINITY,
  day: DAY,
  week: 7 * DAY,
  month: 30 * DAY,
  year: 365 * DAY,
};

export interface ListFilter {
  readonly text: string;
  /** Empty: all. */
  readonly statuses: ReadonlySet<IncidentStatus>;
  /** Empty: all. */
  readonly severities: ReadonlySet<Severity>;
  /** Opened within it; for those that are over. */
  readonly period: Period;
}

export const NO_FILTER: ListFilter = { text: '', statuses: new Set(), severities: new Set(), period: 'all' };

export const isFiltered = ({ text, statuses, severities, period }: ListFilter): boolean =>
  text.trim() !== '' || statuses.size > 0 || severities.size > 0 || period !== 'all';

const holds = <Item>(set: ReadonlySet<Item>, item: Item): boolean => set.size === 0 || set.has(item);

/** Whether status and severity fit. */
export const fits = ({ status, severity }: Incident, { statuses, severities }: ListFilter): boolean =>
  holds(statuses, status) && holds(severities, severity);

/** Whether every word typed stands in its number, title, people, tags or hosts. */
export function hasWords(incident: Incident, text: string): boolean {
  const { number, title, summary, roles, tags, problems } = incident;
  const all = [number, title, summary, ...Object.values(roles), ...tags, ...problems.map(({ host }) => host)];
  const place = all.join('\n').toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => place.includes(word));
}

/** From when on (epoch ms) ended ones are asked for; null: from the beginning. In whole hours, so that it rests. */
export function periodFrom(period: Period, now: number): number | null {
  const lengthMs = PERIOD_MS[period];
  return Number.isFinite(lengthMs) ? Math.floor((now - lengthMs) / 3_600_000) * 3_600_000 : null;
}

/** The ended statuses to ask for; none: nothing that is over is wanted. */
export const endedWanted = ({ statuses }: ListFilter): readonly IncidentStatus[] =>
  INCIDENT_STATUSES.filter((status) => isEnded(status) && holds(statuses, status));
