// The story of an incident, told by a whole engine: what it gathers from inventory, problems, windows and journal.
import { describe, expect, test } from 'vitest';
import type { Incident } from '../../electron/contract/model/incident.ts';
import type { Story } from '../../electron/contract/model/story.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { openIncident } from '../support/incident-desk.ts';

const HOUR = 60 * MINUTE;
const QUICK = { policy: { maxAttempts: 1, intervalMs: 30_000 } };

const drawn = ({ chains }: Story): readonly string[] =>
  chains.map(({ links }) => links.map(({ host, check }) => (check ? `${host} ${check}` : host)).join(' > '));
const titles = ({ suspects }: Story): readonly string[] => suspects.map(({ title }) => title);
const story = (floor: Floor, { id }: Incident): Promise<Story> => floor.client.incidents.story({ incidentId: id });

/** core1 before sw1 before two web servers; entered long enough ago to be no news. */
async function rack(floor: Floor): Promise<void> {
  await floor.watch('core1', { alive: { name: 'ping', ...QUICK }, checks: [{ name: 'bgp', ...QUICK }] });
  await floor.watch('sw1', { parents: ['core1'], alive: { name: 'ping', ...QUICK } });
  for (const name of ['web1', 'web2']) {
    const checks = [
      { name: 'http', ...QUICK, dependsOn: ['dns'] },
      { name: 'dns', ...QUICK },
    ];
    await floor.watch(name, { parents: ['sw1'], alive: { name: 'ping', ...QUICK }, checks });
  }
  await floor.run(2 * HOUR);
}

const allOut = async (floor: Floor): Promise<void> => {
  floor.say('core1', 'ping', 'critical');
  for (const host of ['sw1', 'web1', 'web2']) floor.say(host, 'ping', 'critical');
  await floor.run(3 * MINUTE);
};

describe('the story of an incident', () => {
  test('goes back to the router under planned work, and says why', async () => {
    const floor = await openFloor();
    await rack(floor);
    const now = floor.clock.now();
    await floor.client.maintenance.putWindow({
      windowId: null,
      window: {
        name: 'core upgrade',
        change: 'CHG0031337',
        scope: { hostIds: [floor.host('core1').id] },
        startsAt: now + MINUTE,
        endsAt: now + 2 * HOUR,
      },
    });
    await floor.run(6 * MINUTE);
    floor.say('core1', 'bgp', 'critical');
    await floor.run(2 * MINUTE);
    await allOut(floor);
    const incident = await openIncident(floor, ['web1 ping', 'web2 ping', 'sw1 ping']);
    const told = await story(floor, incident);
    expect(drawn(told)).toEqual(['web1 > sw1 > core1']);
    expect(told.chains[0]).toMatchObject({ behind: 3 });
    expect(told.chains[0]?.links.map(({ state }) => state)).toEqual(['unreachable', 'unreachable', 'down']);
    expect(titles(told).slice(0, 2)).toEqual(['core1 went down', 'Maintenance "core upgrade" (CHG0031337) began']);
    const [state, work] = told.suspects;
    expect(state?.reasons.join('; ')).toMatch(/its check bgp was critical [12] min before/);
    expect(state?.reasons).toContain('it was in maintenance then');
    expect(work?.hostId).toBe(floor.host('core1').id);
    const entry = (await floor.journal('maintenance')).find(({ seq }) => seq === work?.seq);
    expect(entry?.text).toMatch(/began$/);
    expect(told.blind).toEqual([]);
  });

  test('what was brought in a moment before is no cause of what it tells: new hosts come behind the router that died', async () => {
    const floor = await openFloor();
    const host = (name: string, parents = '') =>
      `  - name: ${name}\n    address: 127.0.0.1\n${parents}    checks:\n      - name: ping\n        kind: ping\n        alive: true\n        interval: 60s\n        retryInterval: 10s\n        maxAttempts: 3\n`;
    const text = `watchfloor: 1\nhosts:\n${host('core1')}${host('sw1', '    parents: [core1]\n')}${host('web1', '    parents: [sw1]\n')}${host('web2', '    parents: [sw1]\n')}`;
    const imported = await floor.client.inventory.importFile({ format: 'yaml', text });
    expect(imported).toMatchObject({ applied: true });
    await floor.run(2 * MINUTE);
    await allOut(floor);
    const told = await story(floor, await openIncident(floor, ['web1 ping', 'web2 ping', 'sw1 ping']));
    expect(titles(told)[0]).toBe('core1 went down');
    const brought = told.suspects.filter(({ seq }) => seq !== null);
    for (const { reasons } of brought)
      expect(reasons).toContain('it was new then: nothing that worked before was changed');
  });

  test('of an incident that is over is told as it was, and after a restart too', async () => {
    const floor = await openFloor();
    await rack(floor);
    await allOut(floor);
    const incident = await openIncident(floor, ['web1 ping', 'web2 ping']);
    for (const host of ['core1', 'sw1', 'web1', 'web2']) floor.say(host, 'ping', 'ok');
    await floor.run(5 * MINUTE);
    const { client } = floor;
    await client.incidents.moveTo({ incidentId: incident.id, status: 'resolved' });
    await client.incidents.moveTo({
      incidentId: incident.id,
      status: 'closed',
      resolution: 'it came back',
      rootCause: 'unknown',
    });
    const before = await story(floor, incident);
    expect(drawn(before)).toEqual(['web1 > sw1 > core1']);
    const [link] = before.chains[0]?.links ?? [];
    expect(link?.state).toBe('ok');
    expect(link?.summary).toMatch(/^was (?:down|unreachable) from \d\d:\d\d:\d\d UTC to \d\d:\d\d:\d\d UTC$/);
    await floor.run(MINUTE);
    await floor.client.inventory.editHost({
      hostId: floor.host('core1').id,
      host: { name: 'core1', address: '127.0.0.9' },
    });
    await floor.restart(10 * SECOND);
    const after = await story(floor, incident);
    expect(drawn(after)).toEqual(drawn(before));
    expect(titles(after)).toEqual(titles(before));
    expect(after.asOf).toBe(before.asOf);
    expect(after.blind).toContain('core1 was changed since: parents and checks are taken as they are now');
  });

  test('follows the checks that a check needs, and names who changed the host before', async () => {
    const floor = await openFloor();
    await rack(floor);
    const { id, name, parents } = floor.host('web1');
    await floor.client.inventory.editHost({ hostId: id, host: { name, address: '127.0.0.2', parents } });
    await floor.run(11 * MINUTE);
    floor.say('web1', 'dns', 'critical');
    await floor.run(MINUTE);
    floor.say('web1', 'http', 'critical');
    await floor.run(2 * MINUTE);
    const told = await story(floor, await openIncident(floor, ['web1 http']));
    expect(drawn(told)).toEqual(['web1 http > web1 dns']);
    expect(told.chains[0]?.links[0]?.because).toBe('http needs dns');
    expect(titles(told)).toEqual(['web1 dns went critical', 'ada: web1 edited: address']);
    expect(told.suspects[1]?.reasons).toContain('on web1: the host itself');
  });

  test('says that a host is gone, and that the journal is too young', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { alive: { name: 'ping', ...QUICK } });
    await floor.run(5 * MINUTE);
    floor.say('web1', 'ping', 'critical');
    await floor.run(3 * MINUTE);
    const incident = await openIncident(floor, ['web1 ping']);
    await floor.client.inventory.removeHosts({ hostIds: [floor.host('web1').id] });
    const told = await story(floor, incident);
    expect(drawn(told)).toEqual(['web1']);
    expect(told.blind).toContain('web1 is no longer in the inventory: what stood before is not known');
    expect(told.blind.join(' ')).toMatch(/the journal begins \d{4}-/);
  });

  test('of one that was opened from a call says that there is nothing to go back from', async () => {
    const floor = await openFloor();
    const told = await story(floor, await openIncident(floor, []));
    expect(told).toMatchObject({ chains: [], suspects: [] });
    expect(told.blind[0]).toBe('no problem belongs to this incident: there is nothing to go back from');
  });

  test('of an incident that never was is refused in words', async () => {
    const floor = await openFloor();
    await expect(floor.client.incidents.story({ incidentId: 'nobody' })).rejects.toThrow(/incident/);
  });
});
