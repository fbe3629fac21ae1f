// What a notifier kind is: one way to tell somebody. The caller owns queue, retries, timeout and the record; a kind only
// delivers one notice, once, and says how it went.
import type { z } from 'zod';
import type { Alarm, Notice } from '../../contract/model/notice.ts';
import type { Clock } from '../lib/clock.ts';

/** What only the program around the engine, or its screens, can do. */
export interface NotifierHost {
  /** A notification of the desktop. Rejects in words where there is no desktop, or it refuses. */
  notify(notification: { readonly title: string; readonly body: string; readonly urgent: boolean }): Promise<void>;
  /** Sounds an alarm on every screen. Rejects in words where no screen is open. */
  sound(alarm: Alarm): Promise<void>;
}

export interface NotifierContext {
  /** Aborted at the timeout and at shutdown: close everything you opened, then reject. */
  readonly signal: AbortSignal;
  readonly clock: Pick<Clock, 'now'>;
  readonly host: NotifierHost;
  /** The same for every try of this delivery: the other end may have it already. */
  readonly idempotencyKey: string;
  /** 1 for the first try. */
  readonly attempt: number;
}

/** A delivery that did not work. `permanent`: trying again would not help (a wrong address, a refused token). */
export class DeliveryFailure extends Error {
  readonly permanent: boolean;
  /** The other end asked for this much patience, ms; null when it did not. */
  readonly retryAfterMs: number | null;

  constructor(message: string, options: { readonly permanent?: boolean; readonly retryAfterMs?: number | null } = {}) {
    super(message);
    this.name = 'DeliveryFailure';
    this.permanent = options.permanent ?? false;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

export interface NotifierKind<Schema extends z.ZodType = z.ZodType> {
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  /** Config of a channel; secret fields as probes declare them. */
  readonly config: Schema;
  /** A delivery that takes longer is aborted and tried again, ms. */
  readonly timeoutMs: number;
  /** Delivers; resolves with what the other end answered ('250 2.0.0 Ok: queued as 4XyZ'). Rejects with a DeliveryFailure. */
  deliver(config: z.output<Schema>, notice: Notice, context: NotifierContext): Promise<string>;
}

/** Gives a kind its types: the config that `deliver` sees is what the schema parsed. */
export function defineNotifier<Schema extends z.ZodType>(kind: NotifierKind<Schema>): NotifierKind<Schema> {
  return kind;
}
