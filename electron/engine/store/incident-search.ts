// Full text over incidents and their timelines (SQLite FTS5). It keeps no text: it answers with what to read and where.
import type { Connection } from './connect.ts';

/** What is found: an entry of the journal, or an incident by its number. */
export type Found =
  | { readonly type: 'entry'; readonly seq: number }
  | { readonly type: 'incident'; readonly year: number; readonly serial: number };

/** Words of a title, a name or a number count more than those of a text. */
const TITLE_WEIGHT = 4;
/**
 * What is found more often than this is not weighed but given newest first: a word that is everywhere weighs nothing in
 * bm25, and weighing each of 100,000 places would take longer than anybody waits.
 */
const WEIGHED = 2_000;
/** Serials of one year have room below it. */
const YEAR = 10_000_000;
/** Pages of the index that one slice of a merge writes: some milliseconds. */
const MERGE_PAGES = 64;

const rowidOf = (year: number, serial: number): number => -(year * YEAR + serial);

const asFound = (rowid: number): Found =>
  rowid > 0
    ? { type: 'entry', seq: rowid }
    : { type: 'incident', year: Math.floor(-rowid / YEAR), serial: -rowid % YEAR };

interface Hit {
  readonly rowid: number;
  readonly rank: number;
}

export function createIncidentSearch(db: Connection) {
  const put = db.prepare<[number, string, string]>(
    'INSERT OR REPLACE INTO timeline_search (rowid, title, body) VALUES (?, ?, ?)',
  );
  const newest = db
    .prepare<[string, number], number>(
      'SELECT rowid FROM timeline_search WHERE timeline_search MATCH ? AND rowid > 0 ORDER BY rowid DESC LIMIT ?',
    )
    .pluck();
  const weigh = (range: string) =>
    db.prepare<[string, number, number], Hit>(
      `SELECT rowid, bm25(timeline_search, ${TITLE_WEIGHT}, 1) AS rank FROM timeline_search
        WHERE timeline_search MATCH ? AND rowid ${range} ? ORDER BY rank LIMIT ?`,
    );
  const entries = weigh('>');
  const incidents = weigh('<');
  const merge = db.prepare<[number]>("INSERT INTO timeline_search (timeline_search, rank) VALUES ('merge', ?)");
  const changes = db.prepare<[], number>('SELECT total_changes()').pluck();

  return {
    /** Puts the words of an entry in the place of those it had. */
    putEntry: (seq: number, title: string, body: string): void => void put.run(seq, title, body),
    putIncident: (year: number, serial: number, title: string, body: string): void =>
      void put.run(rowidOf(year, serial), title, body),
    /** Best first, of equals the newest. `match` in the language of FTS5. */
    find(match: string, limit: number): readonly Found[] {
      const places = newest.all(match, WEIGHED);
      const about = incidents.all(match, 0, limit);
      if (places.length === WEIGHED)
        return [...about.map(({ rowid }) => rowid), ...places].slice(0, limit).map(asFound);
      // As many of each kind as there may be in all: what is better is only known when both are there.
      const hits = [...about, ...entries.all(match, 0, limit)];
      return hits
        .sort((a, b) => a.rank - b.rank || Math.abs(b.rowid) - Math.abs(a.rowid))
        .slice(0, limit)
        .map(({ rowid }) => asFound(rowid));
    },
    /**
     * One slice of rewriting the index without what was replaced, so that words which were redacted are in no page of it any
     * more. False when there is nothing left to do. The first slice of a rewriting says so by `first`.
     */
    rewriteSlice(first: boolean): boolean {
      const before = changes.get() ?? 0;
      merge.run(first ? -MERGE_PAGES : MERGE_PAGES);
      // SQLite's documentation of 'merge': fewer than two changes mean that nothing was done.
      return (changes.get() ?? 0) - before >= 2;
    },
  };
}
