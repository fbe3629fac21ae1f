// A mute: an operator's own short silence. It always ends by itself.
import { z } from 'zod';
import { type MuteId, problemId } from './ids.ts';
import { type Scope, scope } from './scope.ts';

/** Longest mute; what needs longer is maintenance, and on the calendar. */
export const LONGEST_MUTE_MS = 7 * 86_400_000;

export const muteInput = z
  .strictObject({
    /** Mutes the checks of these problems. */
    problemIds: z.array(problemId).max(10_000).default([]),
    /** Or whatever this covers. */
    scope: scope.nullable().default(null),
    /** Epoch ms. */
    until: z.number().int().positive(),
    reason: z.string().trim().max(2_000).default(''),
  })
  .refine((mute) => mute.problemIds.length > 0 || mute.scope !== null, { message: 'say what to mute' });
export type MuteInput = z.infer<typeof muteInput>;

export interface Mute {
  readonly id: MuteId;
  readonly scope: Scope;
  readonly by: string;
  readonly reason: string;
  readonly createdAt: number;
  readonly until: number;
}
