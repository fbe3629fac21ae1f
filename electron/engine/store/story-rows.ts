// What the story of an incident asks of the past: bad stretches of many checks, and what was changed within a time.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Actor, EntryKind } from '../../contract/model/journal.ts';
import type { ProblemStatus } from '../../contract/model/problem.ts';
import type { Connection } from './connect.ts';

/** A problem that was: from its first bad result to when it closed, epoch ms; `to` null: it is open. */
export interface SpellRow {
  readonly checkId: CheckId;
  readonly from: number;
  readonly to: number | null;
  /** Its last one. */
  readonly status: ProblemStatus;
}

interface StoredChange {
  readonly seq: number;
  readonly kind: EntryKind;
  readonly at: number;
  readonly actor: string;
  readonly hostId: HostId | null;
  readonly checkId: CheckId | null;
  readonly text: string;
  /** JSON, read where it is wanted: ten thousand entries of an import are only counted. */
  readonly data: string;
}

export interface ChangeRow extends Omit<StoredChange, 'actor'> {
  readonly actor: Actor;
}

export interface WantedChanges {
  readonly kinds: readonly EntryKind[];
  /** Epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly hostIds: ReadonlySet<HostId>;
  readonly limit: number;
}

interface Period {
  readonly kinds: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
}

const toChange = (row: StoredChange): ChangeRow => ({ ...row, actor: JSON.parse(row.actor) as Actor });

export function createStoryRows(db: Connection) {
  const spells = db.prepare<[{ checks: string; from: number; to: number }], SpellRow>(`
    SELECT problem.check_id AS checkId, problem.opened_at AS "from", problem.closed_at AS "to",
      json_extract(problem.problem, '$.status') AS status
    FROM json_each(@checks) AS wanted CROSS JOIN problem
    WHERE problem.check_id = wanted.value AND problem.opened_at <= @to
      AND coalesce(problem.closed_at, @from) >= @from
    ORDER BY problem.opened_at`);
  const columns = `journal.kind, journal.occurred_at AS at, journal.actor, journal.host_id AS hostId,
    journal.check_id AS checkId, journal.text, journal.data`;
  const within = `json_each(@kinds) AS wanted CROSS JOIN journal
    WHERE journal.kind = wanted.value AND journal.occurred_at >= @from AND journal.occurred_at <= @to`;
  const near = db.prepare<[Period & { hosts: string }], StoredChange>(`
    SELECT journal.seq, ${columns} FROM ${within}
      AND (journal.host_id IS NULL OR journal.host_id IN (SELECT value FROM json_each(@hosts)))
    ORDER BY journal.occurred_at DESC, journal.seq DESC LIMIT @limit`);
  // One act on ten thousand hosts leaves an entry on each: of strangers one stands for all.
  const elsewhere = db.prepare<[Period & { hosts: string }], StoredChange>(`
    SELECT min(journal.seq) AS seq, ${columns} FROM ${within}
      AND journal.host_id IS NOT NULL AND journal.host_id NOT IN (SELECT value FROM json_each(@hosts))
    GROUP BY journal.kind, journal.occurred_at, journal.actor
    ORDER BY journal.occurred_at DESC, seq DESC LIMIT @limit`);
  const changedHosts = db
    .prepare<[{ from: number; to: number; limit: number }], HostId>(`
    SELECT DISTINCT host_id FROM journal
    WHERE kind = 'inventory' AND occurred_at > @from AND occurred_at <= @to AND host_id IS NOT NULL LIMIT @limit`)
    .pluck();
  const first = db.prepare<[], number>('SELECT recorded_at FROM journal ORDER BY seq LIMIT 1').pluck();
  return {
    /** Problems of these checks that touch [from, to], oldest first. */
    spells: (checkIds: readonly CheckId[], from: number, to: number): readonly SpellRow[] =>
      spells.all({ checks: JSON.stringify(checkIds), from, to }),
    /**
     * Entries of these kinds of what happened in [from, to], oldest first: those about `hostIds` or about no host, and of
     * each act on other hosts one. Where there are more than `limit` of either, the newest.
     */
    changes(wanted: WantedChanges): { readonly near: readonly ChangeRow[]; readonly elsewhere: readonly ChangeRow[] } {
      const { kinds, from, to, hostIds, limit } = wanted;
      const asked = { kinds: JSON.stringify(kinds), from, to, hosts: JSON.stringify([...hostIds]), limit };
      return { near: near.all(asked).map(toChange).reverse(), elsewhere: elsewhere.all(asked).map(toChange).reverse() };
    },
    /** Hosts whose own inventory was changed in (from, to]. */
    changedHosts: (from: number, to: number, limit: number): readonly HostId[] => changedHosts.all({ from, to, limit }),
    /** When the oldest entry was written, epoch ms; null: there is none. */
    recordFrom: (): number | null => first.get() ?? null,
  };
}
