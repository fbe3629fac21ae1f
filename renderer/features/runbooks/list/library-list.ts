// Pure: which runbooks the list shows, in which order, and where the words that were typed stand in each.
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../../electron/contract/model/problem.ts';
import { PROBLEM_STATUSES } from '../../../../electron/contract/model/problem-status.ts';
import type { RunbookDetail, RunbookSummary } from '../../../../electron/contract/model/runbook.ts';
import { detailKey, type Fit, isBroken, rowKey } from '../../../store/library.ts';

export const FILTERS = ['all', 'fits', 'stale', 'drafts', 'broken'] as const;
export type Filter = (typeof FILTERS)[number];

export interface ListRow {
  readonly key: string;
  readonly runbook: RunbookSummary;
  /** Open problems it fits. */
  readonly fits: number;
  /** Where the words were found when not in its title: 'step 5, Bring the port back'. */
  readonly where: string;
}

export interface Wanted {
  readonly filter: Filter;
  /** Null: any. */
  readonly owner: string | null;
  readonly words: string;
}

export interface Known {
  readonly runbooks: readonly RunbookSummary[];
  readonly fits: ReadonlyMap<string, Fit>;
  readonly details: ReadonlyMap<string, RunbookDetail>;
  readonly problems: ReadonlyMap<ProblemId, Problem>;
}

/** Whether a runbook belongs under a filter. */
export function isUnder(filter: Filter, runbook: RunbookSummary, fits: ReadonlyMap<string, Fit>): boolean {
  switch (filter) {
    case 'all':
      return true;
    case 'fits':
      return fits.has(runbook.id) && !isBroken(runbook);
    case 'stale':
      return !isBroken(runbook) && (runbook.freshness === 'stale' || runbook.freshness === 'expired');
    case 'drafts':
      return !isBroken(runbook) && runbook.state === 'draft';
    case 'broken':
      return isBroken(runbook);
    default:
      return filter satisfies never;
  }
}

/** How many stand under each filter, whatever is typed. */
export function countsOf({ runbooks, fits }: Pick<Known, 'runbooks' | 'fits'>): Readonly<Record<Filter, number>> {
  const count = (filter: Filter) => runbooks.filter((runbook) => isUnder(filter, runbook, fits)).length;
  return {
    all: runbooks.length,
    fits: count('fits'),
    stale: count('stale'),
    drafts: count('drafts'),
    broken: count('broken'),
  };
}

export const ownersOf = (runbooks: readonly RunbookSummary[]): readonly string[] =>
  [...new Set(runbooks.map(({ owner }) => owner))].filter((owner) => owner !== '').toSorted();

/**
 * What the list shows. Typed words: those with all of them in their titles first. Else what fits an open problem first, the
 * worst problem on top; then by title. What cannot be read is last, unless it is what was asked for.
 */
export function listRows(known: Known, { filter, owner, words }: Wanted): readonly ListRow[] {
  const typed = words.toLowerCase().split(/\s+/).filter(Boolean);
  const found = known.runbooks
    .filter((runbook) => isUnder(filter, runbook, known.fits) && (owner === null || runbook.owner === owner))
    .flatMap((runbook) => {
      const hit = hitOf(runbook, known.details.get(detailKey(runbook)), typed);
      return hit ? [{ runbook, hit, rank: rankOf(runbook, known) }] : [];
    });
  return found
    .toSorted((a, b) => a.hit.depth - b.hit.depth || a.rank - b.rank || byTitle(a.runbook, b.runbook))
    .map(({ runbook, hit }) => ({
      key: rowKey(runbook),
      runbook,
      fits: known.fits.get(runbook.id)?.count ?? 0,
      where: hit.where,
    }));
}

const byTitle = (a: RunbookSummary, b: RunbookSummary): number => titleOf(a).localeCompare(titleOf(b), 'en');

/** A file that cannot be read goes by its name. */
export const titleOf = ({ title, file }: RunbookSummary): string => title || file;

const LAST = 1_000;

/** Place of the worst open problem it fits in the order of severity. */
function rankOf(runbook: RunbookSummary, { fits, problems }: Known): number {
  if (isBroken(runbook)) return LAST + 1;
  const fit = fits.get(runbook.id);
  if (!fit) return runbook.state === 'retired' ? LAST + 2 : LAST;
  const ranks = fit.problemIds.flatMap((id) => {
    const problem = problems.get(id);
    return problem ? [PROBLEM_STATUSES.indexOf(problem.status) + (problem.ack ? PROBLEM_STATUSES.length : 0)] : [];
  });
  return Math.min(LAST - 1, ...ranks);
}

interface Hit {
  /** 0: title or id; 1: tags, owner; 2: in its steps. */
  readonly depth: number;
  readonly where: string;
}

/** Where the words stand; null: not all of them do. */
function hitOf(runbook: RunbookSummary, detail: RunbookDetail | undefined, words: readonly string[]): Hit | null {
  if (words.length === 0) return { depth: 0, where: '' };
  const title = `${runbook.title} ${runbook.id} ${runbook.file}`.toLowerCase();
  if (words.every((word) => title.includes(word))) return { depth: 0, where: '' };
  const about = `${title} ${runbook.owner} ${runbook.tags.join(' ')}`.toLowerCase();
  if (words.every((word) => about.includes(word))) {
    const tag = runbook.tags.find((each) => words.some((word) => each.toLowerCase().includes(word)));
    return { depth: 1, where: tag ? `tag ${tag}` : '' };
  }
  if (!detail) return null;
  const steps = detail.outline.map((step) => `${step.title} ${step.does} ${step.command} ${step.on}`.toLowerCase());
  const all = `${about} ${detail.meaning} ${detail.impact}`.toLowerCase().concat(' ', steps.join(' '));
  if (!words.every((word) => all.includes(word))) return null;
  const outside = words.filter((word) => !about.includes(word));
  const at = steps.findIndex((step) => outside.every((word) => step.includes(word)));
  const some = at >= 0 ? at : steps.findIndex((step) => outside.some((word) => step.includes(word)));
  return { depth: 2, where: some >= 0 ? `step ${some + 1}, ${detail.outline[some]?.title ?? ''}` : 'its text' };
}
