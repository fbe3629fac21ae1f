// What a flush does: writes what waits, then a slice of each thing that keeps the file in order. Each is bounded, so that
// one flush takes some 10 ms and never 50. A disk that fails is a trouble in words, tried again at the next flush.
import type { Connection } from './connect.ts';
import { suspect } from './damage.ts';
import { asStorageError, StorageError, type StorageReason } from './storage-error.ts';

/** Why samples are not being written, since when, and what that costs. */
export interface SamplesTrouble {
  readonly reason: StorageReason;
  /** What failed, what was kept, what to do. */
  readonly message: string;
  /** Epoch ms. */
  readonly since: number;
  /** Rows in memory. */
  readonly waiting: number;
  /** Rows given up since then because memory is bounded too. */
  readonly dropped: number;
}

const WHY: Readonly<Record<StorageReason, readonly [why: string, remedy: string]>> = {
  full: ['the disk is full', 'Free some space on it.'],
  'read-only': ['the disk or folder is read-only', 'Make it writable.'],
  locked: ['another program has the file locked', 'Close that program.'],
  newer: ['the file belongs to a newer version of Watchfloor', 'Use that version.'],
  damaged: ['the file is damaged', 'Restart Watchfloor: it moves the file aside and starts a new one.'],
  other: ['the disk reports an error', 'Look at the disk.'],
};

interface Waiting {
  readonly size: () => number;
  readonly dropped: () => number;
  readonly resetDropped: () => void;
}

/** `write` writes the next batch, a small one where the last try failed, and throws what the disk says. */
export function createFlush(
  db: Connection,
  buffer: Waiting,
  write: (allLast: boolean, isTrial: boolean) => void,
  now: () => number,
) {
  let failed: { readonly error: StorageError; readonly since: number } | null = null;

  /** True when it went well. */
  function flush(allLast: boolean): boolean {
    try {
      write(allLast, failed !== null);
      if (failed !== null && buffer.size() === 0) buffer.resetDropped();
      failed = null;
      return true;
    } catch (cause) {
      const error = asStorageError(cause, db.name);
      if (!(error instanceof StorageError)) throw error;
      if (error.reason === 'damaged' && failed === null) suspect(db.name);
      failed = { error, since: failed?.since ?? now() };
      return false;
    }
  }

  function trouble(): SamplesTrouble | null {
    if (failed === null) return null;
    const { reason } = failed.error;
    const [why, remedy] = WHY[reason];
    const [waiting, dropped] = [buffer.size(), buffer.dropped()];
    const lost = dropped === 0 ? '' : ` (${dropped} older ones had to be given up)`;
    const message = `Measured values cannot be saved: ${why}. The newest ${waiting} are kept in memory${lost} and saved when it works again; checks and alarms go on. ${remedy}`;
    return { reason, message, since: failed.since, waiting, dropped };
  }

  return { flush, trouble };
}
