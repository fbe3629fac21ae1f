// Pure: what is promised by severity, and the policies that open incidents, while they are typed.
import type { FieldError } from '../../../electron/contract/api/errors.ts';
import { calendarText, readCalendar } from '../../../electron/contract/model/calendar-text.ts';
import type { WeeklyHours } from '../../../electron/contract/model/hours.ts';
import type { Settings } from '../../../electron/contract/model/settings.ts';
import { SEVERITIES, type Severity } from '../../../electron/contract/model/severity-of.ts';
import { durationText, parseDuration } from '../../lib/duration-text.ts';

type Incidents = Settings['incidents'];
type Policy = Incidents['policies'][number];

export const TARGETS = ['acknowledge', 'resolve', 'update'] as const;
export type Target = (typeof TARGETS)[number];
export type SlaField = `sev${Severity}-${Target | 'hours'}`;

export type IncidentsText = Readonly<Record<SlaField, string>> & {
  /** Policies as JSON, so that a draft is words throughout: `policiesIn`, `policiesText`. */
  readonly policies: string;
};

/** A policy in its row. `id` tells rows apart, and is nothing to the engine. */
export interface PolicyText {
  readonly id: number;
  readonly name: string;
  readonly enabled: boolean;
  readonly severities: readonly Severity[];
  /** Words with commas between. */
  readonly tags: string;
  readonly sites: string;
}

/** Where each stands in the contract, and what it is called in a sentence. */
export const INCIDENT_FIELDS = Object.fromEntries([
  ...SEVERITIES.flatMap((severity) => [
    ...TARGETS.map((target) => [
      `sev${severity}-${target}`,
      [`incidents.sla.sev${severity}.${target}Ms`, `SEV${severity} ${target}`],
    ]),
    [`sev${severity}-hours`, [`incidents.sla.sev${severity}.hours`, `SEV${severity} hours`]],
  ]),
  ['policies', ['incidents.policies', 'policies']],
]) as Readonly<Record<keyof IncidentsText, readonly [path: string, name: string]>>;

export function incidentsText({ sla, policies }: Incidents): IncidentsText {
  const rows = SEVERITIES.flatMap((severity): [string, string][] => {
    const { hours, ...targets } = sla[`sev${severity}`];
    return [
      ...TARGETS.map((target): [string, string] => [`sev${severity}-${target}`, targetText(targets[`${target}Ms`])]),
      [`sev${severity}-hours`, hoursText(hours)],
    ];
  });
  const texts = policies.map((policy, id) => ({
    id,
    name: policy.name,
    enabled: policy.enabled,
    severities: policy.severities,
    tags: policy.tags.join(', '),
    sites: policy.sites.join(', '),
  }));
  return { ...(Object.fromEntries(rows) as Record<SlaField, string>), policies: policiesText(texts) };
}

/** As the contract wants it; what no engine could understand is added to `wrong`. */
export function toIncidents(text: IncidentsText, wrong: FieldError[]): Incidents {
  const rows = SEVERITIES.map((severity) => {
    const name = `sev${severity}` as const;
    const targets = TARGETS.map((target) => [`${target}Ms`, targetMs(text, `${name}-${target}`, wrong)] as const);
    return [name, { ...Object.fromEntries(targets), hours: hoursOf(text, `${name}-hours`, wrong) }];
  });
  const policies = policiesIn(text.policies).map(
    ({ name, enabled, severities, tags, sites }): Policy => ({
      name: name.trim(),
      enabled,
      severities: [...severities],
      tags: wordsIn(tags),
      sites: wordsIn(sites),
    }),
  );
  policies.forEach(({ name, severities }, place) => {
    const path = `incidents.policies.${place}`;
    if (name === '') wrong.push({ path: `${path}.name`, message: 'give it a name' });
    if (severities.length === 0) wrong.push({ path: `${path}.severities`, message: 'name at least one severity' });
  });
  return { sla: Object.fromEntries(rows) as Incidents['sla'], policies };
}

export const policiesText = (policies: readonly PolicyText[]): string => JSON.stringify(policies);

/** What is not a list of policies (a hand in the browser's storage) is none. */
export function policiesIn(text: string): readonly PolicyText[] {
  try {
    const read: unknown = JSON.parse(text);
    return Array.isArray(read) ? read.filter((one) => typeof one?.name === 'string') : [];
  } catch {
    return [];
  }
}

/** One more, below the others. */
export const withPolicy = (policies: readonly PolicyText[]): readonly PolicyText[] => [
  ...policies,
  {
    id: Math.max(-1, ...policies.map(({ id }) => id)) + 1,
    name: '',
    enabled: true,
    severities: [1],
    tags: '',
    sites: '',
  },
];

const NOTHING = 'none';

const targetText = (ms: number | null): string => (ms === null ? NOTHING : durationText(ms));

function targetMs(text: IncidentsText, field: SlaField, wrong: FieldError[]): number | null {
  const typed = text[field].trim();
  if (typed === '' || typed.toLowerCase() === NOTHING) return null;
  const ms = parseDuration(typed);
  if (ms !== null && ms >= 60_000) return ms;
  const message = ms === null ? 'must be a time like 15 min, 4 h, 5 d, or none' : 'must be at least a minute';
  wrong.push({ path: INCIDENT_FIELDS[field][0], message });
  return null;
}

const ALWAYS = '24x7';

const hoursText = (hours: WeeklyHours | null): string =>
  hours === null ? ALWAYS : `${calendarText(hours)} ${hours.zone}`;

/** 'Mon-Fri 08:00-18:00 Europe/Berlin'; without a zone it is that of this machine. */
function hoursOf(text: IncidentsText, field: SlaField, wrong: FieldError[]): WeeklyHours | null {
  const typed = text[field].trim();
  const [, calendar = typed, zone = Intl.DateTimeFormat().resolvedOptions().timeZone] =
    /^(.*\d)\s+([a-z][\w+/-]*)$/i.exec(typed) ?? [];
  const read = typed === '' ? 'always' : readCalendar(calendar);
  if (read === 'always') return null;
  if (read && isZone(zone)) return { zone, days: [...read.days], from: read.from, to: read.to };
  const message = read
    ? `there is no time zone ${zone}; one is like Europe/Berlin`
    : 'must be 24x7, or hours like Mon-Fri 08:00-18:00 Europe/Berlin';
  wrong.push({ path: INCIDENT_FIELDS[field][0], message });
  return null;
}

function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) !== null;
  } catch {
    return false;
  }
}

const wordsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((word) => word.trim())
      .filter((word) => word !== ''),
  ),
];
