// News that people are not told now, and the moments at which what holds it ends by the clock. To ask whether anything is
// due costs nothing while nothing is; to look again costs as much as there is held, never as much as there is watched.
import type { CheckId } from '../../contract/model/ids.ts';
import type { Hold, HoldReason } from '../../contract/model/problem.ts';

export interface HeldNews {
  /** After a check was judged: why its news is held (null: none is), and when its acknowledgement runs out, epoch ms. */
  judged(checkId: CheckId, hold: Hold | null, ackEndsAt: number | null): void;
  forget(checkId: CheckId): void;
  /** Why the news of a check is held; undefined: there is none that is. */
  reasonOf(checkId: CheckId): HoldReason | undefined;
  /** Checks with news that is held. */
  checks(): readonly CheckId[];
  /** When the first of what ends by the clock does, epoch ms, or earlier; Infinity: nothing does. */
  nextAt(): number;
  /** Checks of which something has ended by `now` (epoch ms), each once: they are judged next, and may have another end then. */
  due(now: number): readonly CheckId[];
}

export function createHeldNews(): HeldNews {
  const held = new Map<CheckId, HoldReason>();
  const endsAt = new Map<CheckId, number>();
  /** Never later than the first of `endsAt`. */
  let next = Number.POSITIVE_INFINITY;
  return {
    judged(checkId, hold, ackEndsAt) {
      if (hold) held.set(checkId, hold.reason);
      else held.delete(checkId);
      const ends = Math.min(hold?.until ?? Number.POSITIVE_INFINITY, ackEndsAt ?? Number.POSITIVE_INFINITY);
      if (ends === Number.POSITIVE_INFINITY) endsAt.delete(checkId);
      else endsAt.set(checkId, ends);
      next = Math.min(next, ends);
    },
    forget(checkId) {
      held.delete(checkId);
      endsAt.delete(checkId);
    },
    reasonOf: (checkId) => held.get(checkId),
    checks: () => [...held.keys()],
    nextAt: () => next,
    due(now) {
      if (now < next) return [];
      const due: CheckId[] = [];
      next = Number.POSITIVE_INFINITY;
      for (const [checkId, at] of endsAt) {
        if (at <= now) {
          due.push(checkId);
          endsAt.delete(checkId);
        } else next = Math.min(next, at);
      }
      return due;
    },
  };
}
