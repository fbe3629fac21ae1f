// The operating system's keychain for the engine, through safeStorage. Text comes back sealed, as base64.
import { safeStorage } from 'electron';
import type { HostRequest } from '../contract/host-link.ts';

/** Whether there is a real keychain. Linux without one offers a fixed key, which protects nothing and counts as none. */
function secretsAvailable(): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

type SecretRequest = Extract<HostRequest, { ask: 'secretsAvailable' | 'seal' | 'open' }>;

/** Does what the engine asks. Throws in words when there is no keychain, or it did not open what was sealed. */
export function answerHostRequest(request: SecretRequest): string | boolean {
  if (request.ask === 'secretsAvailable') return secretsAvailable();
  if (!secretsAvailable()) {
    throw new Error(
      'This computer offers no keychain to Watchfloor. Nothing was stored; use a vault with a passphrase.',
    );
  }
  switch (request.ask) {
    case 'seal':
      return safeStorage.encryptString(request.text).toString('base64');
    case 'open':
      try {
        return safeStorage.decryptString(Buffer.from(request.sealed, 'base64'));
      } catch {
        throw new Error(
          'The keychain did not open this secret: it was sealed by another user or computer. Enter it again.',
        );
      }
    default:
      return request satisfies never;
  }
}
