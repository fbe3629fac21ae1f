// Credentials: one secret that many checks share. Entered once, changed in one place, lent to nobody who may not have it.
import { expect, test } from 'vitest';
import { type NewCheck, newCheck } from '../../electron/contract/model/template.ts';
import type { Job } from '../../electron/engine/services/runner.ts';
import type { Keychain } from '../../electron/engine/services/secrets.ts';
import { type Floor, type FloorOptions, MINUTE, openFloor, SECOND, until } from '../support/floor.ts';
import { createScriptedRunner } from '../support/floor-runner.ts';

const seal = (text: string) => Buffer.from(text).map((byte) => byte ^ 0x5a);
const keychain: Keychain = {
  available: async () => true,
  seal: async (text) => seal(text),
  open: async (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
};

/** A floor whose probes tell with which password they were asked to run. */
async function openTelling(options: FloorOptions = {}) {
  const used: string[] = [];
  const scripted = createScriptedRunner();
  const tell = (job: Job): void => {
    try {
      used.push(`${job.host.name} ${job.host.address} ${(job.config() as { password?: string }).password ?? ''}`);
    } catch (error) {
      used.push(`${job.host.name} refused: ${(error as Error).message}`);
    }
  };
  const runner = {
    ...scripted,
    runOne: (...args: Parameters<typeof scripted.runOne>) => {
      if (args[0].kind.kind === 'http') tell(args[0]);
      return scripted.runOne(...args);
    },
  };
  const floor = await openFloor({ keychain, ...options, runner });
  return { floor, used };
}

const http = (more: object = {}): NewCheck =>
  newCheck.parse({
    name: 'http',
    kind: 'http',
    config: { user: 'ada', password: { $credential: 'monitor' }, ...more },
  });

const uses = (floor: Floor) =>
  Object.fromEntries([...floor.engine.world.credentials.values()].map(({ name, uses }) => [name, uses]));

test('a changed credential is used by every check that refers to it at once, and no check is touched', async () => {
  const { floor, used } = await openTelling();
  await floor.client.inventory.putCredential({ name: 'Monitor', about: 'reads /health', secret: 'one' });
  await floor.watch('web1', { checks: [http()] });
  await floor.watch('web2', { host: { tags: ['web'] } });
  await floor.client.inventory.putTemplate({ template: { name: 'web', tag: 'web', checks: [http()] } });
  expect(uses(floor)).toEqual({ Monitor: 3 });
  expect(floor.check('web1', 'http').config.password).toEqual({ $credential: 'Monitor' });
  await floor.run(SECOND);
  expect([...new Set(used)].sort()).toEqual(['web1 127.0.0.1 one', 'web2 127.0.0.1 one']);
  used.length = 0;
  await floor.client.inventory.putCredential({ name: 'MONITOR', about: 'reads /health', secret: 'two' });
  await floor.run(SECOND);
  expect([...new Set(used)].sort()).toEqual(['web1 127.0.0.1 two', 'web2 127.0.0.1 two']);
  const described = await floor.client.inventory.putCredential({ name: 'monitor', about: 'changed by netops in June' });
  expect(described).toMatchObject({ name: 'monitor', about: 'changed by netops in June', uses: 3 });
  expect((await floor.journal('credential')).map((entry) => entry.text)).toEqual([
    'Credential "Monitor" added',
    'Credential "MONITOR" has a new secret',
    'Credential "monitor" described anew',
  ]);
  const before = [...floor.engine.world.credentials.values()];
  await floor.restart(SECOND);
  expect([...floor.engine.world.credentials.values()]).toEqual(before);
  used.length = 0;
  await floor.run(MINUTE);
  expect(new Set(used)).toContain('web2 127.0.0.1 two');
});

test('a credential that is in use is not removed; one that is not is gone with its secret', async () => {
  const { floor } = await openTelling();
  await floor.client.inventory.putCredential({ name: 'monitor', secret: 'one' });
  await floor.client.inventory.putCredential({ name: 'spare', secret: 'two' });
  const host = await floor.watch('web1', { checks: [http()] });
  await floor.client.inventory.putTemplate({ template: { name: 'web', tag: 'web', checks: [http()] } });
  await expect(floor.client.inventory.removeCredential({ name: 'Monitor' })).rejects.toMatchObject({
    code: 'CONFLICT',
    data: { fields: [{ path: 'name', message: 'it is used by template web, web1 http' }] },
  });
  await floor.client.inventory.removeCredential({ name: 'Spare' });
  await expect(floor.client.inventory.removeCredential({ name: 'spare' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await floor.client.inventory.removeHost({ hostId: host.id });
  expect(uses(floor)).toEqual({ monitor: 1 });
  const [template] = floor.engine.world.templates.keys();
  if (template) await floor.client.inventory.removeTemplate({ templateId: template });
  await floor.client.inventory.removeCredential({ name: 'monitor' });
  await floor.stop();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(`${floor.folder}/watchfloor.db`, { readonly: true });
  expect(db.prepare('SELECT count(*) FROM secret').pluck().get()).toBe(0);
  db.close();
});

test('a reference to nothing is refused with its field, in a form and in a file', async () => {
  const { floor } = await openTelling();
  await expect(floor.watch('web1', { checks: [http()] })).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'checks.1.config.password', message: 'there is no credential "monitor"' }] },
  });
  const text = `watchfloor: 1
hosts:
  - name: web1
    address: 127.0.0.1
    checks:
      - name: http
        kind: http
        config: { user: ada, password: { $credential: monitor }, token: { $secret: somebody-elses } }
`;
  expect(await floor.client.inventory.importFile({ format: 'yaml', text })).toMatchObject({
    findings: [
      { line: 8, column: 40, what: 'there is no credential "monitor": add it first' },
      { line: 8, column: 73, what: expect.stringContaining('a secret that is not stored for this check here') },
    ],
    applied: false,
  });
  expect(floor.engine.world.hosts.size).toBe(0);
});

test('a trial may use a credential against hosts of the inventory only', async () => {
  const { floor, used } = await openTelling();
  await floor.client.inventory.putCredential({ name: 'monitor', secret: 'one' });
  await floor.watch('web1', { host: { address: '127.0.0.7' } });
  const trial = (address: string) => floor.client.monitoring.tryProbe({ kind: 'http', address, config: http().config });
  await trial('127.0.0.7');
  expect(used).toEqual(['127.0.0.7 127.0.0.7 one']);
  await expect(trial('127.0.0.8')).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'config.password', message: expect.stringContaining('hosts of the inventory only') }] },
  });
  expect(used).toHaveLength(1);
});

test('an import says that a stored secret will go to another address', async () => {
  const { floor } = await openTelling();
  await floor.watch('web1', { checks: [http({ password: 'my own' })] });
  const { text } = await floor.client.inventory.exportFile({});
  expect(text).not.toContain('my own');
  expect(await floor.client.inventory.importFile({ format: 'yaml', text })).toMatchObject({
    changes: [],
    findings: [],
  });
  const moved = text
    .replace('address: 127.0.0.1', 'address: 127.0.0.66')
    .replace('user: ada', 'user: ada\n          port: 8080');
  const preview = await floor.client.inventory.importFile({ format: 'yaml', text: moved, dryRun: true });
  expect(preview.findings).toMatchObject([
    {
      level: 'warning',
      line: 5,
      what: 'web1: the stored secret of check http will be sent to the new address 127.0.0.66',
    },
    { level: 'warning', what: 'the stored secret of check http will be sent elsewhere: port of it changes' },
  ]);
  // The same file elsewhere knows no such secret.
  const { floor: other } = await openTelling();
  expect(await other.client.inventory.importFile({ format: 'yaml', text })).toMatchObject({
    findings: [{ level: 'error', path: 'hosts[0].checks[0].config.password' }],
    applied: false,
  });
});

test('a secret in a file is sealed on its way in; shown before, it is only named', async () => {
  const { floor, used } = await openTelling();
  const text = `watchfloor: 1
templates:
  - { name: web, tag: web, checks: [{ name: front, kind: http, config: { user: ada, password: shared one } }] }
hosts:
  - name: web1
    address: 127.0.0.1
    tags: [web]
    checks: [{ name: http, kind: http, config: { user: ada, password: own one } }]
`;
  const input = { format: 'yaml' as const, text };
  const preview = await floor.client.inventory.importFile({ ...input, dryRun: true });
  expect(JSON.stringify(preview)).not.toMatch(/own one|shared one/);
  expect(preview.changes.find(({ name }) => name === 'http')?.fields).toContainEqual({
    path: 'config.password',
    before: null,
    after: '(a secret of its own)',
  });
  const report = await floor.client.inventory.importFile(input);
  expect(JSON.stringify(report)).not.toMatch(/own one|shared one/);
  await floor.run(SECOND);
  expect([...new Set(used)].sort()).toEqual(['web1 127.0.0.1 own one', 'web1 127.0.0.1 shared one']);
  // What a template shares stays when one host loses its checks.
  const { id, ...host } = floor.host('web1');
  await floor.client.inventory.editHost({ hostId: id, host: { ...host, tags: [] } });
  await floor.client.inventory.editHost({ hostId: id, host: { ...host, tags: ['web'] } });
  used.length = 0;
  await floor.run(SECOND);
  expect(used).toContain('web1 127.0.0.1 shared one');
});

test('nowhere to keep a secret: credentials, templates and files with one are refused, and nothing is stored', async () => {
  const { floor } = await openTelling({ keychain: null });
  await expect(floor.client.inventory.putCredential({ name: 'monitor', secret: 'one' })).rejects.toMatchObject({
    code: 'NO_KEYCHAIN',
  });
  await expect(floor.client.inventory.putCredential({ name: 'monitor' })).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'secret' }] },
  });
  const template = { name: 'web', tag: 'web', checks: [http({ password: 'x' })] };
  await expect(floor.client.inventory.putTemplate({ template })).rejects.toMatchObject({ code: 'NO_KEYCHAIN' });
  const text =
    'watchfloor: 1\nhosts:\n  - { name: a, address: 127.0.0.1, checks: [{ name: h, kind: http, config: { user: ada, password: x } }] }\n';
  for (const dryRun of [true, false]) {
    expect(await floor.client.inventory.importFile({ format: 'yaml', text, dryRun })).toMatchObject({
      findings: [{ level: 'error', line: 3, what: expect.stringContaining('no keychain on this machine') }],
      applied: false,
    });
  }
  expect(floor.engine.world.hosts.size + floor.engine.world.templates.size + floor.engine.world.credentials.size).toBe(
    0,
  );
  // The channels of a first start aside.
  expect((await floor.journal()).filter(({ kind }) => kind !== 'alerting')).toEqual([]);
});

test('a keychain that gives up in the middle of an import leaves nothing half done', async () => {
  let sealed = 0;
  const tired: Keychain = {
    ...keychain,
    seal: async (text) => {
      sealed += 1;
      if (sealed > 2) throw new Error('the keychain is locked');
      return seal(text);
    },
  };
  const { floor } = await openTelling({ keychain: tired });
  const hosts = [1, 2, 3, 4].map(
    (index) =>
      `  - { name: web${index}, address: 127.0.0.1, checks: [{ name: h, kind: http, config: { user: ada, password: pw${index} } }] }\n`,
  );
  const text = `watchfloor: 1\nhosts:\n${hosts.join('')}`;
  await expect(floor.client.inventory.importFile({ format: 'yaml', text })).rejects.toMatchObject({
    code: 'NO_KEYCHAIN',
    data: {
      reason:
        'The keychain did not take the secret (the keychain is locked). Nothing was changed. Unlock the keychain of this machine and try again.',
    },
  });
  expect(floor.engine.world.hosts.size).toBe(0);
  // The channels of a first start aside.
  expect((await floor.journal()).filter(({ kind }) => kind !== 'alerting')).toEqual([]);
  await floor.stop();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(`${floor.folder}/watchfloor.db`, { readonly: true });
  expect(db.prepare('SELECT count(*) FROM secret').pluck().get()).toBe(0);
  db.close();
});

test('a credential that is removed while a check that wants it waits for the keychain is not missed silently', async () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let asked = 0;
  const slow: Keychain = {
    ...keychain,
    seal: async (text) => {
      if (text !== 'slow') return seal(text);
      asked += 1;
      await opened;
      return seal(text);
    },
  };
  const { floor } = await openTelling({ keychain: slow });
  await floor.client.inventory.putCredential({ name: 'monitor', secret: 'one' });
  const adding = floor.watch('web1', { checks: [http({ token: 'slow' })] });
  adding.catch(() => {});
  await until(() => asked === 1);
  await floor.client.inventory.removeCredential({ name: 'monitor' });
  open();
  await expect(adding).rejects.toMatchObject({ data: { fields: [{ path: 'checks.1.config.password' }] } });
  expect(floor.engine.world.hosts.size).toBe(0);
});

test('one credential behind many checks is asked of the keychain once when they are made ready', async () => {
  let asked = 0;
  const counting: Keychain = {
    ...keychain,
    open: async (sealed) => {
      asked += 1;
      return keychain.open(sealed);
    },
  };
  const { floor } = await openTelling({ keychain: counting });
  await floor.client.inventory.putCredential({ name: 'monitor', secret: 'one' });
  for (let index = 0; index < 20; index += 1) await floor.watch(`web${index}`, { host: { tags: ['web'] } });
  asked = 0;
  await floor.client.inventory.putTemplate({ template: { name: 'web', tag: 'web', checks: [http()] } });
  // Once to look whether its kind takes it, once for all twenty.
  expect(asked).toBe(2);
  asked = 0;
  await floor.restart(SECOND);
  expect(asked).toBe(1);
});
