// Copies of watchfloor.db: made by SQLite's online backup API while the engine works, and believed only after opening them.
import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Connection, connect, damageOf, versionOf } from './connect.ts';
import { StorageError } from './storage-error.ts';

export interface Backup {
  readonly file: string;
  readonly bytes: number;
  readonly at: number;
}

export interface BackupPlan {
  readonly folder: string;
  /** What the copies are called: 'watchfloor' or 'samples'. */
  readonly name: string;
  /** So many of the newest are kept. */
  readonly keep: number;
  readonly now: number;
}

/** A time as part of a file name, sortable: 2026-11-22T02-14-07.120Z (Windows allows no colon). */
export function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(':', '-');
}

const folderOf = (folder: string) => join(folder, 'backups');

/** Paths of the copies of a database, newest first. */
export function listBackups(folder: string, name: string): readonly string[] {
  const pattern = new RegExp(`^${name}-\\d{4}-\\d\\d-\\d\\dT[\\d.-]+Z(-\\d+)?\\.db$`);
  let files: string[];
  try {
    files = readdirSync(folderOf(folder));
  } catch {
    return [];
  }
  return files
    .filter((file) => pattern.test(file))
    .sort()
    .reverse()
    .map((file) => join(folderOf(folder), file));
}

/** Removes what a kill left of copies that were never finished. Only at start: later there may be one under way. */
export function clearPartialBackups(folder: string, name: string): void {
  let files: string[];
  try {
    files = readdirSync(folderOf(folder));
  } catch {
    return;
  }
  const left = files.filter((file) => file.startsWith(`${name}-`) && /\.db\.partial(-\w+)?$/.test(file));
  for (const file of left) rmSync(join(folderOf(folder), file), { force: true });
}

/** The copies of a database with their sizes and times, newest first. */
export function describeBackups(folder: string, name: string): readonly Backup[] {
  return listBackups(folder, name).flatMap((file) => {
    const stat = statSync(file, { throwIfNoEntry: false });
    return stat ? { file, bytes: stat.size, at: Math.round(stat.mtimeMs) } : [];
  });
}

/**
 * What is wrong with a copy for a program that knows formats up to `latest`, or null; `look` may look closer than SQLite.
 * Also turns the copy into one self-contained file without a WAL.
 */
export function verifyBackup(
  file: string,
  latest: number,
  look: (copy: Connection) => string | null = damageOf,
): string | null {
  try {
    const copy = connect(file, { synchronous: 'FULL' });
    try {
      copy.pragma('journal_mode = DELETE');
      const damage = look(copy);
      if (damage !== null) return damage;
      const version = versionOf(copy);
      return version >= 1 && version <= latest ? null : `its format is ${version}`;
    } finally {
      copy.close();
    }
  } catch (error) {
    return (error as Error).message;
  }
}

export function syncToDisk(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

function freeName(plan: BackupPlan): string {
  const base = join(folderOf(plan.folder), `${plan.name}-${stamp(plan.now)}`);
  for (let count = 1; ; count += 1) {
    const file = count === 1 ? `${base}.db` : `${base}-${count}.db`;
    if (statSync(file, { throwIfNoEntry: false }) === undefined) return file;
  }
}

/**
 * Copies an open database without stopping its writer, verifies the copy, and only then gives it its name.
 * Throws SQLite's and the file system's errors, or a StorageError saying what is wrong with the copy; none is left behind then.
 */
export async function backUp(db: Connection, plan: BackupPlan): Promise<Backup> {
  mkdirSync(folderOf(plan.folder), { recursive: true, mode: 0o700 });
  const file = freeName(plan);
  const partial = `${file}.partial`;
  try {
    await db.backup(partial);
    const wrong = verifyBackup(partial, Number.POSITIVE_INFINITY);
    if (wrong !== null) {
      throw new StorageError(
        'other',
        `The backup of ${plan.name}.db could not be verified (${wrong}). The copy was deleted, the database itself is untouched. Look at the disk that holds ${plan.folder}.`,
      );
    }
    syncToDisk(partial);
    renameSync(partial, file);
  } catch (error) {
    for (const rest of ['', '-wal', '-shm', '-journal']) rmSync(partial + rest, { force: true });
    throw error;
  }
  for (const old of listBackups(plan.folder, plan.name).slice(plan.keep)) rmSync(old, { force: true });
  return { file, bytes: statSync(file).size, at: plan.now };
}
