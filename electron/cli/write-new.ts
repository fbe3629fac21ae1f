// Files that commands write: never over one that is there, unless somebody says so.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CliIo, InputError } from './command.ts';

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
  try {
    await writeFile(path.resolve(io.cwd, file), bytes, { flag: force ? 'w' : 'wx' });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'EEXIST' ? 'is there already; --force writes over it' : `could not be written: ${message}`;
    throw new InputError(why, { file });
  }
  io.stdout.write(`Written: ${file}\n`);
}
