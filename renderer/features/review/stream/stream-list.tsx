// The entries of a stretch, oldest first; of twenty thousand only those in sight exist.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useId, useImperativeHandle, useRef } from 'react';
import type { ReviewEntry } from '../../../../electron/contract/model/review.ts';
import type { ReviewPages, ReviewPagesView } from '../../../link/review-pages.ts';
import { EntryRow, UnreadRow } from './entry-row.tsx';

export interface StreamHand {
  /** Brings a place into view. */
  show(place: number, align: 'auto' | 'start'): void;
  /** How many places are on screen. */
  page(): number;
}

interface Props {
  readonly view: ReviewPagesView;
  readonly pages: ReviewPages;
  /** Place of the entry in front. */
  readonly index: number;
  readonly hand: RefObject<StreamHand | null>;
  readonly slowOf: (item: ReviewEntry) => string;
  readonly onFront: (place: number) => void;
}

const ROW = 25;
const DAY = 86_400_000;

export function StreamList({ view, pages, index, hand, slowOf, onFront }: Props) {
  const id = useId();
  const pane = useRef<HTMLDivElement>(null);
  const { entries, total } = view;
  const list = useVirtualizer({
    count: total,
    getScrollElement: () => pane.current,
    estimateSize: useCallback(() => ROW, []),
    overscan: 12,
  });
  const [from, to] = [list.range?.startIndex ?? 0, list.range?.endIndex ?? 0];
  useEffect(() => pages.show(from, to), [pages, from, to]);
  // Read again, or with another filter: it begins where the cursor is.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useEffect(() => list.scrollToIndex(index, { align: 'auto' }), []);
  useImperativeHandle(hand, () => ({
    show: (place, align) => list.scrollToIndex(place, { align }),
    page: () => Math.max(1, to - from - 1),
  }));
  return (
    <div
      ref={pane}
      className="rv-scroll"
      role="listbox"
      aria-label="What happened"
      aria-activedescendant={total === 0 ? undefined : `${id}${index}`}
      tabIndex={0}
    >
      <div role="presentation" style={{ position: 'relative', height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index: at, start, key }) => {
          const item = entries.get(at);
          return (
            // The list has the focus and the keys; a row is only pointed at.
            // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and Enter do the same from the list
            <div
              key={key}
              id={`${id}${at}`}
              ref={list.measureElement}
              data-index={at}
              role="option"
              tabIndex={-1}
              aria-posinset={at + 1}
              aria-setsize={total}
              aria-selected={at === index}
              className={at === index ? 'rv-row sel' : 'rv-row'}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => onFront(at)}
            >
              {item ? <EntryRow item={item} isNewDay={isNewDay(entries, at)} slow={slowOf(item)} /> : <UnreadRow />}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The first of all needs no line for its day: the head says it. */
function isNewDay(entries: ReviewPagesView['entries'], at: number): boolean {
  const [before, here] = [entries.get(at - 1)?.entry.occurredAt, entries.get(at)?.entry.occurredAt];
  return before !== undefined && here !== undefined && Math.floor(before / DAY) !== Math.floor(here / DAY);
}
