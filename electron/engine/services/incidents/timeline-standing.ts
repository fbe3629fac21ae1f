// Incidents that still get entries, found by what an entry is about: by 500 incidents of 100 problems each a look-up goes
// past all but the few that it may concern.
import type { CheckId, HostId, IncidentId, ProblemId } from '../../../contract/model/ids.ts';
import type { Entry } from '../../../contract/model/journal.ts';
import { BLIND_KINDS, type TimelineFacts } from '../../core/timeline-links.ts';

export interface Standing {
  isEmpty(): boolean;
  get(id: IncidentId): TimelineFacts | undefined;
  put(facts: TimelineFacts): void;
  remove(id: IncidentId): void;
  /** Those that ended before `limit`, epoch ms, are forgotten. */
  letGo(limit: number): void;
  /**
   * Whom an entry may concern, each with the problems that are his of those it names. A problem that several incidents know
   * belongs to those that stand; where none does, to the one that ended last: what comes late is not lost, and not shown
   * twice.
   */
  candidates(entry: Entry, problemIds: readonly ProblemId[]): ReadonlyMap<TimelineFacts, readonly ProblemId[]>;
}

type Shelf<Key> = Map<Key, Set<TimelineFacts>>;

export function createStanding(first: readonly TimelineFacts[]): Standing {
  const all = new Map<IncidentId, TimelineFacts>();
  const byProblem: Shelf<ProblemId> = new Map();
  const byCheck: Shelf<CheckId> = new Map();
  const byHost: Shelf<HostId> = new Map();

  const remove = (id: IncidentId): void => {
    const facts = all.get(id);
    if (!facts) return;
    all.delete(id);
    for (const key of facts.problems.keys()) take(byProblem, key, facts);
    for (const key of facts.checkIds) take(byCheck, key, facts);
    for (const key of facts.hostIds) take(byHost, key, facts);
  };
  const put = (facts: TimelineFacts): void => {
    remove(facts.incidentId);
    all.set(facts.incidentId, facts);
    for (const key of facts.problems.keys()) lay(byProblem, key, facts);
    for (const key of facts.checkIds) lay(byCheck, key, facts);
    for (const key of facts.hostIds) lay(byHost, key, facts);
  };
  for (const facts of first) put(facts);

  /** A blind time, or a mute or a window whose scope names neither one host nor one check. */
  const isBroad = ({ kind, checkId, hostId }: Entry): boolean =>
    BLIND_KINDS.includes(kind) ||
    ((kind === 'mute' || kind === 'maintenance') && checkId === undefined && hostId === undefined);

  return {
    isEmpty: () => all.size === 0,
    get: (id) => all.get(id),
    put,
    remove,
    letGo(limit) {
      for (const { incidentId, endedAt } of all.values()) if (endedAt !== null && endedAt < limit) remove(incidentId);
    },
    candidates(entry, problemIds) {
      const found = new Map<TimelineFacts, ProblemId[]>();
      const add = (facts: Iterable<TimelineFacts>): void => {
        for (const one of facts) if (!found.has(one)) found.set(one, []);
      };
      for (const id of problemIds) {
        const having = owners(byProblem.get(id));
        add(having);
        for (const one of having) found.get(one)?.push(id);
      }
      if (entry.checkId !== undefined) add(byCheck.get(entry.checkId) ?? []);
      if (entry.hostId !== undefined) add(byHost.get(entry.hostId) ?? []);
      if (isBroad(entry)) add(all.values());
      return found;
    },
  };
}

function owners(known: ReadonlySet<TimelineFacts> | undefined): readonly TimelineFacts[] {
  if (!known) return [];
  const standing = [...known].filter(({ endedAt }) => endedAt === null);
  if (standing.length > 0) return standing;
  const last = [...known].reduce<TimelineFacts | null>(
    (found, one) => (found === null || (one.endedAt ?? 0) > (found.endedAt ?? 0) ? one : found),
    null,
  );
  return last ? [last] : [];
}

function lay<Key>(shelf: Shelf<Key>, key: Key, facts: TimelineFacts): void {
  const found = shelf.get(key);
  if (found) found.add(facts);
  else shelf.set(key, new Set([facts]));
}

function take<Key>(shelf: Shelf<Key>, key: Key, facts: TimelineFacts): void {
  const found = shelf.get(key);
  found?.delete(facts);
  if (found?.size === 0) shelf.delete(key);
}
