// Which incident has which problem: of those that are not over. Follows the book.
import type { HostId, IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import { isEnded } from '../../../contract/model/incident-rules.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { IncidentBook } from './book.ts';

export interface IncidentIndex {
  /** The incident that has this problem and is not over. */
  holderOf(problemId: ProblemId): IncidentRow | undefined;
  /** Those that say a host is the root of it, oldest first. */
  rootedAt(hostId: HostId): readonly IncidentRow[];
  /** All that are not over, oldest first. */
  open(): readonly IncidentRow[];
  any(): boolean;
  stop(): void;
}

export function createIncidentIndex(book: Pick<IncidentBook, 'rows' | 'row' | 'onChange'>): IncidentIndex {
  const byProblem = new Map<ProblemId, IncidentId>();
  const byRoot = new Map<HostId, Set<IncidentId>>();
  /** What stands in the other two of each. */
  const known = new Map<IncidentId, Pick<IncidentRow, 'problems' | 'rootHostId'>>();

  const take = (id: IncidentId): void => {
    const { problems, rootHostId } = known.get(id) ?? { problems: [], rootHostId: null };
    for (const { problemId } of problems) if (byProblem.get(problemId) === id) byProblem.delete(problemId);
    if (rootHostId) byRoot.get(rootHostId)?.delete(id);
    known.delete(id);
  };
  const put = ({ id, status, problems, rootHostId }: IncidentRow): void => {
    const before = known.get(id);
    // Most changes are of something else.
    if (before && !isEnded(status) && before.problems === problems && before.rootHostId === rootHostId) return;
    take(id);
    if (isEnded(status)) return;
    known.set(id, { problems, rootHostId });
    for (const { problemId } of problems) byProblem.set(problemId, id);
    if (rootHostId) byRoot.set(rootHostId, (byRoot.get(rootHostId) ?? new Set()).add(id));
  };
  for (const row of book.rows()) put(row);
  const undo = book.onChange((written) => written.forEach(put));
  const oldestFirst = (ids: Iterable<IncidentId>): readonly IncidentRow[] =>
    [...ids].flatMap((id) => book.row(id) ?? []).sort((a, b) => a.openedAt - b.openedAt);

  return {
    holderOf(problemId) {
      const id = byProblem.get(problemId);
      return id && book.row(id);
    },
    rootedAt: (hostId) => oldestFirst(byRoot.get(hostId) ?? []),
    open: () => oldestFirst(known.keys()),
    any: () => known.size > 0,
    stop: undo,
  };
}
