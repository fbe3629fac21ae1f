// Storms on a whole engine: real services, real files, probes that say what the test tells them. The counts are the promise.
// (spec: monitoring, "Alerts and correlation")
import { describe, expect, test } from 'vitest';
import { addFleet, heldBy, sayAll } from '../support/fleet.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

const CHECKS = 5;

/** sw1 with 300 hosts behind it, 5 checks each, all well. */
async function siteFloor(): Promise<{ floor: Floor; hosts: readonly string[] }> {
  const floor = await openFloor();
  await floor.watch('sw1');
  const hosts = await addFleet(floor, { count: 300, parent: 'sw1', checks: CHECKS });
  await floor.run(2 * MINUTE);
  expect(floor.problems()).toEqual([]);
  return { floor, hosts };
}

const heldCount = (floor: Floor): number => Object.values(heldBy(floor)).reduce((sum, count) => sum + count, 0);

describe('a switch with 300 hosts of 5 checks behind it goes down', () => {
  test('1 alert, 300 hosts and 1,500 checks held; back: 1 recovery, 0 other alerts', async () => {
    const { floor, hosts } = await siteFloor();
    sayAll(floor, ['sw1', ...hosts], 'critical', CHECKS);
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toEqual(['sw1 problem']);
    expect(floor.problems()).toHaveLength(1_801);
    expect(heldBy(floor)['unreachable by sw1']).toBe(1_800);
    // Each stands under what caused it: a host under the switch, a check under its host.
    const byHost = new Map(hosts.map((name) => [floor.host(name).id, name]));
    const causes = floor.problems().map(({ because }) => (because && byHost.get(because) ? 'host' : (because ?? null)));
    expect(causes.filter((cause) => cause === floor.host('sw1').id)).toHaveLength(300);
    expect(causes.filter((cause) => cause === 'host')).toHaveLength(1_500);
    sayAll(floor, ['sw1', ...hosts], 'ok', CHECKS);
    await floor.run(2 * MINUTE);
    expect(await floor.told()).toEqual(['sw1 problem', 'sw1 recovery']);
    expect(floor.problems()).toEqual([]);
    await floor.expectChain();
  });

  test('and the engine is restarted in the middle: 1 alert, 1,800 held; back: 1 recovery', async () => {
    const { floor, hosts } = await siteFloor();
    sayAll(floor, ['sw1', ...hosts], 'critical', CHECKS);
    await floor.run(50 * SECOND);
    await floor.restart(20 * SECOND);
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toEqual(['sw1 problem']);
    expect(heldCount(floor)).toBe(1_800);
    await floor.restart(20 * SECOND);
    sayAll(floor, ['sw1', ...hosts], 'ok', CHECKS);
    await floor.run(2 * MINUTE);
    expect(await floor.told()).toEqual(['sw1 problem', 'sw1 recovery']);
    expect(floor.problems()).toEqual([]);
  });
});

test('300 hosts go down in one window: 0 alerts, 300 held; 297 are back, it ends: 3 alerts', async () => {
  const floor = await openFloor();
  const hosts = await addFleet(floor, { count: 300, tags: ['patching'] });
  await floor.run(2 * MINUTE);
  const endsAt = floor.clock.now() + 10 * MINUTE;
  const window = { name: 'CHG-7', scope: { tags: ['patching'] }, startsAt: floor.clock.now(), endsAt };
  await floor.client.maintenance.putWindow({ window });
  sayAll(floor, hosts, 'critical');
  await floor.run(3 * MINUTE);
  const [[reason, count] = []] = Object.entries(heldBy(floor));
  expect(reason).toMatch(/^maintenance by .*CHG-7/);
  expect(count).toBe(300);
  sayAll(floor, hosts.slice(3), 'ok');
  await floor.run(endsAt - floor.clock.now() - SECOND);
  expect(await floor.told()).toEqual([]);
  await floor.run(2 * SECOND);
  expect((await floor.told()).toSorted()).toEqual(['web1 problem', 'web2 problem', 'web3 problem']);
});

test('an uplink that flaps for an hour, looked at every 30 s: 2 alerts, its start and its end', async () => {
  const floor = await openFloor();
  const policy = { intervalMs: 30 * SECOND, retryIntervalMs: 30 * SECOND };
  await floor.watch('sw1', { checks: [{ name: 'uplink', policy }] });
  await floor.run(15 * MINUTE);
  for (let times = 0; times < 120; times++) {
    floor.say('sw1', 'uplink', times % 2 === 0 ? 'critical' : 'ok');
    await floor.seen('sw1', 'uplink');
  }
  floor.say('sw1', 'uplink', 'ok');
  await floor.run(15 * MINUTE);
  expect(await floor.told()).toEqual(['sw1 uplink flapping-start', 'sw1 uplink flapping-stop']);
});
