// One file of the data folder, opened for use: refused when newer, repaired when damaged, brought up to date when older.
import { existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import Database from 'better-sqlite3';
import { backUp, clearPartialBackups, listBackups } from './backup.ts';
import { bytesOf, type Connection, connect, versionOf } from './connect.ts';
import { finishRestore, openChecked, type StorageNotice } from './damage.ts';
import { migrate } from './migrate.ts';
import { asStorageError, StorageError } from './storage-error.ts';

/** Copies of each file that are kept; one of the samples can be large. */
export const KEEP = { watchfloor: 10, samples: 1 } as const;

export interface FileSpec {
  readonly folder: string;
  readonly name: keyof typeof KEEP;
  readonly synchronous: 'FULL' | 'NORMAL';
  readonly migrations: readonly string[];
  /** A larger file is not looked through at every start. */
  readonly checkedBelowBytes: number;
  /** Reads what a start reads; throws when something in it makes no sense. */
  readonly read: (db: Connection) => void;
  readonly repair: (file: string, damage: string) => StorageNotice;
}

export interface OpenedFile {
  readonly db: Connection;
  readonly notices: readonly StorageNotice[];
}

export interface OpenFileOptions {
  readonly readOnly: boolean;
  /** Epoch ms. */
  readonly now: number;
}

/** Looks at a file's version without changing a byte of it. */
function refuseNewer(file: string, latest: number): void {
  let version: number;
  try {
    const db = connect(file, { synchronous: 'FULL', readOnly: true });
    try {
      version = versionOf(db);
    } finally {
      db.close();
    }
  } catch {
    // Whatever is wrong with it is found, and told, when it is opened to be used.
    return;
  }
  if (version <= latest) return;
  throw new StorageError(
    'newer',
    `${basename(file)} was written by a newer version of Watchfloor (format ${version}, this program knows ${latest}). It was left untouched. Use that version or a newer one, or name another data folder.`,
  );
}

/** A file of no length is a new one, unless there was more before: then somebody or something cut it. */
function wasEmptied({ folder, name }: FileSpec, file: string): boolean {
  return existsSync(file) && bytesOf(file) === 0 && (name === 'samples' || listBackups(folder, name).length > 0);
}

async function openToWrite(spec: FileSpec, now: number): Promise<OpenedFile> {
  const file = join(spec.folder, `${spec.name}.db`);
  finishRestore(file);
  clearPartialBackups(spec.folder, spec.name);
  if (existsSync(file)) refuseNewer(file, spec.migrations.length);
  const notices: StorageNotice[] = [];
  const expected = { latest: spec.migrations.length, read: spec.read };
  let opened = wasEmptied(spec, file)
    ? { damage: 'it is empty' }
    : openChecked(file, spec, spec.checkedBelowBytes, expected);
  if ('damage' in opened) {
    notices.push(spec.repair(file, opened.damage));
    opened = connect(file, spec);
  }
  const db = opened;
  try {
    const { folder, name } = spec;
    await migrate(db, spec.migrations, () => backUp(db, { folder, name, keep: KEEP[name], now }));
    return { db, notices };
  } catch (error) {
    db.close();
    throw asStorageError(error, file);
  }
}

function openToRead(spec: FileSpec): Connection {
  const file = join(spec.folder, `${spec.name}.db`);
  const latest = spec.migrations.length;
  if (spec.name === 'samples' && !existsSync(file)) {
    const empty = new Database(':memory:');
    for (const sql of spec.migrations) empty.exec(sql);
    return empty;
  }
  if (!existsSync(file)) {
    throw new StorageError(
      'other',
      `There is no ${basename(file)} in ${spec.folder}. Nothing was made. Is this the data folder meant?`,
    );
  }
  refuseNewer(file, latest);
  const db = connect(file, { synchronous: spec.synchronous, readOnly: true });
  const version = versionOf(db);
  if (version === latest) return db;
  db.close();
  throw new StorageError(
    'other',
    `${basename(file)} is of an older format (${version}, this program reads ${latest}). It was left untouched. Start the engine once: it makes a backup and brings it up to date.`,
  );
}

/** Opens (or makes) one file. Throws a StorageError; whoever opens closes. */
export async function openFile(spec: FileSpec, options: OpenFileOptions): Promise<OpenedFile> {
  const file = join(spec.folder, `${spec.name}.db`);
  try {
    if (options.readOnly) return { db: openToRead(spec), notices: [] };
    mkdirSync(spec.folder, { recursive: true, mode: 0o700 });
    return await openToWrite(spec, options.now);
  } catch (error) {
    throw asStorageError(error, file);
  }
}
