// Hosts and checks come, change and go while the engine watches: refusals name the field, and nothing is half done.
import { expect, test } from 'vitest';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';

test('an edit that would put a host behind itself is refused with the way round, and changes nothing', async () => {
  const floor = await openFloor();
  await floor.watch('sw1');
  await floor.watch('sw2', { parents: ['sw1'] });
  await floor.watch('web1', { parents: ['sw2'] });
  const { id, ...host } = floor.host('sw1');
  const parents = [{ hostId: floor.host('web1').id }];
  await expect(floor.client.inventory.editHost({ hostId: id, host: { ...host, parents } })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: {
      fields: [
        { path: 'host.parents', message: expect.stringMatching(/sw1 → web1 → sw2|web1 → sw2 → sw1|sw2 → sw1 → web1/) },
      ],
    },
  });
  expect(floor.host('sw1').parents).toEqual([]);
  expect((await floor.journal('inventory')).map((entry) => entry.text)).toHaveLength(3);
});

test('a name is taken once, whatever its case and width', async () => {
  const floor = await openFloor();
  await floor.watch('web-file1');
  for (const name of ['WEB-file1', 'web-ﬁle1']) {
    await expect(floor.watch(name)).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { fields: [{ path: 'host.name' }] },
    });
  }
  await expect(floor.watch('db1', { checks: [{ name: 'http' }, { name: 'HTTP' }] })).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'checks.2.name' }] },
  });
  expect(floor.engine.world.hosts.size).toBe(1);
});

test('a host without checks gets a ping, and is looked at at once', async () => {
  const floor = await openFloor();
  await floor.client.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' }, checks: [] });
  await floor.run(SECOND);
  expect(floor.state('web1', 'ping').status).toBe('ok');
  expect(floor.reach('web1')).toBe('up');
});

test('a removed host takes its open problems along; its history stays', async () => {
  const floor = await openFloor();
  const host = await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
  floor.say('web1', 'http', 'critical');
  await floor.run(2 * MINUTE);
  expect(floor.problems()).toHaveLength(1);
  await floor.client.inventory.removeHost({ hostId: host.id });
  expect(floor.problems()).toEqual([]);
  const runs = floor.runner.runs.length;
  await floor.run(3 * MINUTE);
  expect(floor.runner.runs).toHaveLength(runs);
  const entries = await floor.client.history.journal({ hostId: host.id });
  expect(entries[0]?.text).toBe('web1 removed, with 2 checks');
  expect(entries.some((entry) => entry.data.told === 'problem')).toBe(true);
  await floor.restart(SECOND);
  expect(floor.engine.world.hosts.size).toBe(0);
  expect(floor.problems()).toEqual([]);
});

test('a check that is disabled is not watched: its problem closes and nobody hears of a recovery', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
  floor.say('web1', 'http', 'critical');
  await floor.run(2 * MINUTE);
  const { id, ...check } = floor.check('web1', 'http');
  await floor.client.inventory.editCheck({ checkId: id, check: { ...check, enabled: false } });
  await floor.run(SECOND);
  expect(floor.problems()).toEqual([]);
  const runs = floor.runner.runs.filter((run) => run.check === 'http').length;
  await floor.run(3 * MINUTE);
  expect(floor.runner.runs.filter((run) => run.check === 'http')).toHaveLength(runs);
  await floor.client.inventory.editCheck({ checkId: id, check: { ...check, enabled: true } });
  await floor.run(2 * MINUTE);
  expect(floor.problem('web1', 'http')).toMatchObject({ status: 'critical', held: null });
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http problem']);
});

test('an edited check is looked at within a second, and a renamed host keeps its rhythm', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.seen('web1', 'http', 2);
  const slots = () => floor.runner.runs.filter((run) => run.check === 'http').map((run) => run.at);
  const before = slots();
  const { id, ...check } = floor.check('web1', 'http');
  await floor.client.inventory.editCheck({ checkId: id, check: { ...check, config: { packets: 1 } } });
  await floor.run(SECOND);
  expect(slots()).toHaveLength(before.length + 1);
  // Its slot of the minute stays its own.
  await floor.seen('web1', 'http');
  expect(((slots().at(-1) ?? 0) - (before.at(-1) ?? 0)) % MINUTE).toBe(0);
  const { id: hostId, ...host } = floor.host('web1');
  const count = slots().length;
  await floor.client.inventory.editHost({ hostId, host: { ...host, name: 'web-one' } });
  await floor.run(SECOND);
  expect(slots()).toHaveLength(count);
});

test('what a kind does not take is refused with the field’s name', async () => {
  const floor = await openFloor();
  const config = { packets: 0 };
  await expect(floor.watch('web1', { checks: [{ name: 'loss', config }] })).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'checks.1.config.packets' }] },
  });
  await expect(floor.watch('web1', { checks: [{ name: 'x', kind: 'telepathy' }] })).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'checks.1.kind', message: expect.stringContaining('telepathy') }] },
  });
  await expect(floor.watch('-rf')).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'host.name' }] },
  });
  expect(floor.engine.world.hosts.size).toBe(0);
  // The channels of a first start aside.
  expect((await floor.journal()).filter(({ kind }) => kind !== 'alerting')).toEqual([]);
});
