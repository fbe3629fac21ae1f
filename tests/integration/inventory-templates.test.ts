// Templates: every host with the tag gets the checks, each with its own history; a host's own check stands in the place.
import { expect, test } from 'vitest';
import type { NewCheck } from '../../electron/contract/model/template.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

const ping = (name: string, more: object = {}) => ({ name, kind: 'ping', ...more }) as NewCheck;

const checksOf = (floor: Floor, host: string): readonly string[] =>
  floor.engine.world
    .checksOf(floor.host(host).id)
    .map((check) => `${check.name}${check.alive ? ' alive' : ''}${check.template ? ' of template' : ''}`);

async function tag(floor: Floor, name: string, tags: readonly string[]): Promise<void> {
  const { id, ...host } = floor.host(name);
  await floor.client.inventory.editHost({ hostId: id, host: { ...host, tags: [...tags] } });
}

test('a template reaches the hosts with its tag, now and later, and lets go of them with the tag', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { host: { tags: ['Linux'] } });
  await floor.watch('web2');
  const template = await floor.client.inventory.putTemplate({
    template: { name: 'linux', tag: 'linux', checks: [ping('load'), ping('disk')] },
  });
  expect(checksOf(floor, 'web1')).toEqual(['disk of template', 'load of template', 'ping alive']);
  expect(checksOf(floor, 'web2')).toEqual(['ping alive']);
  await floor.run(SECOND);
  expect(floor.state('web1', 'load').status).toBe('ok');
  await tag(floor, 'web2', ['linux']);
  expect(checksOf(floor, 'web2')).toHaveLength(3);
  floor.say('web2', 'load', 'critical');
  await floor.run(4 * MINUTE);
  expect(floor.problems()).toHaveLength(1);
  await tag(floor, 'web2', []);
  expect(checksOf(floor, 'web2')).toEqual(['ping alive']);
  await floor.run(SECOND);
  expect(floor.problems()).toEqual([]);
  const { host } = await floor.client.inventory.addHost({
    host: { name: 'web3', address: '127.0.0.1', tags: ['linux'] },
  });
  expect(checksOf(floor, 'web3')).toEqual(['disk of template', 'load of template']);
  await floor.client.inventory.removeTemplate({ templateId: template.id });
  expect(checksOf(floor, 'web1')).toEqual(['ping alive']);
  expect(floor.engine.world.checksOf(host.id)).toEqual([]);
  expect(
    (await floor.journal('inventory')).map((entry) => entry.text).filter((text) => text.startsWith('Templ')),
  ).toEqual([
    'Template "linux" added: 2 checks added on 1 host',
    'Template "linux" removed: 4 checks removed on 2 hosts',
  ]);
});

test('an edited template keeps the ids of its checks, so their history stays; a restart too', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { host: { tags: ['linux'] } });
  const { id, ...template } = await floor.client.inventory.putTemplate({
    template: { name: 'linux', tag: 'linux', checks: [ping('load', { policy: { maxAttempts: 1 } }), ping('disk')] },
  });
  floor.say('web1', 'load', 'critical');
  await floor.run(2 * MINUTE);
  const before = floor.problem('web1', 'load');
  expect(before).toBeDefined();
  const checks = template.checks.map((check) => ({ ...check, config: { packets: 2 } })).slice(0, 1);
  await floor.client.inventory.putTemplate({
    templateId: id,
    template: { ...template, name: 'Linux servers', checks },
  });
  expect(checksOf(floor, 'web1')).toEqual(['load of template', 'ping alive']);
  expect(floor.check('web1', 'load').config).toEqual({ packets: 2 });
  expect(floor.problem('web1', 'load')?.id).toBe(before?.id);
  const world = () => ({
    templates: [...floor.engine.world.templates.values()],
    checks: [...floor.engine.world.checks.values()].sort((a, b) => a.name.localeCompare(b.name)),
  });
  const known = world();
  await floor.restart(SECOND);
  expect(world()).toEqual(known);
  expect(floor.problem('web1', 'load')?.id).toBe(before?.id);
});

test('a host’s own check of the same name stands in the place of the template’s, and gives it back', async () => {
  const floor = await openFloor();
  const host = await floor.watch('web1', { host: { tags: ['linux'] } });
  await floor.client.inventory.putTemplate({ template: { name: 'linux', tag: 'linux', checks: [ping('load')] } });
  const derived = floor.check('web1', 'load');
  const { id: _, template: __, ...check } = derived;
  for (const refused of [
    floor.client.inventory.editCheck({ checkId: derived.id, check: { ...check, enabled: false } }),
    floor.client.inventory.removeCheck({ checkId: derived.id }),
  ]) {
    await expect(refused).rejects.toMatchObject({
      code: 'CONFLICT',
      message: expect.stringContaining('comes from template "linux": change it there, or add a check of the same name'),
    });
  }
  const own = await floor.client.inventory.addCheck({ hostId: host.id, ...ping('LOAD', { config: { packets: 9 } }) });
  expect(checksOf(floor, 'web1')).toEqual(['LOAD', 'ping alive']);
  await floor.client.inventory.removeCheck({ checkId: own.id });
  expect(checksOf(floor, 'web1')).toEqual(['load of template', 'ping alive']);
});

test('who says whether a host is up: its own check, else the first template’s, else the ping it gets', async () => {
  const floor = await openFloor();
  for (const name of ['b', 'a']) {
    await floor.client.inventory.putTemplate({
      template: { name, tag: name, checks: [ping(`${name}-alive`, { alive: true })] },
    });
  }
  const add = (name: string, tags: string[], checks: NewCheck[] = []) =>
    floor.client.inventory.addHost({ host: { name, address: '127.0.0.1', tags }, checks });
  await add('both', ['a', 'b']);
  await add('own', ['a', 'b'], [ping('mine', { alive: true })]);
  await add('none', []);
  await add('silent', ['a'], [ping('mine')]);
  expect(checksOf(floor, 'both')).toEqual(['a-alive alive of template', 'b-alive of template']);
  expect(checksOf(floor, 'own')).toEqual(['a-alive of template', 'b-alive of template', 'mine alive']);
  expect(checksOf(floor, 'none')).toEqual(['ping alive']);
  expect(checksOf(floor, 'silent')).toEqual(['a-alive alive of template', 'mine']);
  await floor.client.inventory.removeCheck({ checkId: floor.check('own', 'mine').id });
  expect(checksOf(floor, 'own')).toEqual(['a-alive alive of template', 'b-alive of template']);
});

test('a template that cannot be is refused with the field, and changes nothing', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { host: { tags: ['x'] } });
  await floor.client.inventory.putTemplate({ template: { name: 'linux', tag: 'x', checks: [ping('load')] } });
  const before = [...floor.engine.world.checks.values()];
  const put = (name: string, checks: NewCheck[]) =>
    floor.client.inventory.putTemplate({ template: { name, tag: 'x', checks } });
  await expect(put('LINUX', [ping('a')])).rejects.toMatchObject({ data: { fields: [{ path: 'template.name' }] } });
  await expect(put('b', [ping('a'), ping('A')])).rejects.toMatchObject({
    data: { fields: [{ path: 'template.checks.1.name' }] },
  });
  await expect(put('b', [ping('a', { config: { packets: 0 } })])).rejects.toMatchObject({
    data: { fields: [{ path: 'template.checks.0.config.packets' }] },
  });
  await expect(put('b', [])).rejects.toMatchObject({ code: 'INVALID' });
  await expect(floor.client.inventory.removeTemplate({ templateId: 'nobody' as never })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect([...floor.engine.world.checks.values()]).toEqual(before);
});

test('a bulk edit is shown first, then made on all of them or on none', async () => {
  const floor = await openFloor();
  await floor.client.inventory.putTemplate({ template: { name: 'linux', tag: 'linux', checks: [ping('load')] } });
  await floor.watch('sw1');
  for (const name of ['web1', 'web2']) await floor.watch(name, { host: { tags: ['old'] }, checks: [{ name: 'http' }] });
  const hostIds = ['web1', 'web2'].map((name) => floor.host(name).id);
  const change = {
    site: 'fra1',
    addTags: ['linux'],
    removeTags: ['OLD'],
    parents: [{ hostId: floor.host('sw1').id }],
    asset: { owner: 'netops' },
    checks: { kind: 'ping', policy: { maxAttempts: 5 } },
  };
  const preview = await floor.client.inventory.bulkEdit({ hostIds, change, dryRun: true });
  expect(preview.applied).toBe(false);
  expect(preview.changes.filter(({ host }) => host === 'web1')).toEqual([
    {
      action: 'change',
      what: 'host',
      host: 'web1',
      name: 'web1',
      fields: [
        { path: 'site', before: 'main', after: 'fra1' },
        { path: 'tags', before: 'old', after: 'linux' },
        { path: 'parents', before: '', after: 'sw1' },
        { path: 'asset.owner', before: '', after: 'netops' },
      ],
    },
    expect.objectContaining({
      name: 'http',
      fields: [{ path: 'policy.maxAttempts', before: '3', after: '5' }],
    }),
    expect.objectContaining({ action: 'change', what: 'check', name: 'ping' }),
    expect.objectContaining({ action: 'add', what: 'check', name: 'load' }),
  ]);
  expect(floor.host('web1').site).toBe('main');
  expect(await floor.client.inventory.bulkEdit({ hostIds, change })).toEqual({ ...preview, applied: true });
  expect(checksOf(floor, 'web2')).toEqual(['http', 'load of template', 'ping alive']);
  expect(floor.check('web2', 'http').policy.maxAttempts).toBe(5);
  expect(floor.check('web2', 'load').policy.maxAttempts).toBe(3);
  expect((await floor.journal('inventory')).at(-1)?.text).toBe(
    'web2 edited in bulk: site; tags; parents; asset.owner; checks changed: http, ping',
  );
  const journal = (await floor.journal()).length;
  const refuse = (more: object) => floor.client.inventory.bulkEdit({ hostIds, change: more });
  await expect(refuse({ parents: [{ hostId: floor.host('web1').id }] })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { fields: [{ path: 'change.parents', message: 'a host cannot stand behind itself: web1 → web1' }] },
  });
  await expect(refuse({ checks: { policy: { timeoutMs: 90_000 } } })).rejects.toMatchObject({
    data: { fields: [{ path: 'change.checks.policy.timeoutMs', message: expect.stringContaining('web1 http') }] },
  });
  await expect(floor.client.inventory.removeHosts({ hostIds: [...hostIds, 'gone' as never] })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(floor.engine.world.hosts.size).toBe(3);
  expect((await floor.journal()).length).toBe(journal);
  expect(await floor.client.inventory.removeHosts({ hostIds: [...hostIds, ...hostIds] })).toEqual({ removed: 2 });
  await floor.run(SECOND);
  await floor.expectChain();
});

test('screens hear of every check that a template gives or takes', async () => {
  const floor = await openFloor();
  for (let index = 0; index < 30; index += 1) await floor.watch(`h${index}`, { host: { tags: ['linux'] } });
  const abort = new AbortController();
  const seen = new Set<string>();
  const stream = await floor.client.live.world(undefined, { signal: abort.signal });
  const listening = (async () => {
    for await (const message of stream) {
      if (message.type === 'snapshot') for (const check of message.world.checks) seen.add(check.id);
      else
        for (const event of message.events) {
          if (event.type === 'check') seen.add(event.check.id);
          if (event.type === 'check-removed') seen.delete(event.checkId);
          if (event.type === 'templates' && event.templates.length === 0) return;
        }
    }
  })();
  const { id } = await floor.client.inventory.putTemplate({
    template: { name: 'linux', tag: 'linux', checks: Array.from({ length: 20 }, (_, index) => ping(`c${index}`)) },
  });
  expect(floor.engine.world.checks.size).toBe(30 * 21);
  await floor.client.inventory.removeTemplate({ templateId: id });
  await listening;
  expect([...seen].sort()).toEqual([...floor.engine.world.checks.keys()].sort());
  abort.abort();
});
