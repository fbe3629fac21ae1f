// The expanded runbooks of runs: from the library at a start, ever after from the texts that the run is pinned to.
import { BookFault, expandBook, type PinnedBook, type RunBook } from '../../core/run-book.ts';
import type { RunKept } from '../../core/run-kept.ts';
import { conflict } from '../../lib/refusal.ts';
import type { StepKind } from '../../steps/step.ts';
import type { Store } from '../../store/open.ts';
import type { PinnedText } from '../../store/runs.ts';
import type { Library, LibraryEntry } from './library.ts';

export type FindKind = (kind: string) => StepKind | undefined;

export interface RunBooks {
  /** Of a run. Throws a BookFault in words where what it is pinned to cannot be read by this program. */
  of(kept: RunKept): RunBook;
  forget(runId: string): void;
  /** Of the library as it is now, with the texts to keep; refused in words where a call leads nowhere. */
  fresh(entry: LibraryEntry): { readonly book: RunBook; readonly texts: readonly PinnedText[] };
}

export function createRunBooks(
  store: Pick<Store, 'runs'>,
  library: Pick<Library, 'get'>,
  findKind: FindKind,
): RunBooks {
  const known = new Map<string, RunBook>();
  const pinned = (hash: string): PinnedBook | undefined => {
    const text = store.runs.text(hash);
    return text && { runbook: text.runbook, hash };
  };
  return {
    of({ run, memory }) {
      const had = known.get(run.id);
      if (had) return had;
      const root = pinned(run.hash);
      if (!root) throw new BookFault(`The text that run ${run.id} is pinned to is not kept any more.`);
      const book = expandBook(root, findKind, (path) => pinned(memory.pins[path] ?? ''));
      known.set(run.id, book);
      return book;
    },
    forget: (runId) => void known.delete(runId),
    fresh(entry) {
      const texts = new Map<string, PinnedText>([[entry.hash, entry]]);
      const called = (_path: string, id: string): PinnedBook | undefined => {
        const found = library.get(id);
        if (found) texts.set(found.hash, found);
        return found;
      };
      try {
        return { book: expandBook(entry, findKind, called), texts: [...texts.values()] };
      } catch (error) {
        if (error instanceof BookFault) throw conflict([{ path: 'runbookId', message: error.message }]);
        throw error;
      }
    },
  };
}
