// Files of runbooks as they are named on the command line: single ones, folders with all that is below, standard input.
import { type FileHandle, open, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { FILE_LIMIT, lookThrough, readFound } from '../engine/services/runbooks/library-files.ts';
import { type CliIo, InputError } from './command.ts';
import { nameOfFile, readText } from './read-text.ts';

export interface NamedText {
  /** As it was named, or below the folder that was named. */
  readonly file: string;
  readonly text: string;
}

/** Throws an InputError (exit status 2) for what cannot be read. */
export async function runbookTexts(io: CliIo, paths: readonly string[]): Promise<readonly NamedText[]> {
  const all = await Promise.all(paths.map((one) => textsAt(io, one)));
  // A file that is named twice, by itself and by its folder, is one file.
  const byPlace = new Map(all.flat().map((one) => [path.resolve(io.cwd, one.file), one]));
  return [...byPlace.values()];
}

/** Other runbooks in the folders of these files: to know what they call. What cannot be read is left out. */
export async function neighbours(io: CliIo, files: readonly string[]): Promise<readonly NamedText[]> {
  const folders = new Set(files.filter((file) => file !== '-').map((file) => path.dirname(path.resolve(io.cwd, file))));
  const named = await Promise.all(
    [...folders].map(async (folder) => {
      const names = await readdir(folder).catch(() => []);
      return names
        .filter((name) => /\.ya?ml$/i.test(name))
        .slice(0, 500)
        .map((name) => path.join(folder, name));
    }),
  );
  const read = await Promise.all(named.flat().map((file) => textOf(file, file).catch(() => null)));
  return read.filter((one) => one !== null);
}

async function textsAt(io: CliIo, named: string): Promise<readonly NamedText[]> {
  if (named === '-') {
    let text = '';
    for await (const part of readText(io, named)) text += part;
    return [{ file: nameOfFile(named), text }];
  }
  const where = path.resolve(io.cwd, named);
  const found = await stat(where).catch((error: unknown) => {
    throw new InputError(whyUnreadable(error), { file: named });
  });
  return found.isDirectory() ? textsBelow(where, named) : [await textOf(where, named)];
}

async function textsBelow(folder: string, named: string): Promise<readonly NamedText[]> {
  const { files, faults } = await lookThrough(folder);
  const [bad] = faults.filter(({ severity }) => severity === 'error');
  if (bad) throw new InputError(bad.message, { file: path.join(named, bad.file) });
  if (files.length === 0) throw new InputError('there is no runbook in this folder (*.yaml, *.yml)', { file: named });
  return Promise.all(
    files.map(async (found) => {
      const file = path.join(named, found.file);
      const read = await readFound(found);
      if (read.type === 'text') return { file, text: read.text };
      throw new InputError(read.type === 'fault' ? read.fault.message : 'is being written to: try again', { file });
    }),
  );
}

async function textOf(where: string, file: string): Promise<NamedText> {
  let handle: FileHandle | null = null;
  try {
    handle = await open(where, 'r');
    // One more than may be, so that too much is known as such.
    const bytes = Buffer.alloc(FILE_LIMIT + 1);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { file, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead)) };
  } catch (error) {
    throw new InputError(error instanceof TypeError ? 'is not text in UTF-8' : whyUnreadable(error), { file });
  } finally {
    await handle?.close();
  }
}

function whyUnreadable(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return 'there is no such file or folder';
  return code === 'EACCES' ? 'may not be read by this user' : `could not be read: ${message}`;
}
