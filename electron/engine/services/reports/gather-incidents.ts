// Incidents that were open at any time of the period, and their promises; what people answered, problem by problem.

import type { ProblemId } from '../../../contract/model/ids.ts';
import { openingBefore, openingOf } from '../../core/incident-milestones.ts';
import type { ReportRow, ReportRows } from '../../core/report-rows.ts';
import { clocksOf } from '../../core/sla.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import { endOf } from '../incidents/book.ts';
import { gatherEnded, gatherIncidents, gatherReactions, subjectOf } from '../shifts/figures-reactions.ts';
import { inSlices } from '../slices.ts';
import { type Gathering, isMeant } from './report-facts.ts';

const SLICE = 200;

export async function gatherIncidentRows(gathering: Gathering): Promise<Pick<ReportRows, 'incidents' | 'sla-clocks'>> {
  const { frame, settings, now } = gathering;
  const found = await gatherIncidents(gathering, frame.from, frame.until);
  const meant = found.filter((incident) => isMeant(gathering, hostsOf(incident)));
  const promise = settings.get().incidents.sla;
  const clocks: ReportRow<'sla-clocks'>[] = [];
  await inSlices(meant, SLICE, (slice) => {
    for (const incident of slice) {
      for (const clock of clocksOf(incident, promise, now)) {
        const { kind, targetMs, elapsedMs, dueAt, endedAt, state } = clock;
        const when = endedAt ?? (state === 'missed' ? dueAt : null);
        if (kind === 'update' || when === null || when < frame.from || when >= frame.to) continue;
        const overMs = state === 'missed' ? elapsedMs - targetMs : null;
        const { number, title, severity } = incident;
        clocks.push({ number, title, severity, clock: kind, targetMs, elapsedMs, dueAt, endedAt, state, overMs });
      }
    }
  });
  return { incidents: meant.map((incident) => incidentRow(incident, frame.until)), 'sla-clocks': clocks };
}

export async function gatherResponse(gathering: Gathering): Promise<Pick<ReportRows, 'reactions' | 'problems-ended'>> {
  const { frame, now, world } = gathering;
  const cases = await gatherReactions(gathering, { from: frame.from, to: frame.until, now });
  const ended = await gatherEnded(gathering, frame.from, frame.until);
  const meant = ended.filter(({ hostId }) => isMeant(gathering, [hostId]));
  const severities = await severitiesOf(
    gathering,
    meant.map(({ problemId }) => problemId),
  );
  return {
    reactions: cases
      .filter(({ hostId }) => isMeant(gathering, [hostId]))
      .map(({ subject, severity, openedAt, toldAt, takenAt, takenBy, endedAt }) => ({
        subject,
        severity,
        detectedAt: openedAt,
        toldAt,
        acknowledgedAt: takenAt,
        by: takenBy,
        endedAt,
        toAcknowledgeMs: takenAt === null || openedAt === null ? null : Math.max(0, takenAt - openedAt),
        toReactMs: takenAt === null ? null : takenAt - toldAt,
      })),
    'problems-ended': meant.map(({ problemId, checkId, openedAt, closedAt }) => ({
      subject: subjectOf(world, checkId, 'a removed check'),
      severity: severities.get(problemId) ?? null,
      detectedAt: openedAt,
      endedAt: closedAt,
      toResolveMs: Math.max(0, closedAt - openedAt),
    })),
  };
}

async function severitiesOf({ store }: Gathering, ids: readonly ProblemId[]) {
  const found = new Map<ProblemId, number | null>();
  await inSlices(ids, 500, (slice) => {
    for (const { problemId, severity } of store.reportRows.severities(slice)) found.set(problemId, severity);
  });
  return found;
}

const hostsOf = (incident: IncidentRow): readonly string[] => [
  ...incident.problems.map(({ hostId }) => hostId),
  ...incident.hostIds,
  ...(incident.rootHostId === null ? [] : [incident.rootHostId]),
];

/** As it stood at `until`: of a re-opened one the last opening that had begun by then. */
function incidentRow(incident: IncidentRow, until: number): ReportRow<'incidents'> {
  const { number, title, severity, status, openedAt, milestones, roles } = incident;
  const detectedAt = milestones.find(({ kind }) => kind === 'detected')?.at ?? openedAt;
  const acknowledgedAt = milestones.find(({ kind }) => kind === 'acknowledged')?.at ?? null;
  const opening = openingBefore(incident, until);
  const own = milestones.filter((one) => one.opening === opening);
  const resolvedAt = own.find(({ kind }) => kind === 'resolved' || kind === 'closed')?.at ?? null;
  // Its status is that of its last opening; of one before it only the milestones are left.
  const isLast = opening === openingOf(incident);
  const endedAt = isLast ? endOf(incident) : (own.find(({ kind }) => kind === 'closed')?.at ?? null);
  const ended = endedAt === null ? '' : isLast ? endedAs(incident) : 'closed';
  const isOpen = (resolvedAt === null || resolvedAt >= until) && (endedAt === null || endedAt >= until);
  return {
    number,
    title,
    severity,
    status,
    lead: roles.lead,
    openedAt,
    detectedAt,
    acknowledgedAt,
    resolvedAt,
    endedAt,
    ended,
    open: Number(isOpen),
    ageMs: isOpen ? until - openedAt : null,
  };
}

function endedAs({ status, mergedInto }: IncidentRow): string {
  if (mergedInto !== null) return 'merged';
  return status === 'cancelled' ? 'cancelled' : 'closed';
}
