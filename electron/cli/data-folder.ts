// The data folder on the command line: which one is meant, and how to look into it beside a running engine.
import path from 'node:path';
import { type Clock, systemClock } from '../engine/lib/clock.ts';
import { defaultDataFolder } from '../engine/lib/default-folder.ts';
import { openStore, type Store } from '../engine/store/open.ts';
import { StorageError } from '../engine/store/storage-error.ts';
import { type CliIo, UnreachableError } from './command.ts';

/** `--data`, else WATCHFLOOR_DATA, else the platform's folder; absolute. Pass `command.optsWithGlobals()`. */
export function dataFolder(io: Pick<CliIo, 'env' | 'cwd'>, options: { readonly data?: string }): string {
  return path.resolve(io.cwd, options.data || defaultDataFolder(io.env, process.platform));
}

/**
 * Opens a data folder read-only: nothing is written, migrated or repaired, and a running engine is not disturbed. Throws
 * an UnreachableError in words (exit status 3) when there is none or it cannot be read. Whoever opens the store closes it.
 */
export async function openForReading(folder: string, clock: Pick<Clock, 'now'> = systemClock): Promise<Store> {
  try {
    return await openStore(folder, { clock, readOnly: true });
  } catch (error) {
    if (!(error instanceof StorageError)) throw error;
    throw new UnreachableError(`${error.message} (--data or WATCHFLOOR_DATA names another folder.)`);
  }
}
