// The monitor about itself.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { procedure } from './base.ts';

export interface About {
  readonly version: string;
  readonly node: string;
  readonly sqlite: string;
  readonly platform: string;
  readonly dataFolder: string;
  /** 'fping' when the many are pinged by one process, else 'ping'. */
  readonly pinger: 'fping' | 'ping';
  /** Who is calling, as the journal will name them. */
  readonly operator: string;
  /** Where secrets are kept: the system's keychain, a vault under a passphrase, or nowhere yet. */
  readonly secrets: 'keychain' | 'vault' | 'locked' | 'none';
}

export const engine = {
  about: procedure.output(type<About>()),
  /** Opens (or, the first time, makes) the vault under a passphrase, where no keychain is at hand. */
  unlockVault: procedure.input(z.strictObject({ passphrase: z.string().min(8).max(1_024) })).output(type<void>()),
};
