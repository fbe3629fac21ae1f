// Alerts that are told together, from the store to the channels: what waits, what goes at once, what nobody hears of.
import { expect, test } from 'vitest';
import { MINUTE, SECOND } from '../support/floor.ts';
import { alertOf, openNotifying } from '../support/notifying-floor.ts';

const HOUR = 60 * MINUTE;

test('the first problem of a group waits half a minute for company, then both go in one message', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ groupBy: 'site' });
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(20 * SECOND);
  await floor.alert(alertOf('web2', 'problem', { at: floor.clock.now() }));
  await floor.run(9 * SECOND);
  expect(floor.sent).toEqual([]);
  await floor.run(SECOND);
  expect(floor.titles()).toEqual(['DOWN web1 and 1 more (SEV2)']);
  expect(floor.sent[0]?.notice).toMatchObject({ kind: 'problem', severity: 2, routeId: 'route-0' });
  expect(floor.sent[0]?.notice.text).toContain(
    'web1 (main): DOWN, SEV2 since 2026-11-20 02:00:00 UTC: 3 of 3 packets lost',
  );
});

test('SEV1 waits for nobody', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 }));
  expect(floor.titles()).toEqual(['DOWN core1 (SEV1)']);
});

test('what joins a group that was told goes five minutes after that message, together; SEV1 at once', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ groupBy: 'site' });
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(31 * SECOND);
  for (const host of ['web2', 'web3']) {
    await floor.alert(alertOf(host, 'problem', { at: floor.clock.now() }));
    await floor.run(MINUTE);
  }
  expect(floor.sent).toHaveLength(1);
  await floor.run(3 * MINUTE);
  expect(floor.titles()).toEqual(['DOWN web1 (SEV2)', 'DOWN web2 and 1 more (SEV2)']);
  expect(floor.sent[1]?.notice).toMatchObject({ kind: 'update', conversation: floor.sent[0]?.notice.conversation });
  await floor.alert(alertOf('core1', 'problem', { at: floor.clock.now(), severity: 1 }));
  expect(floor.titles().at(-1)).toBe('DOWN core1 (SEV1)');
});

test('a problem that stands is told again every four hours, in words; not when somebody has it in hand', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const at = floor.clock.now();
  await floor.alert(alertOf('web1', 'problem', { at, since: at - 10 * MINUTE }));
  await floor.run(30 * SECOND + 4 * HOUR - MINUTE);
  expect(floor.sent).toHaveLength(1);
  await floor.run(MINUTE);
  expect(floor.titles()).toEqual(['DOWN web1 (SEV2)', 'STILL DOWN, 4 h 10 min: web1 (SEV2)']);
  expect(floor.sent[1]?.notice.text).toContain('web1 (main): still down, 4 h 10 min.');
  expect(floor.sent[1]?.notice.kind).toBe('repeat');
  floor.acknowledge('web1');
  await floor.run(9 * HOUR);
  expect(floor.sent).toHaveLength(2);
  await floor.alert(alertOf('web1', 'recovery', { at: floor.clock.now(), since: at - 10 * MINUTE }));
  expect(floor.titles().at(-1)).toBe('ALL CLEAR web1');
});

test.each(['maintenance', 'muted', 'isolated', 'outsideHours'] as const)(
  'a repeat waits while %s holds, and comes when that ends',
  async (holder) => {
    const floor = await openNotifying();
    await floor.channel('mail');
    floor.routes({});
    await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
    await floor.run(MINUTE);
    floor.holders[holder] = () => ({ by: 'somebody' });
    await floor.run(5 * HOUR);
    expect(floor.sent).toHaveLength(1);
    floor.holders[holder] = () => null;
    await floor.run(MINUTE);
    expect(floor.titles()[1]).toMatch(/^STILL DOWN, 5 h/);
  },
);

test('an all-clear goes out at once, in the same conversation, with how long it was', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const since = floor.clock.now();
  await floor.alert(alertOf('web1', 'problem', { at: since }));
  await floor.run(12 * MINUTE);
  await floor.alert(alertOf('web1', 'recovery', { at: floor.clock.now(), since }));
  expect(floor.titles()).toEqual(['DOWN web1 (SEV2)', 'ALL CLEAR web1']);
  const [down, clear] = floor.sent;
  expect(clear?.notice).toMatchObject({ kind: 'all-clear', conversation: down?.notice.conversation });
  expect(clear?.notice.text).toContain('web1 (main): OK, after 12 min');
  expect(floor.store.alertGroups.list()).toEqual([]);
});

test('a problem and its recovery within the wait cancel each other: nobody is told, and the journal says so', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const since = floor.clock.now();
  await floor.alert(alertOf('web1', 'problem', { at: since }));
  await floor.run(12 * SECOND);
  await floor.alert(alertOf('web1', 'recovery', { at: floor.clock.now(), since }));
  await floor.run(HOUR);
  expect(floor.sent).toEqual([]);
  expect(floor.journal('delivery').map(({ text }) => text)).toEqual([
    'web1: over after 12 s, before anybody was told (route Route 0)',
  ]);
  expect(floor.store.alertGroups.list()).toEqual([]);
});

test('a restart in the wait loses nothing; a restart or an edit of routes behind it sends nothing again', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(10 * SECOND);
  await floor.restart();
  await floor.run(20 * SECOND);
  expect(floor.titles()).toEqual(['DOWN web1 (SEV2)']);
  await floor.restart(MINUTE);
  floor.routes({ groupBy: 'site', groupWaitMs: 0, name: 'Edited' }, { name: 'Another', severities: [1] });
  await floor.run(HOUR);
  expect(floor.sent).toHaveLength(1);
  await floor.restart(MINUTE);
  await floor.alert(alertOf('web1', 'recovery', { at: floor.clock.now() }));
  expect(floor.titles()).toEqual(['DOWN web1 (SEV2)', 'ALL CLEAR web1']);
  expect(floor.sent[1]?.notice.conversation).toBe(floor.sent[0]?.notice.conversation);
});

test('after a restart a repeat that fell due meanwhile waits until the checks had a minute', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(MINUTE);
  await floor.restart(6 * HOUR);
  await floor.run(50 * SECOND);
  expect(floor.sent).toHaveLength(1);
  await floor.run(2 * MINUTE);
  expect(floor.titles()[1]).toMatch(/^STILL DOWN, 6 h/);
});

test('300 hosts that come back in one turn are one message', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ groupBy: 'route' });
  const at = floor.clock.now();
  const hosts = Array.from({ length: 300 }, (_, n) => `web${n}`);
  await floor.alert(...hosts.map((host) => alertOf(host, 'problem', { at })));
  await floor.run(MINUTE);
  await floor.alert(...hosts.map((host) => alertOf(host, 'recovery', { at: floor.clock.now(), since: at })));
  expect(floor.sent.map(({ notice }) => [notice.kind, notice.items.length])).toEqual([
    ['problem', 300],
    ['all-clear', 300],
  ]);
  expect(floor.sent[1]?.notice.text).toContain('and 280 more');
});

test('300 hosts that come back one by one within a minute are a handful of messages, the last of them the all-clear', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ groupBy: 'route' });
  const at = floor.clock.now();
  const hosts = Array.from({ length: 300 }, (_, n) => `web${n}`);
  await floor.alert(...hosts.map((host) => alertOf(host, 'problem', { at })));
  await floor.run(MINUTE);
  for (const host of hosts) {
    await floor.alert(alertOf(host, 'recovery', { at: floor.clock.now(), since: at }));
    await floor.run(200);
  }
  const kinds = floor.sent.map(({ notice }) => notice.kind);
  expect(kinds).toEqual(['problem', 'update', 'update', 'all-clear']);
  expect(floor.sent.slice(1).reduce((sum, { notice }) => sum + notice.items.length, 0)).toBe(300);
});

test('a removed check is over for those who were told of it', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const alert = alertOf('web1', 'problem', { at: floor.clock.now(), check: 'http', status: 'critical' });
  await floor.alert(alert);
  await floor.run(MINUTE);
  floor.world.removeCheck(alert.checkId);
  await floor.run(2 * MINUTE);
  expect(floor.titles()).toEqual(['CRITICAL web1 http (SEV2)', 'ALL CLEAR web1 http']);
  expect(floor.sent[1]?.notice.text).toContain('it is not watched any more');
});

test('what recovers while others of its group were never told ends its conversation; the others begin one of their own', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({ groupBy: 'site' });
  await floor.alert(alertOf('web1', 'problem', { at: floor.clock.now() }));
  await floor.run(MINUTE);
  await floor.alert(alertOf('web2', 'problem', { at: floor.clock.now() }));
  await floor.alert(alertOf('web1', 'recovery', { at: floor.clock.now() }));
  await floor.run(5 * MINUTE);
  expect(floor.sent.map(({ notice }) => `${notice.kind} ${notice.title}`)).toEqual([
    'problem DOWN web1 (SEV2)',
    'all-clear ALL CLEAR web1',
    'problem DOWN web2 (SEV2)',
  ]);
  const [first, clear, second] = floor.sent.map(({ notice }) => notice.conversation);
  expect(clear).toBe(first);
  expect(second).not.toBe(first);
});

test('flapping is told at its start and at its end', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  await floor.alert(
    alertOf('web1', 'flapping-start', { at: floor.clock.now(), check: 'link', severity: 3, status: 'warning' }),
  );
  await floor.run(MINUTE);
  await floor.alert(
    alertOf('web1', 'flapping-stop', { at: floor.clock.now(), check: 'link', severity: 3, status: 'ok' }),
  );
  expect(floor.titles()).toEqual(['FLAPPING web1 link (SEV3)', 'ALL CLEAR web1 link']);
});

test('a switch with 300 hosts behind it says how many are held back behind it', async () => {
  const floor = await openNotifying();
  await floor.channel('mail');
  floor.routes({});
  const down = alertOf('sw1', 'problem', { at: floor.clock.now() });
  await floor.alert(down);
  for (let n = 0; n < 300; n += 1) {
    const one = alertOf(`web${n}`, 'problem', { at: floor.clock.now() });
    floor.world.problems.set(one.checkId, {
      id: one.problemId as never,
      hostId: one.hostId,
      checkId: one.checkId,
      status: 'unreachable',
      severity: 3,
      openedAt: one.at,
      changedAt: one.at,
      toldAt: null,
      held: { reason: 'unreachable', by: 'sw1' },
      because: down.hostId,
      ack: null,
    });
  }
  await floor.run(MINUTE);
  expect(floor.sent[0]?.notice).toMatchObject({ heldBehind: 300 });
  expect(floor.sent[0]?.notice.text).toContain('300 more problems hang behind, held back.');
});

test('3,000 alerts in one turn are taken over well within a second, and a poke without any costs nothing', async () => {
  const floor = await openNotifying();
  await floor.channel('mail', { enabled: false });
  floor.routes({ groupWaitMs: 0 });
  const at = floor.clock.now();
  const alerts = Array.from({ length: 3_000 }, (_, n) => alertOf(`web${n}`, 'problem', { at }));
  floor.store.transaction(() => {
    for (const alert of alerts) floor.store.alerts.put(alert);
  });
  // Time of this process, not of the wall: a busy test machine makes no difference.
  const spentMs = (since: NodeJS.CpuUsage): number => {
    const { user, system } = process.cpuUsage(since);
    return (user + system) / 1_000;
  };
  const before = process.cpuUsage();
  floor.notifying.poke();
  const tookMs = spentMs(before);
  expect(floor.store.alerts.waiting()).toEqual([]);
  expect(floor.store.alertGroups.list()).toHaveLength(3_000);
  const idle = process.cpuUsage();
  for (let n = 0; n < 1_000; n += 1) floor.notifying.poke();
  const idleMs = spentMs(idle);
  console.log(`3,000 alerts in one turn: ${tookMs.toFixed(0)} ms; 1,000 idle pokes: ${idleMs.toFixed(1)} ms`);
  expect(tookMs).toBeLessThan(1_000);
  expect(idleMs).toBeLessThan(200);
});
