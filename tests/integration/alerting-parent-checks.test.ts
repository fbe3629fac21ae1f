// Checks that depend on other checks of their host: while the parent check has a hard problem its children are silent, and
// what still stands when it ends is told then. (spec: monitoring, "Handling")
import { describe, expect, test } from 'vitest';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

/** web1: http behind tcp, shop behind http. */
async function webFloor(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', {
    checks: [{ name: 'tcp' }, { name: 'http', dependsOn: ['TCP'] }, { name: 'shop', dependsOn: ['http'] }],
  });
  await floor.run(2 * MINUTE);
  return floor;
}

describe('a parent check with a problem', () => {
  test.each([0, 10, 20, 30, 40, 50])(
    'is told, its child is held by its name, wherever in its interval (%i s) the port closed',
    async (later) => {
      const floor = await webFloor();
      await floor.run(later * SECOND);
      for (const check of ['tcp', 'http']) floor.say('web1', check, 'critical');
      await floor.run(3 * MINUTE);
      expect(await floor.told()).toEqual(['web1 tcp problem']);
      expect(floor.problem('web1', 'http')?.held).toEqual({ reason: 'parent-check', by: 'tcp' });
      for (const check of ['tcp', 'http']) floor.say('web1', check, 'ok');
      await floor.run(2 * MINUTE);
      expect(await floor.told()).toEqual(['web1 tcp problem', 'web1 tcp recovery']);
    },
  );

  test('ends while the child’s goes on: that is looked at at once, and told', async () => {
    const floor = await webFloor();
    for (const check of ['tcp', 'http']) floor.say('web1', check, 'critical');
    await floor.run(3 * MINUTE);
    floor.say('web1', 'tcp', 'ok');
    await floor.seen('web1', 'tcp');
    await floor.run(SECOND);
    expect(await floor.told()).toEqual(['web1 tcp problem', 'web1 tcp recovery', 'web1 http problem']);
  });

  test('a child that went hard with its first failure waits for the word of its parent too', async () => {
    const floor = await openFloor();
    const policy = { maxAttempts: 1 };
    await floor.watch('web1', { checks: [{ name: 'tcp' }, { name: 'http', dependsOn: ['tcp'], policy }] });
    await floor.run(2 * MINUTE);
    for (const check of ['tcp', 'http']) floor.say('web1', check, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toEqual(['web1 tcp problem']);
  });

  test('a parent that gives no word is waited for a minute, no longer', async () => {
    const floor = await openFloor();
    await floor.watch('web1', {
      checks: [
        { name: 'tcp', policy: { intervalMs: 60 * MINUTE, retryIntervalMs: 60 * MINUTE } },
        { name: 'http', dependsOn: ['tcp'] },
      ],
    });
    await floor.run(6 * MINUTE);
    // Its first failure is retried only in an hour.
    for (const check of ['tcp', 'http']) floor.say('web1', check, 'critical');
    while (!floor.problem('web1', 'http')) await floor.run(SECOND);
    const { hardSince } = floor.state('web1', 'http');
    expect(floor.problem('web1', 'http')?.held).toEqual({ reason: 'verifying', by: 'tcp', until: hardSince + MINUTE });
    await floor.run(hardSince + MINUTE + SECOND - floor.clock.now());
    expect(await floor.told()).toEqual(['web1 http problem']);
  });

  test('a child alone is told: its parent was looked at and is well', async () => {
    const floor = await webFloor();
    floor.say('web1', 'shop', 'critical');
    await floor.run(2 * MINUTE);
    expect(await floor.told()).toEqual(['web1 shop problem']);
  });

  test('a parent check that is switched off, or removed, holds nothing any more', async () => {
    for (const end of ['switch off', 'remove'] as const) {
      const floor = await webFloor();
      for (const check of ['tcp', 'http']) floor.say('web1', check, 'critical');
      await floor.run(3 * MINUTE);
      const { id: checkId, ...check } = floor.check('web1', 'tcp');
      if (end === 'remove') await floor.client.inventory.removeCheck({ checkId });
      else await floor.client.inventory.editCheck({ checkId, check: { ...check, enabled: false } });
      await floor.run(SECOND);
      expect(await floor.told()).toContain('web1 http problem');
      await floor.stop();
    }
  });

  test('the host’s own ping can be the parent', async () => {
    const floor = await openFloor();
    await floor.watch('web1', { checks: [{ name: 'http', dependsOn: ['ping'] }] });
    await floor.run(2 * MINUTE);
    floor.say('web1', 'ping', 'warning');
    await floor.run(2 * MINUTE);
    floor.say('web1', 'http', 'critical');
    await floor.run(3 * MINUTE);
    expect(floor.problem('web1', 'http')?.held).toEqual({ reason: 'parent-check', by: 'ping' });
  });
});

describe('what is refused', () => {
  const refusal = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => 'accepted',
      (error: { data?: { fields?: unknown } }) => error.data?.fields ?? error,
    );

  test('a name that no check of the host has, by its place', async () => {
    const floor = await webFloor();
    const { id: hostId } = floor.host('web1');
    const check = { hostId, name: 'api', kind: 'ping', dependsOn: ['tcp', 'tpc'] };
    expect(await refusal(floor.client.inventory.addCheck(check))).toEqual([
      { path: 'dependsOn.1', message: 'this host has no check "tpc"' },
    ]);
    const host = { name: 'web2', address: '127.0.0.1' };
    const checks = [{ name: 'http', kind: 'ping', dependsOn: ['tcp'] }];
    expect(await refusal(floor.client.inventory.addHost({ host, checks }))).toEqual([
      { path: 'checks.0.dependsOn.0', message: 'this host has no check "tcp"' },
    ]);
  });

  test('a circle, by the names along it; a check behind itself too', async () => {
    const floor = await webFloor();
    const { id: checkId, template: _, ...check } = floor.check('web1', 'tcp');
    const edit = (dependsOn: string[]) => floor.client.inventory.editCheck({ checkId, check: { ...check, dependsOn } });
    expect(await refusal(edit(['shop']))).toEqual([
      { path: 'dependsOn', message: 'a check cannot depend on itself: tcp → shop → http → tcp' },
    ]);
    expect(await refusal(edit(['tcp']))).toEqual([
      { path: 'dependsOn', message: 'a check cannot depend on itself: tcp → tcp' },
    ]);
    const checks = [
      { name: 'a', kind: 'ping', dependsOn: ['b'] },
      { name: 'b', kind: 'ping', dependsOn: ['a'] },
    ];
    expect(
      await refusal(floor.client.inventory.putTemplate({ template: { name: 'loop', tag: 'loop', checks } })),
    ).toEqual([{ path: 'template.checks.0.dependsOn', message: 'a check cannot depend on itself: a → b → a' }]);
  });

  test('in a file, with line and column', async () => {
    const floor = await openFloor();
    const text = [
      'watchfloor: 1',
      'hosts:',
      '  - name: web1',
      '    address: 127.0.0.1',
      '    checks:',
      '      - { name: tcp, kind: ping, dependsOn: [http] }',
      '      - { name: http, kind: ping, dependsOn: [tcp] }',
      '  - name: web2',
      '    address: 127.0.0.1',
      '    checks:',
      '      - { name: http, kind: ping, dependsOn: [tpc] }',
    ].join('\n');
    const report = await floor.client.inventory.importFile({ format: 'yaml', text });
    expect(report.applied).toBe(false);
    expect(report.findings).toMatchObject([
      { line: 6, what: 'dependsOn leads back to the check itself: tcp → http → tcp' },
      { line: 7, what: 'dependsOn leads back to the check itself: tcp → http → tcp' },
      { line: 11, what: 'dependsOn: this host has no check "tpc"' },
    ]);
  });
});

describe('the inventory keeps it', () => {
  test('over a file, and over a restart', async () => {
    const floor = await webFloor();
    const { text } = await floor.client.inventory.exportFile({});
    expect(text).toContain('dependsOn: [TCP]');
    await floor.restart(SECOND);
    expect(floor.check('web1', 'http').dependsOn).toEqual(['TCP']);
    expect(await floor.client.inventory.importFile({ format: 'yaml', text })).toMatchObject({ changes: [] });
  });

  test('a parent check that gets another name keeps its children; one that goes leaves them', async () => {
    const floor = await webFloor();
    const { id: checkId, template: _, ...check } = floor.check('web1', 'tcp');
    await floor.client.inventory.editCheck({ checkId, check: { ...check, name: 'port' } });
    expect(floor.check('web1', 'http').dependsOn).toEqual(['port']);
    await floor.client.inventory.removeCheck({ checkId });
    expect(floor.check('web1', 'http').dependsOn).toEqual([]);
    expect(floor.check('web1', 'shop').dependsOn).toEqual(['http']);
  });

  test('a template’s check may stand behind a check that the host brings', async () => {
    const floor = await webFloor();
    const checks = [{ name: 'login', kind: 'ping', dependsOn: ['http'] }];
    await floor.client.inventory.putTemplate({ template: { name: 'shops', tag: 'shop', checks } });
    const { id: hostId, ...host } = floor.host('web1');
    await floor.client.inventory.editHost({ hostId, host: { ...host, tags: ['shop'] } });
    await floor.run(2 * MINUTE);
    for (const name of ['http', 'login']) floor.say('web1', name, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toEqual(['web1 http problem']);
    expect(floor.problem('web1', 'login')?.held).toEqual({ reason: 'parent-check', by: 'http' });
  });

  test('a template and a host that make a circle together silence nobody', async () => {
    const floor = await openFloor();
    const checks = [{ name: 'b', kind: 'ping', dependsOn: ['a'] }];
    await floor.client.inventory.putTemplate({ template: { name: 'half', tag: 'half', checks } });
    const host = { name: 'web1', address: '127.0.0.1' };
    await floor.client.inventory.addHost({
      host,
      checks: [
        { name: 'a', kind: 'ping', dependsOn: ['b'] },
        { name: 'b', kind: 'ping' },
      ],
    });
    await floor.client.inventory.removeCheck({ checkId: floor.check('web1', 'b').id });
    const { id: hostId, ...known } = floor.host('web1');
    const put = floor.check('web1', 'a');
    expect(put.dependsOn).toEqual([]);
    await floor.client.inventory.editHost({ hostId, host: { ...known, tags: ['half'] } });
    floor.engine.world.putCheck({ ...put, dependsOn: ['b'] });
    await floor.run(2 * MINUTE);
    for (const name of ['a', 'b']) floor.say('web1', name, 'critical');
    await floor.run(3 * MINUTE);
    expect(await floor.told()).toHaveLength(2);
  });
});
