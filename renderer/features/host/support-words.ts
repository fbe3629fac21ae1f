// Pure: until when somebody else repairs it.
import { count } from '../../lib/number.ts';

const DAY = 86_400_000;
const SOON_DAYS = 90;

/** 'until 2028-03-31', with the days that are left when they are few; null where nobody wrote it down. Days are UTC. */
export function supportWords(endsOn: string, now: number): { readonly words: string; readonly ended: boolean } | null {
  const end = endsOn === '' ? Number.NaN : Date.parse(`${endsOn}T00:00:00Z`);
  if (Number.isNaN(end)) return null;
  // The day itself still counts.
  const left = Math.ceil((end + DAY - now) / DAY);
  if (left <= 0) return { words: `ended ${endsOn}`, ended: true };
  if (left > SOON_DAYS) return { words: `until ${endsOn}`, ended: false };
  return { words: `until ${endsOn}, ${count(left, 'day')} left`, ended: false };
}
