// Which stretch is handed over, and which comes next: by the plan of shifts where there is one, else since the last hand-over.
import type { HandoffShift } from '../../contract/model/handoff.ts';
import type { Shift } from '../../contract/model/shift.ts';
import { utc } from './incident-words.ts';
import { sameName } from './person-name.ts';

const HOUR_MS = 3_600_000;
/** Where nobody planned anything, ms: so far it looks back and ahead. */
export const UNPLANNED_MS = 8 * HOUR_MS;
/** Whoever handed over longer ago, ms, did not hand over to this shift: months of history are no briefing. */
const LONGEST_MS = 7 * 24 * HOUR_MS;
/** A shift that is over is still handed over for so long, ms: people stay until it is done. */
const LATE_MS = 2 * HOUR_MS;

export interface ShiftFacts {
  /** Epoch ms. */
  readonly now: number;
  /** Those that are on, the one that began first in front. */
  readonly on: readonly Shift[];
  /** The last that is over, and the first that begins. */
  readonly before: Shift | null;
  readonly after: Shift | null;
  /** Whether `before` was handed over. */
  readonly isHandedOver: boolean;
  /** End of the last hand-over that was accepted, epoch ms; null: there was none. */
  readonly lastEndedAt: number | null;
  /** Who hands over. */
  readonly by: string;
}

export interface Stretch {
  readonly shift: HandoffShift;
  readonly next: HandoffShift | null;
  /** Who comes, where it can only be one; ''. */
  readonly incoming: string;
}

export const asHandoffShift = ({ key, name, from, to }: Shift): HandoffShift => ({ key, name, from, to });

const works = ({ people }: Shift, name: string): boolean => people.some((one) => sameName(one, name));

const handing = (shift: HandoffShift, next: Shift | null): Stretch => ({
  shift,
  next: next && asHandoffShift(next),
  incoming: next?.people.length === 1 ? (next.people[0] ?? '') : '',
});

/** Since when the briefing of this moment tells what happened, epoch ms. */
export function beganAt({ on, lastEndedAt, now }: Pick<ShiftFacts, 'on' | 'lastEndedAt' | 'now'>): number {
  const isRecent = lastEndedAt !== null && now - lastEndedAt <= LONGEST_MS;
  return on[0]?.from ?? (isRecent ? lastEndedAt : now - UNPLANNED_MS);
}

/** 'Since 18:00 UTC'; with the day where the hour alone could be of another one. */
const sinceWords = (from: number, now: number): string =>
  `Since ${utc(from).slice(now - from < 24 * HOUR_MS ? 11 : 0, 16)} UTC`;

/** Pure. The one that just ended, while it is not handed over; else the one that is on; else what nobody planned. */
export function stretchOf(facts: ShiftFacts): Stretch {
  const { now, on, before, after, isHandedOver, by } = facts;
  const [first, second] = on;
  const isLate = before !== null && now - before.to < LATE_MS && !isHandedOver;
  // Whoever only works in the shift that is on prepares that one.
  if (isLate && (first === undefined || works(before, by) || !works(first, by)))
    return handing(asHandoffShift(before), first ?? after);
  // Two at a time: they overlap for the hand-over, unless the other is the crew of another room.
  if (first) return handing(asHandoffShift(first), second && second.to > first.to ? second : after);
  const from = beganAt(facts);
  return handing({ key: null, name: sinceWords(from, now), from, to: now }, after);
}
