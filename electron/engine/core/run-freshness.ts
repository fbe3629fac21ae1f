// How fresh a runbook is, by its last review: what nobody has looked at for too long may no longer be true.
// (spec: runbooks, "Format": stale past its review, read and accepted before a run past twice that)
import { Temporal } from 'temporal-polyfill';
import type { Freshness, Runbook } from '../../contract/model/runbook.ts';

const DAY_MS = 86_400_000;
/** So long before its review a runbook is due. */
const DUE_BEFORE_MS = 14 * DAY_MS;

export interface Reviewed {
  readonly freshness: Freshness;
  /** Whole days until its review, below 0 once it is over; null: it names none. */
  readonly reviewInDays: number | null;
}

/** `review.last` counts from its midnight in UTC. A runbook that names no review is as fresh as anybody can say. */
export function freshnessOf(review: Runbook['review'], now: number): Reviewed {
  const last = review && midnightOf(review.last);
  if (!review || last === null) return { freshness: 'fresh', reviewInDays: null };
  const leftMs = last + review.everyMs - now;
  const reviewInDays = Math.floor(leftMs / DAY_MS);
  if (leftMs > DUE_BEFORE_MS) return { freshness: 'fresh', reviewInDays };
  if (leftMs >= 0) return { freshness: 'due', reviewInDays };
  return { freshness: -leftMs > review.everyMs ? 'expired' : 'stale', reviewInDays };
}

/** 'stale: reviewed 201 days ago', 'due for review in 3 days'; '' for a fresh one. */
export function reviewWords(review: Runbook['review'], now: number): string {
  const { freshness, reviewInDays } = freshnessOf(review, now);
  const last = review && midnightOf(review.last);
  if (freshness === 'fresh' || last === null) return '';
  if (freshness === 'due') return `due for review ${reviewInDays === 0 ? 'today' : `in ${days(reviewInDays ?? 0)}`}`;
  return `${freshness}: reviewed ${days(Math.floor((now - last) / DAY_MS))} ago`;
}

const days = (count: number): string => `${count} ${count === 1 ? 'day' : 'days'}`;

/** Epoch ms; null for what is no date. */
function midnightOf(date: string): number | null {
  try {
    return Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds;
  } catch {
    return null;
  }
}
