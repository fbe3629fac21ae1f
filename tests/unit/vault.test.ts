// Secrets under a passphrase.
import { expect, test } from 'vitest';
import { createVault } from '../../electron/engine/lib/vault.ts';

const SECRET = 'correct horse Ünïcødé 🐴';

test('what is sealed is opened by the same passphrase, in another session too, and by no other', () => {
  const sealed = createVault('a long passphrase').seal(SECRET);
  expect(createVault('a long passphrase').open(sealed)).toBe(SECRET);
  expect(() => createVault('a long passphrasE').open(sealed)).toThrow();
});

test('nothing of the secret is in the bytes, and the same secret never seals to the same bytes', () => {
  const vault = createVault('a long passphrase');
  const [one, other] = [vault.seal(SECRET), vault.seal(SECRET)];
  expect(Buffer.from(one).includes('horse')).toBe(false);
  expect(Buffer.from(one).equals(Buffer.from(other))).toBe(false);
});

test('touched anywhere, it does not open; neither does what was never sealed', () => {
  const vault = createVault('a long passphrase');
  const sealed = vault.seal(SECRET);
  // Version, salt, nonce, tag, first and last byte of the text.
  for (const place of [0, 1, 17, 29, 45, sealed.length - 1]) {
    const touched = Uint8Array.from(sealed);
    touched[place] = (touched[place] ?? 0) ^ 1;
    expect(() => vault.open(touched)).toThrow();
  }
  expect(() => vault.open(sealed.subarray(0, 30))).toThrow('This is not a sealed secret.');
  expect(() => vault.open(new Uint8Array())).toThrow('This is not a sealed secret.');
});
