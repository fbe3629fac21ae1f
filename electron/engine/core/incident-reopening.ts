// Back to open: a new opening is added, nothing is erased. Its problems are looked at again: what was over meanwhile is over,
// and what another open incident has stays there.
import type { ProblemId } from '../../contract/model/ids.ts';
import type { Act } from './incident-milestones.ts';
import { followProblems, type Turn } from './incident-problems.ts';
import { type Move, moveTo } from './incident-status.ts';
import { type IncidentBody, isRefused, listed, problemName, type Ruling } from './incident-words.ts';

export interface Meanwhile {
  /** What became of its problems. */
  readonly turns: ReadonlyMap<ProblemId, Turn>;
  /** Those that another open incident has, with its number. */
  readonly elsewhere: ReadonlyMap<ProblemId, string>;
}

/** `move.status` is 'open'. One entry, that of the re-opening. */
export function reopen(row: IncidentBody, move: Move, act: Act, { turns, elsewhere }: Meanwhile): Ruling {
  const ruling = moveTo(row, move, act);
  const last = isRefused(ruling) ? undefined : ruling.said.at(-1);
  if (isRefused(ruling) || !last || ruling.after.status === row.status) return ruling;
  const staying = ruling.after.problems.filter(({ problemId }) => elsewhere.has(problemId));
  const problems = ruling.after.problems.filter(({ problemId }) => !elsewhere.has(problemId));
  const { after } = followProblems({ ...ruling.after, problems }, turns, act);
  if (staying.length === 0) return { ...ruling, after };
  const numbers = [...new Set(staying.map(({ problemId }) => elsewhere.get(problemId) ?? ''))];
  const text = `${last.text}; ${listed(staying.map(problemName))} left to ${listed(numbers)}`;
  const data = { ...last.data, elsewhere: staying.map(({ problemId }) => problemId) };
  return { after, said: [...ruling.said.slice(0, -1), { ...last, text, data }] };
}
