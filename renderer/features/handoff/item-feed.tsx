// The items of a part, one below the other. Of a long part only what can be seen is in the page, and the item in front, which
// may be typed into: two thousand bad hosts scroll like twenty, and a field never goes because somebody turns the wheel.
import { defaultRangeExtractor, type Range, useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useCallback, useLayoutEffect, useRef, useState } from 'react';
import type { Entry } from './entries.ts';
import type { ItemProps } from './item-parts.tsx';

/** Up to so many are all drawn: nothing is gained by less. */
const ALL_OF = 60;
/** Height of a card, and of a row, before it is measured, CSS pixels. */
const GUESS = { card: 160, row: 28 } as const;

/** 'cells': two beside each other, always all of them; what is for their knowledge is never that much. */
type As = keyof typeof GUESS | 'cells';

interface Props {
  readonly label: string;
  readonly entries: readonly Entry[];
  /** Key of the item in front. */
  readonly front: string | null;
  readonly as: As;
  readonly draw: (entry: Entry, place: ItemProps['place']) => ReactNode;
}

export function ItemFeed({ label, entries, front, as, draw }: Props) {
  const feed = useRef<HTMLDivElement>(null);
  const drawn = useDrawn(feed, entries, front, as);
  return (
    <div className="ho-feed" role="feed" aria-label={label} ref={feed}>
      {drawn.items.map(({ index, before }) => {
        const entry = entries[index];
        if (!entry) return null;
        return (
          // What is left out before it is room of the same height.
          <div key={entry.item.key} className="ho-slot" style={before > 0 ? { paddingTop: before } : undefined}>
            <div ref={drawn.measure} data-index={index} className="ho-slot">
              {draw(entry, { at: index + 1, of: entries.length })}
            </div>
          </div>
        );
      })}
      {drawn.after > 0 && <div style={{ height: drawn.after }} />}
    </div>
  );
}

interface Drawn {
  /** `before`: room for those that are left out before it, CSS pixels. */
  readonly items: readonly { readonly index: number; readonly before: number }[];
  readonly after: number;
  readonly measure: ((element: Element | null) => void) | undefined;
}

function useDrawn(
  feed: React.RefObject<HTMLElement | null>,
  entries: readonly Entry[],
  front: string | null,
  as: As,
): Drawn {
  const isLong = as !== 'cells' && entries.length > ALL_OF;
  const guess = as === 'card' ? GUESS.card : GUESS.row;
  const frontAt = isLong ? entries.findIndex(({ item }) => item.key === front) : -1;
  const scrollMargin = useTop(feed);
  const list = useVirtualizer<HTMLElement, Element>({
    count: entries.length,
    enabled: isLong,
    getScrollElement: () => feed.current?.closest<HTMLElement>('.ho-main') ?? null,
    estimateSize: useCallback(() => guess, [guess]),
    getItemKey: useCallback((index: number) => entries[index]?.item.key ?? index, [entries]),
    rangeExtractor: useCallback(
      (range: Range) =>
        [...new Set([...defaultRangeExtractor(range), ...(frontAt < 0 ? [] : [frontAt])])].sort((a, b) => a - b),
      [frontAt],
    ),
    scrollMargin,
    overscan: 8,
  });
  if (!isLong) return { items: entries.map((_, index) => ({ index, before: 0 })), after: 0, measure: undefined };
  let end = scrollMargin;
  const items = list.getVirtualItems().map(({ index, start, end: next }) => {
    const before = start - end;
    end = next;
    return { index, before };
  });
  return { items, after: list.getTotalSize() + scrollMargin - end, measure: list.measureElement };
}

/** Where it begins in what is scrolled, CSS pixels: parts above it grow and shrink. */
function useTop(feed: React.RefObject<HTMLElement | null>): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const pane = feed.current?.closest<HTMLElement>('.ho-main');
    if (!feed.current || !pane) return;
    const at = feed.current.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    setTop(Math.round(at));
  });
  return top;
}
