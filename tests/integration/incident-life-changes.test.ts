// What operators change about an incident at the desk: fields, severity, roles, follow-ups, tickets. One entry for each.
import { describe, expect, test } from 'vitest';
import { MINUTE, openFloor } from '../support/floor.ts';
import { entriesOf, openIncident, refusalOf, saidIn } from '../support/incident-desk.ts';

const HOUR = 60 * MINUTE;

describe('changes', () => {
  test('of fields are one entry each, long words beside the entry; what is the same is not said', async () => {
    const floor = await openFloor();
    await floor.watch('web1');
    const incident = await openIncident(floor);
    const fields = {
      title: 'checkout is slow',
      summary: 'slow',
      tags: ['core', 'core'],
      hostIds: [floor.host('web1').id],
      change: 'CHG-1',
    };
    const edit = () => floor.client.incidents.edit({ incidentId: incident.id, fields });
    expect(await edit()).toMatchObject({ ...fields, tags: ['core'] });
    await edit();
    expect((await saidIn(floor)).slice(1)).toEqual([
      'details: Title written: checkout is slow, before: checkout is down',
      'details: Summary written',
      'details: Change reference written: CHG-1',
      'details: Tags written: core',
      'details: Other affected hosts written: web1',
    ]);
    const summary = (await entriesOf(floor)).find(({ data }) => data.field === 'summary');
    expect(summary?.data).toEqual({
      field: 'summary',
      body: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/), bytes: 4 },
    });
  });

  test('one field that is named leaves the others alone', async () => {
    const floor = await openFloor();
    const incident = await openIncident(floor, [], { fields: { title: 'a', summary: 'slow', tags: ['core'] } });
    const after = await floor.client.incidents.edit({ incidentId: incident.id, fields: { rootCause: 'a leak' } });
    expect(after).toMatchObject({ title: 'a', summary: 'slow', tags: ['core'], rootCause: 'a leak' });
  });

  test('of when the impact began add a milestone; never after it was detected', async () => {
    const floor = await openFloor();
    const incident = await openIncident(floor);
    const { edit } = floor.client.incidents;
    const at = floor.clock.now() - HOUR;
    const after = await edit({ incidentId: incident.id, fields: {}, impactAt: at });
    expect(after.milestones.map(({ kind }) => kind)).toEqual(['impact', 'detected', 'impact']);
    await edit({ incidentId: incident.id, fields: {}, impactAt: at });
    expect((await saidIn(floor)).slice(1)).toEqual([
      'details: Impact began at 2026-11-20 01:00:00 UTC, not at 2026-11-20 02:00:00 UTC',
    ]);
    await floor.run(MINUTE);
    const late = await refusalOf(edit({ incidentId: incident.id, fields: {}, impactAt: floor.clock.now() }));
    expect(late).toMatchObject({ code: 'INVALID', path: 'impactAt' });
    expect(late.message).toContain('2026-11-20 02:01:00 UTC lies after 2026-11-20 02:00:00 UTC');
  });

  test('of severity: over the matrix with a reason, and without one back to the matrix', async () => {
    const floor = await openFloor();
    const { id: incidentId } = await openIncident(floor);
    const { rate } = floor.client.incidents;
    const bare = await refusalOf(rate({ incidentId, impact: 'low', urgency: 'low', severity: 1 }));
    expect(bare).toMatchObject({ code: 'INVALID', path: 'reason' });
    const over = await rate({
      incidentId,
      impact: 'low',
      urgency: 'low',
      severity: 1,
      reason: 'the board is watching',
    });
    expect(over).toMatchObject({ severity: 1, computedSeverity: 4, severityReason: 'the board is watching' });
    await rate({ incidentId, impact: 'low', urgency: 'low', severity: 1, reason: 'the board is watching' });
    expect(await rate({ incidentId, impact: 'low', urgency: 'low' })).toMatchObject({
      severity: 4,
      severityReason: '',
    });
    expect((await saidIn(floor)).slice(1)).toEqual([
      'severity: SEV2 to SEV1 in place of SEV4 from impact low, urgency low: the board is watching',
      'severity: SEV1 to SEV4 from impact low, urgency low',
    ]);
  });

  test('of roles: the next lead takes over', async () => {
    const floor = await openFloor();
    const { id: incidentId } = await openIncident(floor, [], { lead: 'Ada' });
    const { assign } = floor.client.incidents;
    expect(await refusalOf(assign({ incidentId, role: 'next', name: 'Ada' }))).toMatchObject({
      code: 'CONFLICT',
      path: 'name',
    });
    await assign({ incidentId, role: 'next', name: 'Bea' });
    expect((await assign({ incidentId, role: 'lead', name: 'Bea' })).roles).toMatchObject({ lead: 'Bea', next: '' });
    await assign({ incidentId, role: 'lead', name: 'Bea' });
    await assign({ incidentId, role: 'lead', name: '' });
    expect((await saidIn(floor)).slice(1)).toEqual([
      'roles: Next lead is Bea',
      'roles: Lead is Bea, was Ada',
      'roles: Lead is nobody now, was Bea',
    ]);
  });

  test('of follow-ups and tickets', async () => {
    const floor = await openFloor();
    const { id: incidentId } = await openIncident(floor);
    const { client } = floor;
    const put = (followUpId: string | null, text: string) =>
      client.incidents.putFollowUp({ incidentId, followUpId, followUp: { text, owner: 'Bea', dueOn: '2026-12-01' } });
    const [{ id } = { id: '' }] = (await put(null, 'label the cables')).followUps;
    await put(id, 'label the cables');
    await put(id, 'label all cables');
    const done = await client.incidents.endFollowUp({ incidentId, followUpId: id, done: true });
    expect(done.followUps[0]).toMatchObject({ text: 'label all cables', doneBy: 'ada', doneAt: floor.clock.now() });
    await client.incidents.endFollowUp({ incidentId, followUpId: id, done: true });
    await client.incidents.endFollowUp({ incidentId, followUpId: id, done: false });
    expect((await client.incidents.removeFollowUp({ incidentId, followUpId: id })).followUps).toEqual([]);
    expect(await refusalOf(put(id, 'x'))).toMatchObject({ code: 'CONFLICT', path: 'followUpId' });
    const tickets = [
      { system: 'Jira', id: 'OPS-1' },
      { system: 'ServiceNow', id: 'INC7', url: 'https://127.0.0.1/7' },
    ];
    await client.incidents.putTickets({ incidentId, tickets });
    await client.incidents.putTickets({ incidentId, tickets });
    const twice = client.incidents.putTickets({ incidentId, tickets: [...tickets, { system: 'JIRA', id: 'ops-1' }] });
    expect(await refusalOf(twice)).toMatchObject({ code: 'INVALID', path: 'tickets.2.id' });
    await client.incidents.putTickets({ incidentId, tickets: tickets.slice(1) });
    expect((await saidIn(floor)).slice(1)).toEqual([
      'follow-up: Follow-up added, for Bea, due 2026-12-01',
      'follow-up: Follow-up changed, for Bea, due 2026-12-01',
      'follow-up: Follow-up done, for Bea, due 2026-12-01',
      'follow-up: Follow-up not done after all, for Bea, due 2026-12-01',
      'follow-up: Follow-up removed, for Bea, due 2026-12-01',
      'link: Tickets: added Jira OPS-1, ServiceNow INC7',
      'link: Tickets: removed Jira OPS-1',
    ]);
  });
});
