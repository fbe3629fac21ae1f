// The library: runbooks of the shipped folder and of the user's own, read anew when their files change, each with how fresh it
// is, what it fits and how its runs went. A file that cannot be read is listed with its errors and hides no other.

import type { ProblemId } from '../../../contract/model/ids.ts';
import type {
  Runbook,
  RunbookDetail,
  RunbookImport,
  RunbookSummary,
  Suggestion,
} from '../../../contract/model/runbook.ts';
import type { Snapshot } from '../../../contract/model/world.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Store } from '../../store/open.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { EngineSettings } from '../settings.ts';
import type { Troubles } from '../troubles.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';

/** A runbook that can be run, with its text as it stands in its file. */
export interface LibraryEntry {
  readonly runbook: Runbook;
  readonly hash: string;
  readonly source: string;
  readonly summary: RunbookSummary;
}

export interface Library {
  /** Reads all folders and begins to watch them. */
  start(): Promise<void>;
  stop(): void;
  list(): readonly RunbookSummary[];
  /** Refused (NOT_FOUND) where there is none. */
  detail(runbookId: string): RunbookDetail;
  /** One without errors; undefined where there is none or it cannot be read. */
  get(runbookId: string): LibraryEntry | undefined;
  suggest(problemId: ProblemId): readonly Suggestion[];
  fitting(): readonly {
    readonly runbookId: string;
    readonly problemIds: readonly ProblemId[];
    readonly count: number;
  }[];
  importFiles(files: readonly { readonly name: string; readonly text: string }[]): readonly RunbookImport[];
  keepDraft(input: { readonly name: string; readonly draft: string }): Promise<{ readonly file: string }>;
  /** For the live world. */
  state(): Snapshot['library'];
  /** Called after files were read anew. Returns the undo. */
  onChange(listener: () => void): () => void;
}

export interface LibraryOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly troubles: Troubles;
  readonly feed: Pick<LiveFeed, 'publish'>;
  readonly log: Log;
  /** Folder of the library that ships with the program; null: there is none. */
  readonly shipped: string | null;
}

export function createLibrary(_options: LibraryOptions): Library {
  return unwritten<Library>('library', {
    start: async () => {},
    stop: () => {},
    list: () => [],
    state: () => ({ version: 0, runbooks: 0, broken: 0 }),
    onChange: () => () => {},
  });
}
