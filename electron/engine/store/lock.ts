// One data folder, one engine. The lock is a lock of the operating system on `engine.lock`, held by SQLite for the life
// of the process: it ends with the process however that ends, so it can never be stale.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { asStorageError, StorageError } from './storage-error.ts';

/** Who holds a data folder. */
export interface LockHolder {
  readonly pid: number;
  readonly host: string;
  /** Epoch ms. */
  readonly since: number;
}

// Beside the lock, because a locked SQLite file cannot be read. Words only: it decides nothing.
const holderFile = (folder: string) => join(folder, 'engine.lock.json');

/** Who last took the lock, as far as is known; null when that cannot be read. */
export function readHolder(folder: string): LockHolder | null {
  try {
    const holder = JSON.parse(readFileSync(holderFile(folder), 'utf8')) as Partial<LockHolder>;
    const { pid, host, since } = holder;
    if (typeof pid !== 'number' || typeof host !== 'string' || typeof since !== 'number') return null;
    return { pid, host, since };
  } catch {
    return null;
  }
}

function refusal(folder: string): StorageError {
  const holder = readHolder(folder);
  const who =
    holder === null
      ? 'another Watchfloor engine'
      : `the Watchfloor engine with process id ${holder.pid} on ${holder.host}, since ${new Date(holder.since).toISOString()}`;
  return new StorageError(
    'locked',
    `The data folder ${folder} is in use by ${who}. Nothing was changed. Use that engine, or end it first, or name another data folder.`,
  );
}

/** Best effort: an engine on a full disk still starts, it is only not named to the next one. */
function writeHolder(folder: string, holder: LockHolder): void {
  const file = holderFile(folder);
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(holder)}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
  } catch {
    rmSync(`${file}.new`, { force: true });
  }
}

/**
 * Takes the data folder (made when missing) for this process; the returned function gives it back.
 * Throws a StorageError: 'locked' naming the holder, or 'read-only' | 'full' | 'other'.
 */
export function lockFolder(folder: string, holder: LockHolder): () => void {
  const file = join(folder, 'engine.lock');
  let lock: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    lock = new Database(file, { timeout: 0 });
    lock.pragma('locking_mode = EXCLUSIVE');
    lock.pragma('journal_mode = MEMORY');
    lock.exec('BEGIN EXCLUSIVE');
    // On a read-only file BEGIN EXCLUSIVE succeeds and locks nothing; a write is refused. It is never committed, so it
    // needs no space: an engine starts on a full disk, too.
    lock.pragma('user_version = 1');
  } catch (error) {
    lock?.close();
    const reason = asStorageError(error, file);
    throw reason instanceof StorageError && reason.reason === 'locked' ? refusal(folder) : reason;
  }
  const held = lock;
  writeHolder(folder, holder);
  return () => {
    if (!held.open) return;
    // First the words, then the lock: the next holder's words must not be the ones removed.
    rmSync(holderFile(folder), { force: true });
    held.close();
  };
}
