// What can go wrong with the data folder, as data with a sentence for operators: what failed, what was kept, what to do.
import { accessSync, constants, statfsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import Database from 'better-sqlite3';

export type StorageReason = 'full' | 'read-only' | 'locked' | 'newer' | 'damaged' | 'other';

/** The only error that leaves the store; its message can be shown as it is. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly reason: StorageReason;

  constructor(reason: StorageReason, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}

const KEPT = 'Nothing of this change was kept; everything saved before is untouched.';

function sentence(reason: StorageReason, file: string, detail: string): string {
  const name = basename(file);
  const folder = dirname(file);
  switch (reason) {
    case 'full':
      return `Could not write ${name}: the disk is full. ${KEPT} Free some space on the disk that holds ${folder}, then try again.`;
    case 'read-only':
      return `Could not write ${name}: the disk or folder is read-only. ${KEPT} Make ${folder} writable, then try again.`;
    case 'locked':
      return `Could not write ${name}: another program has it locked. ${KEPT} Close that program, then try again.`;
    case 'newer':
      return `${name} was written by a newer version of Watchfloor. It was left untouched. Use that version or a newer one.`;
    case 'damaged':
      return `${name} is damaged (${detail}). ${KEPT} Restart Watchfloor: it moves the damaged file aside and restores the newest good backup.`;
    case 'other':
      return `Could not use ${name}: ${detail}. ${KEPT} If it happens again, look at the disk that holds ${folder}.`;
    default:
      return reason satisfies never;
  }
}

/** Less than this free counts as full when the system only says "I/O error". */
const FULL_BELOW_BYTES = 64 * 1024;

function isFull(file: string): boolean {
  try {
    const disk = statfsSync(dirname(file));
    return disk.bavail * disk.bsize < FULL_BELOW_BYTES;
  } catch {
    return false;
  }
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** SQLite often says no more than "unable to open" or "I/O error": the disk itself knows why. */
function reasonOfDisk(file: string): StorageReason {
  if (isFull(file)) return 'full';
  return isWritable(dirname(file)) ? 'other' : 'read-only';
}

// SQLite's primary result codes (https://sqlite.org/rescode.html) and the errno names of node:fs.
function reasonOf(code: string, file: string): StorageReason | null {
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'full';
  if (/^SQLITE_(READONLY|PERM|AUTH)|^(EROFS|EACCES|EPERM)$/.test(code)) return 'read-only';
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)|^EBUSY$/.test(code)) return 'locked';
  if (/^SQLITE_(CORRUPT|NOTADB)|^SQLITE_IOERR_CORRUPTFS$/.test(code)) return 'damaged';
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code)) return reasonOfDisk(file);
  return /^(SQLITE_|E[A-Z]+$)/.test(code) ? 'other' : null;
}

/** A stored value that is no JSON, or not of the make it must have. */
const isNonsense = (cause: Error): boolean => cause instanceof SyntaxError || cause.name === 'ZodError';

/**
 * SQLite's and the file system's errors, and values that make no sense, as a StorageError about `file`; any other error
 * comes back as it is.
 */
export function asStorageError(cause: unknown, file: string): unknown {
  if (cause instanceof StorageError || !(cause instanceof Error)) return cause;
  if (isNonsense(cause)) {
    const what = `a value in it makes no sense: ${cause.message.replaceAll(/\s+/g, ' ').slice(0, 200)}`;
    return new StorageError('damaged', sentence('damaged', file, what), cause);
  }
  const code = cause instanceof Database.SqliteError ? cause.code : (cause as NodeJS.ErrnoException).code;
  const reason = typeof code === 'string' ? reasonOf(code, file) : null;
  return reason === null ? cause : new StorageError(reason, sentence(reason, file, cause.message), cause);
}

/** Does `work` on `file`; what goes wrong there is thrown as a StorageError. */
export function inWords<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asStorageError(error, file);
  }
}

/** The same repository, whose functions fail in words about `file`. */
export function speaking<T extends object>(repository: T, file: string): T {
  const spoken: Record<string, unknown> = {};
  for (const [name, member] of Object.entries(repository)) {
    spoken[name] = typeof member === 'function' ? (...args: unknown[]) => inWords(file, () => member(...args)) : member;
  }
  return spoken as T;
}
