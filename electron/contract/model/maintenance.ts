// Maintenance windows: planned work. Inside one states are recorded, nobody is alerted, availability leaves the time out.
import { z } from 'zod';
import { timeZone } from './hours.ts';
import { type WindowId, windowId } from './ids.ts';
import { scope } from './scope.ts';

const DAY_MS = 86_400_000;

/** What an operator enters about a window. */
export const windowInput = z
  .strictObject({
    name: z.string().trim().min(1, 'say what the work is').max(128),
    /** The change it belongs to, as the other system numbers it: 'CHG0031337'. '' for none. */
    change: z.string().trim().max(64).default(''),
    notes: z.string().max(10_000).default(''),
    scope,
    /** The first (or only) occurrence: [startsAt, endsAt), epoch ms. In the past: an outage declared to have been maintenance. */
    startsAt: z.number().int().min(0),
    endsAt: z.number().int().min(0),
    /**
     * Not null: flexible. The work lasts so long, ms, and begins with the first problem that opens inside [startsAt, endsAt);
     * it may then reach beyond `endsAt`.
     */
    flexibleMs: z
      .number()
      .int()
      .min(60_000)
      .max(30 * DAY_MS)
      .nullable()
      .default(null),
    /**
     * RFC 5545 recurrence of the start, e.g. 'FREQ=WEEKLY;BYDAY=TU'; '' for once. Wall clock of `zone`. It counts from
     * `startsAt`, which is an occurrence only where the rule has it.
     */
    rrule: z.string().trim().max(512).default(''),
    zone: timeZone.default('UTC'),
  })
  .refine((window) => window.endsAt - window.startsAt >= 60_000, {
    path: ['endsAt'],
    message: 'must be at least a minute after the start',
  })
  .refine((window) => window.endsAt - window.startsAt <= 30 * DAY_MS, {
    path: ['endsAt'],
    message: 'must be within 30 days of the start: what is longer is not maintenance',
  });
export type WindowInput = z.infer<typeof windowInput>;
export type WindowDraft = z.input<typeof windowInput>;

/** As it is kept. */
export interface MaintenanceWindow extends Readonly<WindowInput> {
  readonly id: WindowId;
  readonly by: string;
  readonly createdAt: number;
  /** Entered after it had begun: declared on the record, not planned. */
  readonly declaredLate: boolean;
  /** Starts of occurrences that were called off, epoch ms. */
  readonly skipped: readonly number[];
  /** Occurrences that were ended early: start → end, epoch ms. */
  readonly endedEarly: readonly { readonly startsAt: number; readonly endedAt: number }[];
  /** Of flexible ones: occurrence → when its first problem began the work, epoch ms. */
  readonly begun: readonly { readonly startsAt: number; readonly begunAt: number }[];
}

/** One time that a window is (or was, or will be). */
export interface Occurrence {
  readonly windowId: WindowId;
  /** The occurrence's own start by the rule; it names the occurrence. Epoch ms. */
  readonly startsAt: number;
  /** When nothing is alerted: [from, to). Of a flexible one that has not begun: the time in which it may. */
  readonly from: number;
  readonly to: number;
  readonly state: 'planned' | 'waiting' | 'active' | 'over' | 'called-off';
}

/** A window with where it stands now. */
export interface WindowStatus {
  readonly window: MaintenanceWindow;
  readonly current: Occurrence | null;
  readonly next: Occurrence | null;
}

/** Two occurrences that overlap in time and share hosts. */
export interface WindowConflict {
  readonly a: Occurrence;
  readonly b: Occurrence;
  readonly from: number;
  readonly to: number;
  /** Names of shared hosts, at most 20 of them. */
  readonly hosts: readonly string[];
  readonly hostCount: number;
}

export const windowKey = z.strictObject({ windowId });
