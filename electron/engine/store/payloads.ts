// Words and files that entries of the journal name by their hash. The entry carries only the hash, so that a redaction can
// take the content away and the chain still fits. (spec: incidents, "Timeline")
import { createHash } from 'node:crypto';
import type { AttachmentRef, PayloadRef } from '../../contract/model/timeline.ts';
import type { Connection } from './connect.ts';

/** Bytes of salt before each content: without it a redacted short text could be guessed from its hash. */
export const SALT_BYTES = 16;

/** What is known of a file without reading it. */
export interface StoredFile extends AttachmentRef {
  /** Epoch ms. */
  readonly createdAt: number;
  readonly redacted: boolean;
  /** What is to be said of it wherever it is named: that its name lies. '' as a rule. */
  readonly remark: string;
}

interface FileRow {
  readonly sha256: string;
  readonly bytes: number;
  readonly name: string;
  readonly type: string;
  readonly created_at: number;
  readonly redacted: number;
  readonly remark: string | null;
}

/** A payload from another place; `content` null: it was redacted there, or did not come along. */
export interface RestoredPayload extends PayloadRef {
  readonly name: string | null;
  readonly type: string | null;
  readonly salt: Uint8Array;
  readonly content: Uint8Array | null;
}

function createReading(db: Connection) {
  const content = db.prepare<[string], Uint8Array | null>('SELECT content FROM payload WHERE sha256 = ?').pluck();
  const salted = db.prepare<[string], { readonly salt: Uint8Array; readonly content: Uint8Array | null }>(
    'SELECT salt, content FROM payload WHERE sha256 = ?',
  );
  const part = db
    .prepare<[number, number, string], Uint8Array | null>('SELECT substr(content, ?, ?) FROM payload WHERE sha256 = ?')
    .pluck();
  const file = db.prepare<[string], FileRow>(
    `SELECT sha256, bytes, name, type, remark, created_at, content IS NULL AS redacted FROM payload
      WHERE sha256 = ? AND name IS NOT NULL`,
  );
  return {
    /** The words; null when they were redacted, or never were here. */
    text(sha256: string): string | null {
      const bytes = content.get(sha256) ?? null;
      return bytes === null ? null : Buffer.from(bytes).toString('utf8');
    },
    /** What is known of a file; null where there is none of that hash, or it is no file. */
    file(sha256: string): StoredFile | null {
      const row = file.get(sha256);
      if (!row) return null;
      const { bytes, name, type, created_at: createdAt, redacted, remark } = row;
      return { sha256, bytes, name, type, createdAt, redacted: redacted === 1, remark: remark ?? '' };
    },
    /** Up to `limit` bytes of a content from `offset`; null when it was redacted, or never was here. */
    part: (sha256: string, offset: number, limit: number): Uint8Array | null =>
      part.get(offset + 1, limit, sha256) ?? null,
    /** Salt and content, for exports that others can verify: SHA-256 of the two in this order is the hash. */
    whole: (sha256: string): { readonly salt: Uint8Array; readonly content: Uint8Array | null } | null =>
      salted.get(sha256) ?? null,
  };
}

/** Which entries name what. */
function createUses(db: Connection) {
  const use = db.prepare<[string, number, string]>(
    'INSERT OR IGNORE INTO payload_use (sha256, incident_id, seq) SELECT sha256, ?, ? FROM payload WHERE sha256 = ?',
  );
  const isUsed = db
    .prepare<[string, string], number>('SELECT 1 FROM payload_use WHERE sha256 = ? AND incident_id = ? LIMIT 1')
    .pluck();
  const usersOf = db.prepare<[string], number>('SELECT DISTINCT seq FROM payload_use WHERE sha256 = ?').pluck();
  const sweep = db.prepare<[number]>(`
    DELETE FROM payload WHERE name IS NOT NULL AND created_at < ?
      AND NOT EXISTS (SELECT 1 FROM payload_use WHERE payload_use.sha256 = payload.sha256)`);
  return {
    /** An entry of an incident names it. A hash that nothing is kept of is passed over. */
    use: (sha256: string, incidentId: string, seq: number): void => void use.run(incidentId, seq, sha256),
    isUsedBy: (sha256: string, incidentId: string): boolean => isUsed.get(sha256, incidentId) !== undefined,
    /** Seqs of the entries that name it. */
    usersOf: (sha256: string): readonly number[] => usersOf.all(sha256),
    /** Removes files from before (epoch ms) that were uploaded and never put on the record; says how many. */
    sweep: (before: number): number => sweep.run(before).changes,
  };
}

interface FileFacts {
  readonly name: string | null;
  readonly type: string | null;
  readonly remark: string | null;
}
const NO_FILE: FileFacts = { name: null, type: null, remark: null };

/** `newSalt` is where chance comes in: SALT_BYTES bytes that nobody can foresee. */
export function createPayloads(db: Connection, newSalt: () => Uint8Array) {
  // What is freed is overwritten, always: copies of words that are redacted later lie in pages that were freed long before.
  db.pragma('secure_delete = ON');
  const insert = (orIgnore: '' | 'OR IGNORE') =>
    db.prepare(`INSERT ${orIgnore} INTO payload (sha256, salt, bytes, name, type, remark, created_at, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const add = insert('');
  const restore = insert('OR IGNORE');
  const empty = db.prepare<[string]>('UPDATE payload SET content = NULL WHERE sha256 = ? AND content IS NOT NULL');

  const put = (content: Uint8Array, at: number, { name, type, remark }: FileFacts): PayloadRef => {
    const salt = newSalt();
    const sha256 = createHash('sha256').update(salt).update(content).digest('hex');
    const bytes = content.byteLength;
    add.run(sha256, salt, bytes, name, type, remark, at, content);
    return { sha256, bytes };
  };

  return {
    ...createReading(db),
    ...createUses(db),
    /** Keeps words. Inside the caller's transaction, with the entry that names them. `at`: epoch ms. */
    putText: (text: string, at: number): PayloadRef => put(Buffer.from(text, 'utf8'), at, NO_FILE),
    /** Keeps a file. The same file twice is two payloads: each has a salt of its own. `remark` as in StoredFile. */
    putFile: (content: Uint8Array, name: string, type: string, at: number, remark = ''): AttachmentRef => ({
      ...put(content, at, { name, type, remark }),
      name,
      type,
    }),
    /** Keeps what another place salted, under the hash it has there; what is here already stays as it is. */
    restore(payload: RestoredPayload, at: number): void {
      const { sha256, salt, bytes, name, type, content } = payload;
      restore.run(sha256, salt, bytes, name, type, null, at, content);
    },
    /** Takes the content away for good. False when it was away already, or never was here. */
    redact: (sha256: string): boolean => empty.run(sha256).changes > 0,
    /** Takes what was freed out of the write-ahead log too. After a redaction; some ten milliseconds. */
    emptyLog: (): void => void db.pragma('wal_checkpoint(TRUNCATE)'),
  };
}
