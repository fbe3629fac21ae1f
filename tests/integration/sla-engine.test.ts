// Promises in the whole engine: through the door the app uses, with the services' own milestones, pauses, notes and
// re-openings, on the timeline that people read.
import { expect, it } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { type Floor, MINUTE, openFloor } from '../support/floor.ts';

const HOUR = 60 * MINUTE;

async function opened(floor: Floor): Promise<Incident> {
  return floor.client.incidents.open({ fields: { title: 'Payments fail' }, impact: 'high', urgency: 'medium' });
}
const stands = async (floor: Floor, { id }: Incident) => {
  const { clocks } = await floor.client.incidents.get({ incident: id });
  return clocks.map(({ kind, state, elapsedMs }) => `${kind} ${state} ${elapsedMs / MINUTE}`);
};
const said = async (floor: Floor, { id: incidentId }: Incident): Promise<readonly string[]> => {
  const { entries } = await floor.client.incidents.timeline({ incidentId, filter: { kinds: ['sla'] } });
  return entries.map(({ data }) => `${data.clock} ${data.event}`);
};

it('a shift with one incident: acknowledged, on hold, raised, resolved, opened again', async () => {
  const floor = await openFloor();
  const incident = await opened(floor);
  const incidentId = incident.id;
  expect(await said(floor, incident)).toEqual(['acknowledge started', 'resolve started']);
  await floor.run(10 * MINUTE);
  await floor.client.incidents.moveTo({ incidentId, status: 'acknowledged' });
  expect(await stands(floor, incident)).toEqual(['acknowledge kept 10', 'resolve running 10', 'update running 10']);

  await floor.run(13 * MINUTE);
  expect((await said(floor, incident)).slice(2)).toEqual(['acknowledge kept', 'update at risk']);
  await floor.client.incidents.note({ incidentId, text: 'The carrier looks at it' });
  expect(await stands(floor, incident)).toContain('update running 0');

  await floor.client.incidents.hold({ incidentId, waitsFor: 'vendor', reason: 'A part arrives' });
  await floor.run(10 * HOUR);
  expect(await stands(floor, incident)).toEqual(['acknowledge kept 10', 'resolve paused 23', 'update paused 0']);
  await floor.client.incidents.goOn({ incidentId });
  expect((await said(floor, incident)).slice(4)).toEqual(['resolve paused', 'resolve going on']);

  await floor.client.incidents.rate({ incidentId, impact: 'high', urgency: 'high' });
  expect((await said(floor, incident)).slice(6)).toEqual(['resolve restarted']);
  expect(await stands(floor, incident)).toEqual(['acknowledge kept 10', 'resolve running 23', 'update running 0']);
  await floor.client.incidents.moveTo({ incidentId, status: 'resolved' });
  expect((await said(floor, incident)).slice(7)).toEqual(['resolve kept']);

  await floor.run(5 * HOUR);
  await floor.client.incidents.moveTo({ incidentId, status: 'open', reason: 'It is back' });
  expect((await said(floor, incident)).slice(8)).toEqual(['resolve going on']);
  await floor.run(38 * MINUTE);
  expect((await said(floor, incident)).filter((one) => one.startsWith('resolve')).slice(5)).toEqual([
    'resolve going on',
    'resolve at risk',
    'resolve missed',
  ]);
  await floor.expectChain();
});

it('stopped between two moments it says the second when it is back, and the whole chain holds', async () => {
  const floor = await openFloor();
  const incident = await opened(floor);
  await floor.run(12 * MINUTE);
  await floor.restart(HOUR);
  const events = await said(floor, incident);
  expect(events.filter((one) => one.startsWith('acknowledge'))).toEqual([
    'acknowledge started',
    'acknowledge at risk',
    'acknowledge missed',
  ]);
  const { entries } = await floor.client.incidents.timeline({ incidentId: incident.id, filter: { kinds: ['sla'] } });
  const missed = entries.find(({ data }) => data.event === 'missed' && data.clock === 'acknowledge');
  expect(missed?.occurredAt).toBe(incident.openedAt + 15 * MINUTE);
  expect(missed?.recordedAt).toBe(incident.openedAt + 12 * MINUTE + HOUR);
  await floor.expectChain();
});

it('an incident that was opened late is missed from the start, and is said so once', async () => {
  const floor = await openFloor();
  const detectedAt = floor.clock.now() - 20 * MINUTE;
  const incident = await floor.client.incidents.open({
    fields: { title: 'A phone call' },
    impact: 'high',
    urgency: 'medium',
    impactAt: detectedAt,
    detectedAt,
  });
  expect(await said(floor, incident)).toEqual(['acknowledge started', 'acknowledge missed', 'resolve started']);
  expect(await stands(floor, incident)).toEqual(['acknowledge missed 20', 'resolve running 20', 'update running 0']);
});

it('what went into another incident has no promise of its own any more', async () => {
  const floor = await openFloor();
  const one = await opened(floor);
  const other = await opened(floor);
  await floor.client.incidents.merge({ incidentId: one.id, into: other.id, reason: 'The same carrier' });
  expect(await stands(floor, one)).toEqual([]);
  await floor.run(HOUR);
  expect(await said(floor, one)).toEqual(['acknowledge started', 'resolve started']);
  expect(await said(floor, other)).toContain('acknowledge missed');
});

it('what is split off has clocks of its own, from the same detection', async () => {
  const floor = await openFloor();
  for (const host of ['web1', 'web2']) {
    await floor.watch(host);
    floor.say(host, 'ping', 'critical');
  }
  await floor.run(10 * MINUTE);
  const problems = floor.problems();
  expect(problems).toHaveLength(2);
  const one = await floor.client.incidents.open({
    fields: { title: 'Both webs' },
    impact: 'high',
    urgency: 'medium',
    problemIds: problems.map(({ id }) => id),
  });
  await floor.run(20 * MINUTE);
  expect(await said(floor, one)).toContain('acknowledge missed');
  const split = await floor.client.incidents.split({
    incidentId: one.id,
    problemIds: [problems[0]?.id as (typeof problems)[number]['id']],
    title: 'web1 alone',
    reason: 'Another cause',
  });
  const other = [split, ...(await floor.client.incidents.list({})).incidents].find(({ id }) => id !== one.id);
  expect(other?.splitFrom).toBe(one.id);
  const events = await said(floor, other as Incident);
  expect(events.filter((event) => event.startsWith('acknowledge'))).toEqual([
    'acknowledge started',
    'acknowledge missed',
  ]);
});
