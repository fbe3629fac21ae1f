// The field over the list, the filters beneath it with their counts, and whose they are.
import { Search } from 'lucide-react';
import type { KeyboardEvent, RefObject } from 'react';
import { count } from '../../../lib/number.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { Segment } from '../../../ui/segment.tsx';
import { FILTERS, type Filter } from './library-list.ts';
import { setWanted, useLibraryView } from './library-state.ts';
import type { LibraryRows } from './use-library-rows.ts';

const FILTER_WORDS: Readonly<Record<Filter, string>> = {
  all: 'All',
  fits: 'Fits now',
  stale: 'Stale',
  drafts: 'Drafts',
  broken: 'Broken',
};

interface Props {
  readonly library: LibraryRows;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onMove: (by: number) => void;
  /** Enter: from the words to what they found. */
  readonly onTake: () => void;
  readonly onLeave: () => void;
}

export function SearchBox({ library, box, onMove, onTake, onLeave }: Props) {
  const { filter, owner, words } = useLibraryView();
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onMove(1);
    else if (event.key === 'ArrowUp') onMove(-1);
    else if (event.key === 'Enter') onTake();
    else if (event.key === 'Escape') {
      if (words === '') onLeave();
      else setWanted({ words: '' });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const shown: readonly Filter[] = FILTERS.filter((each) => each !== 'broken' || library.counts.broken > 0);
  const found = library.rows.length;
  return (
    <>
      <div className="rb-search">
        <Search className="ic" aria-hidden="true" />
        <input
          ref={box}
          aria-label="Search runbooks"
          placeholder="Search titles, steps, commands, tags"
          value={words}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => setWanted({ words: event.target.value })}
          onKeyDown={onKeyDown}
        />
        <u role="status">{words.trim() === '' ? `${found}, best fit first` : count(found, 'found', 'found')}</u>
        <Keycap keys="/" />
      </div>
      <div className="rb-flt">
        <Segment
          label="Which runbooks"
          value={filter}
          options={shown.map((each) => [each, `${FILTER_WORDS[each]} ${library.counts[each]}`] as const)}
          onChange={(next) => setWanted({ filter: next })}
        />
        <label className="rb-owner">
          <span>owner:</span>
          <select
            aria-label="Owner"
            value={owner ?? ''}
            onChange={(event) => setWanted({ owner: event.target.value || null })}
          >
            <option value="">any</option>
            {library.owners.map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        </label>
      </div>
    </>
  );
}
