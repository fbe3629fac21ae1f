// Pure: when an acknowledgement ends by itself.

export type Expiry = 'none' | '1h' | '4h' | 'morning';

export const EXPIRIES: readonly (readonly [Expiry, string])[] = [
  ['none', 'No end'],
  ['1h', '1 hour'],
  ['4h', '4 hours'],
  ['morning', 'Until 08:00'],
];

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Epoch ms of the end, null for none. "Morning" is the next 08:00 of this machine's own time. */
export function expiresAt(expiry: Expiry, now: number): number | null {
  switch (expiry) {
    case 'none':
      return null;
    case '1h':
      return now + HOUR;
    case '4h':
      return now + 4 * HOUR;
    case 'morning': {
      const morning = new Date(now).setHours(8, 0, 0, 0);
      // By the calendar, not by 24 hours: a night may be an hour longer or shorter.
      return morning > now ? morning : new Date(now + DAY).setHours(8, 0, 0, 0);
    }
    default:
      return expiry satisfies never;
  }
}
