// The checksum a backup should have: from a file beside it or a list of many, as sha256sum and its family and BSD's
// tools write them. Pure; text and names are bytes in strings (latin1). Never throws.
import type { BackupFile, BackupPlace, Hashed, HashName } from './backup-place.ts';

export interface Expected {
  readonly algorithm: HashName;
  /** Lower-case hexadecimal. */
  readonly digest: string;
}

export type Verification =
  /** Not asked for, or there is none to compare with and none is required. */
  | { readonly state: 'none' }
  | { readonly state: 'too-large' }
  | { readonly state: 'fits' | 'differs'; readonly algorithm: HashName; readonly source: string }
  | { readonly state: 'failed'; readonly why: string };

/** Remembers what a file was found to hold, so that it is read once. */
export interface HashMemory {
  get(key: string): string | undefined;
  set(key: string, digest: string): void;
}

const SIBLINGS = ['.sha512', '.sha256', '.sha1', '.md5', '.sha512sum', '.sha256sum', '.sha1sum', '.md5sum'];
const LISTS = ['SHA512SUMS', 'SHA256SUMS', 'SHA1SUMS', 'MD5SUMS'];
const BY_LENGTH: Readonly<Record<number, HashName>> = { 128: 'sha512', 64: 'sha256', 40: 'sha1', 32: 'md5' };

/** Files that hold checksums or signatures are never backups themselves. */
export function isChecksumFile(name: string): boolean {
  return LISTS.includes(name) || [...SIBLINGS, '.sig', '.asc'].some((suffix) => name.endsWith(suffix));
}

/** Compares the file with its checksum, reading it only where `memory` does not know it. */
export async function verify(
  place: BackupPlace,
  folder: string,
  file: BackupFile,
  limitBytes: number,
  memory: HashMemory,
): Promise<Verification> {
  const name = file.name.toString('latin1');
  const sources = [...SIBLINGS.map((suffix) => `${name}${suffix}`), ...LISTS];
  const heads = await place.heads(sources.map((source) => Buffer.from(source, 'latin1')));
  for (const [index, source] of sources.entries()) {
    const text = heads[index] ?? '';
    const expected = index < SIBLINGS.length ? inSibling(text, name, folder) : inList(text, name, folder);
    if (!expected) continue;
    if (file.size > limitBytes) return { state: 'too-large' };
    const hashed = await remembered(place, file, expected.algorithm, memory);
    if ('problem' in hashed) return { state: 'failed', why: hashed.problem };
    const state = hashed.digest === expected.digest ? 'fits' : 'differs';
    return { state, algorithm: expected.algorithm, source: Buffer.from(source, 'latin1').toString('utf8') };
  }
  return { state: 'none' };
}

async function remembered(
  place: BackupPlace,
  file: BackupFile,
  algorithm: HashName,
  memory: HashMemory,
): Promise<Hashed> {
  const key = JSON.stringify([file.name.toString('latin1'), file.modifiedAt, file.size, algorithm]);
  const known = memory.get(key);
  if (known !== undefined) return { digest: known };
  const hashed = await place.hash(file.name, algorithm);
  if ('digest' in hashed) memory.set(key, hashed.digest);
  return hashed;
}

/** A file beside the backup: the line with its name, or the only line there is, whatever name it has. */
export function inSibling(text: string, name: string, folder: string): Expected | null {
  const lines = linesOf(text);
  return lines.find((line) => isName(line.name, name, folder)) ?? (lines.length === 1 ? lines[0] : undefined) ?? null;
}

/** A list of many: only the line with its name. */
export function inList(text: string, name: string, folder: string): Expected | null {
  return linesOf(text).find((line) => isName(line.name, name, folder)) ?? null;
}

function isName(listed: string, name: string, folder: string): boolean {
  return listed === name || listed === `./${name}` || listed === `${folder.replace(/\/+$/, '')}/${name}`;
}

function linesOf(text: string): readonly (Expected & { readonly name: string })[] {
  return text.split('\n').flatMap((raw) => {
    const line = raw.replace(/\r$/, '');
    const [, bsdName, bsdHex] = /^[A-Z0-9-]{3,10} \((.{1,4096})\) = ([0-9a-fA-F]{32,128})$/.exec(line) ?? [];
    const [, escaped, gnuHex, gnuName] = /^(\\)?([0-9a-fA-F]{32,128})(?: [ *]?(.{0,4096}))?$/.exec(line) ?? [];
    const hex = bsdHex ?? gnuHex ?? '';
    const algorithm = BY_LENGTH[hex.length];
    if (!algorithm) return [];
    const name = bsdName ?? (escaped ? plainName(gnuName ?? '') : (gnuName ?? ''));
    return [{ algorithm, digest: hex.toLowerCase(), name: name.trimEnd() === '' ? '' : name }];
  });
}

/** A line that begins with a backslash has its name's line feeds and backslashes escaped (coreutils). */
function plainName(name: string): string {
  return name.replace(/\\([nr\\])/g, (_, letter) => (letter === 'n' ? '\n' : letter === 'r' ? '\r' : '\\'));
}
