// A folder of this machine. Reading a dead network mount hangs in one of the few threads all of the engine's file and name
// work shares: so few run at once, and a folder that has not answered yet is waited for, never asked again.
import { createHash } from 'node:crypto';
import { constants, type Dirent } from 'node:fs';
import { type FileHandle, lstat, open, readdir } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { Clock } from '../lib/clock.ts';
import { untilAborted } from '../lib/names.ts';
import { createGate } from '../lib/ssh-gate.ts';
import type { BackupFile, BackupPlace, Hashed, HashName, Listing, Tail } from './backup-place.ts';
import { FILE_LIMIT, HEAD_BYTES, TAIL_BYTES } from './backup-place.ts';
import { matchesGlob } from './glob.ts';

const looking = createGate(2);
const hashing = createGate(1);
const pending = new Map<string, Promise<Listing>>();

const CHUNK_BYTES = 256 * 1024;
const STATS_AT_ONCE = 32;
/** Never through a link, and a pipe that lies there is not waited for. */
const READ_HERE = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);
const READ_ANYWHERE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

export function createLocalPlace(folder: string, pattern: string, signal: AbortSignal, clock: Clock): BackupPlace {
  const pathOf = (name: Buffer) => Buffer.concat([Buffer.from(`${folder}/`), name]);
  /** Keeps its place until the work has really ended, also when nobody waits for it any more. */
  const through = async <T>(gate: typeof looking, work: () => Promise<T>): Promise<T> => {
    const leave = await gate.enter(signal);
    const working = work().finally(leave);
    return untilAborted(working, signal);
  };
  return {
    async list() {
      signal.throwIfAborted();
      const key = `${folder}\0${pattern}`;
      const asked = pending.get(key);
      if (asked) return untilAborted(asked, signal);
      return through(looking, () => {
        const answer = listFolder(folder, pattern, clock).finally(() => pending.delete(key));
        pending.set(key, answer);
        return answer;
      });
    },
    heads: (names) =>
      through(looking, async () => {
        const heads: (string | null)[] = [];
        for (const name of names) heads.push(await readHead(pathOf(name)));
        return heads;
      }),
    hash: (name, algorithm) => through(hashing, () => hashFile(pathOf(name), algorithm, signal)),
    tail: (path) => through(looking, () => readTail(isAbsolute(path) ? path : `${folder}/${path}`)),
  };
}

async function listFolder(folder: string, pattern: string, clock: Clock): Promise<Listing> {
  let entries: Dirent<Buffer>[];
  try {
    entries = await readdir(folder, { withFileTypes: true, encoding: 'buffer' });
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return { state: 'missing' };
    if (code === 'ENOTDIR') return { state: 'no-folder' };
    if (code === 'EACCES' || code === 'EPERM') return { state: 'denied' };
    return { state: 'failed', why: code };
  }
  const names = entries
    .filter((entry) => entry.isFile() && matchesGlob(pattern, entry.name.toString('utf8')))
    .map((entry) => entry.name);
  const files: BackupFile[] = [];
  for (let at = 0; at < Math.min(names.length, FILE_LIMIT); at += STATS_AT_ONCE) {
    const some = names.slice(at, at + STATS_AT_ONCE).map((name) => statFile(folder, name));
    files.push(...(await Promise.all(some)).flat());
  }
  return { state: 'listed', now: clock.now(), files, empty: entries.length === 0, more: names.length > FILE_LIMIT };
}

async function statFile(folder: string, name: Buffer): Promise<readonly BackupFile[]> {
  try {
    const stat = await lstat(Buffer.concat([Buffer.from(`${folder}/`), name]));
    return stat.isFile() ? [{ name, modifiedAt: Math.round(stat.mtimeMs), size: stat.size }] : [];
  } catch {
    // Removed since it was listed.
    return [];
  }
}

async function readHead(path: Buffer): Promise<string | null> {
  try {
    return await withFile(path, READ_HERE, async (file) => {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
      return buffer.toString('latin1', 0, bytesRead);
    });
  } catch {
    return null;
  }
}

async function hashFile(path: Buffer, algorithm: HashName, signal: AbortSignal): Promise<Hashed> {
  try {
    return await withFile(path, READ_HERE, async (file) => {
      const hash = createHash(algorithm);
      const chunk = Buffer.alloc(CHUNK_BYTES);
      for (;;) {
        signal.throwIfAborted();
        const { bytesRead } = await file.read(chunk, 0, CHUNK_BYTES, null);
        if (bytesRead === 0) return { digest: hash.digest('hex') };
        hash.update(chunk.subarray(0, bytesRead));
      }
    });
  } catch (error) {
    signal.throwIfAborted();
    const code = codeOf(error);
    return { problem: code === 'EACCES' || code === 'EPERM' ? 'it may not be read' : `reading it failed (${code})` };
  }
}

async function readTail(path: string): Promise<Tail> {
  try {
    return await withFile(path, READ_ANYWHERE, async (file) => {
      const { size } = await file.stat();
      const from = Math.max(0, size - TAIL_BYTES);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(TAIL_BYTES), 0, TAIL_BYTES, from);
      return { text: buffer.toString('utf8', 0, bytesRead) };
    });
  } catch (error) {
    return { problem: codeOf(error) === 'EACCES' || codeOf(error) === 'EPERM' ? 'denied' : 'missing' };
  }
}

/** Opens a regular file, and closes it whatever happens. */
async function withFile<T>(path: Buffer | string, flags: number, work: (file: FileHandle) => Promise<T>): Promise<T> {
  const file = await open(path, flags);
  try {
    if (!(await file.stat()).isFile()) throw Object.assign(new Error('not a file'), { code: 'not a file' });
    return await work(file);
  } finally {
    await file.close();
  }
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? String(error);
