// Which entries of the journal belong to which timeline: hears every entry inside its transaction and puts it where it
// belongs, with its words into the search. While nothing stands it costs a look at two empty maps.
import type { HostId, IncidentId } from '../../../contract/model/ids.ts';
import type { Entry } from '../../../contract/model/journal.ts';
import { concerns, factsOf, type TimelineFacts } from '../../core/timeline-links.ts';
import type { Clock } from '../../lib/clock.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { World } from '../world.ts';
import { createAbout } from './timeline-about.ts';
import { indexEntry, indexIncident } from './timeline-index.ts';
import { markEntry } from './timeline-marks.ts';
import { pastEntries } from './timeline-past.ts';
import { createStanding } from './timeline-standing.ts';

export interface TimelineLinks {
  /** An incident is new, or its problems, checks or hosts changed: older entries of what is new in it join. In a transaction. */
  incidentChanged(before: IncidentRow | null, after: IncidentRow): void;
  /** Entries were written; those that concern standing incidents join their timelines. In their transaction. */
  entriesWritten(entries: readonly Entry[]): void;
  /** Does work in which incidents change; when it throws, what was learned of them in it is forgotten. */
  within<T>(work: () => T): T;
  /** Hears, inside the transaction, of each timeline that an entry joined or spoke of. Returns the undo. */
  onTouched(listener: (id: IncidentId) => void): () => void;
}

export interface LinksOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly world: Pick<World, 'hosts'>;
}

/** Incidents that ended this long ago get no more entries, unless something is said in them. */
const REMEMBERED_MS = 86_400_000;

export function createTimelineLinks({ clock, store, world }: LinksOptions): TimelineLinks {
  const standing = createStanding(store.incidents.standing(clock.now() - REMEMBERED_MS).map(factsOf));
  const aboutOf = createAbout(store);
  const listeners = new Set<(id: IncidentId) => void>();
  const placeOf = (id: HostId) => world.hosts.get(id);
  /** What to put back when the transaction fails; null: none is under way. */
  let undo: (() => void)[] | null = null;

  const join = (id: IncidentId, entry: Entry): void => {
    const isNew = !store.incidentEntries.isLinked(entry.seq);
    if (!store.incidentEntries.link(id, entry)) return;
    if (isNew) indexEntry(store, entry);
    for (const listener of listeners) listener(id);
  };

  const joinAll = (entry: Entry): void => {
    if (entry.incidentId !== undefined) {
      join(entry.incidentId, entry);
      markEntry(store, entry.incidentId, entry);
      return;
    }
    if (standing.isEmpty()) return;
    const about = aboutOf(entry);
    for (const [facts, problemIds] of standing.candidates(entry, about.problemIds))
      if (concerns(facts, entry, { ...about, problemIds }, placeOf)) join(facts.incidentId, entry);
  };

  const learn = (facts: TimelineFacts): void => {
    const known = standing.get(facts.incidentId);
    undo?.push(() => (known ? standing.put(known) : standing.remove(facts.incidentId)));
    standing.put(facts);
  };

  const backFill = (before: TimelineFacts | null, after: TimelineFacts): void => {
    for (const entry of pastEntries(store.incidentEntries, before, after))
      if (concerns(after, entry, aboutOf(entry), placeOf)) join(after.incidentId, entry);
  };

  return {
    incidentChanged(before, after) {
      indexIncident(store, before, after);
      const facts = factsOf(after);
      backFill(before && factsOf(before), facts);
      learn(facts);
      standing.letGo(clock.now() - REMEMBERED_MS);
    },
    entriesWritten(entries) {
      for (const entry of entries) if (entry.incidentId !== undefined || !standing.isEmpty()) joinAll(entry);
    },
    within(work) {
      const outer = undo;
      const own: (() => void)[] = [];
      undo = own;
      try {
        const done = work();
        outer?.push(...own);
        return done;
      } catch (error) {
        for (const putBack of own.toReversed()) putBack();
        throw error;
      } finally {
        undo = outer;
      }
    },
    onTouched(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
