// Secrets of configs: sealed on their way in, opened for the schedule, never lent to another check.
import { expect, test } from 'vitest';
import {
  createSecrets,
  type Keychain,
  referencesIn,
  type SealedStore,
} from '../../electron/engine/services/secrets.ts';

const FIELDS = ['password', 'passphrase'];

function memoryStore(): SealedStore & { readonly kept: Map<string, Uint8Array> } {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: (id, sealed) => void kept.set(id, sealed),
    get: (id) => kept.get(id) ?? null,
    remove: (id) => kept.delete(id),
  };
}

/** A keychain as the system has one: its key is not ours. */
const keychain = (available = true): Keychain => ({
  available: async () => available,
  seal: async (text) => Buffer.from(text).map((byte) => byte ^ 0x5a),
  open: async (sealed) => Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString(),
});

async function open(sealed = memoryStore(), chain: Keychain | null = keychain()) {
  const secrets = createSecrets({ keychain: chain, sealed });
  await secrets.start();
  return { secrets, sealed };
}

test('a secret that is entered is stored as a reference, and comes back for the schedule only', async () => {
  const { secrets, sealed } = await open();
  const { config, write } = await secrets.seal({ user: 'ada', password: 'hunter2' }, FIELDS, null);
  expect(JSON.stringify(config)).not.toContain('hunter2');
  expect(sealed.kept.size).toBe(0);
  write();
  expect(sealed.kept.size).toBe(1);
  expect(Buffer.from([...sealed.kept.values()][0] ?? []).includes('hunter2')).toBe(false);
  expect(await secrets.open(config)).toEqual({ user: 'ada', password: 'hunter2' });
});

test('left alone it stays, entered anew the old one goes, emptied it is gone', async () => {
  const { secrets, sealed } = await open();
  const first = await secrets.seal({ password: 'one' }, FIELDS, null);
  first.write();
  const same = await secrets.seal({ ...first.config, user: 'bob' }, FIELDS, first.config);
  same.write();
  expect(same.config).toEqual({ ...first.config, user: 'bob' });
  const next = await secrets.seal({ password: 'two' }, FIELDS, same.config);
  next.write();
  expect(sealed.kept.size).toBe(1);
  expect(await secrets.open(next.config)).toEqual({ password: 'two' });
  const none = await secrets.seal({ password: '' }, FIELDS, next.config);
  none.write();
  expect([none.config, sealed.kept.size]).toEqual([{}, 0]);
});

test('a check that becomes one of another kind leaves no secret behind', async () => {
  const { secrets, sealed } = await open();
  const before = await secrets.seal({ password: 'one' }, FIELDS, null);
  before.write();
  (await secrets.seal({ url: 'https://web1' }, ['token'], before.config)).write();
  expect(sealed.kept.size).toBe(0);
});

test('a reference to the secret of another check is not taken', async () => {
  const { secrets } = await open();
  const theirs = await secrets.seal({ password: 'theirs' }, FIELDS, null);
  theirs.write();
  const mine = await secrets.seal({ password: 'mine' }, FIELDS, null);
  mine.write();
  const borrowed = await secrets.seal(theirs.config, FIELDS, mine.config);
  expect(await secrets.open(borrowed.config)).toEqual({ password: 'mine' });
  expect(await secrets.seal(theirs.config, FIELDS, null)).toMatchObject({ config: {} });
});

test('without a keychain and without a vault a secret is refused in words, and nothing is stored', async () => {
  const { secrets, sealed } = await open(memoryStore(), keychain(false));
  expect(secrets.state()).toBe('none');
  await expect(secrets.seal({ password: 'x' }, FIELDS, null)).rejects.toMatchObject({
    code: 'NO_KEYCHAIN',
    message: expect.stringMatching(/no keychain .* Nothing was stored\. Set a passphrase/),
  });
  expect(sealed.kept.size).toBe(0);
  expect((await secrets.seal({ user: 'ada' }, FIELDS, null)).config).toEqual({ user: 'ada' });
});

test('a vault is locked until its passphrase is given; a wrong one changes nothing', async () => {
  const sealed = memoryStore();
  const first = await open(sealed, null);
  first.secrets.unlock('a long passphrase');
  const { config, write } = await first.secrets.seal({ password: 'hunter2' }, FIELDS, null);
  write();
  expect(referencesIn(config)).toHaveLength(1);

  const { secrets } = await open(sealed, null);
  expect(secrets.state()).toBe('locked');
  await expect(secrets.open(config)).rejects.toMatchObject({
    code: 'NO_KEYCHAIN',
    message: expect.stringMatching(/vault is locked/),
  });
  expect(() => secrets.unlock('not the passphrase')).toThrow('That is not the passphrase of this vault');
  expect(secrets.state()).toBe('locked');
  secrets.unlock('a long passphrase');
  expect(secrets.state()).toBe('vault');
  expect(await secrets.open(config)).toEqual({ password: 'hunter2' });
});

test('a secret sealed by a keychain that is not at hand is asked for again, in words', async () => {
  const sealed = memoryStore();
  const first = await open(sealed);
  const { config, write } = await first.secrets.seal({ password: 'hunter2' }, FIELDS, null);
  write();
  const elsewhere = await open(sealed, null);
  await expect(elsewhere.secrets.open(config)).rejects.toThrow(/keychain .* not at hand\. Enter the secret again/);
  sealed.kept.clear();
  await expect(first.secrets.open(config)).rejects.toThrow('The stored secret for "password" is gone. Enter it again.');
});

test('a keychain that comes later does not shut the vault from before it for good', async () => {
  const { secrets: before, sealed } = await open(memoryStore(), null);
  before.unlock('correct horse');
  const { config, write } = await before.seal({ password: 'hunter2' }, FIELDS, null);
  write();
  const { secrets } = await open(sealed);
  expect(secrets.state()).toBe('locked');
  secrets.unlock('correct horse');
  expect(secrets.state()).toBe('keychain');
  expect(await secrets.open(config)).toEqual({ password: 'hunter2' });
});
