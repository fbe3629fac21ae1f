// The book of incidents: those that stand, in memory, and the one way to write them: rows, journal entries and timelines in
// one transaction, then the screens. Rules live with the callers; here nothing is decided.

import type { IncidentId } from '../../../contract/model/ids.ts';
import { type Incident, isEnded } from '../../../contract/model/incident.ts';
import type { EntryDraft } from '../../../contract/model/journal.ts';
import { numberText, parseNumber } from '../../core/incident-number.ts';
import { clocksOf } from '../../core/sla.ts';
import type { Clock } from '../../lib/clock.ts';
import type { IncidentRow, IncidentWanted } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { EngineSettings } from '../settings.ts';
import type { TimelineLinks } from './links.ts';

/** An incident as it is to be, with what the journal says of it. `before` null: it is new. */
export interface IncidentChange {
  readonly before: IncidentRow | null;
  readonly after: IncidentRow;
  /** Without `incidentId`: the book adds it. */
  readonly entries: readonly EntryDraft[];
}

export interface IncidentBook {
  /** Not over, or ended within the last day; by when they were opened. */
  standing(): readonly Incident[];
  /** Those that stand, as they are kept: without their clocks, which cost more than all the rest. */
  rows(): Iterable<IncidentRow>;
  /** As it is kept; also of the past. */
  row(id: IncidentId | string): IncidentRow | undefined;
  /** Also of the past. */
  get(id: IncidentId | string): Incident | undefined;
  byNumber(year: number, serial: number): Incident | undefined;
  list(wanted: IncidentWanted): { readonly total: number; readonly incidents: readonly Incident[] };
  /**
   * Writes changes, all or none, and tells the screens after the commit. `decide` runs inside the transaction: what it reads
   * there cannot change meanwhile, and what it throws undoes everything. Throws a StorageError when it cannot be written.
   */
  write(decide: (at: number) => readonly IncidentChange[]): readonly Incident[];
  /** The next number of the year of `at`; only inside `write`, and for one incident a time. */
  nextNumber(at: number): string;
  /** Shows incidents anew without a change of theirs: their clocks have come to a boundary. */
  refresh(ids: readonly IncidentId[]): void;
  /** Called after a commit with what was written. Returns the undo. */
  onChange(listener: (written: readonly Incident[]) => void): () => void;
}

export interface BookOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly links: TimelineLinks;
}

const DAY_MS = 86_400_000;

const yearOf = (at: number): number => new Date(at).getUTCFullYear();

/** When it was closed or cancelled, epoch ms; null while it is neither. */
export function endOf({ status, milestones, openedAt }: IncidentRow): number | null {
  if (!isEnded(status)) return null;
  return milestones.findLast(({ kind }) => kind === 'closed')?.at ?? openedAt;
}

/** Inside the transaction. */
function put({ store, links }: BookOptions, { before, after, entries }: IncidentChange, at: number): void {
  const endedAt = endOf(after);
  if (before) store.incidents.update(after, endedAt);
  else {
    const { year, serial } = parseNumber(after.number) ?? { year: yearOf(after.openedAt), serial: 0 };
    store.incidents.add(after, year, serial, endedAt);
  }
  const known = new Set(before?.problems.map(({ problemId }) => problemId));
  const fresh = after.problems.flatMap(({ problemId }) => (known.has(problemId) ? [] : problemId));
  store.incidents.putProblems(after.id, fresh);
  if (endedAt !== null && !isEnded(before?.status ?? 'open')) store.incidents.leaveProblems(after.id, at);
  links.incidentChanged(before, after);
  store.journal.append(
    entries.map((entry) => ({ ...entry, incidentId: after.id })),
    at,
  );
}

export function createIncidentBook(options: BookOptions): IncidentBook {
  const { clock, store, feed, settings, links } = options;
  const standing = new Map<string, IncidentRow>();
  const listeners = new Set<(written: readonly Incident[]) => void>();
  for (const row of store.incidents.standing(clock.now() - DAY_MS)) standing.set(row.id, row);

  const whole = (row: IncidentRow): Incident => ({
    ...row,
    clocks: clocksOf(row, settings.get().incidents.sla, clock.now()),
  });
  const rowOf = (id: IncidentId | string): IncidentRow | undefined => standing.get(id) ?? store.incidents.get(id);
  const show = (rows: readonly IncidentRow[]): readonly Incident[] => {
    const shown = rows.map(whole);
    if (shown.length > 0) feed.publish(shown.map((incident) => ({ type: 'incident', incident }) as const));
    return shown;
  };
  /** What ended a day ago leaves the screens; it is asked for when it is wanted. */
  const letGo = (): void => {
    const limit = clock.now() - DAY_MS;
    const gone = [...standing.values()].filter((row) => (endOf(row) ?? limit) < limit);
    for (const { id } of gone) standing.delete(id);
    if (gone.length > 0) feed.publish(gone.map(({ id }) => ({ type: 'incident-left', incidentId: id }) as const));
  };
  return {
    standing: () => [...standing.values()].sort((a, b) => a.openedAt - b.openedAt).map(whole),
    rows: () => standing.values(),
    row: rowOf,
    get(id) {
      const row = rowOf(id);
      return row && whole(row);
    },
    byNumber(year, serial) {
      const row = store.incidents.byNumber(year, serial);
      return row && whole(row);
    },
    list(wanted) {
      const { total, rows } = store.incidents.list(wanted);
      return { total, incidents: rows.map(whole) };
    },
    write(decide) {
      const at = clock.now();
      const changes = links.within(() =>
        store.transaction(() => {
          const decided = decide(at);
          for (const change of decided) put(options, change, at);
          return decided;
        }),
      );
      for (const { after } of changes) standing.set(after.id, after);
      const written = show(changes.map(({ after }) => after));
      for (const listener of listeners) listener(written);
      letGo();
      return written;
    },
    nextNumber(at) {
      const year = yearOf(at);
      return numberText({ year, serial: store.incidents.nextSerial(year) });
    },
    refresh(ids) {
      show(ids.flatMap((id) => standing.get(id) ?? []));
      letGo();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
