// What this window knows of the library of runbooks: its rows, what they fit now, and those that were read from near. Asked
// and kept true by link/library.ts; nothing else writes it.
import { create } from 'zustand';
import type { ProblemId } from '../../electron/contract/model/ids.ts';
import type { RunbookDetail, RunbookSummary } from '../../electron/contract/model/runbook.ts';

export interface Fit {
  /** As many as the engine names; `count` of all. */
  readonly problemIds: readonly ProblemId[];
  readonly count: number;
}

interface Library {
  /** Null: no answer yet. */
  readonly runbooks: readonly RunbookSummary[] | null;
  /** Which open problems each runbook fits, by its id; those that fit none are left out. Null: no answer yet. */
  readonly fits: ReadonlyMap<string, Fit> | null;
  /** Read from near, by `detailKey`. */
  readonly details: ReadonlyMap<string, RunbookDetail>;
  /** Why it could not be asked, in words; what was known before stays. */
  readonly failure: string | null;
}

export const useLibraryStore = create<Library>()(() => ({
  runbooks: null,
  fits: null,
  details: new Map(),
  failure: null,
}));

/** Tells rows apart: a file that cannot be read may have no id of its own, or that of another. */
export const rowKey = ({ folder, file, id }: Pick<RunbookSummary, 'folder' | 'file' | 'id'>): string =>
  `${folder}\n${file}\n${id}`;

/** A detail holds as long as the text does. */
export const detailKey = ({ id, hash }: Pick<RunbookSummary, 'id' | 'hash'>): string => `${id}\n${hash}`;

/** A file that cannot be read as a runbook, or not without errors. */
export const isBroken = ({ hash, findings }: RunbookSummary): boolean =>
  hash === '' || findings.some(({ severity }) => severity === 'error');

/** Those that can be started: without errors, not retired. */
export const isStartable = (runbook: RunbookSummary): boolean => !isBroken(runbook) && runbook.state !== 'retired';
