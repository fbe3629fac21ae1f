// One SQLite file, opened the way the engine wants it.
import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

export type Connection = Database.Database;

export interface ConnectOptions {
  /** FULL: a commit survives a power cut. NORMAL: it survives a kill; a power cut may take the last commits. */
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly readOnly?: boolean;
}

/** Waiting for another program's lock stops the whole engine, so the wait is short. */
const BUSY_MS = 250;
/** After a checkpoint the WAL is cut back to this. */
const WAL_KEPT_BYTES = 16 * 1024 * 1024;

/** Opens (or makes) a database. Throws SQLite's own errors. */
export function connect(file: string, options: ConnectOptions): Connection {
  const readonly = options.readOnly === true;
  const db = new Database(file, { readonly, timeout: BUSY_MS });
  try {
    if (!readonly) {
      db.pragma('journal_mode = WAL');
      db.pragma(`synchronous = ${options.synchronous}`);
      db.pragma(`journal_size_limit = ${WAL_KEPT_BYTES}`);
    }
    db.pragma('foreign_keys = ON');
    // Without it REPLACE would delete rows behind the back of the journal's triggers.
    db.pragma('recursive_triggers = ON');
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/** `user_version` of an open database: the number of the last migration, 0 for an empty file. */
export function versionOf(db: Connection): number {
  return db.pragma('user_version', { simple: true }) as number;
}

/** What `quick_check` finds wrong, or null. A file that is no database at all is thrown by SQLite (SQLITE_NOTADB). */
export function damageOf(db: Connection): string | null {
  const found = db.pragma('quick_check(1)', { simple: true });
  return found === 'ok' ? null : String(found);
}

/** Bytes of a database on disk with its WAL; 0 when there is none. */
export function bytesOf(file: string): number {
  return [file, `${file}-wal`].reduce((sum, path) => sum + (statSync(path, { throwIfNoEntry: false })?.size ?? 0), 0);
}
