// Who works when, and who sits at which desk.
import type { FieldError } from '../../../contract/api/errors.ts';
import type { PersonId, ShiftId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Person } from '../../../contract/model/on-call.ts';
import type { Shift, ShiftPlan, ShiftWorld } from '../../../contract/model/shift.ts';
import { sameName } from '../../core/person-name.ts';
import { gapsIn, shiftBefore, shiftsAfter, shiftsAt, shiftsIn } from '../../core/shift-plan.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { invalid } from '../../lib/refusal.ts';
import type { Store } from '../../store/open.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { OnCall } from '../on-call.ts';
import { createDesks } from './desks.ts';
import { createPinSetting } from './pin-setting.ts';
import { createPins } from './pins.ts';
import { createPlanBook } from './shift-plans.ts';
import { type ShiftWatch, watchShifts } from './shift-watch.ts';

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
  /** The last that was over at `at`, and the first that begins after it; null: none within 400 days. */
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
   * and counted against guessing at that desk); without one the word of the desk has to do.
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

/** The most a calendar is asked for, ms. */
const LONGEST_CALENDAR_MS = 400 * 86_400_000;

export function createShifts(options: ShiftsOptions): Shifts {
  const { clock, store, onCall } = options;
  const person = (id: PersonId): Person | null => onCall.world().people.find((one) => one.id === id) ?? null;
  const plans = createPlanBook({ ...options, changed: () => watch.changed() });
  const pins = createPins({ clock, store });
  const desks = createDesks({ clock, store, pins, person, changed: () => publish() });
  const watch: ShiftWatch = watchShifts(clock, plans.known, () => publish());
  const world = (): ShiftWorld => ({
    plans: plans.known().plans,
    ...watch.moment(),
    desks: desks.list(),
    withPin: pins.list(),
  });
  const publish = (): void => options.feed.publish([{ type: 'shifts', shifts: world() }]);
  onCall.keepsToo({
    users: (personId) => plans.naming(personId),
    removeRows(personId) {
      plans.keepName(personId);
      pins.write(personId, null);
      desks.removeRows(personId);
    },
    removed(personId) {
      plans.left();
      pins.kept(personId, null);
      desks.left(personId);
    },
    // Under another name, or gone: shifts name people.
    changed: () => watch.changed(),
  });
  return {
    putPlan: plans.put,
    removePlan: plans.remove,
    calendar(from, to, draft = null) {
      const faults = periodFaults(from, to);
      if (faults.length > 0) throw invalid(faults);
      const known = plans.known(draft);
      return { shifts: shiftsIn(known, from, to), gaps: gapsIn(known, from, to) };
    },
    on: (at) => shiftsAt(plans.known(), at),
    before: (at) => shiftBefore(plans.known(), at),
    // What begins this very moment is on.
    after: (at) => shiftsAfter(plans.known(), at + 1)[0] ?? null,
    signIn: ({ personId, pin }, desk) => desks.signIn(personId, pin, desk),
    signOut: desks.signOut,
    setPin: createPinSetting({ clock, store, pins, person, deskOf: desks.deskOf, changed: publish }),
    actorOf: desks.actorOf,
    async swear(name, pin, actor) {
      const known = onCall.world().people.find((one) => sameName(one.name, name));
      if (!known) return { name, withPin: false };
      const withPin = pins.has(known.id);
      if (withPin) await pins.check(known, { pin, path: 'pin', actor, desk: desks.deskOf(actor) });
      return { name: known.name, withPin };
    },
    world,
    stop: watch.stop,
  };
}

function periodFaults(from: number, to: number): readonly FieldError[] {
  if (to <= from) return [{ path: 'to', message: 'must be later than from' }];
  return to - from > LONGEST_CALENDAR_MS ? [{ path: 'to', message: 'must be within 400 days of from' }] : [];
}
