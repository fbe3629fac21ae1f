// The monitor about itself.
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { BackupFile, EngineDetails, LogLine } from '../model/engine-details.ts';
import type { InboundState } from '../model/inbound.ts';
import { type Settings, settings } from '../model/settings.ts';
import { procedure } from './base.ts';

export interface About {
  readonly version: string;
  readonly node: string;
  readonly sqlite: string;
  readonly platform: string;
  readonly dataFolder: string;
  /** 'fping' when the many are pinged by one process, else 'ping'. */
  readonly pinger: 'fping' | 'ping';
  /** Who is calling, as the journal will name them: who signed in at this desk, else its user. */
  readonly operator: string;
  /** The desk: the user of the operating system who is calling. */
  readonly desk: string;
  /** Where secrets are kept: the system's keychain, a vault under a passphrase, or nowhere yet. */
  readonly secrets: 'keychain' | 'vault' | 'locked' | 'none';
}

export const engine = {
  about: procedure.output(type<About>()),
  /** Opens (or, the first time, makes) the vault under a passphrase, where no keychain is at hand. */
  unlockVault: procedure.input(z.strictObject({ passphrase: z.string().min(8).max(1_024) })).output(type<void>()),
  details: procedure.output(type<EngineDetails>()),
  /** Lines of the engine's log after `after`, oldest first; the last few thousand are kept in memory. */
  log: procedure
    .input(
      z.strictObject({
        after: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(2_000).default(500),
      }),
    )
    .output(type<readonly LogLine[]>()),
  settings: procedure.output(type<Settings>()),
  changeSettings: procedure.input(settings).output(type<Settings>()),
  /** The receiver for alerts of other systems. */
  inbound: procedure.output(type<InboundState>()),
  /** Makes a new token for it, shown this once; the one before is void at once. */
  newInboundToken: procedure.output(type<{ token: string }>()),
  /** Makes and verifies a copy of the operators' data now. */
  backUp: procedure.output(type<BackupFile>()),
};
