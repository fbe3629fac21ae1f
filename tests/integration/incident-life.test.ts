// The life of an incident at the desk: opened, changed, moved on, held, put together, taken apart, closed, open again. All of it
// on the record, nothing half-done, and a restart reads what was there.
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { allIncidents, openIncident, problemId, refusalOf, saidIn, turn } from '../support/incident-desk.ts';

const ONE_TRY = { policy: { maxAttempts: 1 } };
const DONE = { resolution: 'cable replaced', rootCause: 'unknown' };
const HOUR = 60 * MINUTE;

/** web1 with three problems. */
async function troubled(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: ['http', 'disk', 'mail'].map((name) => ({ name, ...ONE_TRY })) });
  for (const check of ['http', 'disk', 'mail']) await turn(floor, `web1 ${check}`, 'critical');
  return floor;
}

const close = (floor: Floor, { id }: Incident) =>
  floor.client.incidents.moveTo({ incidentId: id, status: 'closed', ...DONE });
/** Without what the clocks say: they go on. */
const still = (incidents: readonly Incident[]) =>
  incidents.map(({ clocks: _, slaSaid: __, promised: ___, slaTold: ____, ...one }) => one);

describe('what is over', () => {
  test('stays as it was, but for the words of the review, follow-ups, tickets and late notes', async () => {
    const floor = await troubled();
    const incident = await openIncident(floor, ['web1 http', 'web1 disk']);
    const incidentId = incident.id;
    const { incidents } = floor.client;
    await incidents.putFollowUp({ incidentId, followUp: { text: 'label the cables', owner: 'Bea' } });
    const { followUps, problems } = await close(floor, incident);
    const other = await openIncident(floor);
    const refused = [
      incidents.edit({ incidentId, fields: { title: 'another' } }),
      incidents.edit({ incidentId, fields: { tags: ['core'], rootCause: 'not kept either' } }),
      incidents.rate({ incidentId, impact: 'low', urgency: 'low' }),
      incidents.moveTo({ incidentId, status: 'resolved' }),
      incidents.moveTo({ incidentId, status: 'cancelled', reason: 'a drill' }),
      incidents.hold({ incidentId, waitsFor: 'vendor', reason: 'parts' }),
      incidents.goOn({ incidentId }),
      incidents.assign({ incidentId, role: 'lead', name: 'Bea' }),
      incidents.addProblems({ incidentId, problemIds: [problemId(floor, 'web1 mail')] }),
      incidents.split({ incidentId, problemIds: [problems[0]!.problemId], title: 'x', reason: 'y' }),
      incidents.merge({ incidentId, into: other.id, reason: 'the same' }),
      incidents.merge({ incidentId: other.id, into: incidentId, reason: 'the same' }),
    ];
    for (const call of refused) {
      const said = await refusalOf(call);
      expect(said.code).toBe('CONFLICT');
      expect(said.message).toMatch(/INC-2026-0001 is closed; re-open it/);
    }
    const before = (await saidIn(floor, incident)).length;
    expect(await refusalOf(incidents.edit({ incidentId, fields: { resolution: '' } }))).toMatchObject({
      code: 'INVALID',
      path: 'fields.resolution',
    });
    await incidents.edit({ incidentId, fields: { rootCause: 'a cleaner', wentWell: 'fast', lucky: 'daytime' } });
    await incidents.endFollowUp({ incidentId, followUpId: followUps[0]!.id, done: true });
    await incidents.putTickets({ incidentId, tickets: [{ system: 'Jira', id: 'OPS-1' }] });
    await incidents.note({ incidentId, text: 'a late word' });
    expect((await saidIn(floor, incident)).slice(before)).toEqual([
      'details: Root cause written',
      'details: What went well written',
      'details: Where we got lucky written',
      'follow-up: Follow-up done, for Bea',
      'link: Tickets: added Jira OPS-1',
      expect.stringMatching(/^note: /),
    ]);
    expect(await incidents.get({ incident: incidentId })).toMatchObject({
      status: 'closed',
      title: 'checkout is down',
      rootCause: 'a cleaner',
    });
  });

  test('can be opened again weeks later, when no screen shows it any more', async () => {
    const floor = await troubled();
    const incident = await openIncident(floor, ['web1 http']);
    await close(floor, incident);
    await turn(floor, 'web1 http', 'ok');
    floor.clock.sleep(20 * 24 * HOUR);
    await floor.run(MINUTE);
    await openIncident(floor);
    await floor.restart(SECOND);
    const open = await floor.client.incidents.moveTo({
      incidentId: incident.id,
      status: 'open',
      reason: 'it leaks again',
    });
    expect(open.milestones.map(({ kind, opening }) => `${kind} ${opening}`)).toEqual([
      'impact 1',
      'detected 1',
      'closed 1',
      'detected 2',
    ]);
    expect(open.problems[0]?.closedAt).not.toBeNull();
    expect((await saidIn(floor, incident)).at(-1)).toBe('status: Incident re-opened: it leaks again');
  });
});

describe('put together and taken apart', () => {
  test('merging: problems, follow-ups and tickets go over, both are told, the chain of three stays walkable', async () => {
    const floor = await troubled();
    const { incidents } = floor.client;
    const a = await openIncident(floor, ['web1 http'], { fields: { title: 'a' } });
    const b = await openIncident(floor, ['web1 disk'], { fields: { title: 'b' } });
    const c = await openIncident(floor, ['web1 mail'], { fields: { title: 'c' } });
    await incidents.putFollowUp({ incidentId: a.id, followUp: { text: 'label the cables' } });
    await incidents.putTickets({ incidentId: a.id, tickets: [{ system: 'Jira', id: 'OPS-1' }] });
    await incidents.putTickets({ incidentId: b.id, tickets: [{ system: 'jira', id: 'ops-1' }] });
    await incidents.hold({ incidentId: a.id, waitsFor: 'vendor', reason: 'parts' });
    expect(await refusalOf(incidents.merge({ incidentId: a.id, into: a.id, reason: 'x' }))).toMatchObject({
      code: 'INVALID',
      path: 'into',
    });
    const merged = await incidents.merge({ incidentId: a.id, into: b.id, reason: 'same switch' });
    expect(merged).toMatchObject({ id: b.id, status: 'open', mergedFrom: [a.id], tickets: [{ id: 'ops-1' }] });
    expect(merged.problems.map(({ check }) => check)).toEqual(['disk', 'http']);
    expect(merged.followUps.map(({ text }) => text)).toEqual(['label the cables']);
    expect(merged.milestones.at(-1)).toMatchObject({ kind: 'impact', at: a.milestones[0]!.at });
    expect(await incidents.get({ incident: a.id })).toMatchObject({
      status: 'closed',
      mergedInto: b.id,
      problems: [],
      followUps: [],
      tickets: [],
      onHold: null,
      rootCause: '',
    });
    expect((await saidIn(floor, a)).at(-1)).toBe(
      'status: Incident merged into INC-2026-0002, with 1 problem: same switch',
    );
    expect((await saidIn(floor, b)).at(-1)).toBe(
      'status: Incident INC-2026-0001 merged into this one, with 1 problem: same switch',
    );
    const last = await incidents.merge({ incidentId: b.id, into: c.id, reason: 'and this' });
    expect(last).toMatchObject({ mergedFrom: [b.id] });
    expect(last.problems).toHaveLength(3);
    for (const call of [
      incidents.merge({ incidentId: a.id, into: c.id, reason: 'x' }),
      incidents.merge({ incidentId: c.id, into: a.id, reason: 'x' }),
      incidents.moveTo({ incidentId: a.id, status: 'open', reason: 'x' }),
      incidents.assign({ incidentId: b.id, role: 'lead', name: 'Bea' }),
    ]) {
      const said = await refusalOf(call);
      expect(said.code).toBe('CONFLICT');
      expect(said.message).toMatch(/was merged into another one/);
    }
    // Its problems are followed where they are now.
    await turn(floor, 'web1 http', 'ok');
    expect((await saidIn(floor, c)).at(-1)).toBe('problems: 1 problem over: web1 http; 2 left');
  });

  test('splitting: problems move out into a new one that goes on where the old one was; at least one stays', async () => {
    const floor = await troubled();
    const { incidents } = floor.client;
    const a = await openIncident(floor, ['web1 http', 'web1 disk'], { lead: 'Bea' });
    await incidents.moveTo({ incidentId: a.id, status: 'acknowledged' });
    await incidents.hold({ incidentId: a.id, waitsFor: 'vendor', reason: 'parts' });
    await floor.run(MINUTE);
    const [http, disk] = a.problems.map(({ problemId: id }) => id);
    const all = incidents.split({ incidentId: a.id, problemIds: [http!, disk!], title: 'all', reason: 'x' });
    expect(await refusalOf(all)).toMatchObject({ code: 'INVALID', path: 'problemIds' });
    const strange = incidents.split({
      incidentId: a.id,
      problemIds: [http!, 'nothing' as never],
      title: 'x',
      reason: 'x',
    });
    expect(await refusalOf(strange)).toMatchObject({ code: 'INVALID', path: 'problemIds.1' });
    const half = await incidents.split({
      incidentId: a.id,
      problemIds: [disk!],
      title: 'the disk',
      reason: 'another matter',
    });
    expect(half).toMatchObject({
      number: 'INC-2026-0002',
      title: 'the disk',
      splitFrom: a.id,
      status: 'acknowledged',
      severity: a.severity,
      roles: { lead: 'Bea' },
      onHold: null,
    });
    expect(half.problems.map(({ check }) => check)).toEqual(['disk']);
    expect(half.milestones.map(({ kind }) => kind)).toEqual(['impact', 'detected', 'acknowledged']);
    expect(half.pauses).toEqual([{ from: floor.clock.now() - MINUTE, to: floor.clock.now() }]);
    const old = await incidents.get({ incident: a.id });
    expect(old.problems.map(({ check }) => check)).toEqual(['http']);
    expect(old.onHold).not.toBeNull();
    expect((await saidIn(floor, a)).at(-1)).toBe(
      'problems: 1 problem moved out into INC-2026-0002: web1 disk: another matter',
    );
    expect(await saidIn(floor, half)).toContain(
      'status: Incident INC-2026-0002 split off INC-2026-0001 with 1 problem: another matter',
    );
  });
});

test('two people acknowledge at the same moment: one did it, both see it', async () => {
  const floor = await openFloor();
  const { id: incidentId } = await openIncident(floor);
  const desks = [floor.client, floor.connect('bea')];
  const answers = await Promise.all(
    desks.map(({ incidents }) => incidents.moveTo({ incidentId, status: 'acknowledged' })),
  );
  expect(answers.map(({ status, milestones }) => [status, milestones.length])).toEqual([
    ['acknowledged', 3],
    ['acknowledged', 3],
  ]);
  expect((await saidIn(floor)).slice(1)).toEqual(['status: Incident acknowledged']);
});

test('when the disk refuses in the middle, nothing is half-done', async () => {
  const floor = await troubled();
  const a = await openIncident(floor, ['web1 http', 'web1 disk']);
  const b = await openIncident(floor, ['web1 mail']);
  const before = [still(await allIncidents(floor)), await saidIn(floor)];
  const other = new Database(join(floor.folder, 'watchfloor.db'));
  onTestFinished(() => void other.close());
  // Both rows are written, and the first entry: the second is refused.
  other.exec(`CREATE TRIGGER no_more BEFORE INSERT ON journal WHEN NEW.incident_id = '${b.id}'
    BEGIN SELECT RAISE(ABORT, 'the disk had enough'); END`);
  const merge = () => floor.client.incidents.merge({ incidentId: a.id, into: b.id, reason: 'the same' });
  expect(await refusalOf(merge())).toMatchObject({ code: 'STORAGE' });
  expect([still(await allIncidents(floor)), await saidIn(floor)]).toEqual(before);
  other.exec('DROP TRIGGER no_more');
  await merge();
  await floor.run(5 * SECOND);
  const after = still(await allIncidents(floor));
  await floor.restart(SECOND);
  expect(still(await allIncidents(floor))).toEqual(after);
  await floor.expectChain();
});

test('what problems did while the disk refused is written when it takes it again', async () => {
  const floor = await troubled();
  await openIncident(floor, ['web1 http', 'web1 disk']);
  const other = new Database(join(floor.folder, 'watchfloor.db'));
  onTestFinished(() => void other.close());
  other.exec("CREATE TRIGGER no_more BEFORE UPDATE ON incident BEGIN SELECT RAISE(ABORT, 'the disk had enough'); END");
  await turn(floor, 'web1 http', 'ok');
  expect((await allIncidents(floor))[0]?.problems.every(({ closedAt }) => closedAt === null)).toBe(true);
  expect(floor.engine.watchdog.health().troubles).toContainEqual(expect.objectContaining({ code: 'storage' }));
  other.exec('DROP TRIGGER no_more');
  await floor.run(20 * SECOND);
  expect((await saidIn(floor)).at(-1)).toBe('problems: 1 problem over: web1 http; 1 left');
  expect(floor.engine.watchdog.health().troubles).toEqual([]);
});
