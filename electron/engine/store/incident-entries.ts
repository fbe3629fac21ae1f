// Timelines: which entries of the journal an incident shows, and what later entries say of them. An index over the journal
// and nothing more: it could be made anew from it.
import type { IncidentId } from '../../contract/model/ids.ts';
import type { Entry, EntryKind } from '../../contract/model/journal.ts';
import type { TimelineFilter } from '../../contract/model/timeline.ts';
import type { Connection } from './connect.ts';
import { type JournalRow, toEntry } from './journal.ts';

/** Entries of one timeline; `match` in the language of the search (incident-search.ts), null: any words. */
export interface EntriesWanted extends Omit<TimelineFilter, 'text'> {
  readonly incidentId: IncidentId;
  readonly match: string | null;
}

/** What later entries say of one: their seq, null where none does. */
export interface Marks {
  readonly correctedBy: number | null;
  readonly redactedBy: number | null;
}

interface Place {
  readonly seq: number;
  readonly pinned: number;
}

interface MarkRow {
  readonly seq: number;
  readonly corrected_by: number | null;
  readonly redacted_by: number | null;
}

const FITS = `incident_id = @incidentId
  AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))
  AND (@who = 'all' OR (@who = 'people') = (person IS NOT NULL))
  AND (@person = '' OR person = @person)
  AND (@hostId IS NULL OR host_id = @hostId)
  AND (@pinned = 0 OR pinned = 1)`;
// Bounded by the timeline's own entries, or a common word would be looked up in every incident there ever was.
const SAYS = `seq IN (SELECT rowid FROM timeline_search WHERE timeline_search MATCH @match
  AND rowid >= (SELECT min(seq) FROM incident_entry WHERE incident_id = @incidentId)
  AND rowid <= (SELECT max(seq) FROM incident_entry WHERE incident_id = @incidentId))`;

const asRow = ({ incidentId, kinds, who, person, hostId, pinned, match }: EntriesWanted) => ({
  incidentId,
  kinds: kinds.length > 0 ? JSON.stringify(kinds) : null,
  who,
  person,
  hostId,
  pinned: pinned ? 1 : 0,
  match,
});

function createPages(db: Connection) {
  const prepare = (where: string) => ({
    page: db.prepare<[object], Place>(
      `SELECT seq, pinned FROM incident_entry WHERE ${where} ORDER BY occurred_at, seq LIMIT @limit OFFSET @offset`,
    ),
    count: db.prepare<[object], number>(`SELECT count(*) FROM incident_entry WHERE ${where}`).pluck(),
    before: db
      .prepare<[object], number>(`SELECT count(*) FROM incident_entry WHERE ${where} AND occurred_at < @at`)
      .pluck(),
  });
  const any = prepare(FITS);
  const saying = prepare(`${FITS} AND ${SAYS}`);
  const of = ({ match }: EntriesWanted) => (match === null ? any : saying);
  return {
    /** How many fit. */
    count: (wanted: EntriesWanted): number => of(wanted).count.get(asRow(wanted)) ?? 0,
    /** How many of them happened before `at`, epoch ms. */
    countBefore: (wanted: EntriesWanted, at: number): number => of(wanted).before.get({ ...asRow(wanted), at }) ?? 0,
    /** By when they happened, then by seq. */
    page: (wanted: EntriesWanted, offset: number, limit: number) =>
      of(wanted)
        .page.all({ ...asRow(wanted), offset, limit })
        .map(({ seq, pinned }) => ({ seq, pinned: pinned === 1 })),
  };
}

/** Older entries that may concern an incident, for when it learns of a check, a host or a problem. In no order. */
function createPast(db: Connection) {
  const since = (column: 'check_id' | 'host_id') =>
    db.prepare<[{ readonly id: string; readonly from: number }], JournalRow>(`
      SELECT * FROM journal WHERE ${column} = @id AND occurred_at >= @from AND seq > coalesce((
        SELECT seq FROM journal WHERE ${column} = @id AND recorded_at < @from ORDER BY seq DESC LIMIT 1), 0)`);
  const ofCheck = since('check_id');
  const ofHost = since('host_id');
  const ofKinds = db.prepare<[string, number], JournalRow>(
    'SELECT * FROM journal WHERE kind IN (SELECT value FROM json_each(?)) AND occurred_at >= ?',
  );
  const lastOfKind = db.prepare<[string, number], JournalRow>(
    'SELECT * FROM journal WHERE kind = ? AND occurred_at < ? ORDER BY occurred_at DESC, seq DESC LIMIT 1',
  );
  return {
    /** Of a check, since `from` (epoch ms). */
    pastOfCheck: (id: string, from: number): readonly Entry[] => ofCheck.all({ id, from }).map(toEntry),
    pastOfHost: (id: string, from: number): readonly Entry[] => ofHost.all({ id, from }).map(toEntry),
    pastOfKinds: (kinds: readonly EntryKind[], from: number): readonly Entry[] =>
      ofKinds.all(JSON.stringify(kinds), from).map(toEntry),
    lastOfKind: (kind: EntryKind, before: number): Entry | null => {
      const row = lastOfKind.get(kind, before);
      return row ? toEntry(row) : null;
    },
  };
}

function createMarks(db: Connection) {
  const correct = db.prepare<[number, number]>(
    'INSERT INTO entry_mark (seq, corrected_by) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET corrected_by = excluded.corrected_by',
  );
  const redact = db.prepare<[number, number]>(
    'INSERT INTO entry_mark (seq, redacted_by) VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET redacted_by = excluded.redacted_by',
  );
  const pin = db.prepare<[number, string, number]>(
    'UPDATE incident_entry SET pinned = ? WHERE incident_id = ? AND seq = ?',
  );
  const marks = db.prepare<[string], MarkRow>(
    'SELECT seq, corrected_by, redacted_by FROM entry_mark WHERE seq IN (SELECT value FROM json_each(?))',
  );
  return {
    markCorrected: (seq: number, by: number): void => void correct.run(seq, by),
    markRedacted: (seq: number, by: number): void => void redact.run(seq, by),
    markPinned: (id: IncidentId, seq: number, pinned: boolean): void => void pin.run(pinned ? 1 : 0, id, seq),
    /** Of these entries; those that nobody marked are left out. */
    marksOf: (seqs: readonly number[]): ReadonlyMap<number, Marks> =>
      new Map(
        marks
          .all(JSON.stringify(seqs))
          .map((row) => [row.seq, { correctedBy: row.corrected_by, redactedBy: row.redacted_by }]),
      ),
  };
}

export function createIncidentEntries(db: Connection) {
  const link = db.prepare<[string, number, number, string, string | null, string | null]>(
    'INSERT OR IGNORE INTO incident_entry (incident_id, occurred_at, seq, kind, person, host_id) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const linked = db.prepare<[number], number>('SELECT 1 FROM incident_entry WHERE seq = ? LIMIT 1').pluck();
  const place = db.prepare<[number, string], Place>(
    'SELECT seq, pinned FROM incident_entry WHERE seq = ? AND incident_id = ?',
  );
  const incidentOf = db
    .prepare<[number], string>('SELECT incident_id FROM incident_entry WHERE seq = ? LIMIT 1')
    .pluck();
  const entries = db.prepare<[string], JournalRow>(
    'SELECT * FROM journal WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY seq',
  );
  const byUuid = db.prepare<[string], number>('SELECT seq FROM journal WHERE uuid = ?').pluck();
  return {
    ...createPages(db),
    ...createMarks(db),
    ...createPast(db),
    /** Puts an entry into a timeline; one that is in it stays. False: it was in it. */
    link: (id: IncidentId, { occurredAt, seq, kind, actor, hostId }: Entry): boolean =>
      link.run(id, occurredAt, seq, kind, actor.type === 'engine' ? null : actor.name, hostId ?? null).changes > 0,
    /** Whether any timeline shows it. */
    isLinked: (seq: number): boolean => linked.get(seq) !== undefined,
    /** Null: the timeline does not show it. */
    placeIn(id: IncidentId, seq: number): { readonly pinned: boolean } | null {
      const found = place.get(seq, id);
      return found ? { pinned: found.pinned === 1 } : null;
    },
    /** A timeline that shows it: the one it was said in, else any. */
    incidentOf: ({ seq, incidentId }: Entry): IncidentId | null =>
      incidentId ?? (incidentOf.get(seq) as IncidentId | undefined) ?? null,
    /** Entries of the journal by their seq, those that there are. */
    entries: (seqs: readonly number[]): ReadonlyMap<number, Entry> =>
      new Map(entries.all(JSON.stringify(seqs)).map((row) => [row.seq, toEntry(row)])),
    seqOf: (uuid: string): number | null => byUuid.get(uuid) ?? null,
  };
}
