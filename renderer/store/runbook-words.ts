// Pure: the words for runbooks and their runs that more than one screen says.
import type { RunSummary } from '../../electron/contract/model/run.ts';
import type { RunbookMatch, RunbookSummary } from '../../electron/contract/model/runbook.ts';
import type { Freshness } from '../../electron/contract/model/runbook-words.ts';
import { outcomeShort } from './run-words.ts';

const DAY = 86_400_000;
const NBSP = '\u00a0';

const days = (count: number): string => `${count}${NBSP}d`;

/** Age of its last review, or what is wrong with it: '6 d ago', 'due in 6 d', 'stale, 21 d over', 'read and accept'. */
export function reviewWords(
  { freshness, reviewInDays, review }: Pick<RunbookSummary, 'freshness' | 'reviewInDays' | 'review'>,
  now: number,
): string {
  if (reviewInDays === null) return 'never said';
  switch (freshness) {
    case 'expired':
      return 'read and accept';
    case 'stale':
      return `stale, ${days(Math.abs(reviewInDays))} over`;
    case 'due':
      return reviewInDays <= 0 ? 'due today' : `due in ${days(reviewInDays)}`;
    case 'fresh': {
      const last = review ? Date.parse(review.last) : Number.NaN;
      return Number.isNaN(last) ? `in ${days(reviewInDays)}` : agoWords(last, now);
    }
    default:
      return freshness satisfies never;
  }
}

/** 'today', '6 d ago'; `at` and `now` in epoch ms. */
export function agoWords(at: number, now: number): string {
  const age = Math.max(0, Math.floor((now - at) / DAY));
  return age === 0 ? 'today' : `${days(age)} ago`;
}

/** What a review that is over means, in a sentence; '' while it is not. */
export const FRESHNESS_SENTENCES: Readonly<Record<Freshness, string>> = {
  fresh: '',
  due: '',
  stale: 'Its review is over: it may not say what is true any more.',
  expired: 'Its review is long over: it is read and accepted before each run.',
};

/** Every status it is suggested for, worst first, each once. */
export function statusesOf(match: readonly RunbookMatch[], order: readonly string[]): readonly string[] {
  const named = new Set(match.flatMap(({ status }) => status as readonly string[]));
  return order.filter((status) => named.has(status));
}

/** A part of what it is suggested for, as it stands in its file: ['kind', 'ping']. Status is drawn apart. */
export function matchFacts(match: RunbookMatch): readonly (readonly [string, string])[] {
  const facts: readonly (readonly [string, string | null])[] = [
    ['kind', match.kind],
    ['metric', match.metric],
    ['check', match.check],
    ['tags', match.tags.length > 0 ? match.tags.join(', ') : null],
    ['says', match.summary],
  ];
  return facts.filter((fact): fact is readonly [string, string] => fact[1] !== null);
}

/** What became of a run, or where it stands: 'green', '1 skip', 'step 5 of 9', 'dry run'. */
export function runWords({ mode, outcome, skips, step, phase }: RunSummary): string {
  if (outcome === null) return step ? `step ${step.n} of ${step.of}` : phase;
  if (mode === 'dry') return 'dry run';
  return outcomeShort({ outcome, skips });
}

/** Green ones of its runs as a whole percentage; null: it never ran. */
export const greenPercent = ({ total, green }: RunbookSummary['runs']): number | null =>
  total === 0 ? null : Math.round((green / total) * 100);
