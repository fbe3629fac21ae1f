// The live feeds. Output types are not parsed again on the way out: the engine made them, and 10,000 hosts are many.
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { hostId, incidentId, runId } from '../model/ids.ts';
import type { Result } from '../model/result.ts';
import type { RunLive } from '../model/run.ts';
import type { LiveMessage } from '../model/world.ts';
import { procedure } from './base.ts';

export const live = {
  /** A snapshot, then pushes of what changed: state changes at once, the rest in batches of at most four a second. */
  world: procedure.output(eventIterator(type<LiveMessage>())),
  /** One host from near: the last result of each of its checks, then every new one as it comes. */
  host: procedure.input(z.strictObject({ hostId })).output(eventIterator(type<readonly Result[]>())),
  /** One timeline from near: at once, and then whenever it grew or was corrected, pinned or redacted: how long it is now. */
  incident: procedure.input(z.strictObject({ incidentId })).output(eventIterator(type<{ readonly total: number }>())),
  /** One run from near: how it stands at once and at every change, and what its commands print, as it comes. */
  run: procedure.input(z.strictObject({ runId })).output(eventIterator(type<RunLive>())),
};
