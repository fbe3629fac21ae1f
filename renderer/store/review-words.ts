// Pure: a review in words: the stretch, how soon somebody reacted, and whether that was slow.
import type { Spread } from '../../electron/contract/model/figures.ts';
import type { Reaction, ReviewEntry } from '../../electron/contract/model/review.ts';
import type { Shift } from '../../electron/contract/model/shift.ts';
import type { SlaPromise } from '../../electron/contract/model/sla.ts';
import { clockShort, day, duration } from '../lib/time.ts';

const DAY = 86_400_000;

/** 'Thu 19 Nov 22:00 to 06:00', UTC; with the other day where it is a day or longer. */
export function stretchWords(from: number, to: number): string {
  const until = to - from >= DAY ? `${day(to)} ` : '';
  return `${day(from)} ${clockShort(from)} to ${until}${clockShort(to)}`;
}

/** 'Night A, M. Okafor and J. Lindqvist'. */
export const crewWords = ({ name, people }: Pick<Shift, 'name' | 'people'>): string =>
  people.length === 0 ? name : `${name}, ${people.join(' and ')}`;

/** 'told 02:14, taken 02:19, 5 min 03 s'; '' where it answers nothing. */
export function reactionWords({ entry, reactionMs, answers }: ReviewEntry): string {
  if (reactionMs === null) return '';
  return [answers, `taken ${clockShort(entry.occurredAt)}`, duration(reactionMs)].filter(Boolean).join(', ');
}

/** Usual is said from so many cases on. */
const ENOUGH = 5;

/** Why a reaction was slow: over what is promised, or slower than is usual; '' where it was not. */
export function slowWords(tookMs: number, severity: Reaction['severity'], sla: SlaPromise, usual: Spread): string {
  const promised = sla[`sev${severity}`].acknowledgeMs;
  if (promised !== null && tookMs > promised) {
    return `over the ${duration(promised).replace(/ 00\D*$/, '')} promised for SEV${severity}`;
  }
  const most = usual.n >= ENOUGH ? usual.p90Ms : null;
  return most !== null && tookMs > most ? 'slower than 9 of 10 of this shift' : '';
}

export const tookMs = ({ toldAt, takenAt }: Pick<Reaction, 'toldAt' | 'takenAt'>): number | null =>
  takenAt === null ? null : takenAt - toldAt;
