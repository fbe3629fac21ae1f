// Made-up incidents and timelines for the screens.
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { TimelineEntry } from '../../electron/contract/model/timeline.ts';

let made = 0;

/** An incident as it was opened a moment ago, but for `part`. */
export function madeUpIncident(part: Partial<Incident> = {}): Incident {
  made += 1;
  const openedAt = part.openedAt ?? 0;
  return {
    id: `incident-${made}` as IncidentId,
    number: `INC-2026-${String(made).padStart(4, '0')}`,
    title: 'Something is wrong',
    summary: '',
    customerImpact: '',
    rootCause: '',
    contributing: '',
    resolution: '',
    wentWell: '',
    wentBadly: '',
    lucky: '',
    change: '',
    tags: [],
    rootHostId: null,
    hostIds: [],
    status: 'open',
    onHold: null,
    severity: 2,
    impact: 'high',
    urgency: 'medium',
    computedSeverity: 2,
    severityReason: '',
    openedAt,
    openedBy: 'noc',
    policy: '',
    roles: { lead: '', scribe: '', operator: '', liaison: '', next: '' },
    milestones: [
      { kind: 'impact', at: openedAt, source: 'noc', opening: 1 },
      { kind: 'detected', at: openedAt, source: 'noc', opening: 1 },
    ],
    problems: [],
    followUps: [],
    tickets: [],
    pauses: [],
    lastWordAt: openedAt,
    mergedInto: null,
    mergedFrom: [],
    splitFrom: null,
    importedFrom: null,
    clocks: [],
    ...part,
  };
}

/** An entry of the engine's, but for `part`. */
export function madeUpEntry(
  part: Partial<TimelineEntry> & { readonly seq: number; readonly occurredAt: number },
): TimelineEntry {
  return {
    uuid: `entry-${part.seq}`,
    kind: 'status',
    recordedAt: part.occurredAt + 200,
    actor: { type: 'engine' },
    text: 'Something happened',
    data: {},
    prevHash: '0'.repeat(64),
    hash: String(part.seq).padStart(64, '0'),
    body: null,
    attachment: null,
    pinned: false,
    correctedBy: null,
    redacted: null,
    ...part,
  };
}

const kept = new Map<IncidentId, readonly TimelineEntry[]>();
/** From now on this is the timeline of an incident. */
export const keepTimeline = (id: IncidentId, entries: readonly TimelineEntry[]): void => void kept.set(id, entries);

/** What stands in the timeline of an incident of a made-up world. */
export function madeUpTimeline(incident: Incident | undefined, now: number): readonly TimelineEntry[] {
  const known = incident && kept.get(incident.id);
  if (known) return known;
  const occurredAt = incident?.openedAt ?? now;
  return [madeUpEntry({ seq: 1, occurredAt, text: `Incident opened: ${incident?.title ?? ''}` })];
}
