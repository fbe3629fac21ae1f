// Planned work and short silences.
import { type } from '@orpc/contract';
import { z } from 'zod';
import { muteId, windowId } from '../model/ids.ts';
import {
  type MaintenanceWindow,
  type Occurrence,
  type WindowConflict,
  windowInput,
  windowKey,
} from '../model/maintenance.ts';
import { type Mute, muteInput } from '../model/mute.ts';
import { procedure } from './base.ts';

const instant = z.number().int().min(0);

export const maintenance = {
  /** Plans a window, or changes one (`windowId`). What lies in the past of a recurring one stays as it was. */
  putWindow: procedure
    .input(z.strictObject({ windowId: windowId.nullable().default(null), window: windowInput }))
    .output(type<MaintenanceWindow>()),
  /** Ends the running occurrence now; what is still open alerts. */
  endNow: procedure.input(windowKey).output(type<MaintenanceWindow>()),
  /** Calls one occurrence off, or takes that back. */
  skip: procedure
    .input(z.strictObject({ windowId, startsAt: instant, skip: z.boolean() }))
    .output(type<MaintenanceWindow>()),
  /** Removes a window that never began; one that did is ended, and stays on the record. */
  removeWindow: procedure.input(windowKey).output(type<{ removed: boolean }>()),
  /**
   * Every occurrence that touches [from, to), in order, and where two of them overlap on the same hosts: the first 1,000
   * conflicts. At most 400 days and 20,000 occurrences.
   */
  calendar: procedure.input(z.strictObject({ from: instant, to: instant })).output(
    type<{
      occurrences: readonly Occurrence[];
      conflicts: readonly WindowConflict[];
      windows: readonly MaintenanceWindow[];
    }>(),
  ),
  /** What a window would be, before it is kept: its next occurrences, the hosts it covers, what it would collide with. */
  preview: procedure.input(z.strictObject({ windowId: windowId.nullable().default(null), window: windowInput })).output(
    type<{
      occurrences: readonly Occurrence[];
      hosts: number;
      checks: number;
      conflicts: readonly WindowConflict[];
      /** Sentences: an occurrence that the change to daylight saving time drops, a window wholly in the past. */
      warnings: readonly string[];
    }>(),
  ),
  mute: procedure.input(muteInput).output(type<Mute>()),
  unmute: procedure
    .input(z.strictObject({ muteIds: z.array(muteId).min(1).max(10_000) }))
    .output(type<{ ended: number }>()),
};
