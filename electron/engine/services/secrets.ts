// Secrets of check configs. What is stored is `{ "$secret": "<reference>" }`; the sealed bytes lie in their own table, the
// key to them in the system's keychain or under the vault's passphrase. In the clear they exist only on their way in, and
// in the parsed config of a check that is scheduled.
import { randomUUID } from 'node:crypto';
import type { About } from '../../contract/api/engine.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import { noKeychain } from '../lib/refusal.ts';
import { createVault, type Vault } from '../lib/vault.ts';

/** The system's keychain, as main offers it. */
export interface Keychain {
  available(): Promise<boolean>;
  seal(text: string): Promise<Uint8Array>;
  open(sealed: Uint8Array): Promise<string>;
}

/** Where sealed secrets are kept; bytes only. */
export interface SealedStore {
  put(id: string, sealed: Uint8Array): void;
  get(id: string): Uint8Array | null;
  remove(id: string): unknown;
}

export interface Secrets {
  /** 'locked' also beside a keychain: a vault from before it was there still holds what was sealed under it. */
  state(): About['secrets'];
  /** Looks for a keychain; to be called once before the first use. */
  start(): Promise<void>;
  /** Opens the vault, or makes it when nothing is sealed under one yet. Rejects with NO_KEYCHAIN when the passphrase is wrong. */
  unlock(passphrase: string): void;
  /**
   * Takes the secrets out of a config that was entered: plain values of `fields` are sealed, references of `previous`
   * are kept where the field was left alone. `write` stores the sealed bytes; call it inside the transaction that stores
   * the config: it also removes what nothing points to afterwards.
   */
  seal(config: JsonObject, fields: readonly string[], previous: JsonObject | null): Promise<SealedConfig>;
  /** Puts the secrets back into a config, or throws in words when they cannot be opened. */
  open(config: JsonObject): Promise<JsonObject>;
}

export interface SealedConfig {
  readonly config: JsonObject;
  write(): void;
}

const LOCKED = 'The vault is locked. Open it with its passphrase (Ctrl K, "Unlock the vault"); nothing stored is lost.';
const NOWHERE =
  'There is no keychain on this machine to keep a password in. Nothing was stored. Set a passphrase for the vault (Ctrl K, "Unlock the vault"), or use an SSH agent or a key file.';
/** A sealed known word: tells a right passphrase from a wrong one. */
const CANARY_ID = 'vault-canary';
const CANARY = 'watchfloor';

const referenceOf = (value: unknown): string | null =>
  typeof value === 'object' && value !== null && '$secret' in value && typeof value.$secret === 'string'
    ? value.$secret
    : null;

/** The references to secrets that a stored config holds. */
export const referencesIn = (config: JsonObject): readonly string[] =>
  Object.values(config).flatMap((value) => referenceOf(value) ?? []);

export function createSecrets(options: { readonly keychain: Keychain | null; readonly sealed: SealedStore }): Secrets {
  const { keychain, sealed } = options;
  let useKeychain = false;
  let vault: Vault | null = null;

  const sealText = async (text: string): Promise<Uint8Array> => {
    if (useKeychain && keychain) return Buffer.concat([Buffer.from('K'), await keychain.seal(text)]);
    if (vault) return Buffer.concat([Buffer.from('V'), vault.seal(text)]);
    throw noKeychain(sealed.get(CANARY_ID) ? LOCKED : NOWHERE);
  };
  const openText = async (bytes: Uint8Array): Promise<string> => {
    const box = String.fromCharCode(bytes[0] ?? 0);
    const body = bytes.subarray(1);
    if (box === 'K' && useKeychain && keychain) return keychain.open(body);
    if (box === 'V' && vault) return vault.open(body);
    throw noKeychain(
      box === 'V' ? LOCKED : 'The keychain this secret was sealed with is not at hand. Enter the secret again.',
    );
  };

  return {
    state: () => (!vault && sealed.get(CANARY_ID) ? 'locked' : useKeychain ? 'keychain' : vault ? 'vault' : 'none'),
    async start() {
      useKeychain = keychain !== null && (await keychain.available());
    },
    unlock(passphrase) {
      const candidate = createVault(passphrase);
      const known = sealed.get(CANARY_ID);
      if (!known) sealed.put(CANARY_ID, candidate.seal(CANARY));
      else {
        try {
          candidate.open(known);
        } catch {
          throw noKeychain('That is not the passphrase of this vault. The vault stays locked; nothing was changed.');
        }
      }
      vault = candidate;
    },
    async seal(config, fields, previous) {
      const out: JsonObject = { ...config };
      const writes: [string, Uint8Array][] = [];
      for (const field of fields) {
        const before = referenceOf(previous?.[field]);
        const entered = out[field];
        if (referenceOf(entered) !== null) {
          // The form sent the reference back: only the one that was there may stay, never one of another check.
          if (before) out[field] = { $secret: before };
          else delete out[field];
          continue;
        }
        if (typeof entered !== 'string' || entered === '') {
          delete out[field];
          continue;
        }
        const id = randomUUID();
        writes.push([id, await sealText(entered)]);
        out[field] = { $secret: id };
      }
      // Of the old config all that the new one does not point to any more, whatever its fields were called.
      const kept = new Set(referencesIn(out));
      const gone = referencesIn(previous ?? {}).filter((reference) => !kept.has(reference));
      return {
        config: out,
        write() {
          for (const [id, bytes] of writes) sealed.put(id, bytes);
          for (const id of gone) sealed.remove(id);
        },
      };
    },
    async open(config) {
      const out: JsonObject = { ...config };
      for (const [field, value] of Object.entries(config)) {
        const reference = referenceOf(value);
        if (reference === null) continue;
        const bytes = sealed.get(reference);
        if (!bytes) throw noKeychain(`The stored secret for "${field}" is gone. Enter it again.`);
        out[field] = await openText(bytes);
      }
      return out;
    },
  };
}
