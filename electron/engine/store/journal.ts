// The journal: entries are added, never changed or deleted (triggers in the database see to it).
import type { JsonObject } from '../../contract/model/check.ts';
import type { CheckId, HostId, IncidentId, ProblemId, RunId } from '../../contract/model/ids.ts';
import type { Actor, Entry, EntryDraft, EntryKind } from '../../contract/model/journal.ts';
import type { Connection } from './connect.ts';
import { type ChainHead, type ChainReport, GENESIS, hashEntry, type Unhashed, verifyChain } from './journal-chain.ts';

/** An entry as the table has it. */
export interface JournalRow {
  readonly seq: number;
  readonly uuid: string;
  readonly kind: string;
  readonly occurred_at: number;
  readonly recorded_at: number;
  readonly actor: string;
  readonly host_id: string | null;
  readonly check_id: string | null;
  readonly problem_id: string | null;
  readonly incident_id: string | null;
  readonly corrects: string | null;
  readonly run_id: string | null;
  readonly text: string;
  readonly data: string;
  readonly prev_hash: string;
  readonly hash: string;
}

export interface JournalFilter {
  readonly hostId?: HostId | undefined;
  readonly checkId?: CheckId | undefined;
  readonly kinds?: readonly EntryKind[] | undefined;
  /** Only entries with a smaller seq. */
  readonly before?: number | undefined;
  /** Only entries of what occurred in [from, to), epoch ms. */
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly limit: number;
}

// Absent and null are not the same in the canonical form: what an entry does not have, it must not name.
export function toEntry(row: JournalRow): Entry {
  return {
    seq: row.seq,
    uuid: row.uuid,
    kind: row.kind as EntryKind,
    occurredAt: row.occurred_at,
    recordedAt: row.recorded_at,
    actor: JSON.parse(row.actor) as Actor,
    ...(row.host_id === null ? {} : { hostId: row.host_id as HostId }),
    ...(row.check_id === null ? {} : { checkId: row.check_id as CheckId }),
    ...(row.problem_id === null ? {} : { problemId: row.problem_id as ProblemId }),
    ...(row.incident_id === null ? {} : { incidentId: row.incident_id as IncidentId }),
    ...(row.corrects === null ? {} : { corrects: row.corrects }),
    ...(row.run_id === null ? {} : { runId: row.run_id as RunId }),
    text: row.text,
    data: JSON.parse(row.data) as JsonObject,
    prevHash: row.prev_hash,
    hash: row.hash,
  };
}

/** What RFC 8785 can carry: no lone surrogates, no NaN. Probe output is cleaned long before; a storm must not fail here. */
function asPlainJson(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(asPlainJson);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key.toWellFormed(), asPlainJson(item)]));
}

function seal(unhashed: Unhashed): Entry {
  try {
    return { ...unhashed, hash: hashEntry(unhashed) };
  } catch {
    const plain = asPlainJson(unhashed) as Unhashed;
    return { ...plain, hash: hashEntry(plain) };
  }
}

interface Wanted {
  readonly hostId: string | null;
  readonly checkId: string | null;
  /** JSON array; null: all. */
  readonly kinds: string | null;
  readonly before: number;
  readonly from: number | null;
  readonly to: number | null;
  readonly limit: number;
}

function createReader(db: Connection) {
  const newest = (where: string) =>
    db.prepare<[Wanted], JournalRow>(`
      SELECT * FROM journal WHERE ${where} seq < @before
        AND (@kinds IS NULL OR kind IN (SELECT value FROM json_each(@kinds)))
        AND (@from IS NULL OR occurred_at >= @from) AND (@to IS NULL OR occurred_at < @to)
      ORDER BY seq DESC LIMIT @limit`);
  const ofHost = newest('host_id = @hostId AND');
  const ofCheck = newest('check_id = @checkId AND');
  const ofBoth = newest('check_id = @checkId AND host_id = @hostId AND');
  const ofAll = newest('');
  return (filter: JournalFilter): readonly Entry[] => {
    const { hostId = null, checkId = null, before = Number.MAX_SAFE_INTEGER, from = null, to = null, limit } = filter;
    const kinds = filter.kinds ? JSON.stringify(filter.kinds) : null;
    const narrowed = checkId === null ? ofHost : hostId === null ? ofCheck : ofBoth;
    const statement = hostId === null && checkId === null ? ofAll : narrowed;
    return statement.all({ hostId, checkId, kinds, before, from, to, limit }).map(toEntry);
  };
}

/** `newUuid` is where chance comes in. */
export function createJournal(db: Connection, newUuid: () => string) {
  const last = db.prepare<[], ChainHead>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1');
  const walk = db.prepare<[], JournalRow>('SELECT * FROM journal ORDER BY seq');
  const slice = db.prepare<[number, number], JournalRow>('SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?');
  const insert = db.prepare(`INSERT INTO journal (seq, uuid, kind, occurred_at, recorded_at, actor, host_id, check_id,
    problem_id, incident_id, corrects, run_id, text, data, prev_hash, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const followers = new Set<(entries: readonly Entry[]) => void>();

  // Read afresh each time: a head kept in memory would survive a rollback and tear the chain.
  const head = (): ChainHead => last.get() ?? { seq: 0, hash: GENESIS };

  const append = db.transaction((drafts: readonly EntryDraft[], recordedAt: number): readonly Entry[] => {
    let { seq, hash } = head();
    const entries = drafts.map((draft) => {
      seq += 1;
      const entry = seal({ ...draft, seq, uuid: newUuid(), recordedAt, prevHash: hash });
      hash = entry.hash;
      insert.run(
        seq,
        entry.uuid,
        entry.kind,
        entry.occurredAt,
        recordedAt,
        JSON.stringify(entry.actor),
        entry.hostId ?? null,
        entry.checkId ?? null,
        entry.problemId ?? null,
        entry.incidentId ?? null,
        entry.corrects ?? null,
        entry.runId ?? null,
        entry.text,
        JSON.stringify(entry.data),
        entry.prevHash,
        entry.hash,
      );
      return entry;
    });
    for (const follow of followers) follow(entries);
    return entries;
  });

  function* entries(rows: Iterable<JournalRow>): Generator<Entry> {
    for (const row of rows) yield toEntry(row);
  }

  return {
    /** Adds entries in this order, all or none. Inside `transaction` they stand or fall with it. */
    append: (drafts: readonly EntryDraft[], recordedAt: number): readonly Entry[] =>
      append.immediate(drafts, recordedAt),
    /**
     * Hears of every entry INSIDE the transaction that writes it: what the listener writes stands or falls with it. It must
     * write nothing into the journal. Returns the undo.
     */
    follow(listener: (entries: readonly Entry[]) => void): () => void {
      followers.add(listener);
      return () => void followers.delete(listener);
    },
    /** Newest first. */
    list: createReader(db),
    /** Last entry's place and hash: what hand-overs and exports print. */
    head,
    /** Walks the whole chain; about 10 µs an entry, so for the command line and for tests, not for a busy engine. */
    verify: (): ChainReport => verifyChain(entries(walk.iterate())),
    /**
     * Up to `limit` entries behind the one with this seq, oldest first, for walks in slices: nothing is held open in between.
     * An entry that cannot be read throws a SyntaxError when it is met.
     */
    after: (seq: number, limit: number): Iterable<Entry> => entries(slice.all(seq, limit)),
  };
}
