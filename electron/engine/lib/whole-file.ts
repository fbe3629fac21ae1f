// A file that is there whole or not at all: written under another name beside its place, forced to the disk, then moved. A crash,
// a full disk, or being called off leaves what was there before.
import { randomUUID } from 'node:crypto';
import { link, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

export interface WholeFileOptions {
  /** Replace a file that is there; else it rejects with EEXIST. */
  readonly replace: boolean;
  /** Rights of the file, from which the umask of the process takes. */
  readonly mode: number;
  /** They are those of the file that is replaced: nothing is taken from them. */
  readonly keepsMode?: boolean;
  /** Once it is aborted nothing is moved any more: the work itself may hang on a share for long. */
  readonly signal?: AbortSignal;
}

/** Rejects with the error of the file system (`whyNotWritten` says it in words), or with the signal's reason. */
export async function writeWhole(file: string, bytes: Uint8Array, options: WholeFileOptions): Promise<void> {
  const { replace, mode, keepsMode = false, signal } = options;
  // A name of its own for each try: one that hangs must not write into the next.
  const aside = path.join(path.dirname(file), `.watchfloor-${randomUUID()}.part`);
  try {
    const handle = await open(aside, 'wx', mode);
    try {
      if (keepsMode) await handle.chmod(mode);
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    signal?.throwIfAborted();
    await (replace ? rename(aside, file) : placeNew(aside, file));
  } finally {
    await rm(aside, { force: true }).catch(() => {});
  }
  await syncFolder(path.dirname(file));
}

async function placeNew(aside: string, file: string): Promise<void> {
  try {
    await link(aside, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    // A file system without links: the name is taken first, so that nobody's file is written over.
    await (await open(file, 'wx')).close();
    await rename(aside, file);
  }
}

/** The name is on the disk too, where the system lets a folder be forced there (Windows does not). */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Why a file could not be written, naming what is to be put right; without a full stop. */
export function whyNotWritten(error: unknown, file: string): string {
  const folder = path.dirname(file);
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return `the folder ${folder} is not there`;
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return `nothing may be written into the folder ${folder} (${code})`;
    case 'ENOSPC':
    case 'EDQUOT':
      return `the disk of the folder ${folder} is full`;
    default:
      return message;
  }
}
