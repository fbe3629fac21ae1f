// Pure: a clock in a figure and what stands beside it: "43 min 37 s" left, by 03:31.
import type { ClockKind, SlaClock } from '../../../electron/contract/model/sla.ts';
import { clockShort, day, duration } from '../../lib/time.ts';
import { clockNow } from '../../store/sla.ts';

export const CLOCK_KINDS_IN_ORDER = ['acknowledge', 'resolve', 'update'] as const satisfies readonly ClockKind[];

const DAY = 86_400_000;

export interface ClockFace {
  readonly figure: string;
  readonly beside: string;
}

/** By when: "by 03:31", with its day when that is not today's. UTC. */
const byWhen = (at: number, now: number): string =>
  Math.floor(at / DAY) === Math.floor(now / DAY) ? `by ${clockShort(at)}` : `by ${day(at)} ${clockShort(at)}`;

/** `heldSince`: since when the incident waits for somebody else, epoch ms; null while it does not. */
export function clockFace(clock: SlaClock, now: number, heldSince: number | null): ClockFace {
  const { state, leftMs, elapsedMs } = clockNow(clock, now);
  switch (state) {
    case 'running':
    case 'at-risk': {
      const due = clock.dueAt === null ? '' : `, ${byWhen(clock.dueAt, now)}`;
      const rests = clock.counting ? '' : ', outside its hours';
      return { figure: duration(leftMs ?? 0), beside: `left${due}${rests}` };
    }
    case 'missed':
      return { figure: duration(elapsedMs - clock.targetMs), beside: clock.endedAt === null ? 'over' : 'late' };
    case 'kept':
      return { figure: `kept, ${duration(elapsedMs)}`, beside: '' };
    case 'paused':
      return { figure: 'paused', beside: heldSince === null ? '' : duration(now - heldSince) };
    default:
      return state satisfies never;
  }
}
