// Items of open incidents: everything known of one stands here, its problems too. And of incidents that ended.
import type { Stance } from '../../contract/model/briefing.ts';
import type { Incident, MilestoneKind } from '../../contract/model/incident.ts';
import type { Escalation } from '../../contract/model/on-call.ts';
import type { ClockKind, SlaClock } from '../../contract/model/sla.ts';
import { type Claims, flappingKey, incidentKey, incidentsOfChecks } from './briefing-claims.ts';
import type { BriefingFacts, IncidentFact, ProblemFact } from './briefing-facts.ts';
import { type Draft, draft } from './briefing-item.ts';
import { ackEnds, escalationFacts, named, partsOf } from './briefing-problems.ts';
import { counted, line, sentence, spell, subjectOf, worstOf } from './briefing-words.ts';
import { listed, problemName } from './incident-words.ts';

/** SEV1 and SEV2 are unstable until they are mitigated. */
const stanceOf = ({ severity, status }: Incident): Stance =>
  severity <= 2 && (status === 'open' || status === 'acknowledged') ? 'unstable' : 'watch';

/** Of those that still run, wait or were missed without an end: the one whose time comes (or came) first. */
export function firstMissed(clocks: readonly SlaClock[]): SlaClock | null {
  const going = clocks.filter(({ endedAt, state }) => endedAt === null && state !== 'kept');
  const dueAt = (clock: SlaClock): number => clock.dueAt ?? Number.MAX_SAFE_INTEGER;
  return going.toSorted((a, b) => dueAt(a) - dueAt(b))[0] ?? null;
}

const CLOCKS: Readonly<Record<ClockKind, string>> = {
  acknowledge: 'acknowledge',
  resolve: 'resolve',
  update: 'update',
};

const openingOf = ({ milestones }: Incident): number =>
  milestones.reduce((most, { opening }) => Math.max(most, opening), 1);

/** When something of the present opening last happened, epoch ms; null: it did not. */
function momentOf(incident: Incident, kind: MilestoneKind): number | null {
  const opening = openingOf(incident);
  return incident.milestones.findLast((one) => one.kind === kind && one.opening === opening)?.at ?? null;
}

/** Since when it is broken: impact where that is known, else detection. */
const sinceOf = ({ milestones, openedAt }: Incident): number =>
  (milestones.find(({ kind }) => kind === 'impact') ?? milestones.find(({ kind }) => kind === 'detected'))?.at ??
  openedAt;

const WAITS = { vendor: 'a vendor', caller: 'the caller', other: 'somebody else' } as const;

function stateOf(incident: Incident): string {
  const { status, onHold, roles } = incident;
  const nobody = status === 'open' && roles.lead === '' ? 'nobody has it' : '';
  const times = openingOf(incident);
  const again = times > 2 ? `opened ${times} times` : times === 2 ? 'opened again' : '';
  return sentence(status, again, nobody, onHold ? `on hold, waits for ${WAITS[onHold.waitsFor]}` : '');
}

/** What its problems come to. */
function problemFacts(incident: Incident, open: readonly ProblemFact[]): readonly string[] {
  const over = incident.problems.filter(({ closedAt }) => closedAt !== null);
  const hosts = open.filter(({ alive }) => alive).length;
  return [
    ...(open.length > 0
      ? [`${counted(open.length, 'problem')}${hosts > 1 ? ` (${hosts} hosts)` : ''}: ${named(open)}`]
      : []),
    ...(over.length > 0 ? [`${over.length} over: ${listed(over.map(problemName).toSorted())}`] : []),
  ];
}

function peopleFacts({ roles }: Incident): readonly string[] {
  const words = [
    roles.next === '' ? '' : `${roles.next} takes the lead next`,
    roles.operator === '' ? '' : `operator ${roles.operator}`,
    roles.scribe === '' ? '' : `scribe ${roles.scribe}`,
    roles.liaison === '' ? '' : `liaison ${roles.liaison}`,
  ].filter((one) => one !== '');
  return words.length === 0 ? [] : [words.join(', ')];
}

function writtenFacts(incident: Incident): readonly string[] {
  const { onHold, customerImpact, summary, tickets, change, severity, computedSeverity, severityReason } = incident;
  const left = incident.followUps.filter(({ doneAt }) => doneAt === null);
  return [
    ...(summary === '' ? [] : [line(summary)]),
    ...(customerImpact === '' ? [] : [`Impact: ${line(customerImpact)}`]),
    ...(onHold === null ? [] : [`On hold by ${onHold.by}: ${line(onHold.reason)}`]),
    ...(severity === computedSeverity
      ? []
      : [`SEV${severity} by hand, the matrix says SEV${computedSeverity}: ${line(severityReason)}`]),
    ...(change === '' ? [] : [`Change ${change}`]),
    ...tickets.map(({ system, id }) => `${system} ${id}`),
    ...(left.length === 0
      ? []
      : [`${counted(left.length, 'follow-up')} open: ${listed(left.map(({ text }) => line(text, 60)))}`]),
  ];
}

/** Promises that were missed, apart from the one that is shown. */
function missedFacts(clocks: readonly SlaClock[], shown: SlaClock | null): readonly string[] {
  const missed = clocks.filter((one) => one.state === 'missed' && one !== shown).map(({ kind }) => CLOCKS[kind]);
  return missed.length === 0 ? [] : [`Missed: time to ${missed.join(', ')}`];
}

export function incidentItems(claims: Claims, facts: BriefingFacts): readonly Draft[] {
  const flapping = incidentsOfChecks(claims, facts);
  return facts.incidents.map(({ incident, tried }: IncidentFact) => {
    const open = claims.get(incidentKey(incident.id)) ?? [];
    const flaps = facts.flapping.filter(({ checkId }) => flapping.get(checkId) === incidentKey(incident.id));
    const sla = firstMissed(incident.clocks);
    return draft({
      key: incidentKey(incident.id),
      covers: [
        incidentKey(incident.id),
        ...(partsOf(open).covers ?? []),
        ...flaps.map(({ checkId }) => flappingKey(checkId)),
      ],
      section: 'incidents',
      stance: stanceOf(incident),
      ref: { incidentId: incident.id },
      severity: incident.severity,
      status: worstOf(open.map(({ problem }) => problem.status)),
      subject: incident.number,
      title: incident.title,
      state: stateOf(incident),
      owner: incident.roles.lead,
      since: sinceOf(incident),
      facts: [
        ...problemFacts(incident, open),
        ...ackEnds(open, facts.asOf),
        ...flaps.map((one) => `${subjectOf(one)} flaps, ${Math.round(one.percent)} %`),
        ...writtenFacts(incident),
        ...peopleFacts(incident),
        ...missedFacts(incident.clocks, sla),
        ...escalations(facts.escalations, open),
      ],
      tried,
      sla,
      lastNoteAt: incident.lastWordAt,
    });
  });
}

const escalations = (all: readonly Escalation[], open: readonly ProblemFact[]): readonly string[] =>
  escalationFacts(all, new Set(open.map(({ problem }) => problem.id)));

/** Resolved, closed, cancelled, or gone into another one. */
export function endedIncidentItems(facts: BriefingFacts): readonly Draft[] {
  return facts.endedIncidents.map((incident) => {
    const since = sinceOf(incident);
    const resolvedAt = momentOf(incident, 'resolved');
    const over = resolvedAt ?? momentOf(incident, 'closed');
    const open = incident.problems.filter(({ closedAt }) => closedAt === null).length;
    const missed = incident.clocks.filter(({ state }) => state === 'missed').map(({ kind }) => CLOCKS[kind]);
    return draft({
      key: incidentKey(incident.id),
      section: 'resolved',
      stance: 'stable',
      ref: { incidentId: incident.id },
      severity: incident.severity,
      subject: incident.number,
      title: incident.title,
      state: endWords(incident),
      owner: incident.roles.lead,
      since,
      until: over,
      facts: [
        ...(incident.status === 'cancelled' || incident.mergedInto !== null || over === null
          ? []
          : [`Lasted ${spell(over - since)}`]),
        ...(incident.resolution === '' ? [] : [line(incident.resolution)]),
        ...(incident.problems.length === 0 ? [] : [counted(incident.problems.length, 'problem')]),
        ...(incident.status === 'resolved' && open > 0 ? [`${open} of them still open, in their own section`] : []),
        ...(missed.length === 0 ? [] : [`Missed: time to ${missed.join(', ')}`]),
      ],
      lastNoteAt: incident.lastWordAt,
    });
  });
}

function endWords({ status, mergedInto, milestones }: Incident): string {
  const by = milestones.findLast(({ kind }) => kind === 'closed' || kind === 'resolved')?.source ?? '';
  if (mergedInto !== null) return 'merged into another';
  if (status === 'cancelled') return 'cancelled, a false alarm';
  const who = by === '' ? '' : ` by ${by}`;
  return status === 'resolved' ? `resolved${who}, not closed yet` : `closed${who}`;
}
