// Hosts, what stands in front of them, and what goes quiet behind them: spec monitoring, rules 6 to 8.
import { describe, expect, test } from 'vitest';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';

const BEHIND = 300;

describe('a switch with three hundred hosts behind it', () => {
  test('goes down: one alert; three hundred held back by name; one all-clear; and the journal chain is whole', async () => {
    const floor = await openFloor();
    await floor.watch('core-sw1');
    const names = Array.from({ length: BEHIND }, (_, n) => `web${n + 1}`);
    for (const name of names) await floor.watch(name, { parents: ['core-sw1'] });
    await floor.run(2 * MINUTE);
    expect(names.map(floor.reach)).toEqual(names.map(() => 'up'));

    for (const name of ['core-sw1', ...names]) floor.say(name, 'ping', 'critical');
    await floor.run(5 * MINUTE);
    expect(floor.reach('core-sw1')).toBe('down');
    expect(await floor.told()).toEqual(['core-sw1 problem']);
    expect(floor.problems()).toHaveLength(BEHIND + 1);
    const sw = floor.host('core-sw1').id;
    const hidden = names.map((name) => floor.problem(name, 'ping'));
    for (const problem of hidden) {
      expect(problem).toMatchObject({
        status: 'unreachable',
        because: sw,
        toldAt: null,
        held: { reason: 'unreachable', by: 'core-sw1' },
      });
    }

    for (const name of ['core-sw1', ...names]) floor.say(name, 'ping', 'ok');
    await floor.run(3 * MINUTE);
    expect(floor.problems()).toEqual([]);
    expect(await floor.told()).toEqual(['core-sw1 problem', 'core-sw1 recovery']);
    expect(names.map(floor.reach)).toEqual(names.map(() => 'up'));
    await floor.expectChain();
  });

  test('comes back while some stay dead: those are down now in their own right, and told', async () => {
    const floor = await openFloor();
    await floor.watch('core-sw1');
    for (const name of ['web1', 'web2']) await floor.watch(name, { parents: ['core-sw1'] });
    await floor.run(2 * MINUTE);
    for (const name of ['core-sw1', 'web1', 'web2']) floor.say(name, 'ping', 'critical');
    await floor.run(3 * MINUTE);
    floor.say('core-sw1', 'ping', 'ok');
    floor.say('web1', 'ping', 'ok');
    await floor.run(3 * MINUTE);
    expect(floor.problem('web2', 'ping')).toMatchObject({ status: 'down', because: null, held: null });
    expect(await floor.told()).toEqual(['core-sw1 problem', 'core-sw1 recovery', 'web2 problem']);
  });
});

test('a redundancy group: one of the two uplinks is enough, both down is unreachable', async () => {
  const floor = await openFloor();
  for (const name of ['up-a', 'up-b']) await floor.watch(name);
  await floor.watch('web1', {
    parents: [
      ['up-a', 'uplink'],
      ['up-b', 'uplink'],
    ],
  });
  await floor.run(2 * MINUTE);
  floor.say('up-a', 'ping', 'critical');
  await floor.run(3 * MINUTE);
  expect(floor.reach('web1')).toBe('up');
  floor.say('web1', 'ping', 'critical');
  await floor.run(3 * MINUTE);
  expect(floor.reach('web1')).toBe('down');
  floor.say('up-b', 'ping', 'critical');
  await floor.run(3 * MINUTE);
  expect(floor.reach('web1')).toBe('unreachable');
  floor.say('up-a', 'ping', 'ok');
  await floor.run(3 * MINUTE);
  expect(floor.reach('web1')).toBe('down');
});

test('rule 6: a dead host silences its checks; when it is back, what is still wrong is told', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'disk' }] });
  await floor.run(2 * MINUTE);
  floor.say('web1', 'ping', 'critical');
  await floor.seen('web1', 'ping');
  floor.say('web1', 'disk', 'critical');
  await floor.run(4 * MINUTE);
  expect(floor.problem('web1', 'disk')).toMatchObject({
    status: 'critical',
    because: floor.host('web1').id,
    held: { reason: 'host-down', by: 'web1' },
  });
  expect(floor.state('web1', 'disk')).toMatchObject({ type: 'hard', hostDown: true });
  expect(await floor.told()).toEqual(['web1 problem']);

  // Back: what was seen while it was dead is looked at again at once, and told if it is still there.
  floor.say('web1', 'ping', 'ok');
  await floor.seen('web1', 'ping');
  await floor.run(2 * SECOND);
  expect(floor.problem('web1', 'disk')).toMatchObject({ status: 'critical', held: null, because: null });
  expect(await floor.told()).toEqual(['web1 problem', 'web1 recovery', 'web1 disk problem']);
});

test('rule 6: a check that was soft when its host came back counts from one', async () => {
  const floor = await openFloor();
  // A ping once an hour, so that only what is asked for runs in between.
  const slow = { intervalMs: 60 * MINUTE };
  await floor.watch('web1', { alive: { name: 'ping', policy: slow }, checks: [{ name: 'http' }] });
  await floor.run(11 * MINUTE);
  floor.say('web1', 'http', 'critical');
  await floor.seen('web1', 'http', 2);
  expect(floor.state('web1', 'http')).toMatchObject({ type: 'soft', attempt: 2 });
  const { id } = floor.check('web1', 'ping');
  const ping = async (status: 'ok' | 'critical') => {
    floor.say('web1', 'ping', status);
    await floor.client.monitoring.checkNow({ checkIds: [id] });
    await floor.run(200);
  };
  await ping('critical');
  await ping('ok');
  await floor.seen('web1', 'http');
  expect(floor.state('web1', 'http')).toMatchObject({ type: 'soft', attempt: 1 });
});

test('rule 7: a check that turns bad has its host looked at at once, unless that ran just now', async () => {
  const floor = await openFloor();
  const slow = { intervalMs: 60 * MINUTE };
  await floor.watch('web1', { alive: { name: 'ping', policy: slow }, checks: [{ name: 'http' }] });
  await floor.run(11 * MINUTE);
  const pings = () => floor.runner.runs.filter((run) => run.check === 'ping');
  // Wait until the ping is old enough to be asked again.
  while (floor.clock.now() - (pings().at(-1)?.at ?? 0) < 30 * SECOND) await floor.run(SECOND);
  const before = pings().length;
  floor.say('web1', 'http', 'critical');
  await floor.seen('web1', 'http');
  await floor.run(200);
  expect(pings()).toHaveLength(before + 1);
  // Soft attempt 2, 15 s later: still bad is no news, so nobody is asked.
  await floor.seen('web1', 'http');
  await floor.run(200);
  expect(pings()).toHaveLength(before + 1);
});

test('rule 8: the alert of a host waits until its parents were looked at, and says for whom', async () => {
  const floor = await openFloor();
  const hourly = { intervalMs: 60 * MINUTE };
  await floor.watch('sw1', { alive: { name: 'ping', policy: hourly } });
  await floor.watch('web1', { parents: ['sw1'], alive: { name: 'ping', policy: { maxAttempts: 1 } } });
  await floor.run(2 * MINUTE);
  floor.runner.hold('sw1');
  floor.say('web1', 'ping', 'critical');
  await floor.seen('web1', 'ping');
  await floor.run(SECOND);
  expect(floor.problem('web1', 'ping')).toMatchObject({
    status: 'down',
    toldAt: null,
    held: { reason: 'verifying', by: 'sw1' },
  });
  // The switch turns out to be dead: its host is out of sight, and nobody hears of it alone.
  floor.say('sw1', 'ping', 'critical');
  floor.runner.release('sw1');
  await floor.run(5 * SECOND);
  expect(floor.problem('web1', 'ping')).toMatchObject({
    status: 'unreachable',
    held: { reason: 'unreachable', by: 'sw1' },
  });
  await floor.run(2 * MINUTE);
  expect(await floor.told()).toEqual(['sw1 problem']);
});

test('an alert that waits for a parent does not wait for ever: the parent’s check is disabled, or loses the mark', async () => {
  for (const edit of [{ enabled: false }, { alive: false }]) {
    const floor = await openFloor();
    await floor.watch('sw1', { alive: { name: 'ping', policy: { intervalMs: 60 * MINUTE } } });
    await floor.watch('web1', { parents: ['sw1'], alive: { name: 'ping', policy: { maxAttempts: 1 } } });
    await floor.run(2 * MINUTE);
    floor.runner.hold('sw1');
    floor.say('web1', 'ping', 'critical');
    await floor.seen('web1', 'ping');
    expect(floor.problem('web1', 'ping')?.held?.reason).toBe('verifying');
    const { id, ...check } = floor.check('sw1', 'ping');
    await floor.client.inventory.editCheck({ checkId: id, check: { ...check, ...edit } });
    await floor.run(SECOND);
    expect(floor.problem('web1', 'ping')).toMatchObject({ status: 'down', held: null });
    expect(await floor.told()).toEqual(['web1 problem']);
    floor.runner.release('sw1');
  }
});

test('a removed parent frees its children: they are down in their own right', async () => {
  const floor = await openFloor();
  await floor.watch('sw1');
  await floor.watch('web1', { parents: ['sw1'] });
  await floor.watch('vm1', { parents: ['web1'] });
  await floor.run(2 * MINUTE);
  for (const name of ['sw1', 'web1', 'vm1']) floor.say(name, 'ping', 'critical');
  await floor.run(4 * MINUTE);
  expect([floor.reach('web1'), floor.reach('vm1')]).toEqual(['unreachable', 'unreachable']);
  await floor.client.inventory.removeHost({ hostId: floor.host('sw1').id });
  await floor.run(MINUTE);
  const web = floor.host('web1');
  expect(web.parents).toEqual([]);
  expect(floor.problem('web1', 'ping')).toMatchObject({ status: 'down', because: null, held: null });
  expect(floor.problem('vm1', 'ping')).toMatchObject({ status: 'unreachable', because: web.id });
  expect(await floor.told()).toEqual(['sw1 problem', 'web1 problem']);
});
