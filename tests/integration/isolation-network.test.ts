// The monitor loses its own network: one problem of its own, nobody is told of hosts, the time counts as not monitored.
// (spec: monitoring, "Scheduling") Addresses of the network are only ever given to a runner that sends nothing.
import { describe, expect, test } from 'vitest';
import { addFleet, heldBy, heldFor, sayAll } from '../support/fleet.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

const GATEWAY = '10.9.255.1';

async function withBeacons(floor: Floor, isolation: { detect?: boolean; beacons?: string[] }): Promise<void> {
  const now = await floor.client.engine.settings();
  await floor.client.engine.changeSettings({ ...now, isolation: { ...now.isolation, ...isolation } });
}

/** So many hosts across the network, all well, and a beacon that is known to answer. */
async function networkFloor(count: number, interval = '60s'): Promise<{ floor: Floor; hosts: readonly string[] }> {
  const floor = await openFloor();
  await withBeacons(floor, { beacons: [GATEWAY] });
  const hosts = await addFleet(floor, { count, foreign: true, interval });
  await floor.run(3 * MINUTE);
  return { floor, hosts };
}

const trouble = (floor: Floor): string | undefined =>
  floor.engine.watchdog.health().troubles.find((one) => one.code === 'isolated')?.message;

function cut(floor: Floor, hosts: readonly string[]): void {
  sayAll(floor, hosts, 'critical');
  floor.say(GATEWAY, 'beacon', 'critical');
}

function mend(floor: Floor, hosts: readonly string[]): void {
  sayAll(floor, hosts, 'ok');
  floor.say(GATEWAY, 'beacon', 'ok');
}

/** Sum of a host's stretches in one state over a period, ms. */
async function timeIn(floor: Floor, host: string, from: number): Promise<Readonly<Record<string, number>>> {
  const states = await floor.client.history.states({ hostId: floor.host(host).id, from, to: floor.clock.now() });
  const sums: Record<string, number> = {};
  for (const span of states.host) sums[span.status] = (sums[span.status] ?? 0) + span.to - span.from;
  return sums;
}

describe('a monitor that loses its network', () => {
  test('300 hosts: 1 problem of the monitor, 0 host alerts, and the time counts as not monitored', async () => {
    const { floor, hosts } = await networkFloor(300);
    const from = floor.clock.now();
    cut(floor, hosts);
    await floor.run(10 * MINUTE);
    expect(trouble(floor)).toMatch(
      /^The monitor is cut off from its network since 0\d:\d\d:\d\d UTC: 10\.9\.255\.1 is silent/,
    );
    expect(heldBy(floor)).toEqual({ [`isolated by ${GATEWAY}`]: 300 });
    expect(await floor.told()).toEqual([]);
    const restoredAt = floor.clock.now();
    mend(floor, hosts);
    await floor.run(2 * MINUTE);
    expect(trouble(floor)).toBeUndefined();
    expect(floor.problems()).toEqual([]);
    expect(await floor.told()).toEqual([]);
    const [begun, ended, ...more] = await floor.journal('isolation');
    expect(more).toEqual([]);
    expect(begun?.text).toMatch(/^Monitor isolated: 10\.9\.255\.1 silent, \d+ of \d+ hosts heard since then fail$/);
    expect(ended?.text).toMatch(/^Monitor has its network again after 6\d\d s: 10\.9\.255\.1 answers again$/);
    for (const host of ['web1', 'web150', 'web300']) {
      const sums = await timeIn(floor, host, from);
      expect(Object.keys(sums).sort()).toEqual(['not-monitored', 'ok']);
      // From the first of the failures to where everything had been seen anew.
      expect(sums['not-monitored']).toBeGreaterThan(restoredAt - from - 5 * SECOND);
      expect(sums['not-monitored']).toBeLessThan(restoredAt - from + 30 * SECOND);
    }
    await floor.expectChain();
  });

  test('six hosts are enough: asked with the third that fails, before the first of them is hard', async () => {
    // All six are looked at within the time in which the first is tried again; at a minute apart one in ten times they are not.
    const { floor, hosts } = await networkFloor(6, '30s');
    cut(floor, hosts);
    await floor.run(5 * MINUTE);
    expect(trouble(floor)).toBeDefined();
    expect(await floor.told()).toEqual([]);
  });

  test('what is really down when the network is back is told then', async () => {
    const { floor, hosts } = await networkFloor(20);
    cut(floor, hosts);
    await floor.run(5 * MINUTE);
    mend(floor, hosts);
    floor.say('web7', 'ping', 'critical');
    await floor.run(MINUTE);
    expect(await floor.told()).toEqual(['web7 problem']);
  });

  test('a problem of before is not told again, and its recovery is told', async () => {
    const { floor, hosts } = await networkFloor(20);
    floor.say('web7', 'ping', 'critical');
    await floor.run(3 * MINUTE);
    cut(floor, hosts);
    await floor.run(5 * MINUTE);
    mend(floor, hosts);
    await floor.run(2 * MINUTE);
    expect(await floor.told()).toEqual(['web7 problem', 'web7 recovery']);
  });

  test('what this machine sees of itself is told all the while', async () => {
    const { floor, hosts } = await networkFloor(20);
    await floor.watch('monitor', { checks: [{ name: 'disk', policy: { maxAttempts: 1 } }] });
    await floor.run(2 * MINUTE);
    cut(floor, hosts);
    await floor.run(3 * MINUTE);
    floor.say('monitor', 'disk', 'critical');
    await floor.run(2 * MINUTE);
    expect(await floor.told()).toEqual(['monitor disk problem']);
    expect(trouble(floor)).toBeDefined();
  });

  test('an engine that is restarted while cut off knows it, and tells nobody', async () => {
    const { floor, hosts } = await networkFloor(20);
    cut(floor, hosts);
    await floor.run(3 * MINUTE);
    await floor.restart(5 * MINUTE);
    expect(trouble(floor)).toBeDefined();
    await floor.run(5 * MINUTE);
    expect(heldFor(floor, 'isolated')).toBe(20);
    mend(floor, hosts);
    await floor.run(2 * MINUTE);
    expect([floor.problems(), await floor.told(), trouble(floor)]).toEqual([[], [], undefined]);
  });

  test('a link that comes and goes is one trouble, not one each time', async () => {
    const { floor, hosts } = await networkFloor(20);
    cut(floor, hosts);
    await floor.run(3 * MINUTE);
    for (let times = 0; times < 5; times++) {
      floor.say(GATEWAY, 'beacon', 'ok');
      await floor.run(5 * SECOND);
      floor.say(GATEWAY, 'beacon', 'critical');
      await floor.run(20 * SECOND);
    }
    expect(await floor.journal('isolation')).toHaveLength(1);
    expect(await floor.told()).toEqual([]);
  });
});

describe('it is not the monitor', () => {
  test('most hosts are down and the gateway answers: they are told, a moment later', async () => {
    const { floor, hosts } = await networkFloor(20);
    sayAll(floor, hosts, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(20);
    expect(trouble(floor)).toBeUndefined();
    expect(await floor.journal('isolation')).toEqual([]);
  });

  test('while the beacons are being asked alerts wait for the answer, and go out with it', async () => {
    const { floor, hosts } = await networkFloor(20);
    floor.runner.hold(GATEWAY);
    sayAll(floor, hosts, 'critical');
    await floor.run(2 * MINUTE);
    expect(heldBy(floor)).toEqual({ [`isolated by ${GATEWAY}`]: 20 });
    expect(await floor.told()).toEqual([]);
    floor.runner.release(GATEWAY);
    await floor.run(SECOND);
    expect(await floor.told()).toHaveLength(20);
  });

  test('the gateway is silent and most hosts answer: told as ever', async () => {
    const { floor, hosts } = await networkFloor(20);
    floor.say(GATEWAY, 'beacon', 'critical');
    sayAll(floor, hosts.slice(0, 4), 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(4);
    expect(trouble(floor)).toBeUndefined();
  });

  test('a gateway that never answers a ping is no beacon: nobody is silenced for it', async () => {
    const floor = await openFloor();
    await withBeacons(floor, { beacons: [GATEWAY] });
    floor.say(GATEWAY, 'beacon', 'critical');
    const hosts = await addFleet(floor, { count: 20, foreign: true });
    await floor.run(3 * MINUTE);
    sayAll(floor, hosts, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(20);
    expect(trouble(floor)).toBeUndefined();
  });

  test('a beacon that fell silent while hosts answer is none any more after five minutes', async () => {
    const { floor, hosts } = await networkFloor(20);
    floor.say(GATEWAY, 'beacon', 'critical');
    await floor.run(7 * MINUTE);
    sayAll(floor, hosts, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(20);
  });

  test('one of two beacons answers: connected', async () => {
    const { floor, hosts } = await networkFloor(20);
    await withBeacons(floor, { beacons: [GATEWAY, '10.9.255.2'] });
    await floor.run(2 * MINUTE);
    cut(floor, hosts);
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(20);
  });

  test('switched off it asks nobody; switched off while cut off, what is held is looked at afresh', async () => {
    const { floor, hosts } = await networkFloor(20);
    cut(floor, hosts);
    await floor.run(3 * MINUTE);
    expect(heldFor(floor, 'isolated')).toBe(20);
    await withBeacons(floor, { detect: false });
    floor.runner.runs.length = 0;
    await floor.run(2 * MINUTE);
    expect(trouble(floor)).toBeUndefined();
    expect(await floor.told()).toHaveLength(20);
    expect(floor.runner.runs.filter((run) => run.check === 'beacon')).toEqual([]);
  });

  test('hosts of this very machine say nothing about the network: no beacon is asked', async () => {
    const floor = await openFloor();
    await withBeacons(floor, { beacons: [GATEWAY] });
    const hosts = await addFleet(floor, { count: 20 });
    await floor.run(2 * MINUTE);
    sayAll(floor, hosts, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(20);
    expect(floor.runner.runs.filter((run) => run.check === 'beacon')).toEqual([]);
  });
});
