// Who works when, and who sits at which desk.
import type { PersonId, ShiftId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Person } from '../../../contract/model/on-call.ts';
import type { Shift, ShiftPlan, ShiftWorld } from '../../../contract/model/shift.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Store } from '../../store/open.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { OnCall } from '../on-call.ts';
import { unwritten } from '../unwritten.ts';

/** Whose word it is, and whether it was sworn to. */
export interface Sworn {
  readonly name: string;
  readonly withPin: boolean;
}

export interface Shifts {
  putPlan(plan: ShiftPlan, actor: Actor): ShiftPlan;
  removePlan(shiftId: ShiftId, actor: Actor): void;
  calendar(
    from: number,
    to: number,
    draft?: ShiftPlan | null,
  ): { readonly shifts: readonly Shift[]; readonly gaps: readonly { readonly from: number; readonly to: number }[] };
  /** Those that take place and are on at `at`, epoch ms; the one that began first in front. */
  on(at: number): readonly Shift[];
  /** The last that was over at `at`, and the first that begins at or after `at`; null: none within 400 days. */
  before(at: number): Shift | null;
  after(at: number): Shift | null;
  /** `desk`: the user of the operating system. */
  signIn(input: { readonly personId: PersonId; readonly pin: string }, desk: string): Promise<Person>;
  signOut(desk: string): void;
  setPin(
    input: {
      readonly personId: PersonId;
      readonly pin: string | null;
      readonly current: string;
      readonly forgotten: string;
    },
    actor: Actor,
  ): Promise<void>;
  /** Who acts where this actor sits: whoever signed in there, else themselves. The engine and imports stay who they are. */
  actorOf(actor: Actor): Actor;
  /**
   * Vouches that `name` signs, sitting with `actor`: with the right PIN where that person has one (a wrong one is refused,
   * and counted against guessing); without one the word of the desk has to do.
   */
  swear(name: string, pin: string, actor: Actor): Promise<Sworn>;
  world(): ShiftWorld;
  stop(): void;
}

export interface ShiftsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly onCall: OnCall;
  readonly log: Log;
}

export const createShifts = (_options: ShiftsOptions): Shifts =>
  unwritten<Shifts>('shifts', {
    world: () => ({ plans: [], now: [], next: [], desks: [], withPin: [] }),
    on: () => [],
    before: () => null,
    after: () => null,
    actorOf: (actor) => actor,
    stop() {},
  });
