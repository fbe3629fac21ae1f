// Unpacks a zip archive, choosing and renaming entries on the way. An entry that would land outside the target is an error.
import { createWriteStream } from 'node:fs';
import { chmod, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type Entry, open, type ZipFile } from 'yauzl';

/** Unpacks `archive` into `target`; `place` says where an entry goes, null leaves it out. Keeps the executable bits. */
export async function unzip(archive: string, target: string, place: (entry: string) => string | null): Promise<void> {
  const zip = await openZip(archive);
  await new Promise<void>((resolve, reject) => {
    zip.on('error', reject);
    zip.on('end', resolve);
    zip.on('entry', (entry: Entry) => {
      unpackEntry(zip, entry, target, place).then(() => zip.readEntry(), reject);
    });
    zip.readEntry();
  });
}

function openZip(archive: string): Promise<ZipFile> {
  return new Promise((resolve, reject) => {
    open(archive, { lazyEntries: true }, (error, zip) => (error ? reject(error) : resolve(zip)));
  });
}

async function unpackEntry(
  zip: ZipFile,
  entry: Entry,
  target: string,
  place: (entry: string) => string | null,
): Promise<void> {
  const name = entry.fileName.endsWith('/') ? null : place(entry.fileName);
  if (name === null) return;
  const destination = path.join(target, name);
  if (!destination.startsWith(target + path.sep)) throw new Error(`${entry.fileName} would leave ${target}`);
  await mkdir(path.dirname(destination), { recursive: true });
  const content = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)));
  });
  await pipeline(content, createWriteStream(destination));
  // The upper half of the external attributes is the Unix mode.
  const mode = (entry.externalFileAttributes >>> 16) & 0o777;
  await chmod(destination, mode || 0o644);
}
