// The rows of the list. Their order holds while problems come and go: nothing moves under the hand; another choice, other
// files or `.` put it anew.
import { useEffect, useMemo, useRef, useState } from 'react';
import { readAllDetails } from '../../../link/library.ts';
import { type Fit, useLibraryStore } from '../../../store/library.ts';
import { useWorld } from '../../../store/world.ts';
import { countsOf, type ListRow, listRows, ownersOf } from './library-list.ts';
import { useLibraryView } from './library-state.ts';

const NO_FITS: ReadonlyMap<string, Fit> = new Map();

export interface LibraryRows {
  readonly rows: readonly ListRow[];
  readonly row: ListRow | null;
  readonly index: number;
  readonly counts: ReturnType<typeof countsOf>;
  readonly owners: readonly string[];
  /** The library as it is, before any choice; null: no answer yet. */
  readonly total: number | null;
  readonly sort: () => void;
}

export function useLibraryRows(): LibraryRows {
  const runbooks = useLibraryStore((state) => state.runbooks);
  const fits = useLibraryStore((state) => state.fits);
  const details = useLibraryStore((state) => state.details);
  const filter = useLibraryView((state) => state.filter);
  const owner = useLibraryView((state) => state.owner);
  const words = useLibraryView((state) => state.words);
  const front = useLibraryView((state) => state.front);
  const [round, setRound] = useState(0);
  useSearchedText(words);
  const known = { runbooks: runbooks ?? [], fits: fits ?? NO_FITS, details, problems: useWorld.getState().problems };
  const latest = useRef(known);
  latest.current = known;
  const ready = fits !== null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: what fits changes by the second, the order must not
  const ordered = useMemo(
    () => listRows(latest.current, { filter, owner, words }),
    [runbooks, details, ready, filter, owner, words, round],
  );
  const rows = useMemo(
    () => ordered.map((row) => ({ ...row, fits: fits?.get(row.runbook.id)?.count ?? 0 })),
    [ordered, fits],
  );
  const index = Math.max(
    0,
    rows.findIndex(({ key }) => key === front),
  );
  const counts = useMemo(() => countsOf({ runbooks: runbooks ?? [], fits: fits ?? NO_FITS }), [runbooks, fits]);
  const owners = useMemo(() => ownersOf(runbooks ?? []), [runbooks]);
  return {
    rows,
    row: rows[index] ?? null,
    index,
    counts,
    owners,
    total: runbooks?.length ?? null,
    sort: () => setRound((now) => now + 1),
  };
}

/** Steps and commands are searched too: read once somebody types. */
function useSearchedText(words: string): void {
  const runbooks = useLibraryStore((state) => state.runbooks);
  const isTyped = words.trim() !== '';
  useEffect(() => {
    if (isTyped && runbooks) void readAllDetails(runbooks);
  }, [isTyped, runbooks]);
}
