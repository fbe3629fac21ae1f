// Runbooks for problems: gathers what a `match` looks at, judges it in core/run-match, and remembers what came of it until the
// problem, its last result, its host or the library changes. Ten thousand problems are asked about at once by the library's page.
import type { CheckId, ProblemId } from '../../../contract/model/ids.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import type { Runbook, RunbookSummary, Suggestion } from '../../../contract/model/runbook.ts';
import { reviewWords } from '../../core/run-freshness.ts';
import { bestFit, byScore, type Fit, withStanding } from '../../core/run-match.ts';
import { matchesGlob } from '../../probes/glob.ts';
import type { World } from '../world.ts';
import { createPatterns } from './suggestions-patterns.ts';
import { lastOf, matchProblem } from './suggestions-problem.ts';

/** A runbook that may be suggested. */
export interface Suggestable {
  readonly runbook: Runbook;
  readonly summary: RunbookSummary;
}

export interface SuggestionsOptions {
  readonly world: World;
  /** Those that can be run and are not retired; another list when the library was read anew. */
  readonly candidates: () => readonly Suggestable[];
  /** Rises when the library was read anew. */
  readonly version: () => number;
  readonly now: () => number;
}

const MOST_SUGGESTIONS = 20;
/** Problems that are named for one runbook; the others are counted. */
const MOST_PROBLEMS = 100;

/** What was found of one problem, and of what. */
interface Remembered {
  readonly of: readonly unknown[];
  readonly fits: ReadonlyMap<string, Fit>;
}

export function createSuggestions({ world, candidates, version, now }: SuggestionsOptions) {
  const remembered = new Map<CheckId, Remembered>();
  let patterns = createPatterns();
  let patternsOf = version();
  const tools = { glob: matchesGlob, found: (source: string, text: string) => patterns.found(source, text) };

  const knownOf = (problem: Problem) => {
    const { checkId, hostId } = problem;
    const of = [problem, world.checks.get(checkId), world.hosts.get(hostId), lastOf(world, checkId), version()];
    const known = remembered.get(checkId);
    return { of, fits: known?.of.every((one, place) => one === of[place]) ? known.fits : null };
  };
  const fitsOf = (problem: Problem, among: readonly Suggestable[]): ReadonlyMap<string, Fit> => {
    const known = knownOf(problem);
    if (known.fits) return known.fits;
    const asked = matchProblem(world, problem);
    const fits = new Map<string, Fit>();
    for (const { runbook } of asked ? among : []) {
      const fit = asked && bestFit(runbook.match, asked, tools);
      if (fit) fits.set(runbook.id, fit);
    }
    remembered.set(problem.checkId, { of: known.of, fits });
    return fits;
  };

  /** What was slow in an older text may be quick in the newer. */
  const refresh = (): void => {
    if (patternsOf === version()) return;
    patternsOf = version();
    patterns = createPatterns();
  };

  return {
    /** Best first, at most 20; none for a problem that is over. */
    suggest(problemId: ProblemId): readonly Suggestion[] {
      refresh();
      const problem = world.problemById(problemId);
      if (!problem) return [];
      const among = candidates();
      const fits = fitsOf(problem, among);
      return among
        .flatMap(({ runbook, summary }) => {
          const fit = fits.get(runbook.id);
          return fit ? [suggestion(problemId, { runbook, summary }, fit, now())] : [];
        })
        .sort((a, b) => byScore({ ...a, id: a.runbookId }, { ...b, id: b.runbookId }))
        .slice(0, MOST_SUGGESTIONS);
    },
    /** By runbook, those that fit most problems first. */
    fitting() {
      refresh();
      const among = candidates();
      const found = new Map<string, { problemIds: ProblemId[]; count: number }>();
      const open = [...world.problems.values()].sort((a, b) => a.severity - b.severity || a.openedAt - b.openedAt);
      const sources = among.flatMap(({ runbook }) => runbook.match.flatMap(({ summary }) => summary ?? []));
      const unknown = sources.length === 0 ? [] : open.filter((problem) => knownOf(problem).fits === null);
      patterns.prepare(
        sources,
        unknown.map(({ checkId }) => lastOf(world, checkId)?.summary ?? ''),
      );
      for (const problem of open) {
        for (const runbookId of fitsOf(problem, among).keys()) {
          const one = found.get(runbookId) ?? { problemIds: [], count: 0 };
          one.count += 1;
          if (one.problemIds.length < MOST_PROBLEMS) one.problemIds.push(problem.id);
          found.set(runbookId, one);
        }
      }
      for (const checkId of remembered.keys()) if (!world.problems.has(checkId)) remembered.delete(checkId);
      return [...found]
        .map(([runbookId, one]) => ({ runbookId, ...one }))
        .sort((a, b) => b.count - a.count || (a.runbookId < b.runbookId ? -1 : 1));
    },
  };
}

function suggestion(problemId: ProblemId, { runbook, summary }: Suggestable, fit: Fit, now: number): Suggestion {
  const { id: runbookId, title, state, review, estimateMs } = runbook;
  const { freshness, hash, runs } = summary;
  const standing = { state, freshness, review: reviewWords(review, now), runs };
  return { runbookId, title, hash, problemId, ...withStanding(fit, standing), freshness, estimateMs };
}
