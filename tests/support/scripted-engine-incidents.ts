// The scripted engine about incidents: what is entered is heard and comes back over the feed, as far as a page can tell.
import { implement } from '@orpc/server';
import { contract } from '../../electron/contract/index.ts';
import type { IncidentId } from '../../electron/contract/model/ids.ts';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Stage } from './scripted-engine-inventory.ts';
import { timelineHandlers } from './scripted-engine-timeline.ts';
import { madeUpIncident } from './worlds-incidents.ts';

export function incidentHandlers(stage: Stage) {
  const os = implement(contract).incidents;
  const put = (incident: Incident): Incident => {
    stage.push({ type: 'incident', incident });
    return incident;
  };
  const known = (id: IncidentId): Incident => {
    const found = stage.world().incidents.get(id);
    if (!found) throw new Error(`The made-up world has no incident ${id}.`);
    return found;
  };
  const changed = (id: IncidentId, part: Partial<Incident>): Incident => put({ ...known(id), ...part });
  return {
    open: os.open.handler(({ input }) => {
      stage.heard('open', input);
      const serial = stage.world().incidents.size + 1;
      const number = `INC-2026-${String(serial).padStart(4, '0')}`;
      return put(madeUpIncident({ ...input.fields, number, openedAt: stage.clock() }));
    }),
    edit: os.edit.handler(({ input }) => {
      stage.heard('edit', input);
      return changed(input.incidentId, input.fields as Partial<Incident>);
    }),
    rate: os.rate.handler(({ input }) => {
      stage.heard('rate', input);
      const { impact, urgency, severity, reason } = input;
      return changed(input.incidentId, { impact, urgency, ...(severity ? { severity } : {}), severityReason: reason });
    }),
    moveTo: os.moveTo.handler(({ input }) => {
      stage.heard('moveTo', input);
      return changed(input.incidentId, { status: input.status });
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
    assign: os.assign.handler(({ input }) => {
      stage.heard('assign', input);
      return changed(input.incidentId, { roles: { ...known(input.incidentId).roles, [input.role]: input.name } });
    }),
    addProblems: os.addProblems.handler(({ input }) => {
      stage.heard('addProblems', input);
      return known(input.incidentId);
    }),
    split: os.split.handler(({ input }) => {
      stage.heard('split', input);
      return put(madeUpIncident({ title: input.title, openedAt: stage.clock() }));
    }),
    merge: os.merge.handler(({ input }) => {
      stage.heard('merge', input);
      changed(input.incidentId, { status: 'closed', mergedInto: input.into });
      return known(input.into);
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
    get: os.get.handler(({ input }) => {
      const all = [...stage.world().incidents.values()];
      const found = all.find(({ id, number }) => id === input.incident || number === input.incident);
      if (!found) throw new Error(`The made-up world has no incident ${input.incident}.`);
      return found;
    }),
    list: os.list.handler(({ input }) => {
      const all = [...stage.world().incidents.values()].toSorted((a, b) => b.openedAt - a.openedAt);
      const fit = all.filter(({ status }) => input.statuses.length === 0 || input.statuses.includes(status));
      return { total: fit.length, incidents: fit.slice(input.offset, input.offset + input.limit) };
    }),
    ...timelineHandlers(stage),
  };
}
