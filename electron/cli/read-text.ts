// Text from a file or from standard input, chunk by chunk; what cannot be read is told in words, with the file's name.
import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { type CliIo, InputError } from './command.ts';

/** A file as messages name it. */
export const nameOfFile = (file: string): string => (file === '-' ? 'standard input' : file);

/**
 * The text of `file` ('-' is standard input) as UTF-8, without a byte order mark. Throws an InputError for a file that
 * cannot be read. Ends early, without an error, when `io.signal` aborts.
 */
export async function* readText(io: Pick<CliIo, 'stdin' | 'cwd' | 'signal'>, file: string): AsyncGenerator<string> {
  if (io.signal.aborted) return;
  const source: Readable = file === '-' ? io.stdin : createReadStream(path.resolve(io.cwd, file));
  const decoder = new TextDecoder('utf-8');
  // A reader that waits for a terminal must wake up to end.
  const onAbort = () => void source.destroy();
  io.signal.addEventListener('abort', onAbort);
  try {
    for await (const chunk of source) {
      yield typeof chunk === 'string' ? chunk : decoder.decode(chunk as Buffer, { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!io.signal.aborted) throw inWords(error, nameOfFile(file));
  } finally {
    io.signal.removeEventListener('abort', onAbort);
    if (file !== '-') source.destroy();
  }
}

function inWords(error: unknown, file: string): unknown {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') return new InputError('there is no such file', { file });
  if (code === 'EISDIR') return new InputError('this is a folder, a file is expected', { file });
  if (code === 'EACCES') return new InputError('this file may not be read', { file });
  return typeof code === 'string' && /^E[A-Z]+$/.test(code)
    ? new InputError(`could not be read: ${(error as Error).message}`, { file })
    : error;
}
