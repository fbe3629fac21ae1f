// Where secrets are, and above all where they are not. (spec: trust, "Secrets")
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Log } from '../../electron/engine/lib/log.ts';
import { secretFields } from '../../electron/engine/probes/catalogue.ts';
import { probeKinds } from '../../electron/engine/probes/index.ts';
import type { Keychain } from '../../electron/engine/services/secrets.ts';
import { type Floor, MINUTE, openFloor, until } from '../support/floor.ts';

const CANARY = 'c4n4ry-9f31d7';

const keychain: Keychain = {
  available: async () => true,
  seal: async (text) => Buffer.from(text).map((byte) => byte ^ 0x5a),
  open: async (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
};

/** Kinds with a secret, each with a config that has the canary in all of them. */
const kinds = probeKinds.flatMap((kind) => {
  const fields = secretFields(kind.config);
  return fields.length === 0 ? [] : [{ kind, fields }];
});

function configWith(fields: readonly string[], value: string): Record<string, string> {
  return Object.fromEntries(fields.map((field) => [field, value]));
}

/** A config its kind accepts: tries what kinds with passwords ask for besides. */
function acceptable(kind: (typeof kinds)[number], value: string): Record<string, string> | null {
  const besides = [
    {},
    { user: 'ada' },
    { username: 'ada' },
    { url: 'http://127.0.0.1/' },
    { url: 'http://127.0.0.1/', user: 'ada' },
    { command: 'true' },
    { command: 'true', user: 'ada' },
  ];
  for (const more of besides) {
    for (const set of [kind.fields, ...kind.fields.map((field) => [field])]) {
      const config = { ...more, ...configWith(set, value) };
      if (kind.kind.config.safeParse(config).success) return config;
    }
  }
  return null;
}

/** Every byte of every file of the folder, backups and logs of the database included. */
function filesWith(folder: string, text: string): string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return names.flatMap((entry) => {
    const bytes = readFileSync(join(entry.parentPath, entry.name));
    return bytes.includes(text) || bytes.includes(Buffer.from(text).toString('base64')) ? [entry.name] : [];
  });
}

test('some kind has a secret', () => {
  expect(kinds.map((one) => one.kind.kind)).not.toEqual([]);
});

test('the canary is in no file, no journal entry, no answer and no log line, whichever kind it was typed into', async () => {
  const lines: string[] = [];
  const log: Log = {
    info: (message, fields) => void lines.push(message, JSON.stringify(fields ?? {})),
    error: (message, error) => void lines.push(message, String(error)),
  };
  const floor = await openFloor({ keychain, log });
  const answers: unknown[] = [];
  for (const one of kinds) {
    const config = acceptable(one, CANARY);
    expect(config, `no config with a secret found for ${one.kind.kind}`).not.toBeNull();
    const name = `with-${one.kind.kind}`;
    answers.push(await floor.watch(name, { checks: [{ name: 'secret', kind: one.kind.kind, config: config ?? {} }] }));
    const { id, ...check } = floor.check(name, 'secret');
    expect(JSON.stringify(check.config)).toContain('$secret');
    answers.push(await floor.client.inventory.editCheck({ checkId: id, check: { ...check, name: 'renamed' } }));
  }
  await floor.run(2 * MINUTE);
  const stream = await floor.client.live.world();
  answers.push((await stream.next()).value, await floor.journal(), await floor.client.inventory.kinds());
  await stream.return?.();
  await floor.stop();
  expect(JSON.stringify(answers)).not.toContain(CANARY);
  expect(lines.join('\n')).not.toContain(CANARY);
  expect(filesWith(floor.folder, CANARY)).toEqual([]);
  // The search finds what is there.
  expect(filesWith(floor.folder, 'with-').length).toBeGreaterThan(0);
});

test('no keychain, no vault: the secret is refused in words, and the host is not half there', async () => {
  const floor = await openFloor();
  const [one] = kinds;
  if (!one) throw new Error('no kind has a secret');
  expect((await floor.client.engine.about()).secrets).toBe('none');
  const add = floor.watch('web1', {
    checks: [{ name: 'secret', kind: one.kind.kind, config: acceptable(one, CANARY) ?? {} }],
  });
  await expect(add).rejects.toMatchObject({
    code: 'NO_KEYCHAIN',
    data: { reason: expect.stringMatching(/no keychain on this machine .* Nothing was stored/) },
  });
  expect(floor.engine.world.hosts.size).toBe(0);
});

test('under a vault: locked after a restart and said so, opened by its passphrase alone, and then measured at once', async () => {
  const floor = await openFloor();
  const [one] = kinds;
  if (!one) throw new Error('no kind has a secret');
  const about = async (of: Floor) => (await of.client.engine.about()).secrets;
  await floor.client.engine.unlockVault({ passphrase: 'a long passphrase' });
  await floor.watch('web1', {
    checks: [{ name: 'secret', kind: one.kind.kind, config: acceptable(one, CANARY) ?? {} }],
  });
  await floor.run(MINUTE);
  expect(floor.state('web1', 'secret').status).toBe('ok');

  await floor.restart(MINUTE);
  expect(await about(floor)).toBe('locked');
  await floor.seen('web1', 'secret');
  expect(floor.state('web1', 'secret')).toMatchObject({
    status: 'unknown',
    summary: expect.stringContaining('vault is locked'),
  });
  await expect(floor.client.engine.unlockVault({ passphrase: 'not the passphrase' })).rejects.toMatchObject({
    code: 'NO_KEYCHAIN',
    data: { reason: expect.stringContaining('not the passphrase of this vault') },
  });
  expect(await about(floor)).toBe('locked');
  await floor.client.engine.unlockVault({ passphrase: 'a long passphrase' });
  expect(await about(floor)).toBe('vault');
  const opened = (await floor.journal('credential')).filter(({ text }) => text === 'Vault opened');
  expect(opened.map(({ actor }) => actor)).toEqual(Array(2).fill({ type: 'operator', name: 'ada' }));
  await floor.run(200);
  expect(floor.state('web1', 'secret').status).toBe('ok');
  await floor.stop();
  expect(filesWith(floor.folder, CANARY)).toEqual([]);
  expect(filesWith(floor.folder, 'a long passphrase')).toEqual([]);
});

test('a check that is removed takes its sealed secret along', async () => {
  const floor = await openFloor({ keychain });
  const [one] = kinds;
  if (!one) throw new Error('no kind has a secret');
  const host = await floor.watch('web1', {
    checks: [{ name: 'secret', kind: one.kind.kind, config: acceptable(one, CANARY) ?? {} }],
  });
  await floor.client.inventory.removeHost({ hostId: host.id });
  await floor.stop();
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(join(floor.folder, 'watchfloor.db'), { readonly: true });
  expect(db.prepare('SELECT count(*) FROM secret').pluck().get()).toBe(0);
  db.close();
});

test('two windows that add the same host while the keychain takes its time: one is told that it is there', async () => {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  let asked = 0;
  const slow: Keychain = {
    ...keychain,
    seal: async (text) => {
      asked += 1;
      await opened;
      return keychain.seal(text);
    },
  };
  const floor = await openFloor({ keychain: slow });
  const [one] = kinds;
  if (!one) throw new Error('no kind has a secret');
  const check = { name: 'secret', kind: one.kind.kind, config: acceptable(one, CANARY) ?? {} };
  const adding = [floor.client, floor.connect('bob')].map((client) =>
    client.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' }, checks: [check] }),
  );
  await until(() => asked === 2);
  open();
  const outcomes = await Promise.allSettled(adding);
  expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(outcomes.find((outcome) => outcome.status === 'rejected')).toMatchObject({
    reason: { code: 'CONFLICT', data: { fields: [{ path: 'host.name' }] } },
  });
  expect(floor.engine.world.hosts.size).toBe(1);
});

test('whoever is overtaken again and again while the keychain thinks goes first in the end', async () => {
  let asked = 0;
  const edits: Promise<unknown>[] = [];
  const overtaken: Keychain = {
    ...keychain,
    seal: async (text) => {
      asked += 1;
      // Somebody else is always faster.
      const edit = floor.connect('bob').inventory.addHost({
        host: { name: `fast${asked}`, address: '127.0.0.1' },
        checks: [],
      });
      edits.push(edit);
      let finished = false;
      void edit.finally(() => (finished = true));
      // Two hundred turns of the loop are plenty for an edit that is not made to wait.
      for (let turn = 0; turn < 200 && !finished; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return keychain.seal(text);
    },
  };
  const floor = await openFloor({ keychain: overtaken });
  const [one] = kinds;
  if (!one) throw new Error('no kind has a secret');
  await floor.watch('web1', {
    checks: [{ name: 'secret', kind: one.kind.kind, config: acceptable(one, CANARY) ?? {} }],
  });
  await Promise.all(edits);
  expect(asked).toBeLessThan(10);
  expect(floor.engine.world.hosts.size).toBe(edits.length + 1);
});
