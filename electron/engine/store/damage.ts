// Damaged files are found at start, moved aside with their date (never deleted), and replaced: operator data by the newest
// good backup, samples by an empty file.
import { copyFileSync, existsSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { listBackups, stamp, syncToDisk, verifyBackup } from './backup.ts';
import { bytesOf, type Connection, type ConnectOptions, connect, damageOf, versionOf } from './connect.ts';
import { asStorageError, StorageError } from './storage-error.ts';

/** Something the operator should know about the data folder, found while opening it. */
export interface StorageNotice {
  readonly code: 'samples-damaged' | 'restored-from-backup';
  /** What failed, what was kept, what to do. */
  readonly message: string;
  /** Where the damaged file is now. */
  readonly movedTo: string;
}

const restoringOf = (file: string) => `${file}.restoring`;

const suspectOf = (file: string) => `${file}.suspect`;

/** Remembers that a file showed damage while in use, so that the next start looks at all of it. Best effort. */
export function suspect(file: string): void {
  try {
    writeFileSync(suspectOf(file), '');
  } catch {
    // A disk that cannot take an empty file has told its trouble already.
  }
}

/** What a file has to be, beyond what SQLite asks of it. */
export interface Expected {
  /** Format this program writes. */
  readonly latest: number;
  /** Reads what a start reads, of a file of that format. Throws when something in it makes no sense. */
  readonly read: (db: Connection) => void;
}

/**
 * What is wrong with an open database, or null. `deep`: everything a start reads is read as well. SQLite vouches for the
 * shape of its pages, not for what is written in them.
 */
export function wrongWith(db: Connection, { latest, read }: Expected, deep: boolean): string | null {
  const damage = damageOf(db);
  if (damage !== null) return damage;
  const version = versionOf(db);
  if (version === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get() !== undefined) return 'its format is not known';
  if (!deep || version !== latest) return null;
  try {
    read(db);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/**
 * Opens a file and checks it; what is wrong with it comes back as text. Other failures (locked, full) are thrown.
 * A file above `limitBytes` is looked through only when it is suspect: `quick_check` takes some 2 s a gigabyte.
 */
export function openChecked(
  file: string,
  options: ConnectOptions,
  limitBytes: number,
  expected: Expected,
): Connection | { readonly damage: string } {
  let db: Connection | undefined;
  try {
    db = connect(file, options);
    const isSuspect = existsSync(suspectOf(file));
    const damage = isSuspect || bytesOf(file) <= limitBytes ? wrongWith(db, expected, isSuspect) : null;
    if (isSuspect) rmSync(suspectOf(file));
    if (damage === null) return db;
    db.close();
    return { damage };
  } catch (error) {
    db?.close();
    const reason = asStorageError(error, file);
    if (reason instanceof StorageError && reason.reason === 'damaged') return { damage: (error as Error).message };
    throw error;
  }
}

/** Moves a database and what belongs to it aside. The database itself goes last: until then this can be repeated. */
export function setAside(file: string, now: number): string {
  const aside = `${file}.damaged-${stamp(now)}`;
  for (const part of ['-wal', '-shm', '']) if (existsSync(file + part)) renameSync(file + part, aside + part);
  return aside;
}

/** A restore that a crash cut short after the damaged file was moved away is finished here. */
export function finishRestore(file: string): void {
  const restoring = restoringOf(file);
  if (!existsSync(restoring)) return;
  if (existsSync(file)) rmSync(restoring);
  else renameSync(restoring, file);
}

/**
 * Puts the newest good backup of a format up to the latest in the place of a damaged watchfloor.db.
 * Without one nothing is changed and a StorageError ('damaged') thrown.
 */
export function restore(file: string, damage: string, expected: Expected, now: number): StorageNotice {
  const folder = dirname(file);
  const isGood = (copy: string): boolean =>
    verifyBackup(copy, expected.latest, (db) => wrongWith(db, expected, true)) === null;
  const backup = listBackups(folder, 'watchfloor').find(isGood);
  if (backup === undefined) {
    throw new StorageError(
      'damaged',
      `${basename(file)} is damaged (${damage}) and there is no good backup of it in ${folder}. Nothing was changed. Put a good copy in its place, or move it away to start with an empty database.`,
    );
  }
  // Copied and on disk before anything moves, so that a crash in between finds either the old or the new file.
  copyFileSync(backup, restoringOf(file));
  syncToDisk(restoringOf(file));
  const movedTo = setAside(file, now);
  renameSync(restoringOf(file), file);
  const day = basename(backup, '.db').replace(/^watchfloor-/, '');
  return {
    code: 'restored-from-backup',
    movedTo,
    message: `${basename(file)} was damaged (${damage}). It was moved aside as ${basename(movedTo)} and the backup of ${day} took its place. Hosts, checks, acknowledgements and journal entries made after that are missing: enter again what is still needed.`,
  };
}

/** Moves a damaged samples.db aside; an empty one takes its place. */
export function startSamplesAfresh(file: string, damage: string, now: number): StorageNotice {
  const movedTo = setAside(file, now);
  return {
    code: 'samples-damaged',
    movedTo,
    message: `${basename(file)} was damaged (${damage}). It was moved aside as ${basename(movedTo)} and a new one begun: charts start here, states and journal are not affected. Nothing has to be done.`,
  };
}
