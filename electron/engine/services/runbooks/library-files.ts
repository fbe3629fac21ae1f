// Files of one folder of runbooks, as they lie on disk. Bounded in number, size and depth; a link is followed only where it
// stays inside the folder, so that a checkout cannot lead out of itself. Reading never rejects: what stood in the way is a
// fault, in words.
import type { Dirent } from 'node:fs';
import { type FileHandle, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { size } from '../../lib/text.ts';

export const FILE_LIMIT = 1024 * 1024;
export const MOST_FILES = 2_000;
const MOST_DIRECTORIES = 1_000;
const DEEPEST = 16;
/** The JSON Schema stands in a folder of this name; what packages bring along is not the user's. */
const LEFT_OUT: ReadonlySet<string> = new Set(['schema', 'node_modules']);

export interface FoundFile {
  /** Absolute, without links. */
  readonly path: string;
  /** As people know it: relative to its folder, with '/'. */
  readonly file: string;
  /** Another one: another content, as far as can be told without reading it. */
  readonly stamp: string;
}

/** Something that could not be read, or was passed over. `file` '' is the folder itself. */
export interface FileFault {
  readonly file: string;
  readonly rule: 'no-folder' | 'unreadable' | 'too-large' | 'too-many' | 'leads-out' | 'not-text';
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

export interface FolderLook {
  readonly files: readonly FoundFile[];
  /** Absolute: those to be watched. */
  readonly directories: readonly string[];
  readonly faults: readonly FileFault[];
}

/** `*.yaml` and `*.yml` below a folder, in the order of their names; hidden ones and `schema/` are left out. */
export async function lookThrough(folder: string): Promise<FolderLook> {
  if (!path.isAbsolute(folder)) return fault('is not an absolute path: write it from the root on, as /srv/runbooks');
  try {
    const root = await realpath(folder);
    if (!(await stat(root)).isDirectory()) return fault('is a file, not a folder');
    const walk: Walk = { root, files: [], directories: [], faults: [], seen: new Set(), cut: false };
    await walkInto(walk, root, '', 0);
    const { files, directories, faults } = walk;
    return { files, directories, faults: walk.cut ? [...faults, TOO_MANY] : faults };
  } catch (error) {
    return fault(reasonOf(error));
  }
}

const fault = (why: string): FolderLook => ({
  files: [],
  directories: [],
  faults: [
    {
      file: '',
      rule: 'no-folder',
      severity: 'error',
      message: `This folder of runbooks ${why}. The other folders are read all the same.`,
    },
  ],
});

const TOO_MANY: FileFault = {
  file: '',
  rule: 'too-many',
  severity: 'error',
  message: `There are more than ${MOST_FILES} runbooks, or ${MOST_DIRECTORIES} folders, in it: the first were read, the rest were not. Name a folder further down in Settings.`,
};

interface Walk {
  readonly root: string;
  readonly files: FoundFile[];
  readonly directories: string[];
  readonly faults: FileFault[];
  /** Real paths: a loop of links ends, and a file that is linked to twice is read once. */
  readonly seen: Set<string>;
  cut: boolean;
}

async function walkInto(walk: Walk, directory: string, name: string, depth: number): Promise<void> {
  if (walk.seen.has(directory)) return;
  walk.seen.add(directory);
  if (depth > DEEPEST || walk.directories.length >= MOST_DIRECTORIES) {
    walk.cut = true;
    return;
  }
  const entries = await readdir(directory, { withFileTypes: true }).catch((error: unknown) => {
    if (depth === 0) throw error;
    walk.faults.push({ file: name, rule: 'unreadable', severity: 'error', message: `The folder ${reasonOf(error)}.` });
    return [];
  });
  walk.directories.push(directory);
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.') || LEFT_OUT.has(entry.name)) continue;
    await take(walk, directory, entry, name === '' ? entry.name : `${name}/${entry.name}`, depth);
    if (walk.cut && walk.files.length >= MOST_FILES) return;
  }
}

async function take(walk: Walk, directory: string, entry: Dirent, name: string, depth: number): Promise<void> {
  if (!entry.isSymbolicLink() && !entry.isDirectory() && !isRunbook(name)) return;
  try {
    const real = await realpath(path.join(directory, entry.name));
    if (real !== walk.root && !real.startsWith(walk.root + path.sep)) {
      if (isRunbook(name) || !/\.[^/]+$/.test(name)) walk.faults.push({ file: name, ...LEADS_OUT });
      return;
    }
    const found = await stat(real);
    if (found.isDirectory()) await walkInto(walk, real, name, depth + 1);
    else if (found.isFile() && isRunbook(name) && !walk.seen.has(real)) {
      if (walk.files.length >= MOST_FILES) {
        walk.cut = true;
        return;
      }
      walk.seen.add(real);
      walk.files.push({ path: real, file: name, stamp: stampOf(found) });
    }
  } catch (error) {
    // It went away while it was looked for: an editor puts a new one in its place.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT' && !entry.isSymbolicLink()) return;
    walk.faults.push({ file: name, rule: 'unreadable', severity: 'error', message: `It ${reasonOf(error)}.` });
  }
}

const LEADS_OUT = {
  rule: 'leads-out',
  severity: 'warning',
  message:
    'It is a link that leads out of its folder and is not followed. Name the other folder in Settings, or put the file here.',
} as const;

const isRunbook = (name: string): boolean => /\.ya?ml$/i.test(name);

interface Stamped {
  readonly mtimeMs: number;
  readonly ctimeMs: number;
  readonly size: number;
  readonly ino: number;
}

const stampOf = ({ mtimeMs, ctimeMs, size: bytes, ino }: Stamped): string => `${mtimeMs} ${ctimeMs} ${bytes} ${ino}`;

/** What a file holds; 'moving': it was written to meanwhile, and wants to be read again. */
export type FileRead =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'moving' }
  | { readonly type: 'fault'; readonly fault: FileFault };

export async function readFound({ path: where, file, stamp }: FoundFile): Promise<FileRead> {
  const failed = (rule: FileFault['rule'], message: string): FileRead => ({
    type: 'fault',
    fault: { file, rule, severity: 'error', message },
  });
  let handle: FileHandle | null = null;
  try {
    handle = await open(where, 'r');
    const before = await handle.stat();
    if (before.size > FILE_LIMIT)
      return failed(
        'too-large',
        `It has ${size(before.size)}; a runbook has at most ${size(FILE_LIMIT)}. It was not read.`,
      );
    const bytes = Buffer.alloc(FILE_LIMIT + 1);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    if (stampOf(before) !== stamp || stampOf(await handle.stat()) !== stamp || bytesRead !== before.size)
      return { type: 'moving' };
    return { type: 'text', text: new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, bytesRead)) };
  } catch (error) {
    if (error instanceof TypeError) return failed('not-text', 'It is not text in UTF-8. Save it as UTF-8.');
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { type: 'moving' };
    return failed('unreadable', `It ${reasonOf(error)}.`);
  } finally {
    await handle?.close().catch(() => {});
  }
}

function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'ENOENT':
      return 'does not exist';
    case 'EACCES':
    case 'EPERM':
      return 'may not be read by this user';
    case 'ELOOP':
      return 'is a link that leads to itself';
    case 'ENOTDIR':
      return 'is a file, not a folder';
    default:
      return `cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}
