// The journal over a stretch, as a review reads it: by when things happened. And what else a review draws.
import type { IncidentId, ProblemId, RunId } from '../../contract/model/ids.ts';
import type { Entry, EntryKind } from '../../contract/model/journal.ts';
import type { Connection } from './connect.ts';
import { type JournalRow, toEntry } from './journal.ts';

export interface ReviewWanted {
  /** [from, to), epoch ms, by when it happened. */
  readonly from: number;
  readonly to: number;
  readonly kinds: readonly EntryKind[];
  /** Empty: everybody, the engine too. */
  readonly people: readonly string[];
  /** Empty: all. */
  readonly hostIds: readonly string[];
  /** '' is any; upper and lower case of a to z are one. */
  readonly text: string;
  /** The same in the language of the search over what people wrote at length; null: there is no word in it. */
  readonly match: string | null;
}

export interface RunBar {
  readonly id: RunId;
  readonly title: string;
  readonly from: number;
  readonly to: number | null;
  readonly incidentId: IncidentId | null;
}

/** A moment in the life of a problem: people were told of it, or somebody acknowledged it. */
export interface ProblemMoment {
  readonly seq: number;
  readonly at: number;
  readonly kind: 'alert' | 'acknowledgement';
  readonly problemId: ProblemId | null;
}

// `+`: by the index over time, which has the order of the page; an index over kinds would have it sorted anew.
const FITS = `occurred_at >= @from AND occurred_at < @to AND +kind IN (SELECT value FROM json_each(@kinds))
  AND (@people IS NULL OR (actor ->> 'type' <> 'engine' AND actor ->> 'name' IN (SELECT value FROM json_each(@people))))
  AND (@hosts IS NULL OR host_id IN (SELECT value FROM json_each(@hosts)))
  AND (@text = '' OR instr(lower(text), @text) > 0 OR instr(lower(coalesce(actor ->> 'name', '')), @text) > 0
    OR (@match <> '' AND seq IN (SELECT rowid FROM timeline_search WHERE timeline_search MATCH @match)))`;

const asked = ({ from, to, kinds, people, hostIds, text, match }: ReviewWanted) => ({
  from,
  to,
  kinds: JSON.stringify(kinds),
  people: people.length > 0 ? JSON.stringify(people) : null,
  hosts: hostIds.length > 0 ? JSON.stringify(hostIds) : null,
  // As SQLite does it: letters beyond a to z stay as they are, on both sides.
  text: text.replace(/[A-Z]/g, (letter) => letter.toLowerCase()),
  match: match ?? '',
});

export function createReviewRows(db: Connection) {
  const count = db.prepare<[object], number>(`SELECT count(*) FROM journal WHERE ${FITS}`).pluck();
  const page = db.prepare<[object], JournalRow>(`
    SELECT journal.* FROM (
      SELECT seq AS place FROM journal WHERE ${FITS} ORDER BY occurred_at, seq LIMIT @limit OFFSET @offset
    ) JOIN journal ON journal.seq = place ORDER BY journal.occurred_at, journal.seq`);
  const border = db
    .prepare<[{ from: number; to: number; size: number }], number>(`
    SELECT occurred_at FROM journal WHERE occurred_at >= @from AND occurred_at < @to
    ORDER BY occurred_at LIMIT 1 OFFSET @size`)
    .pluck();
  const people = db
    .prepare<[{ from: number; to: number; kinds: string }], string>(`
    SELECT DISTINCT actor ->> 'name' AS name FROM journal
    WHERE occurred_at >= @from AND occurred_at < @to AND +kind IN (SELECT value FROM json_each(@kinds))
      AND actor ->> 'type' = 'operator'`)
    .pluck();
  const runs = db.prepare<[{ from: number; to: number; limit: number }], RunBar>(`
    SELECT id, run ->> 'title' AS title, started_at AS "from", ended_at AS "to", incident_id AS incidentId FROM run
    WHERE ended_at >= @from AND started_at < @to AND mode <> 'dry'
    UNION ALL
    SELECT id, run ->> 'title', started_at, ended_at, incident_id FROM run
    WHERE ended_at IS NULL AND started_at < @to AND mode <> 'dry'
    ORDER BY "from" LIMIT @limit`);
  const moments = db.prepare<[{ checkId: string; before: number }], ProblemMoment>(`
    SELECT seq, occurred_at AS at, kind, problem_id AS problemId FROM journal INDEXED BY journal_check
    WHERE check_id = @checkId AND seq < @before AND ((kind = 'alert' AND data ->> 'told' IN ('problem', 'change', 'flapping-start'))
      OR (kind = 'acknowledgement' AND data ->> 'ack' IS NOT NULL))
    ORDER BY seq DESC`);
  const firstAct = db.prepare<[{ incidentId: string; after: number; until: number }], { at: number; by: string }>(`
    SELECT occurred_at AS at, person AS by FROM incident_entry
    WHERE incident_id = @incidentId AND occurred_at > @after AND occurred_at <= @until AND person IS NOT NULL
    ORDER BY occurred_at, seq LIMIT 1`);
  const firstActOnCheck = db.prepare<
    [{ checkId: string; after: number; until: number; fromSeq: number }],
    { at: number; by: string }
  >(`
    SELECT occurred_at AS at, actor ->> 'name' AS by FROM journal
    WHERE check_id = @checkId AND seq > @fromSeq AND occurred_at > @after AND occurred_at <= @until AND actor ->> 'type' = 'operator'
    ORDER BY occurred_at, seq LIMIT 1`);
  return {
    /** Where a part of [from, to), epoch ms, ends that has some `size` entries; more where they are of one moment. */
    border: ({ from, to }: Pick<ReviewWanted, 'from' | 'to'>, size: number): number =>
      Math.max(from + 1, border.get({ from, to, size }) ?? to),
    count: (wanted: ReviewWanted): number => count.get(asked(wanted)) ?? 0,
    /** Oldest first. */
    page: (wanted: ReviewWanted, offset: number, limit: number): readonly Entry[] =>
      page.all({ ...asked(wanted), offset, limit }).map(toEntry),
    /** Names of operators of entries of these kinds in [from, to), epoch ms. */
    people: (from: number, to: number, kinds: readonly EntryKind[]): readonly string[] =>
      people.all({ from, to, kinds: JSON.stringify(kinds) }),
    /** Runs that were under way in [from, to), epoch ms, by when they began; the first `limit`. */
    runs: (from: number, to: number, limit: number): readonly RunBar[] => runs.all({ from, to, limit }),
    /**
     * What people were told of a check and what of it was acknowledged in front of an entry, newest first. Read as far as
     * it is wanted: break out of it.
     */
    moments: (checkId: string, before: number): Iterable<ProblemMoment> => moments.iterate({ checkId, before }),
    /** The first that a person did about an incident in (after, until], epoch ms; null: nobody did anything. */
    firstAct: (incidentId: string, after: number, until: number) => firstAct.get({ incidentId, after, until }) ?? null,
    /** The same of a check, behind an entry of the journal (its seq). */
    firstActOnCheck: (checkId: string, behind: { readonly seq: number; readonly at: number }, until: number) =>
      firstActOnCheck.get({ checkId, after: behind.at, until, fromSeq: behind.seq }) ?? null,
  };
}
