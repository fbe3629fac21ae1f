// The library of runbooks: found at the left, read at the right, started with one key.
import { useEffect, useRef } from 'react';
import { useFollowLibrary } from '../../link/library.ts';
import { rowKey, useLibraryStore } from '../../store/library.ts';
import { EmptyLibrary, NothingFound, Unread } from './empty.tsx';
import { NOT_NARROWED, useLibraryView } from './list/library-state.ts';
import { RunbookList } from './list/runbook-list.tsx';
import { SearchBox } from './list/search-box.tsx';
import { useLibraryRows } from './list/use-library-rows.ts';
import { ReadPane } from './read/read-pane.tsx';
import { useLibraryHand } from './use-library-hand.ts';
import { useRunbookKeys } from './use-runbook-keys.tsx';
import './list.css';
import './list-rows.css';
import './read.css';
import './steps.css';
import './read-side.css';

export function RunbooksScreen({ runbookId }: { readonly runbookId?: string | undefined }) {
  useFollowLibrary();
  useInFront(runbookId);
  const library = useLibraryRows();
  const failure = useLibraryStore((state) => state.failure);
  const { view, isOpen, words } = useLibraryView();
  const box = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  const hand = useLibraryHand(library, pane);
  useRunbookKeys({ library, hand, box });
  const { row, rows, total } = library;
  const onMove = (key: string) => useLibraryView.setState({ front: key });
  if (total === 0) {
    return (
      <main className="rbs none">
        <h1 className="vh">Runbooks</h1>
        {failure ? <Unread reason={failure} /> : <EmptyLibrary />}
      </main>
    );
  }
  return (
    <main className="rbs">
      {!row && <h1 className="vh">Runbooks</h1>}
      <section className="rb-lib" aria-label="Library">
        <SearchBox
          {...{ library, box }}
          onMove={hand.move}
          onTake={() => pane.current?.focus()}
          onLeave={() => box.current?.blur()}
        />
        {failure !== null && <Unread reason={failure} />}
        {total === null ? (
          <div className="skel rb-skel" aria-busy="true" />
        ) : rows.length === 0 ? (
          <NothingFound />
        ) : (
          <RunbookList {...{ rows, words, onMove }} index={library.index} onOpen={hand.enter} />
        )}
      </section>
      {row && (
        <ReadPane
          runbook={row.runbook}
          {...{ view, isOpen, pane }}
          {...{ detail: hand.detail, runs: hand.runs, fit: hand.fit, problemIds: hand.problemIds }}
          at={hand.at}
          onAt={hand.setAt}
          onStart={() => hand.start('live')}
          onDry={() => hand.start('dry')}
        />
      )}
    </main>
  );
}

/** The one somebody came for, whatever was looked for before. */
function useInFront(runbookId: string | undefined): void {
  const runbook = useLibraryStore((state) => state.runbooks?.find(({ id }) => id === runbookId));
  const key = runbook ? rowKey(runbook) : null;
  const done = useRef<string | null>(null);
  useEffect(() => {
    if (key === null || done.current === key) return;
    done.current = key;
    useLibraryView.setState({ ...NOT_NARROWED, front: key, view: 'read' });
  }, [key]);
}
