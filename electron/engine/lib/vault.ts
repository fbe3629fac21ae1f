// The vault: secrets under a passphrase, for machines without a keychain. AES-256-GCM, the key by scrypt.
// Sealed form: version 1 | salt 16 | nonce 12 | tag 16 | ciphertext. The passphrase is kept nowhere.
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';

const VERSION = 1;
const SALT = 16;
const NONCE = 12;
const TAG = 16;
/** About 60 ms and 32 MiB a key on an ordinary machine: slow for a guesser, once a start for us. */
const COST = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

export interface Vault {
  seal(text: string): Uint8Array;
  /** Throws when the passphrase is not the one it was sealed under, or the bytes were touched. */
  open(sealed: Uint8Array): string;
}

/** A vault under `passphrase`. Keys are derived once per salt and kept in memory only. */
export function createVault(passphrase: string): Vault {
  const keys = new Map<string, Buffer>();
  const keyOf = (salt: Buffer): Buffer => {
    const id = salt.toString('hex');
    const known = keys.get(id) ?? scryptSync(passphrase, salt, 32, COST);
    keys.set(id, known);
    return known;
  };
  const ownSalt = randomBytes(SALT);
  return {
    seal(text) {
      const nonce = randomBytes(NONCE);
      const cipher = createCipheriv('aes-256-gcm', keyOf(ownSalt), nonce);
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.from([VERSION]), ownSalt, nonce, cipher.getAuthTag(), body]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION || bytes.length < 1 + SALT + NONCE + TAG)
        throw new Error('This is not a sealed secret.');
      const salt = bytes.subarray(1, 1 + SALT);
      const nonce = bytes.subarray(1 + SALT, 1 + SALT + NONCE);
      const tag = bytes.subarray(1 + SALT + NONCE, 1 + SALT + NONCE + TAG);
      const decipher = createDecipheriv('aes-256-gcm', keyOf(Buffer.from(salt)), nonce);
      decipher.setAuthTag(tag);
      return decipher.update(bytes.subarray(1 + SALT + NONCE + TAG), undefined, 'utf8') + decipher.final('utf8');
    },
  };
}
