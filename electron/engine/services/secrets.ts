// Secrets of check configs. What is stored is `{ "$secret": "<reference>" }`, or `{ "$credential": "<name>" }` where several
// checks share one; the sealed bytes lie in their own table, the key to them in the system's keychain or under the vault's
// passphrase. In the clear they exist only on their way in, and in the parsed config of a check that is scheduled.
import { randomUUID } from 'node:crypto';
import type { About } from '../../contract/api/engine.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import { invalid, noKeychain } from '../lib/refusal.ts';
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

/** Where named credentials are known: their name as it is spelled, and their sealed secret. */
export interface CredentialIndex {
  get(name: string): { readonly name: string; readonly secretId: string } | null;
}

/** Secrets opened already, by reference: one that many checks share is asked of the keychain once. Drop it soon. */
export type Opened = Map<string, Promise<string>>;

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
  /** The config as `seal` would store it, with marks in the place of secrets that would be sealed. Stores nothing. */
  preview(config: JsonObject, fields: readonly string[], previous: JsonObject | null): JsonObject;
  /** Seals one secret by itself. */
  sealOne(text: string): Promise<Uint8Array>;
  /** Why no secret could be sealed now, in words; null when one could. */
  refusal(): string | null;
  /** Puts the secrets back into a config, or throws in words when they cannot be opened. */
  open(config: JsonObject, opened?: Opened): Promise<JsonObject>;
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

/** Stands in a preview for a secret that is not sealed yet. */
const NEW_SECRET = { $secret: 'new' } as const;

const textIn = (value: unknown, key: '$secret' | '$credential'): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const text = (value as Readonly<Record<string, unknown>>)[key];
  return typeof text === 'string' ? text : null;
};
const referenceOf = (value: unknown): string | null => textIn(value, '$secret');

/** Whether a field of a config refers to a secret, of its own or shared. */
export const isReference = (value: unknown): boolean =>
  referenceOf(value) !== null || textIn(value, '$credential') !== null;

/** The references to secrets of its own that a stored config holds. */
export const referencesIn = (config: JsonObject): readonly string[] =>
  Object.values(config).flatMap((value) => referenceOf(value) ?? []);

/** Whether a stored config has any secret, of its own or shared. */
export const hasSecrets = (config: JsonObject): boolean => Object.values(config).some(isReference);

/** A config without the secrets that were entered, and those by field. References are those that may stay. */
interface Sorted {
  readonly config: JsonObject;
  readonly entered: readonly (readonly [field: string, text: string])[];
}

function sortSecrets(
  config: JsonObject,
  fields: readonly string[],
  previous: JsonObject | null,
  credentials: CredentialIndex,
): Sorted {
  const out: JsonObject = { ...config };
  const entered: [string, string][] = [];
  for (const field of fields) {
    const before = referenceOf(previous?.[field]);
    const value = out[field];
    const shared = textIn(value, '$credential');
    if (shared !== null) {
      const known = credentials.get(shared);
      if (!known) throw invalid([{ path: `config.${field}`, message: `there is no credential "${shared}"` }]);
      out[field] = { $credential: known.name };
    } else if (referenceOf(value) !== null && before !== null) {
      // The form sent the reference back: only the one that was there may stay, never one of another check.
      out[field] = { $secret: before };
    } else {
      delete out[field];
      if (typeof value === 'string' && value !== '') entered.push([field, value]);
    }
  }
  return { config: out, entered };
}

export function createSecrets(options: {
  readonly keychain: Keychain | null;
  readonly sealed: SealedStore;
  readonly credentials?: CredentialIndex;
}): Secrets {
  const { sealed, credentials = { get: () => null } } = options;
  const boxes = createBoxes(options.keychain, sealed);
  /** The sealed bytes a field refers to; null: it is no reference. */
  const sealedFor = (field: string, value: unknown): { readonly id: string; readonly bytes: Uint8Array } | null => {
    const shared = textIn(value, '$credential');
    const known = shared === null ? null : credentials.get(shared);
    if (shared !== null && !known) {
      throw noKeychain(`The credential "${shared}" for "${field}" is gone. Enter it again, or take another.`);
    }
    const id = known?.secretId ?? referenceOf(value);
    if (id === null) return null;
    const bytes = sealed.get(id);
    if (!bytes) throw noKeychain(`The stored secret for "${field}" is gone. Enter it again.`);
    return { id, bytes };
  };

  return {
    state: boxes.state,
    refusal: boxes.refusal,
    sealOne: boxes.seal,
    start: boxes.start,
    unlock: boxes.unlock,
    async seal(config, fields, previous) {
      const { config: out, entered } = sortSecrets(config, fields, previous, credentials);
      const writes: [string, Uint8Array][] = [];
      for (const [field, text] of entered) {
        const id = randomUUID();
        writes.push([id, await boxes.seal(text)]);
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
    preview(config, fields, previous) {
      const { config: out, entered } = sortSecrets(config, fields, previous, credentials);
      return { ...out, ...Object.fromEntries(entered.map(([field]) => [field, NEW_SECRET])) };
    },
    async open(config, opened = new Map()) {
      const out: JsonObject = { ...config };
      for (const [field, value] of Object.entries(config)) {
        const found = sealedFor(field, value);
        if (!found) continue;
        const text = opened.get(found.id) ?? boxes.open(found.bytes);
        opened.set(found.id, text);
        out[field] = await text;
      }
      return out;
    },
  };
}

/** What seals: the keychain where there is one, else the vault. The first byte of what is sealed says which it was. */
function createBoxes(keychain: Keychain | null, sealed: SealedStore) {
  let useKeychain = false;
  let vault: Vault | null = null;
  const refusal = (): string | null =>
    (useKeychain && keychain) || vault ? null : sealed.get(CANARY_ID) ? LOCKED : NOWHERE;
  return {
    refusal,
    state: (): About['secrets'] =>
      !vault && sealed.get(CANARY_ID) ? 'locked' : useKeychain ? 'keychain' : vault ? 'vault' : 'none',
    async start(): Promise<void> {
      useKeychain = keychain !== null && (await keychain.available());
    },
    async seal(text: string): Promise<Uint8Array> {
      if (useKeychain && keychain) {
        return Buffer.concat([Buffer.from('K'), await keychain.seal(text).catch(keychainFailed('take the secret'))]);
      }
      if (vault) return Buffer.concat([Buffer.from('V'), vault.seal(text)]);
      throw noKeychain(refusal() ?? NOWHERE);
    },
    async open(bytes: Uint8Array): Promise<string> {
      const box = String.fromCharCode(bytes[0] ?? 0);
      const body = bytes.subarray(1);
      if (box === 'K' && useKeychain && keychain) return keychain.open(body).catch(keychainFailed('open a secret'));
      if (box === 'V' && vault) return vault.open(body);
      throw noKeychain(
        box === 'V' ? LOCKED : 'The keychain this secret was sealed with is not at hand. Enter the secret again.',
      );
    },
    unlock(passphrase: string): void {
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
  };
}

/** A keychain that is locked, or that gives up in the middle: said in words, and nothing is half done. */
function keychainFailed(what: string): (error: unknown) => never {
  return (error) => {
    const said = error instanceof Error ? error.message : String(error);
    throw noKeychain(
      `The keychain did not ${what} (${said}). Nothing was changed. Unlock the keychain of this machine and try again.`,
    );
  };
}
