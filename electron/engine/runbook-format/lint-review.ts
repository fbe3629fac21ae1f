// Whether somebody made sure lately that the runbook is right. (spec: runbooks, "Format")
import type { RunbookFinding } from '../../contract/model/runbook.ts';
import { freshnessOf, reviewWords } from '../core/run-freshness.ts';
import type { LintDesk } from './lint-desk.ts';

/** A date is a day somewhere on earth: up to a day ahead of UTC it may be today. */
const DAY_MS = 86_400_000;

export function reviewFindings(desk: LintDesk): readonly RunbookFinding[] {
  const { review } = desk.runbook;
  const { now } = desk.facts;
  if (!review) return [];
  const at = ['review', 'last'];
  if (Date.parse(review.last) > now + DAY_MS) {
    return [desk.warning('future-review', at, `${review.last} is still to come: say when it was reviewed`)];
  }
  const { freshness } = freshnessOf(review, now);
  if (freshness !== 'stale' && freshness !== 'expired') return [];
  const consequence = freshness === 'expired' ? '; it must be read and accepted before each run' : '';
  const what = `${reviewWords(review, now)}${consequence}: review it, and put the day here`;
  return [desk.warning(`${freshness}-review`, at, what)];
}
