// Files that commands write: whole or not at all, and never over one that is there, unless somebody says so.
import { access, constants, realpath, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whyNotWritten, writeWhole } from '../engine/lib/whole-file.ts';
import { type CliIo, InputError } from './command.ts';

/** What there is already at the place; null: nothing. */
type There = Awaited<ReturnType<typeof stat>> | null;

/**
 * Throws an InputError that names `file` where it cannot be written: asked before the work, so that nothing is counted, and
 * nothing put on record, for a file that never comes to be.
 */
export async function mayWrite(io: Pick<CliIo, 'cwd'>, file: string, force: boolean): Promise<There> {
  if (file === '-') return null;
  const place = path.resolve(io.cwd, file);
  const there = await stat(place).catch(() => null);
  if (there?.isDirectory()) throw new InputError('is a folder: name the file in it', { file });
  if (there?.isFile() && !force) throw new InputError(TAKEN, { file });
  if (!there || there.isFile()) {
    await access(path.dirname(place), constants.W_OK).catch((error: unknown) => {
      throw new InputError(`could not be written: ${whyNotWritten(error, place)}`, { file });
    });
  }
  return there;
}

const TAKEN = 'is there already; --force writes over it';

/** Writes `bytes` to `file`, from where the person stands; '-' is standard output. Throws an InputError that names the file. */
export async function writeOut(
  io: Pick<CliIo, 'stdout' | 'cwd'>,
  file: string,
  bytes: Uint8Array,
  force: boolean,
): Promise<void> {
  if (file === '-') {
    io.stdout.write(bytes);
    return;
  }
  const there = await mayWrite(io, file, force);
  const place = path.resolve(io.cwd, file);
  try {
    // A device or a pipe is no file to be kept: it takes what it is given.
    if (there && !there.isFile()) await writeFile(place, bytes);
    // Behind a link it is the file that is replaced, with the rights it had.
    else if (there) {
      const mode = Number(there.mode) & 0o777;
      await writeWhole(await realpath(place), bytes, { replace: true, mode, keepsMode: true });
    } else await writeWhole(place, bytes, { replace: force, mode: 0o666 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw new InputError(TAKEN, { file });
    const kept = there?.isFile() ? 'The one that was there is untouched.' : 'Nothing was written.';
    throw new InputError(`could not be written: ${whyNotWritten(error, place)}. ${kept}`, { file });
  }
  io.stdout.write(`Written: ${file}\n`);
}
