// Keeps up with folders of runbooks: told of changes by the system where it can tell, and looking by itself now and then,
// because network mounts tell nothing and editors rename. A file that changed is read when two looks find it the same: one
// that is being written is never taken for a broken one.
import { type FSWatcher, watch } from 'node:fs';
import type { Clock } from '../../lib/clock.ts';
import type { RunbookReading } from '../../runbook-format/reading.ts';
import { type FileFault, type FolderLook, type FoundFile, lookThrough, readFound } from './library-files.ts';

/** The library of the program, or a folder of the user's own. */
export interface LibraryFolder {
  readonly path: string;
  /** 'shipped', or the path. */
  readonly name: string;
  readonly own: boolean;
}

/** A file with what reading it came to. */
export interface FileOnShelf {
  readonly folder: LibraryFolder;
  readonly file: string;
  readonly text: string;
  readonly reading: RunbookReading;
}

export interface FaultOnShelf extends FileFault {
  readonly folder: LibraryFolder;
}

export interface ReaderOptions {
  readonly clock: Pick<Clock, 'after'>;
  readonly folders: () => readonly LibraryFolder[];
  readonly read: (text: string, file: string) => RunbookReading;
  /** After each look that found something else than the one before, and once after the first. */
  readonly onRead: (files: readonly FileOnShelf[], faults: readonly FaultOnShelf[]) => Promise<void> | void;
  /** After each look that found nothing else. */
  readonly onSame: () => Promise<void> | void;
  readonly onFault: (error: unknown) => void;
}

/** Behind the last of a burst of changes. */
const DEBOUNCE_MS = 200;
/** Between two looks at a file that changed. */
const SETTLE_MS = 250;
const RESCAN_MS = 30_000;
/** The system lends each user some thousands; other programs want some too. */
const MOST_WATCHERS = 256;

interface Known {
  readonly folder: LibraryFolder;
  readonly file: string;
  readonly stamp: string;
  /** What reading it came to: also that it could not be, so that it is not tried again and again. */
  readonly came: FileOnShelf | FaultOnShelf;
}

const isFault = (came: FileOnShelf | FaultOnShelf): came is FaultOnShelf => 'rule' in came;

export function createLibraryReader(options: ReaderOptions) {
  const { clock, folders, onRead, onSame, onFault } = options;
  let known = new Map<string, Known>();
  /** How a file that changed looked the last time; 'gone' for one that is not there any more. */
  let pending = new Map<string, string>();
  let faults: readonly FaultOnShelf[] = [];
  let folderNames: ReadonlySet<string> = new Set();
  let told = '';
  let cancel: (() => void) | null = null;
  let looking: Promise<void> | null = null;
  let lookAgain = false;
  let stopped = false;
  const watchers = createWatchers(() => soon(DEBOUNCE_MS));

  const soon = (delayMs: number): void => {
    cancel?.();
    cancel = stopped ? null : clock.after(delayMs, () => void look());
  };

  /** One look at all folders. Never rejects. */
  async function lookOnce(): Promise<void> {
    const wanted = folders();
    const looks: [LibraryFolder, FolderLook][] = [];
    for (const folder of wanted) looks.push([folder, await lookThrough(folder.path)]);
    const next = await settle({
      looks,
      known,
      pending,
      isNew: ({ name }) => !folderNames.has(name),
      isStopped: () => stopped,
      read: options.read,
    });
    if (stopped) return;
    ({ known, pending, faults } = next);
    folderNames = new Set(wanted.map(({ name }) => name));
    watchers.put(looks.flatMap(([, { directories }]) => directories));
    const seen = seenIn(known, faults);
    if (seen === told) await onSame();
    else await onRead(...cameOf(known.values(), faults));
    told = seen;
    if (wanted.length > 0 && !stopped) soon(pending.size > 0 ? SETTLE_MS : RESCAN_MS);
  }

  function look(): Promise<void> {
    if (stopped) return Promise.resolve();
    cancel?.();
    cancel = null;
    if (looking) {
      lookAgain = true;
      return looking;
    }
    looking = (async () => {
      do {
        lookAgain = false;
        await lookOnce().catch((error: unknown) => {
          onFault(error);
          soon(RESCAN_MS);
        });
      } while (lookAgain && !stopped);
      looking = null;
    })();
    return looking;
  }

  return {
    /** Looks now; resolves when what it found has been taken in. */
    look,
    stop(): void {
      stopped = true;
      cancel?.();
      watchers.close();
    },
  };
}

/** The same text: nothing was found that was not known. */
const seenIn = (known: ReadonlyMap<string, Known>, faults: readonly FaultOnShelf[]): string =>
  JSON.stringify([
    [...known].map(([where, { stamp, folder }]) => [where, stamp, folder.name]),
    faults.map(({ folder, file, message }) => [folder.name, file, message]),
  ]);

/** Files that were read, and what could not be. */
function cameOf(known: Iterable<Known>, faults: readonly FaultOnShelf[]) {
  const files: FileOnShelf[] = [];
  const all = [...faults];
  for (const { came } of known) {
    if (isFault(came)) all.push(came);
    else files.push(came);
  }
  return [files, all] as const;
}

interface Settling {
  readonly looks: readonly (readonly [LibraryFolder, FolderLook])[];
  readonly known: ReadonlyMap<string, Known>;
  readonly pending: ReadonlyMap<string, string>;
  /** What lies in a folder that was never looked at is read at once. */
  readonly isNew: (folder: LibraryFolder) => boolean;
  readonly isStopped: () => boolean;
  readonly read: ReaderOptions['read'];
}

/** What is known after a look: what changed and keeps still is read, what moves stays as it was until the next. */
async function settle({ looks, known, pending, isNew, isStopped, read }: Settling) {
  const next = new Map<string, Known>();
  const waiting = new Map<string, string>();
  const faults: FaultOnShelf[] = [];
  const isSettled = ({ path, stamp }: FoundFile, folder: LibraryFolder): boolean =>
    isNew(folder) || pending.get(path) === stamp;
  for (const [folder, { files, faults: own }] of looks) {
    faults.push(...own.map((fault) => ({ ...fault, folder })));
    for (const found of files) {
      // Folders may lie in each other: a file is what the first of them says.
      if (isStopped() || next.has(found.path)) continue;
      const before = known.get(found.path);
      const same = before && before.stamp === found.stamp && before.folder.name === folder.name;
      const now = same ? before : isSettled(found, folder) ? await readOne(found, folder, read) : 'moving';
      if (now === 'moving') {
        waiting.set(found.path, found.stamp);
        if (before) next.set(found.path, before);
      } else next.set(found.path, now);
      // Parsing takes ten milliseconds a file: checks go on in between.
      if (!same) await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const standing = new Set(looks.map(([{ name }]) => name));
  for (const [where, file] of known) {
    if (next.has(where) || !standing.has(file.folder.name) || pending.get(where) === 'gone') continue;
    if (
      faults.some((fault) => fault.folder.name === file.folder.name && (fault.file === file.file || fault.file === ''))
    )
      continue;
    waiting.set(where, 'gone');
    next.set(where, file);
  }
  return { known: next, pending: waiting, faults };
}

async function readOne(
  found: FoundFile,
  folder: LibraryFolder,
  read: ReaderOptions['read'],
): Promise<Known | 'moving'> {
  const got = await readFound(found);
  if (got.type === 'moving') return 'moving';
  const { file, stamp } = found;
  if (got.type === 'fault') return { folder, file, stamp, came: { ...got.fault, folder } };
  return { folder, file, stamp, came: { folder, file, text: got.text, reading: read(got.text, file) } };
}

function createWatchers(onChange: () => void) {
  const open = new Map<string, FSWatcher>();
  const drop = (directory: string): void => {
    open.get(directory)?.close();
    open.delete(directory);
  };
  return {
    /** Watches these directories and no others. Where the system cannot, the looks now and then must do. */
    put(directories: readonly string[]): void {
      const wanted = new Set(directories.slice(0, MOST_WATCHERS));
      for (const directory of [...open.keys()]) if (!wanted.has(directory)) drop(directory);
      for (const directory of wanted) {
        if (open.has(directory)) continue;
        try {
          const watcher = watch(directory, { persistent: false }, onChange);
          watcher.on('error', () => drop(directory));
          open.set(directory, watcher);
        } catch {
          // No watchers left, a file system without them, an archive: looked at every half minute instead.
        }
      }
    },
    close(): void {
      for (const directory of [...open.keys()]) drop(directory);
    },
  };
}
