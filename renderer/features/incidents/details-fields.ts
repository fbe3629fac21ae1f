// Pure: what is written about an incident, as typed, and what of it was changed.
import type { HostId } from '../../../electron/contract/model/ids.ts';
import type { Incident, IncidentFields } from '../../../electron/contract/model/incident.ts';

/** Everything but its hosts, which have names here. */
export interface DetailsText {
  readonly title: string;
  readonly summary: string;
  readonly customerImpact: string;
  readonly rootCause: string;
  readonly contributing: string;
  readonly resolution: string;
  readonly wentWell: string;
  readonly wentBadly: string;
  readonly lucky: string;
  readonly change: string;
  readonly tags: readonly string[];
  /** Name of the root host; '' for none. */
  readonly rootHost: string;
  readonly hosts: readonly string[];
}

/** In the order they are shown; those for the review come last. */
export const LONG_FIELDS = [
  ['summary', 'Summary', 'what happened, for somebody who was not there'],
  ['customerImpact', 'Customer impact', 'what they could not do, how many, since when'],
  ['rootCause', 'Root cause', 'or unknown'],
  ['contributing', 'Contributing factors', 'what made it worse or later'],
  ['resolution', 'Resolution', 'what put it right'],
] as const;

export const REVIEW_FIELDS = [
  ['wentWell', 'What went well', ''],
  ['wentBadly', 'What went badly', ''],
  ['lucky', 'Where we got lucky', ''],
] as const;

type NameOf = (id: HostId) => string;

export function detailsText(incident: Incident, nameOf: NameOf): DetailsText {
  const { title, summary, customerImpact, rootCause, contributing, resolution } = incident;
  const { wentWell, wentBadly, lucky, change, tags, rootHostId, hostIds } = incident;
  return {
    ...{ title, summary, customerImpact, rootCause, contributing, resolution, wentWell, wentBadly, lucky, change },
    tags: [...tags],
    rootHost: rootHostId ? nameOf(rootHostId) : '',
    hosts: hostIds.map(nameOf),
  };
}

/** What changed from `before`, as the engine wants it. Names that are no host are refused before (`wrongDetails`). */
export function detailsChange(
  before: DetailsText,
  after: DetailsText,
  idOf: (name: string) => HostId | undefined,
): Partial<IncidentFields> {
  const { rootHost, hosts, tags, ...words } = after;
  const changed = Object.entries(words).filter(([field, value]) => value !== before[field as keyof typeof words]);
  const differs = (a: readonly string[], b: readonly string[]): boolean => a.join('\n') !== b.join('\n');
  return {
    ...Object.fromEntries(changed),
    ...(differs(tags, before.tags) ? { tags: [...tags] } : {}),
    ...(rootHost === before.rootHost ? {} : { rootHostId: rootHost === '' ? null : (idOf(rootHost) ?? null) }),
    ...(differs(hosts, before.hosts) ? { hostIds: hosts.flatMap((name) => idOf(name) ?? []) } : {}),
  };
}

/** What is wrong before it is sent, with the engine's paths. */
export const wrongDetails = (text: DetailsText, isHost: (name: string) => boolean) => [
  ...(text.title.trim() === '' ? [{ path: 'fields.title', message: 'say what is wrong' }] : []),
  ...(text.rootHost !== '' && !isHost(text.rootHost)
    ? [{ path: 'fields.rootHostId', message: `there is no host ${text.rootHost}` }]
    : []),
];
