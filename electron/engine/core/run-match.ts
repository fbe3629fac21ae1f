// Which runbooks fit a problem, best first, and why: every part that a `match` names must fit; the more it names, and the
// closer, the better it is. How a runbook fared and how fresh it is decides between equals. (spec: runbooks, "Format")
import type { ProblemStatus } from '../../contract/model/problem-status.ts';
import type { Freshness, RunbookMatch, RunbookState, RunbookSummary } from '../../contract/model/runbook.ts';

/** A problem as far as a `match` looks at it. */
export interface MatchProblem {
  /** Kind of the check. */
  readonly kind: string;
  readonly check: string;
  readonly status: ProblemStatus;
  readonly tags: readonly string[];
  /** Of the last result. */
  readonly summary: string;
  /** Names of metrics of the last result that are outside of their ranges; judged by whoever asks. */
  readonly outside: readonly string[];
}

/** How names and texts are compared, both bounded in time. */
export interface MatchTools {
  glob(pattern: string, name: string): boolean;
  /** Whether a regular expression is found in a text; one that is wrong or too slow never is. */
  found(source: string, text: string): boolean;
}

/** How well a `match` fits. */
export interface Fit {
  readonly score: number;
  /** 'for disk.used of remote-system', 'tags linux'. */
  readonly reasons: readonly string[];
}

/** What is known of a runbook besides what it fits. */
export interface MatchStanding {
  readonly state: RunbookState;
  readonly freshness: Freshness;
  /** 'stale: reviewed 201 days ago'; '' while there is nothing to say. */
  readonly review: string;
  readonly runs: RunbookSummary['runs'];
}

// One part more outweighs everything below it in this list; figures are only for the order.
const POINTS = {
  metric: 400,
  metricBeginning: 360,
  summary: 240,
  check: 200,
  checkGlob: 160,
  kind: 120,
  tag: 60,
  status: 40,
};
/** A host has many tags: the first few tell. */
const MOST_TAGS = 4;
/** Between equals: how often it ended green, then how fresh it is; a draft stands behind what is in use. */
const STANDING = { green: 30, due: -2, stale: -12, expired: -36, draft: -50 } as const;

/** Null: it does not fit. A `match` that names nothing fits nothing: it would stand beside every alarm. */
export function fitOf(match: RunbookMatch, problem: MatchProblem, tools: MatchTools): Fit | null {
  // What is cheap first: of ten thousand problems most are told by kind, status or tags.
  if (match.kind !== null && match.kind !== problem.kind) return null;
  if (match.status.length > 0 && !match.status.includes(problem.status)) return null;
  if (match.tags.some((tag) => !problem.tags.includes(tag))) return null;
  const metric = match.metric === null ? null : metricIn(match.metric, problem.outside);
  if (match.metric !== null && metric === null) return null;
  if (match.check !== null && !tools.glob(match.check, problem.check)) return null;
  if (match.summary !== null && !tools.found(match.summary, problem.summary)) return null;
  const score = pointsOf(match, metric, problem);
  return score === 0 ? null : { score, reasons: reasonsOf(match, metric, problem) };
}

/** The best of several; null: none fits. */
export function bestFit(matches: readonly RunbookMatch[], problem: MatchProblem, tools: MatchTools): Fit | null {
  let best: Fit | null = null;
  for (const match of matches) {
    const fit = fitOf(match, problem, tools);
    if (fit && (best === null || fit.score > best.score)) best = fit;
  }
  return best;
}

/** A fit with what is known of the runbook. A retired one is not suggested at all: ask before. */
export function withStanding(fit: Fit, { state, freshness, review, runs }: MatchStanding): Fit {
  const share = runs.total === 0 ? 0.5 : (runs.green + 0.5) / (runs.total + 1);
  const age = freshness === 'fresh' ? 0 : STANDING[freshness];
  const score = fit.score + share * STANDING.green + age + (state === 'draft' ? STANDING.draft : 0);
  const reasons = [
    ...fit.reasons,
    ...(runs.total === 0 ? [] : [`${runs.total} ${runs.total === 1 ? 'run' : 'runs'} in 90 days, ${runs.green} green`]),
    ...(review === '' ? [] : [review]),
    ...(state === 'draft' ? ['a draft'] : []),
  ];
  return { score: Math.round(score * 100) / 100, reasons };
}

/** Best first; of equals by title, then by id: the same facts give the same order. */
export const byScore = (
  a: { readonly score: number; readonly title: string; readonly id: string },
  b: { readonly score: number; readonly title: string; readonly id: string },
): number => b.score - a.score || compare(a.title, b.title) || compare(a.id, b.id);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The metric itself, else one below it: 'disk.used' fits 'disk.used./var', not 'disk.used_inodes'. */
function metricIn(wanted: string, outside: readonly string[]): string | null {
  if (outside.includes(wanted)) return wanted;
  return outside.find((name) => name.startsWith(`${wanted}.`)) ?? null;
}

function pointsOf(
  { kind, metric, status, tags, check, summary }: RunbookMatch,
  found: string | null,
  problem: MatchProblem,
) {
  return (
    (metric === null ? 0 : found === metric ? POINTS.metric : POINTS.metricBeginning) +
    (summary === null ? 0 : POINTS.summary) +
    (check === null ? 0 : check === problem.check ? POINTS.check : POINTS.checkGlob) +
    (kind === null ? 0 : POINTS.kind) +
    Math.min(tags.length, MOST_TAGS) * POINTS.tag +
    (status.length === 0 ? 0 : POINTS.status)
  );
}

function reasonsOf({ kind, status, tags, check, summary }: RunbookMatch, metric: string | null, problem: MatchProblem) {
  const what = metric === null ? kind : kind === null ? metric : `${metric} of ${kind}`;
  return [
    ...(what === null ? [] : [`for ${what}`]),
    ...(check === null ? [] : [`check ${problem.check}`]),
    ...(summary === null ? [] : [`its words fit /${summary}/`]),
    ...(status.length === 0 ? [] : [problem.status]),
    ...(tags.length === 0 ? [] : [`${tags.length === 1 ? 'tag' : 'tags'} ${tags.join(', ')}`]),
  ];
}
