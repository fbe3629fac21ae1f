// Keeps which shifts are on now and which come next, and tells when one begins or ends, or the clock was set.
import type { Shift } from '../../../contract/model/shift.ts';
import { type ShiftPlans, shiftsAfter, shiftsAt } from '../../core/shift-plan.ts';
import type { Clock } from '../../lib/clock.ts';

export interface ShiftMoment {
  readonly now: readonly Shift[];
  readonly next: readonly Shift[];
}

export interface ShiftWatch {
  moment(): ShiftMoment;
  /** Something it depends on changed. */
  changed(): void;
  stop(): void;
}

/** Looked at least so often, so that a wall clock that was set, or a machine that slept, shows soon. */
const LOOK_EVERY_MS = 60_000;
/** What begins beyond the horizon of `shiftsAfter` comes into it. */
const LOOK_AHEAD_AGAIN_MS = 86_400_000;

/** `turned` hears that a shift began or ended. */
export function watchShifts(clock: Clock, plans: () => ShiftPlans, turned: () => void): ShiftWatch {
  let known: ShiftMoment = { now: [], next: [] };
  /** [since, until), wall clock: as long as it lies in there, what is known holds. */
  let since = Number.NaN;
  let until = Number.NaN;
  let cancel = (): void => {};

  const moment = (): ShiftMoment => {
    const at = clock.now();
    if (!(at >= since && at < until)) {
      const now = plans();
      known = { now: shiftsAt(now, at), next: shiftsAfter(now, at + 1) };
      since = at;
      until = Math.min(
        ...known.now.map(({ to }) => to),
        ...known.next.map(({ from }) => from),
        at + LOOK_AHEAD_AGAIN_MS,
      );
    }
    return known;
  };
  const look = (): void => {
    cancel();
    const before = known;
    if (moment() !== before) turned();
    // Where nothing is planned nothing ever begins.
    const left = Math.min(until - clock.now(), LOOK_EVERY_MS);
    cancel = plans().plans.length === 0 ? () => {} : clock.after(Math.max(0, left), look);
  };
  moment();
  look();
  return {
    moment,
    changed() {
      since = Number.NaN;
      look();
    },
    stop: () => cancel(),
  };
}
