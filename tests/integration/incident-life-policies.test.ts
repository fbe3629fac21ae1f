// Incidents that open, grow and follow by themselves.
import { describe, expect, test } from 'vitest';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import {
  allIncidents,
  entriesOf,
  openIncident,
  refusalOf,
  saidIn,
  setPolicies,
  turn,
} from '../support/incident-desk.ts';

const names = (
  incident:
    | {
        readonly problems: readonly {
          readonly host: string;
          readonly check: string;
          readonly closedAt: number | null;
        }[];
      }
    | undefined,
) => incident?.problems.map(({ host, check, closedAt }) => `${host} ${check}${closedAt === null ? '' : ' over'}`);

const ONE_TRY = { policy: { maxAttempts: 1 } };

/** A switch, and hosts behind it. */
async function rack(floor: Floor, hosts: number): Promise<void> {
  await floor.watch('sw1');
  for (let nth = 1; nth <= hosts; nth += 1) await floor.watch(`web${nth}`, { parents: ['sw1'] });
}

const allDown = async (floor: Floor, hosts: number): Promise<void> => {
  floor.say('sw1', 'ping', 'critical');
  for (let nth = 1; nth <= hosts; nth += 1) floor.say(`web${nth}`, 'ping', 'critical');
  await floor.run(10 * MINUTE);
};

describe('a policy', () => {
  test('opens an incident from an alert, dated from the first bad result and from when people were told', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { checks: [{ name: 'http' }] });
    await setPolicies(floor, { name: 'web is critical', severities: [2] });
    await turn(floor, 'web1 http', 'critical');
    const [incident, ...more] = await allIncidents(floor);
    expect(more).toEqual([]);
    const told = floor.problem('web1', 'http')!;
    expect(incident).toMatchObject({
      number: 'INC-2026-0001',
      title: 'web1 http critical',
      severity: 2,
      computedSeverity: 2,
      openedBy: 'the engine',
      policy: 'web is critical',
      rootHostId: floor.host('web1').id,
    });
    expect(incident?.milestones).toEqual([
      { kind: 'impact', at: told.openedAt, source: 'check web1 http', opening: 1 },
      { kind: 'detected', at: told.toldAt, source: 'the engine', opening: 1 },
    ]);
    expect(told.openedAt).toBeLessThan(told.toldAt!);
    expect(await saidIn(floor)).toEqual([
      'status: Incident INC-2026-0001 opened by policy web is critical, SEV2 from impact high, urgency medium: web1 http critical',
    ]);
  });

  test('leaves alone what is not of its severity, site or tags, what was not told, and everything while it is off', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { host: { site: 'ams', tags: ['web'] }, checks: [{ name: 'http', ...ONE_TRY }] });
    for (const policy of [
      { severities: [1] },
      { severities: [2], sites: ['fra'] },
      { severities: [2], tags: ['db'] },
      { severities: [2], enabled: false },
    ]) {
      await setPolicies(floor, { name: 'p', ...policy });
      await turn(floor, 'web1 http', 'critical');
      expect(await allIncidents(floor)).toEqual([]);
      await turn(floor, 'web1 http', 'ok');
    }
    await setPolicies(floor, { name: 'p', severities: [2], sites: ['ams'], tags: ['web', 'x'] });
    await floor.client.maintenance.mute({
      scope: { hostIds: [floor.host('web1').id] },
      until: floor.clock.now() + 60 * MINUTE,
    });
    await turn(floor, 'web1 http', 'critical');
    expect(await allIncidents(floor)).toEqual([]);
    const [mute] = floor.engine.world.problems.values();
    expect(mute?.held?.reason).toBe('muted');
  });

  test('a switch with twelve hosts behind it is one incident, and not thirteen', async () => {
    const floor = await openFloor();
    await rack(floor, 12);
    await setPolicies(floor);
    await allDown(floor, 12);
    const [incident, ...more] = await allIncidents(floor);
    expect(more).toEqual([]);
    expect(incident).toMatchObject({ title: 'sw1 down, 12 hosts behind', rootHostId: floor.host('sw1').id });
    expect(incident?.problems).toHaveLength(13);
    expect((await entriesOf(floor)).length).toBeLessThanOrEqual(4);
  });

  test('what comes later from the same cause joins, and the title counts it; a title that people wrote stays', async () => {
    const floor = await openFloor();
    await rack(floor, 3);
    await setPolicies(floor);
    floor.say('sw1', 'ping', 'critical');
    floor.say('web1', 'ping', 'critical');
    await floor.run(10 * MINUTE);
    const [first] = await allIncidents(floor);
    expect(first?.title).toBe('sw1 down, 1 host behind');
    await turn(floor, 'web2', 'critical');
    expect((await allIncidents(floor)).map(({ title }) => title)).toEqual(['sw1 down, 2 hosts behind']);
    await floor.client.incidents.edit({ incidentId: first!.id, fields: { title: 'row C is dark' } });
    await turn(floor, 'web3', 'critical');
    const [incident, ...more] = await allIncidents(floor);
    expect(more).toEqual([]);
    expect(incident).toMatchObject({ title: 'row C is dark' });
    expect(names(incident)).toEqual(['sw1 ping', 'web1 ping', 'web2 ping', 'web3 ping']);
    expect((await saidIn(floor)).at(-1)).toBe('problems: 1 problem behind sw1 joined: web3');
  });

  test('more causes at once than people can read are one incident', async () => {
    const floor = await openFloor();
    for (let nth = 1; nth <= 15; nth += 1) await floor.watch(`web${nth}`);
    await setPolicies(floor);
    for (let nth = 1; nth <= 15; nth += 1) floor.say(`web${nth}`, 'ping', 'critical');
    await floor.run(10 * MINUTE);
    const all = await allIncidents(floor);
    expect(all.length).toBeLessThanOrEqual(10);
    expect(all.flatMap(({ problems }) => problems)).toHaveLength(15);
    expect(all.at(-1)?.title).toMatch(/ at once$|down$/);
  });

  test('does not open again what people called a false alarm, until something new is told of it', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { checks: [{ name: 'http', ...ONE_TRY }] });
    await setPolicies(floor);
    await turn(floor, 'web1 http', 'warning');
    const [incident] = await allIncidents(floor);
    // Written down late: what counts is when it was said.
    await floor.client.incidents.moveTo({
      incidentId: incident!.id,
      status: 'cancelled',
      reason: 'a drill',
      at: incident!.milestones.at(-1)!.at,
    });
    await floor.run(10 * MINUTE);
    await floor.acknowledge('web1', 'http');
    await floor.run(5 * SECOND);
    await floor.restart(SECOND);
    await floor.run(10 * MINUTE);
    expect(await allIncidents(floor)).toHaveLength(1);
    await floor.client.monitoring.unacknowledge({ problemIds: [floor.problem('web1', 'http')!.id] });
    await turn(floor, 'web1 http', 'critical');
    expect((await allIncidents(floor)).map(({ number, title }) => `${number} ${title}`)).toEqual([
      'INC-2026-0001 web1 http warning',
      'INC-2026-0002 web1 http critical',
    ]);
  });

  test('a kill between alert and incident loses nothing: the next start opens it', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { checks: [{ name: 'http', ...ONE_TRY }] });
    await turn(floor, 'web1 http', 'critical');
    // A policy that this engine never acted upon, as if it had been killed before.
    const now = await floor.client.engine.settings();
    const { openStore } = await import('../../electron/engine/store/open.ts');
    await floor.stop();
    const store = await openStore(floor.folder, { clock: floor.clock });
    store.settings.put('engine', {
      ...now,
      incidents: {
        ...now.incidents,
        policies: [{ name: 'late', enabled: true, severities: [2], tags: [], sites: [] }],
      },
    });
    store.close();
    await floor.restart(SECOND);
    await floor.run(5 * SECOND);
    expect((await allIncidents(floor)).map(({ policy, title }) => `${policy}: ${title}`)).toEqual([
      'late: web1 http critical',
    ]);
  });

  test('a policy that is new looks at what is there', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { checks: [{ name: 'http', ...ONE_TRY }] });
    await turn(floor, 'web1 http', 'critical');
    await setPolicies(floor);
    await floor.run(5 * SECOND);
    expect(await allIncidents(floor)).toHaveLength(1);
  });
});

describe('problems of an incident', () => {
  async function two(): Promise<Floor> {
    const floor = await openFloor();
    await floor.watch('web1', {
      checks: [
        { name: 'http', ...ONE_TRY },
        { name: 'disk', ...ONE_TRY },
      ],
    });
    await turn(floor, 'web1 http', 'critical');
    await turn(floor, 'web1 disk', 'warning');
    await openIncident(floor, ['web1 http', 'web1 disk']);
    return floor;
  }

  test('follow: a change of status silently, the end with one entry', async () => {
    const floor = await two();
    await turn(floor, 'web1 disk', 'critical');
    expect((await allIncidents(floor))[0]?.problems.map(({ status }) => status)).toEqual(['critical', 'critical']);
    expect(await saidIn(floor)).toHaveLength(1);
    await turn(floor, 'web1 http', 'ok');
    expect((await saidIn(floor)).slice(1)).toEqual(['problems: 1 problem over: web1 http; 1 left']);
    await turn(floor, 'web1 disk', 'ok');
    expect((await saidIn(floor)).slice(2)).toEqual(['problems: 1 problem over: web1 disk; none is left']);
    const [incident] = await allIncidents(floor);
    expect(names(incident)).toEqual(['web1 http over', 'web1 disk over']);
    expect(incident?.status).toBe('open');
  });

  test('are over when their check, or their host, is removed', async () => {
    const floor = await two();
    await floor.client.inventory.removeCheck({ checkId: floor.check('web1', 'http').id });
    await floor.run(5 * SECOND);
    expect(names((await allIncidents(floor))[0])).toEqual(['web1 http over', 'web1 disk']);
    await floor.client.inventory.removeHost({ hostId: floor.host('web1').id });
    await floor.run(5 * SECOND);
    expect(names((await allIncidents(floor))[0])).toEqual(['web1 http over', 'web1 disk over']);
    expect((await saidIn(floor)).slice(1)).toEqual([
      'problems: 1 problem over: web1 http; 1 left',
      'problems: 1 problem over: web1 disk; none is left',
    ]);
  });

  test('that ended while nobody followed are over from the next start on, at the time they ended', async () => {
    const floor = await two();
    await floor.stop();
    const { openStore } = await import('../../electron/engine/store/open.ts');
    const store = await openStore(floor.folder, { clock: floor.clock });
    const endedAt = floor.clock.now();
    store.problems.close(floor.problem('web1', 'http')!.id, endedAt);
    store.close();
    await floor.restart(5 * MINUTE);
    await floor.run(5 * SECOND);
    const http = (await allIncidents(floor))[0]?.problems.find(({ check }) => check === 'http');
    expect(http?.closedAt).toBe(endedAt);
  });

  test('a storm is one entry a batch: thirty hosts back at once', async () => {
    const floor = await openFloor();
    await rack(floor, 30);
    await allDown(floor, 30);
    await openIncident(floor, ['sw1']);
    await floor.run(5 * SECOND);
    const [incident] = await allIncidents(floor);
    expect(incident?.problems).toHaveLength(31);
    expect((await saidIn(floor)).slice(1)).toEqual([
      'problems: 30 problems behind sw1 joined: web1, web2, web3 and 27 more',
    ]);
    for (let nth = 1; nth <= 30; nth += 1) floor.say(`web${nth}`, 'ping', 'ok');
    floor.say('sw1', 'ping', 'ok');
    await floor.run(10 * MINUTE);
    const said = (await saidIn(floor)).slice(2);
    expect(said.at(-1)).toMatch(/none is left$/);
    expect(said.length).toBeLessThanOrEqual(5);
    expect((await allIncidents(floor))[0]?.problems.every(({ closedAt }) => closedAt !== null)).toBe(true);
    await floor.expectChain();
  });
});

test('problems that another open incident has are refused, with its number', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http', ...ONE_TRY }] });
  await turn(floor, 'web1 http', 'critical');
  const first = await openIncident(floor, ['web1 http']);
  const said = await refusalOf(openIncident(floor, ['web1 http']));
  expect(said).toMatchObject({ code: 'CONFLICT', path: 'problemIds.0' });
  expect(said.message).toContain('web1 http is in INC-2026-0001 already; leave it out, or merge the two incidents');
  const other = await openIncident(floor);
  const add = () =>
    floor.client.incidents.addProblems({
      incidentId: other.id,
      problemIds: first.problems.map(({ problemId }) => problemId),
    });
  expect((await refusalOf(add())).code).toBe('CONFLICT');
  await floor.client.incidents.moveTo({ incidentId: first.id, status: 'cancelled', reason: 'the other one is right' });
  expect((await add()).problems).toHaveLength(1);
});
