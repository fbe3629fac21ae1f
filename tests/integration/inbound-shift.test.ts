// A shift with the receiver: what other systems tell becomes problems like any other, and ends with their all-clear.
import { expect, test } from 'vitest';
import { createTestClock } from '../support/clock.ts';
import { MINUTE } from '../support/floor.ts';
import { openInboundDesk } from '../support/inbound-desk.ts';

const DAY = 86_400_000;
const alert = (more: object = {}) => ({
  host: 'web1',
  name: 'Disk full',
  status: 'critical',
  summary: 'disk /var 98 % full',
  links: [{ title: 'Runbook', url: 'https://wiki.example.org/disk' }],
  ...more,
});

test('an alert opens a problem on the host it names, and its all-clear closes it', async () => {
  const desk = await openInboundDesk();
  await desk.client.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' }, checks: [] });
  expect(await desk.post('/v1/alerts', alert({ host: 'WEB1.example.org' }))).toMatchObject({
    status: 200,
    body: { accepted: 1, ignored: 0, rejected: [] },
  });
  await expect.poll(() => desk.problems()).toEqual(['web1 Disk full critical']);
  const { world } = desk.engine;
  const id = desk.check('web1', 'Disk full') as never;
  expect(world.memory.get(id)).toMatchObject({ type: 'hard', summary: 'disk /var 98 % full' });
  expect(world.checks.get(id)!.config).toMatchObject({
    source: 'plain',
    key: 'WEB1.example.org/Disk full',
    links: { Runbook: 'https://wiki.example.org/disk' },
  });
  expect(world.lastResults.get(id)?.output).toContain('Runbook: https://wiki.example.org/disk');

  await desk.post('/v1/alerts', alert({ host: 'WEB1.example.org', status: 'ok', summary: 'all good' }));
  await expect.poll(() => desk.problems()).toEqual([]);
  expect((await desk.journal('alert')).map((entry) => entry.data.told)).toEqual(['problem', 'recovery']);
});

test('a host that nobody watches is made for the alert; two alerts of one name are two problems', async () => {
  const desk = await openInboundDesk();
  const two = [
    alert({ host: 'cache9:11211', key: 'a' }),
    alert({ host: 'cache9:11211', key: 'b', summary: 'disk /home' }),
  ];
  expect((await desk.post('/v1/alerts', { alerts: two })).body).toMatchObject({ accepted: 2 });
  await expect
    .poll(() => desk.problems())
    .toEqual(['cache9-11211 Disk full 2 critical', 'cache9-11211 Disk full critical']);
  const [host] = [...desk.engine.world.hosts.values()];
  expect(host).toMatchObject({ site: 'inbound', address: 'cache9:11211' });
  // Nothing is sent to a host that only an alert named.
  expect(desk.engine.world.checksOf(host!.id).map((one) => [one.kind, one.alive])).toEqual([
    ['inbound', false],
    ['inbound', false],
  ]);
  await desk.post('/v1/alerts', { alerts: [{ ...two[0], status: 'ok' }] });
  await expect.poll(() => desk.problems()).toEqual(['cache9-11211 Disk full 2 critical']);
  await desk.post('/v1/alerts', { alerts: [{ ...two[0], status: 'warning' }] });
  await expect
    .poll(() => desk.problems())
    .toEqual(['cache9-11211 Disk full 2 critical', 'cache9-11211 Disk full warning']);
  expect(desk.engine.world.checks.size).toBe(2);
});

test('the same alert over and over is one problem and tells people once', async () => {
  const desk = await openInboundDesk();
  for (let round = 0; round < 5; round += 1) await desk.post('/v1/alerts', alert());
  await expect.poll(() => desk.problems()).toEqual(['web1 Disk full critical']);
  await desk.post('/v1/alerts', alert({ status: 'warning' }));
  await expect.poll(() => desk.problems()).toEqual(['web1 Disk full warning']);
  expect((await desk.journal('alert')).filter((entry) => entry.data.told === 'problem')).toHaveLength(1);
  expect((await desk.client.engine.inbound()).accepted).toBe(6);
});

test('a restart keeps what is open open without a new message, and the all-clear afterwards finds it', async () => {
  const desk = await openInboundDesk();
  await desk.post('/v1/alerts', alert());
  await expect.poll(() => desk.problems()).toEqual(['web1 Disk full critical']);
  await desk.restart();
  expect(desk.problems()).toEqual(['web1 Disk full critical']);
  const id = desk.check('web1', 'Disk full') as never;
  await desk.client.monitoring.checkNow({ checkIds: [id] });
  await expect.poll(() => desk.engine.world.lastResults.get(id)?.output ?? '').toContain('wiki.example.org');
  expect(desk.problems()).toEqual(['web1 Disk full critical']);
  await desk.post('/v1/alerts', alert({ status: 'ok' }));
  await expect.poll(() => desk.problems()).toEqual([]);
  expect(desk.engine.world.checks.size).toBe(1);
});

test('a check that an operator renamed, disabled or removed stays as the operator wants it', async () => {
  const desk = await openInboundDesk();
  await desk.post('/v1/alerts', alert());
  await expect.poll(() => desk.problems()).toEqual(['web1 Disk full critical']);
  const { world } = desk.engine;
  const { id, ...check } = world.checks.get(desk.check('web1', 'Disk full') as never)!;
  await desk.client.inventory.editCheck({ checkId: id, check: { ...check, name: 'var disk' } });
  await desk.post('/v1/alerts', alert({ status: 'warning' }));
  await expect.poll(() => desk.problems()).toEqual(['web1 var disk warning']);
  await desk.client.inventory.removeCheck({ checkId: id });
  expect(desk.problems()).toEqual([]);
  await desk.post('/v1/alerts', alert());
  await expect.poll(() => desk.problems()).toEqual(['web1 Disk full critical']);
});

test('signs of life come over HTTP, by path or by name, and are refused where nobody listens', async () => {
  const desk = await openInboundDesk();
  await desk.client.inventory.addHost({
    host: { name: 'db1', address: '127.0.0.1' },
    checks: [
      { kind: 'heartbeat', name: 'nightly /home' },
      { kind: 'ping', name: 'ping', alive: true },
    ],
  });
  const message = () => desk.engine.world.memory.get(desk.check('db1', 'nightly /home') as never)?.summary;
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await desk.post('/v1/heartbeat/DB1/nightly%20/home', '')).toMatchObject({
    status: 200,
    body: { accepted: 1 },
  });
  await desk.post('/v1/heartbeat/db1/nightly%20%2Fhome', { message: 'backup 17 done' });
  await expect.poll(message).toMatch(/^backup 17 done /);
  await desk.post('/v1/heartbeat?check=db1/nightly%20/home', 'status=warning&message=two+skipped', form);
  await expect.poll(message).toMatch(/^two skipped /);
  expect(desk.engine.world.memory.get(desk.check('db1', 'nightly /home') as never)?.status).toBe('warning');
  await desk.post('/v1/heartbeat/db1/nightly%20/home?status=ok', 'as plain text', { 'content-type': 'text/plain' });
  await expect.poll(message).toMatch(/^as plain text /);
  expect(await desk.post('/v1/heartbeat/db1/nosuch', '')).toMatchObject({ status: 404 });
  expect(await desk.post('/v1/heartbeat/db1/ping', '')).toMatchObject({ status: 409 });
  expect(await desk.post('/v1/heartbeat/db1/nightly%20/home', { status: 'dead' })).toMatchObject({ status: 400 });
  expect(await desk.post('/v1/heartbeat/db1/%E0%A4%A', '')).toMatchObject({ status: 400 });
  const both = { heartbeats: [{ check: 'db1/nightly /home' }, { check: 'db1/nosuch' }] };
  expect((await desk.post('/v1/alerts', both)).body).toMatchObject({
    accepted: 1,
    rejected: ['heartbeats[1]: there is no such check; name it as host/check'],
  });
});

test('what is over for a week goes, with the host that was made for it; what is open or of others stays', async () => {
  const clock = createTestClock();
  const desk = await openInboundDesk({ clock });
  const own = { kind: 'heartbeat', name: 'monthly', config: { everyMinutes: 40_000 } };
  await desk.client.inventory.addHost({ host: { name: 'mine', address: '127.0.0.1' }, checks: [own] });
  const one = (host: string, key: string) => alert({ host, key });
  await desk.post('/v1/alerts', [one('made1', 'a'), one('made2', 'b'), one('made2', 'c'), one('mine', 'd')]);
  await clock.advance(1_000);
  await expect.poll(() => desk.problems()).toHaveLength(4);
  await desk.post(
    '/v1/alerts',
    ['a', 'b', 'd'].map((key) => ({ ...one('x', key), status: 'ok' })),
  );
  await clock.advance(1_000);
  await expect.poll(() => desk.problems()).toEqual(['made2 Disk full 2 critical']);
  clock.sleep(8 * DAY);
  await clock.advance(61 * MINUTE);
  const hosts = () => [...desk.engine.world.hosts.values()].map((host) => host.name).sort();
  await expect.poll(hosts).toEqual(['made2', 'mine']);
  expect([...desk.engine.world.checks.values()].map((check) => check.name).sort()).toEqual(['Disk full 2', 'monthly']);
  expect(desk.problems()).toEqual(['made2 Disk full 2 critical']);
  expect((await desk.journal('inbound')).map((entry) => entry.text)).toContain(
    '3 inbound alerts over for 7 days let go, with 1 host made for them',
  );
  // It may come back, as a new one.
  await desk.post('/v1/alerts', one('made1', 'a'));
  await clock.advance(1_000);
  await expect.poll(() => desk.problems()).toContain('made1 Disk full critical');
});

test('500 alerts in one request become 500 problems, and their end ends them', async () => {
  const desk = await openInboundDesk();
  const many = (status: string) => ({
    alerts: Array.from({ length: 500 }, (_, index) => alert({ host: `node${index}`, status })),
  });
  expect((await desk.post('/v1/alerts', many('critical'))).body).toMatchObject({ accepted: 500 });
  await expect.poll(() => desk.problems().length, { timeout: 20_000 }).toBe(500);
  expect((await desk.post('/v1/alerts', many('ok'))).body).toMatchObject({ accepted: 500 });
  await expect.poll(() => desk.problems().length, { timeout: 20_000 }).toBe(0);
});

test('alerts and all-clears that come together end as they were sent', async () => {
  const desk = await openInboundDesk();
  await Promise.all(
    Array.from({ length: 20 }, (_, index) => desk.post('/v1/alerts', alert({ host: `h${index}`, key: `k${index}` }))),
  );
  await Promise.all(
    Array.from({ length: 20 }, (_, index) =>
      desk.post('/v1/alerts', alert({ host: `h${index}`, key: `k${index}`, status: index % 2 ? 'ok' : 'warning' })),
    ),
  );
  await expect.poll(() => desk.problems().filter((line) => line.endsWith('warning')).length).toBe(10);
  expect(desk.problems()).toHaveLength(10);
});
