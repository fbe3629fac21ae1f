// Pure: when a mute ends. It always does, and within seven days: what needs longer is maintenance.
import { addDays, parseWall } from '../../lib/local-time.ts';

export type MuteEnd = '15min' | '1h' | 'morning' | 'time';

export const MUTE_ENDS: readonly (readonly [MuteEnd, string])[] = [
  ['15min', '15 min'],
  ['1h', '1 hour'],
  ['morning', 'Until 07:00'],
  ['time', 'Until a time'],
];

const MINUTE = 60_000;
/** As the contract has it (LONGEST_MUTE_MS), said here before the engine is asked. */
const LONGEST_MS = 7 * 24 * 60 * MINUTE;

export type MuteUntil = { readonly at: number } | { readonly wrong: string };

/** "Morning" is the next 07:00 of this machine's clock; `typed` is read on the same clock. */
export function muteUntil(end: MuteEnd, typed: string, zone: string, now: number): MuteUntil {
  switch (end) {
    case '15min':
      return { at: now + 15 * MINUTE };
    case '1h':
      return { at: now + 60 * MINUTE };
    case 'morning': {
      const morning = new Date(now).setHours(7, 0, 0, 0);
      return { at: morning > now ? morning : addDays(morning, 1) };
    }
    case 'time': {
      const at = parseWall(typed, zone, now);
      if (at === null) return { wrong: 'Type a time like 06:30, or 2026-11-24 06:30.' };
      if (at <= now) return { wrong: 'That time is over. A mute ends in the future.' };
      if (at - now > LONGEST_MS) return { wrong: 'A mute lasts seven days at most; plan maintenance for longer.' };
      return { at };
    }
    default:
      return end satisfies never;
  }
}
