// Which entries of the journal concern an incident: the rule behind every timeline. What was said in it; what happened to
// its problems; how its checks and hosts fared while it lasted; what people and the monitor did about them.
// (spec: incidents, "Timeline")
import type { CheckId, HostId, IncidentId, ProblemId } from '../../contract/model/ids.ts';
import type { Incident } from '../../contract/model/incident.ts';
import { isEnded } from '../../contract/model/incident-rules.ts';
import type { Entry, EntryKind } from '../../contract/model/journal.ts';
import type { Scope } from '../../contract/model/scope.ts';

/** What happened to its checks and hosts this long before the impact is shown too: the first signs lie there. */
export const LEAD_IN_MS = 10 * 60_000;

/** An incident, as far as entries are concerned. */
export interface TimelineFacts {
  readonly incidentId: IncidentId;
  /** Impact less the lead-in, epoch ms. */
  readonly from: number;
  /** When it ended, epoch ms; null while it has not. */
  readonly endedAt: number | null;
  /** When it was brought in from elsewhere, epoch ms: what was before is in it as it came. Null: it began here. */
  readonly importedAt: number | null;
  /** With when they began, epoch ms: what happened to a problem is shown from its first bad result on. */
  readonly problems: ReadonlyMap<ProblemId, { readonly openedAt: number; readonly checkId: CheckId }>;
  readonly checkIds: ReadonlySet<CheckId>;
  readonly hostIds: ReadonlySet<HostId>;
  /** Of these every check counts: the host itself is broken, or somebody named it. */
  readonly wholeHostIds: ReadonlySet<HostId>;
}

export function factsOf(incident: Omit<Incident, 'clocks'>): TimelineFacts {
  const { problems, milestones, rootHostId } = incident;
  const impactAt = milestones.find(({ kind }) => kind === 'impact')?.at ?? incident.openedAt;
  const named = [...incident.hostIds, ...(rootHostId === null ? [] : [rootHostId])];
  const broken = problems.filter(({ alive }) => alive).map(({ hostId }) => hostId);
  const ended = milestones.findLast(({ kind }) => kind === 'closed')?.at ?? incident.openedAt;
  return {
    incidentId: incident.id,
    from: impactAt - LEAD_IN_MS,
    endedAt: isEnded(incident.status) ? ended : null,
    importedAt: incident.importedFrom?.at ?? null,
    problems: new Map(problems.map(({ problemId, openedAt, checkId }) => [problemId, { openedAt, checkId }])),
    checkIds: new Set(problems.map(({ checkId }) => checkId)),
    hostIds: new Set([...named, ...problems.map(({ hostId }) => hostId)]),
    wholeHostIds: new Set([...named, ...broken]),
  };
}

/** What an entry is about beyond its own columns, gathered from its data and from what that points at. */
export interface About {
  /** Every problem it names, its own included. */
  readonly problemIds: readonly ProblemId[];
  /** Of a mute or a window; null: of none, or nobody knows any more. */
  readonly scope: Scope | null;
}

/** Where a host stands and what it is called by: scopes cover by site and tag. */
export type HostPlace = (id: HostId) => { readonly site: string; readonly tags: readonly string[] } | undefined;

const lasts = ({ from, endedAt }: TimelineFacts, at: number): boolean =>
  at >= from && (endedAt === null || at <= endedAt);

/**
 * Whether an entry belongs to the timeline of an incident. An entry that was said in an incident belongs to that one alone.
 * What happened to a problem belongs to whoever has it, however late it comes; the rest only while the incident lasted.
 */
export function concerns(facts: TimelineFacts, entry: Entry, about: About, placeOf: HostPlace): boolean {
  if (entry.incidentId !== undefined) return entry.incidentId === facts.incidentId;
  if (facts.importedAt !== null && entry.recordedAt <= facts.importedAt) return false;
  switch (entry.kind) {
    case 'check-state':
    case 'flapping':
    case 'suppression':
      return hasProblem(facts, about) || (lasts(facts, entry.occurredAt) && hasCheck(facts, entry));
    case 'host-state':
      return lasts(facts, entry.occurredAt) && entry.hostId !== undefined && facts.hostIds.has(entry.hostId);
    case 'alert':
    case 'delivery':
    case 'acknowledgement':
    case 'escalation':
      return hasProblem(facts, about);
    case 'mute':
    case 'maintenance':
      return lasts(facts, entry.occurredAt) && isCovered(facts, entry, about.scope, placeOf);
    case 'run':
    case 'step':
      return isOfRun(facts, entry, about);
    case 'clock-jump':
    case 'isolation':
    case 'not-monitored':
      return overlaps(facts, entry);
    default:
      return false;
  }
}

/** Kinds that name neither host nor check as a rule, and may concern any incident. */
export const BROAD_KINDS: readonly EntryKind[] = ['delivery', 'escalation', 'mute', 'maintenance', 'run', 'step'];
/** The monitor's own blind times. */
export const BLIND_KINDS: readonly EntryKind[] = ['clock-jump', 'isolation', 'not-monitored'];

const hasProblem = ({ problems }: TimelineFacts, { problemIds }: About): boolean =>
  problemIds.some((id) => problems.has(id));

const hasCheck = ({ checkIds, wholeHostIds }: TimelineFacts, { checkId, hostId }: Entry): boolean =>
  (checkId !== undefined && checkIds.has(checkId)) || (hostId !== undefined && wholeHostIds.has(hostId));

/**
 * A run belongs to whoever has the problem it was started from; one that was started from none, to what happened to its hosts
 * meanwhile. A dry run did nothing and stands nowhere.
 */
function isOfRun(facts: TimelineFacts, { data, hostId, problemId, occurredAt }: Entry, about: About): boolean {
  if (data.mode === 'dry') return false;
  if (problemId !== undefined) return hasProblem(facts, about);
  return lasts(facts, occurredAt) && hostId !== undefined && facts.hostIds.has(hostId);
}

function isCovered(facts: TimelineFacts, entry: Entry, scope: Scope | null, placeOf: HostPlace): boolean {
  const { hostIds, checkIds } = facts;
  // About one check, or about a host whole.
  if (entry.checkId !== undefined) return hasCheck(facts, entry);
  if (entry.hostId !== undefined) return hostIds.has(entry.hostId);
  if (scope === null) return false;
  if (scope.checkIds.some((id) => checkIds.has(id)) || scope.hostIds.some((id) => hostIds.has(id))) return true;
  if (scope.tags.length + scope.sites.length === 0) return false;
  for (const id of hostIds) {
    const place = placeOf(id);
    if (place && (scope.sites.includes(place.site) || scope.tags.some((tag) => place.tags.includes(tag)))) return true;
  }
  return false;
}

/** A blind time has its beginning in its data where it is told only afterwards; one that began lasts until told otherwise. */
function overlaps({ from, endedAt }: TimelineFacts, { kind, occurredAt, data }: Entry): boolean {
  const began = [data.from, data.since].find((at) => typeof at === 'number') as number | undefined;
  const begins = Math.min(began ?? occurredAt, occurredAt);
  const stillLasts = kind === 'isolation' && data.state === 'isolated';
  return (stillLasts || occurredAt >= from) && (endedAt === null || begins <= endedAt);
}
