// The scripted engine about incidents: what is entered is heard and comes back over the feed, as far as a page can tell.
import { implement } from '@orpc/server';
import type { SearchHit } from '../../electron/contract/api/incidents.ts';
import { contract } from '../../electron/contract/index.ts';
import type { IncidentId, ProblemId } from '../../electron/contract/model/ids.ts';
import {
  type Incident,
  type IncidentProblem,
  isEnded,
  severityByMatrix,
} from '../../electron/contract/model/incident.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { timelineHandlers } from './scripted-engine-timeline.ts';
import { madeUpIncident } from './worlds-incidents.ts';

let ended: readonly Incident[] = [];
/** Incidents of the past that are not in the live world: they are only listed and got. */
export const keepEnded = (incidents: readonly Incident[]): void => {
  ended = incidents;
};

export function incidentHandlers(stage: Stage) {
  return { ...timelineHandlers(stage), ...lifeHandlers(stage), ...partHandlers(stage), ...askedHandlers(stage) };
}

/** What is known of the incidents, and how a change comes back. */
function bookOf(stage: Stage) {
  const all = (): readonly Incident[] => [...stage.world().incidents.values(), ...ended];
  const known = (id: string): Incident => {
    const found = all().find((one) => one.id === id || one.number === id);
    if (!found) throw new Error(`There is no incident ${id}. Nothing was changed.`);
    return found;
  };
  const put = (incident: Incident): Incident => {
    stage.push({ type: 'incident', incident });
    return incident;
  };
  const changed = (id: IncidentId, part: Partial<Incident>): Incident => put({ ...known(id), ...part });
  const problemsOf = (ids: readonly ProblemId[]): readonly IncidentProblem[] =>
    ids.flatMap((id) => {
      const { problems, hosts, checks } = stage.world();
      const problem = problems.get(id);
      if (!problem) return [];
      const { hostId, checkId, status, openedAt } = problem;
      const check = checks.get(checkId);
      const names = { host: hosts.get(hostId)?.name ?? '', check: check?.name ?? '', alive: check?.alive ?? false };
      return { problemId: id, hostId, checkId, status, openedAt, ...names, closedAt: null };
    });
  return { all, known, put, changed, problemsOf };
}

/** Opening, rating, moving on, merging, splitting. */
function lifeHandlers(stage: Stage) {
  const os = implement(contract).incidents;
  const { known, put, changed, problemsOf } = bookOf(stage);
  return {
    open: os.open.handler(({ input }) => {
      stage.heard('open', input);
      const serial =
        1 + Math.max(0, ...[...stage.world().incidents.values()].map(({ number }) => Number(number.slice(9))));
      const computedSeverity = severityByMatrix(input.impact, input.urgency);
      const { impact, urgency, severityReason, fields } = input;
      return put(
        madeUpIncident({
          ...fields,
          id: `i-${serial}` as IncidentId,
          number: `INC-2026-${String(serial).padStart(4, '0')}`,
          openedAt: stage.clock(),
          impact,
          urgency,
          computedSeverity,
          severity: input.severity ?? computedSeverity,
          severityReason,
          problems: problemsOf(input.problemIds),
          roles: { lead: input.lead, scribe: '', operator: '', liaison: '', next: '' },
        }),
      );
    }),
    edit: os.edit.handler(({ input }) => {
      stage.heard('edit', input);
      return changed(input.incidentId, input.fields as Partial<Incident>);
    }),
    rate: os.rate.handler(({ input }) => {
      stage.heard('rate', input);
      const { impact, urgency, reason } = input;
      const computedSeverity = severityByMatrix(impact, urgency);
      const severity = input.severity ?? computedSeverity;
      return changed(input.incidentId, { impact, urgency, computedSeverity, severity, severityReason: reason });
    }),
    moveTo: os.moveTo.handler(({ input, errors }) => {
      stage.heard('moveTo', input);
      const { status, at = stage.clock(), resolution, rootCause } = input;
      const incident = known(input.incidentId);
      const last = incident.milestones.at(-1)?.at ?? 0;
      if (at < last)
        throw errors.INVALID({
          message: 'Times never go back. Nothing was changed.',
          data: { fields: [{ path: 'at', message: 'lies before the last milestone' }] },
        });
      return changed(input.incidentId, {
        status,
        ...(resolution === undefined ? {} : { resolution }),
        ...(rootCause === undefined ? {} : { rootCause }),
      });
    }),
    hold: os.hold.handler(({ input }) => {
      stage.heard('hold', input);
      const { waitsFor, reason } = input;
      return changed(input.incidentId, { onHold: { since: stage.clock(), by: 'noc', waitsFor, reason } });
    }),
    goOn: os.goOn.handler(({ input }) => {
      stage.heard('goOn', input);
      return changed(input.incidentId, { onHold: null });
    }),
    split: os.split.handler(({ input }) => {
      stage.heard('split', input);
      const { problems } = known(input.incidentId);
      const goes = (one: IncidentProblem) => input.problemIds.includes(one.problemId);
      changed(input.incidentId, { problems: problems.filter((one) => !goes(one)) });
      const from = { splitFrom: input.incidentId, problems: problems.filter(goes) };
      return put(madeUpIncident({ ...from, title: input.title, openedAt: stage.clock() }));
    }),
    merge: os.merge.handler(({ input }) => {
      stage.heard('merge', input);
      const gone = changed(input.incidentId, { status: 'closed', mergedInto: input.into });
      return changed(input.into, { problems: [...known(input.into).problems, ...gone.problems] });
    }),
  };
}

/** What belongs to one: roles, problems, follow-ups, tickets. */
function partHandlers(stage: Stage) {
  const os = implement(contract).incidents;
  const { known, changed, problemsOf } = bookOf(stage);
  return {
    assign: os.assign.handler(({ input }) => {
      stage.heard('assign', input);
      return changed(input.incidentId, { roles: { ...known(input.incidentId).roles, [input.role]: input.name } });
    }),
    addProblems: os.addProblems.handler(({ input }) => {
      stage.heard('addProblems', input);
      const { problems } = known(input.incidentId);
      return changed(input.incidentId, { problems: [...problems, ...problemsOf(input.problemIds)] });
    }),
    putFollowUp: os.putFollowUp.handler(({ input }) => {
      stage.heard('putFollowUp', input);
      const { followUps } = known(input.incidentId);
      const id = input.followUpId ?? `follow-up-${followUps.length + 1}`;
      const one = { ...input.followUp, id, doneAt: null, doneBy: '' };
      return changed(input.incidentId, { followUps: [...followUps.filter((other) => other.id !== id), one] });
    }),
    endFollowUp: os.endFollowUp.handler(({ input }) => {
      stage.heard('endFollowUp', input);
      const doneAt = input.done ? stage.clock() : null;
      const followUps = known(input.incidentId).followUps.map((one) =>
        one.id === input.followUpId ? { ...one, doneAt, doneBy: input.done ? 'noc' : '' } : one,
      );
      return changed(input.incidentId, { followUps });
    }),
    removeFollowUp: os.removeFollowUp.handler(({ input }) => {
      stage.heard('removeFollowUp', input);
      const followUps = known(input.incidentId).followUps.filter(({ id }) => id !== input.followUpId);
      return changed(input.incidentId, { followUps });
    }),
    putTickets: os.putTickets.handler(({ input }) => {
      stage.heard('putTickets', input);
      return changed(input.incidentId, { tickets: input.tickets });
    }),
  };
}

/** What is only asked. */
function askedHandlers(stage: Stage) {
  const os = implement(contract).incidents;
  const { all, known } = bookOf(stage);
  return {
    get: os.get.handler(({ input }) => known(input.incident)),
    list: os.list.handler(({ input }) => {
      const fits = ({ status, severity, openedAt }: Incident): boolean =>
        (input.statuses.length === 0 || input.statuses.includes(status)) &&
        (input.severities.length === 0 || input.severities.includes(severity)) &&
        (input.from === null || openedAt >= input.from) &&
        (input.to === null || openedAt < input.to);
      const fit = all()
        .filter(fits)
        .toSorted((a, b) => b.openedAt - a.openedAt);
      return { total: fit.length, incidents: fit.slice(input.offset, input.offset + input.limit) };
    }),
    search: os.search.handler(({ input }) => {
      const words = input.text.toLowerCase();
      const hits = all().flatMap((one) => hitsOf(one, words));
      return hits
        .toSorted((a, b) => Number(isEnded(known(a.number).status)) - Number(isEnded(known(b.number).status)))
        .slice(0, input.limit);
    }),
  };
}

/** The title as it stands, and a made-up note that has the word in it. */
function hitsOf({ id, number, title, openedAt }: Incident, words: string): readonly SearchHit[] {
  const at = title.toLowerCase().indexOf(words);
  if (at < 0) return [];
  const marked = `${title.slice(0, at)}\ue000${title.slice(at, at + words.length)}\ue001${title.slice(at + words.length)}`;
  const entry = { seq: 7, kind: 'note', at: openedAt, who: 'J. Lindqvist' } as const;
  return [
    { incidentId: id, number, title, entry: null, excerpt: marked },
    { incidentId: id, number, title, entry, excerpt: `Asked the carrier about ${marked}` },
  ];
}
