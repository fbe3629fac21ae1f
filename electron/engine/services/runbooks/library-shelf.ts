// The shelf: what was read, judged as a whole. Two files of one name are told apart here, and what links to what is known
// only when everything has been read.
import type { Runbook, RunbookFinding } from '../../../contract/model/runbook.ts';
import type { LintFacts, RunbookReading } from '../../runbook-format/reading.ts';
import type { FaultOnShelf, FileOnShelf, LibraryFolder } from './library-reader.ts';

/** A row of the library. */
export interface ShelfEntry {
  readonly folder: LibraryFolder;
  readonly file: string;
  /** As far as it is known; of a file that has none its place. */
  readonly id: string;
  readonly title: string;
  /** Null: it could not be read. */
  readonly runbook: Runbook | null;
  readonly hash: string;
  readonly source: string;
  readonly findings: readonly RunbookFinding[];
  /** Whether it can be run: it has no error, and no other file takes its name. */
  readonly isReady: boolean;
}

export interface Shelf {
  /** In the order of folders and files. */
  readonly entries: readonly ShelfEntry[];
  /** Those that can be run, by id. */
  readonly ready: ReadonlyMap<string, ShelfEntry>;
}

export const EMPTY_SHELF: Shelf = { entries: [], ready: new Map() };

export interface ShelfMeans {
  readonly lint: (reading: RunbookReading, text: string, facts: LintFacts) => readonly RunbookFinding[];
  /** Without the other runbooks, which are known here. */
  readonly factsFor: (folder: LibraryFolder) => LintFacts;
  /** Whether runs of it are under way: they go on with what they pinned. */
  readonly isRunning: (id: string) => boolean;
}

export async function shelve(
  files: readonly FileOnShelf[],
  faults: readonly FaultOnShelf[],
  means: ShelfMeans,
): Promise<Shelf> {
  const rivals = rivalsOf(files);
  const runbooks = new Map<string, Runbook>();
  for (const file of files) {
    const { runbook } = file.reading;
    if (runbook && !rivals.get(file)?.isBeaten) runbooks.set(runbook.id, runbook);
  }
  const entries: ShelfEntry[] = faults.map(faultEntry);
  for (const file of files) {
    const linted = means.lint(file.reading, file.text, { ...means.factsFor(file.folder), runbooks });
    entries.push(fileEntry(file, linted, rivals.get(file) ?? null, means));
    await new Promise((resolve) => setImmediate(resolve));
  }
  entries.sort(byPlace);
  const ready = new Map(entries.flatMap((entry) => (entry.isReady ? [[entry.id, entry] as const] : [])));
  return { entries, ready };
}

const byPlace = (a: ShelfEntry, b: ShelfEntry): number =>
  Number(a.folder.own) - Number(b.folder.own) || compare(a.folder.name, b.folder.name) || compare(a.file, b.file);

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What another file of the same id makes of one. */
interface Rivalry {
  /** It cannot be run. */
  readonly isBeaten: boolean;
  readonly severity: 'error' | 'warning';
  readonly message: string;
}

/** The user's own stands before the one that ships; of two of the same standing nobody can say which is meant. */
function rivalsOf(files: readonly FileOnShelf[]): ReadonlyMap<FileOnShelf, Rivalry> {
  const byId = new Map<string, FileOnShelf[]>();
  for (const file of files) {
    if (file.reading.id === '') continue;
    const same = byId.get(file.reading.id);
    if (same) same.push(file);
    else byId.set(file.reading.id, [file]);
  }
  const found = new Map<FileOnShelf, Rivalry>();
  for (const same of byId.values()) {
    if (same.length < 2) continue;
    const own = same.filter(({ folder }) => folder.own);
    for (const file of same) found.set(file, rivalry(file, same, own));
  }
  return found;
}

function rivalry(file: FileOnShelf, same: readonly FileOnShelf[], own: readonly FileOnShelf[]): Rivalry {
  const { id } = file.reading;
  const others = (of: readonly FileOnShelf[]): string =>
    of
      .filter((one) => one !== file)
      .map(placeOf)
      .join(' and ');
  const equals = file.folder.own || own.length === 0 ? (file.folder.own ? own : same) : null;
  if (equals && equals.length > 1) {
    const message = `${others(equals)} has the id ${id} too: none of them can be run. Give one another id.`;
    return { isBeaten: true, severity: 'error', message };
  }
  if (equals) {
    const message = `It stands in the place of the shipped runbook ${id} (${others(same)}), which is not run.`;
    return { isBeaten: false, severity: 'warning', message };
  }
  const message = `Your own ${others(own)} has the id ${id} too and stands in its place: this one is not run.`;
  return { isBeaten: true, severity: 'warning', message };
}

const placeOf = ({ folder, file }: FileOnShelf): string => (folder.own ? `${folder.path}/${file}` : `shipped ${file}`);

const atTop = (file: string, rule: string, severity: RunbookFinding['severity'], message: string): RunbookFinding => ({
  file,
  line: 1,
  column: 1,
  path: '',
  severity,
  rule,
  message,
});

function fileEntry(
  { folder, file, text, reading }: FileOnShelf,
  linted: readonly RunbookFinding[],
  rival: Rivalry | null,
  { isRunning }: ShelfMeans,
): ShelfEntry {
  const { runbook, hash, title } = reading;
  const judged = [
    ...(rival ? [atTop(file, 'same-id', rival.severity, rival.message)] : []),
    ...reading.findings,
    ...linted,
  ];
  const isBroken = runbook === null || hash === '' || judged.some(({ severity }) => severity === 'error');
  const goesOn = isBroken && reading.id !== '' && isRunning(reading.id);
  return {
    folder,
    file,
    id: reading.id || file,
    title: title || file,
    runbook,
    hash: runbook === null ? '' : hash,
    source: text,
    findings: goesOn ? [...judged, atTop(file, 'runs-go-on', 'warning', RUNS_GO_ON)] : judged,
    isReady: !isBroken && !rival?.isBeaten,
  };
}

const RUNS_GO_ON =
  'Runs of it that are under way go on with the text they pinned. No new one begins until it is right.';

/** A file, or a whole folder, that could not be read. */
function faultEntry({ folder, file, rule, severity, message }: FaultOnShelf): ShelfEntry {
  const name = file === '' ? folder.path : file;
  return {
    folder,
    file,
    id: name,
    title: name,
    runbook: null,
    hash: '',
    source: '',
    findings: [atTop(name, rule, severity, message)],
    isReady: false,
  };
}
