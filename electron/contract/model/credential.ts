// A named secret that several checks refer to: entered once, changed in one place, never sent back.
import { z } from 'zod';
import { label } from './host.ts';

export const credentialInput = z.strictObject({
  name: label,
  /** What it opens, for whoever has to change it. Not secret. */
  about: z.string().trim().max(500).default(''),
  /** Absent: the secret that is stored stays. */
  secret: z.string().min(1).max(4_096).optional(),
});
export type CredentialInput = z.infer<typeof credentialInput>;

/** A credential as screens see it. */
export interface Credential {
  readonly name: string;
  readonly about: string;
  /** When the secret was last entered, epoch ms. */
  readonly changedAt: number;
  /** How many checks and templates refer to it. */
  readonly uses: number;
}
