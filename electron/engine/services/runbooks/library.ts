// The library: runbooks of the shipped folder and of the user's own, read anew when their files change, each with how fresh it
// is, what it fits and how its runs went. A file that cannot be read is listed with its errors and hides no other.

import type { ProblemId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type {
  Runbook,
  RunbookDetail,
  RunbookImport,
  RunbookSummary,
  Suggestion,
} from '../../../contract/model/runbook.ts';
import type { Snapshot } from '../../../contract/model/world.ts';
import { freshnessOf } from '../../core/run-freshness.ts';
import { importRunbooks } from '../../importers/runbooks/index.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import { notFound } from '../../lib/refusal.ts';
import { lintRunbook, readRunbook } from '../../runbook-format/index.ts';
import type { LintFacts } from '../../runbook-format/reading.ts';
import type { Store } from '../../store/open.ts';
import type { RunFigures } from '../../store/run-figures.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { Recorder } from '../recorder.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import type { World } from '../world.ts';
import { keepDraft } from './library-drafts.ts';
import { inventoryFacts, inventoryKey, kindFacts } from './library-facts.ts';
import { outlineOf } from './library-outline.ts';
import { createLibraryReader, type FaultOnShelf, type FileOnShelf, type LibraryFolder } from './library-reader.ts';
import { EMPTY_SHELF, type Shelf, type ShelfEntry, shelve } from './library-shelf.ts';
import { createSuggestions } from './suggestions.ts';

/** A runbook that can be run, with its text as it stands in its file. */
export interface LibraryEntry {
  readonly runbook: Runbook;
  readonly hash: string;
  readonly source: string;
  readonly summary: RunbookSummary;
}

export interface Library {
  /** Reads all folders and begins to watch them. Resolves when they are read; never rejects. */
  start(): Promise<void>;
  /** Resolves when the folders were read for the first time. */
  read(): Promise<void>;
  stop(): void;
  list(): readonly RunbookSummary[];
  /** Of one that cannot be run too, also by its file where it has no id. Refused (NOT_FOUND) where there is none. */
  detail(runbookId: string): RunbookDetail;
  /** One without errors; undefined where there is none or it cannot be read. */
  get(runbookId: string): LibraryEntry | undefined;
  suggest(problemId: ProblemId): readonly Suggestion[];
  /** Those that fit most first; at most 100 problems are named for each, the worst first. */
  fitting(): readonly {
    readonly runbookId: string;
    readonly problemIds: readonly ProblemId[];
    readonly count: number;
  }[];
  importFiles(files: readonly { readonly name: string; readonly text: string }[]): readonly RunbookImport[];
  keepDraft(input: { readonly name: string; readonly draft: string }, actor: Actor): Promise<{ readonly file: string }>;
  /** For the live world. */
  state(): Snapshot['library'];
  /** Called after files were read anew. Returns the undo. */
  onChange(listener: () => void): () => void;
}

export interface LibraryOptions {
  readonly clock: Clock;
  readonly store: Pick<Store, 'runFigures'>;
  readonly world: World;
  readonly settings: Pick<EngineSettings, 'get' | 'onChange'>;
  readonly troubles: Troubles;
  readonly recorder: Pick<Recorder, 'note'>;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly log: Log;
  /** Folder of the library that ships with the program; null: there is none. */
  readonly shipped: string | null;
}

const DAY_MS = 86_400_000;
/** How far back it is counted how runs went. */
const COUNTED_MS = 90 * DAY_MS;
const TROUBLE = 'runbook folders';
const NO_RUNS: RunFigures = { total: 0, green: 0, medianMs: null };

export function createLibrary(options: LibraryOptions): Library {
  const { clock, store, world, settings, feed, log } = options;
  const listeners = new Set<() => void>();
  let shelf = EMPTY_SHELF;
  let version = 0;
  let isStopped = false;
  let first: Promise<void> | null = null;

  const figures = () => store.runFigures.since(clock.now() - COUNTED_MS);
  const state = (): Snapshot['library'] => {
    const { ready, entries } = shelf;
    return { version, runbooks: ready.size, broken: entries.filter(isBroken).length };
  };
  const told = (next: Shelf): void => {
    // A look that was under way when the engine stopped: the files of the store are closed.
    if (isStopped) return;
    shelf = next;
    version += 1;
    options.troubles.set('runbooks', troubleOf(next), TROUBLE);
    for (const listener of [...listeners]) listener();
    feed.publish([{ type: 'library', library: state() }]);
  };
  const reader = createKeptShelf(options, { shelf: () => shelf, told, isStopped: () => isStopped });
  const suggestions = createSuggestions({
    world,
    version: () => version,
    now: () => clock.now(),
    candidates() {
      const known = figures();
      return [...shelf.ready.values()].flatMap((entry) =>
        entry.runbook && entry.runbook.state !== 'retired'
          ? [{ runbook: entry.runbook, summary: summaryOf(entry, known, clock.now()) }]
          : [],
      );
    },
  });
  const undo = settings.onChange(() => void reader.look());

  return {
    start() {
      first ??= reader.look();
      return first;
    },
    read: () => first ?? Promise.resolve(),
    stop() {
      isStopped = true;
      undo();
      reader.stop();
      listeners.clear();
    },
    ...createReading(options, () => shelf),
    ...suggestions,
    importFiles: (files) => files.flatMap(({ name, text }) => importRunbooks(name, text)),
    async keepDraft(input, actor) {
      const kept = await keepDraft(settings.get().runbooks.folders, input);
      const { file } = kept;
      log.info('a draft was kept', { file });
      const text = `Draft of a runbook kept as ${file}`;
      const data = { what: 'draft', file };
      options.recorder.note({ kind: 'settings', occurredAt: clock.now(), actor, text, data });
      await reader.look();
      return kept;
    },
    state,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The shelf as people and runs read it. */
function createReading(
  { clock, store }: Pick<LibraryOptions, 'clock' | 'store'>,
  shelf: () => Shelf,
): Pick<Library, 'list' | 'detail' | 'get'> {
  const figures = () => store.runFigures.since(clock.now() - COUNTED_MS);
  return {
    list() {
      const known = figures();
      return shelf().entries.map((entry) => summaryOf(entry, known, clock.now()));
    },
    detail(runbookId) {
      const entry =
        shelf().ready.get(runbookId) ?? shelf().entries.find(({ id, file }) => id === runbookId || file === runbookId);
      if (!entry) throw notFound('runbook');
      return detailOf(entry, summaryOf(entry, figures(), clock.now()));
    },
    get(runbookId) {
      const entry = shelf().ready.get(runbookId);
      if (!entry?.runbook) return undefined;
      const { runbook, hash, source } = entry;
      return {
        ...{ runbook, hash, source },
        // Asked for at every view of a run: how its runs went is counted only where somebody looks.
        get summary() {
          return summaryOf(entry, figures(), clock.now());
        },
      };
    },
  };
}

/** Reads and judges, and judges anew when the inventory or the day is another: findings speak of both. */
function createKeptShelf(
  options: LibraryOptions,
  { shelf, told, isStopped }: { shelf: () => Shelf; told: (next: Shelf) => void; isStopped: () => boolean },
) {
  const { clock, store, world, settings, shipped, log } = options;
  let last: { readonly files: readonly FileOnShelf[]; readonly faults: readonly FaultOnShelf[] } = {
    files: [],
    faults: [],
  };
  let judgedBy = '';

  const judge = async (): Promise<void> => {
    const inventory = inventoryFacts(world);
    const now = clock.now();
    const factsFor = ({ own }: LibraryFolder): LintFacts => ({
      now,
      ...kindFacts,
      ...(own ? { ...inventory, missing: 'warning' } : {}),
    });
    const isRunning = (id: string): boolean => !isStopped() && store.runFigures.underWay(id).length > 0;
    judgedBy = keyOf(inventory, now);
    const next = await shelve(last.files, last.faults, { lint: lintRunbook, factsFor, isRunning });
    if (JSON.stringify(next.entries) !== JSON.stringify(shelf().entries)) told(next);
  };
  return createLibraryReader({
    clock,
    folders: () => [
      ...(shipped === null ? [] : [{ path: shipped, name: 'shipped', own: false }]),
      ...settings.get().runbooks.folders.map((path) => ({ path, name: path, own: true })),
    ],
    read: readRunbook,
    onRead(files, faults) {
      last = { files, faults };
      return judge();
    },
    onSame: () => (keyOf(inventoryFacts(world), clock.now()) === judgedBy ? undefined : judge()),
    onFault: (error) => log.error('the library of runbooks could not be read anew; it stays as it was', error),
  });
}

const keyOf = (inventory: ReturnType<typeof inventoryFacts>, now: number): string =>
  `${Math.floor(now / DAY_MS)} ${inventoryKey(inventory)}`;

const isBroken = ({ hash, findings }: ShelfEntry): boolean =>
  (hash === '' && findings.some(({ severity }) => severity === 'error')) ||
  findings.some(({ severity }) => severity === 'error');

/** Folders that could not be read; a file that could not is only listed. */
function troubleOf({ entries }: Shelf): string | null {
  const lost = entries.filter(({ file, runbook }) => file === '' && runbook === null);
  if (lost.length === 0) return null;
  const words = lost.map(({ id, findings }) => `${id}: ${findings[0]?.message ?? ''}`);
  return `${words.join(' ')} Put it right, or take it out of Settings, Runbooks.`;
}

function summaryOf(entry: ShelfEntry, figures: ReadonlyMap<string, RunFigures>, now: number): RunbookSummary {
  const { id, title, hash, file, folder, findings, runbook } = entry;
  const about = { id, title, hash, file, folder: folder.name, findings, runs: figures.get(id) ?? NO_RUNS };
  if (!runbook) {
    const unknown = { owner: '', state: 'draft', tags: [], steps: 0, estimateMs: null, match: [] } as const;
    return { ...about, ...unknown, freshness: 'fresh', reviewInDays: null };
  }
  const { owner, state, tags, steps, estimateMs, match, review } = runbook;
  return { ...about, owner, state, tags, steps: steps.length, estimateMs, match, review, ...freshnessOf(review, now) };
}

const NO_LIMITS: Runbook['limits'] = { maxTargets: 0, maxRunsPerHour: 0 };

function detailOf({ runbook, source }: ShelfEntry, summary: RunbookSummary): RunbookDetail {
  if (!runbook) {
    const nothing = { meaning: '', impact: '', inputs: [], limits: NO_LIMITS, change: 'none', outline: [] } as const;
    return { ...summary, ...nothing, source };
  }
  const { meaning, impact, inputs, limits, change } = runbook;
  return { ...summary, meaning, impact, inputs, limits, change, outline: outlineOf(runbook), source };
}
