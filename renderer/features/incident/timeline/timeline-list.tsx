// The list of entries: only what can be seen is in the page. At its end it stays there as entries come; further up nothing
// moves under the pointer, whatever is written below, above or in between.
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useImperativeHandle, useLayoutEffect, useRef } from 'react';
import type { IncidentId } from '../../../../electron/contract/model/ids.ts';
import type { TimelineEntry } from '../../../../electron/contract/model/timeline.ts';
import { useWide } from '../../../lib/use-wide.ts';
import { setView, useIncidentView } from '../incident-view.ts';
import { dayOf, estimatedHeight } from './entry-words.ts';
import type { TimelineFeed, TimelineView } from './timeline-feed.ts';
import { TimelineRow, UnreadRow } from './timeline-row.tsx';

/** How far from the end still counts as being there, CSS pixels. */
const AT_END_PX = 12;
/** Height of a line and what stands around it, CSS pixels: narrow, wide (incident-timeline.css). */
const SHAPES = [
  { line: 17, pad: 6, chars: 82 },
  { line: 19, pad: 12, chars: 120 },
] as const;

export interface ListHand {
  /** Brings a place into view and puts it in front. */
  go(place: number, align: 'auto' | 'start' | 'center'): void;
  toEnd(): void;
  /** How many places are on screen. */
  page(): number;
  /** The first place on screen. */
  top(): number;
}

interface Props {
  readonly incidentId: IncidentId;
  readonly view: TimelineView;
  readonly feed: TimelineFeed;
  readonly hand: RefObject<ListHand | null>;
  /** The day of the first row in view, epoch ms. */
  readonly onTop: (at: number | null) => void;
}

type List = Virtualizer<HTMLDivElement, HTMLDivElement>;

export function TimelineList({ incidentId, view, feed, hand, onTop }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const { selected, unfolded } = useIncidentView(incidentId);
  const { entries, total } = view;
  const list = useList(pane, view, wide);
  const rows = list.getVirtualItems();
  const { atEnd, onScroll } = usePlace(pane, list, view, feed, onTop, selected !== null);
  useSelectedKnown(incidentId, view);
  useHand(hand, incidentId, view, pane, list, atEnd);
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows are placed by transform, which a table does not bear
    <div
      ref={pane}
      className="tscroll"
      role="grid"
      aria-label="Timeline"
      aria-rowcount={total}
      aria-activedescendant={selected ? `entry-${selected.at}` : undefined}
      tabIndex={0}
      onScroll={onScroll}
    >
      <div className="tscroll-in" role="presentation" style={{ height: list.getTotalSize() }}>
        {rows.map(({ index, start, key }) => {
          const entry = entries.get(index);
          const isSelected = selected !== null && (entry ? entry.seq === selected.seq : index === selected.at);
          return (
            // The list has the focus and the keys; a row is only pointed at.
            // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and Enter do the same from the list
            // biome-ignore lint/a11y/useSemanticElements: as above
            <div
              key={key}
              ref={list.measureElement}
              id={`entry-${index}`}
              data-index={index}
              className="trow"
              role="row"
              tabIndex={-1}
              aria-rowindex={index + 1}
              aria-selected={isSelected}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => setView(incidentId, { selected: { seq: entry?.seq ?? null, at: index } })}
            >
              {entry ? (
                <TimelineRow
                  incidentId={incidentId}
                  entry={entry}
                  isSelected={isSelected}
                  isUnfolded={unfolded.has(entry.seq)}
                  isNewDay={isNewDay(entries, index, entry)}
                />
              ) : (
                <UnreadRow />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** The first of all needs no line for its day: the head of the list says it. */
function isNewDay(entries: TimelineView['entries'], index: number, entry: TimelineEntry): boolean {
  const before = entries.get(index - 1);
  return before !== undefined && dayOf(before.occurredAt) !== dayOf(entry.occurredAt);
}

function useList(pane: RefObject<HTMLDivElement | null>, { entries, total }: TimelineView, wide: boolean): List {
  const { line, pad, chars } = SHAPES[wide ? 1 : 0];
  const latest = useRef(entries);
  latest.current = entries;
  return useVirtualizer<HTMLDivElement, HTMLDivElement>({
    count: total,
    getScrollElement: () => pane.current,
    estimateSize: useCallback(
      (at: number) => estimatedHeight(latest.current.get(at), chars, line, pad),
      [chars, line, pad],
    ),
    // A place keeps its height by its entry: one that comes in further up takes none of theirs.
    getItemKey: useCallback((at: number) => latest.current.get(at)?.uuid ?? at, []),
    overscan: 12,
  });
}

/** The entry at the top of what is read, and how far below the rim it stands. */
interface Anchor {
  readonly seq: number;
  readonly at: number;
  readonly px: number;
}

/** Tells the feed what is shown, and keeps the reader's place as the list changes under it. */
function usePlace(
  pane: RefObject<HTMLDivElement | null>,
  list: List,
  view: TimelineView,
  feed: TimelineFeed,
  onTop: (at: number | null) => void,
  isReading: boolean,
) {
  const atEnd = useRef(!isReading);
  const anchor = useRef<Anchor | null>(null);
  const lastTop = useRef(0);
  const { range } = list;
  const [from, to] = [range?.startIndex ?? 0, range?.endIndex ?? -1];
  const size = list.getTotalSize();
  useEndOnResize(pane, atEnd);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view or another size is what moves the list
  useLayoutEffect(() => {
    const element = pane.current;
    if (!element) return;
    if (atEnd.current) {
      element.scrollTop = element.scrollHeight;
      return;
    }
    const held = anchor.current;
    if (!held || view.entries.get(held.at)?.seq === held.seq) return;
    const place = placeNear(view, held);
    const start = place === null ? undefined : list.measurementsCache[place]?.start;
    if (start !== undefined) element.scrollTop = start - held.px;
  }, [view, size]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: told anew when what is shown changed
  useEffect(() => {
    feed.show(from, to, atEnd.current);
    onTop(view.entries.get(from)?.occurredAt ?? null);
  }, [feed, from, to, view]);
  const onScroll = () => {
    const element = pane.current;
    if (!element) return;
    // Only a reader who goes up leaves the end: entries that come, or grow as they are drawn, do not push anybody off it.
    if (element.scrollHeight - element.scrollTop - element.clientHeight < AT_END_PX) atEnd.current = true;
    else if (element.scrollTop < lastTop.current - 1) atEnd.current = false;
    lastTop.current = element.scrollTop;
    const first = list.getVirtualItems().find(({ start }) => start >= element.scrollTop);
    const entry = first && view.entries.get(first.index);
    anchor.current = entry ? { seq: entry.seq, at: first.index, px: first.start - element.scrollTop } : null;
    if (atEnd.current) feed.show(from, to, true);
  };
  return { atEnd, onScroll };
}

/** The note box grows as somebody types: who is at the end stays there. */
function useEndOnResize(pane: RefObject<HTMLDivElement | null>, atEnd: { readonly current: boolean }): void {
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      if (atEnd.current) element.scrollTop = element.scrollHeight;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [pane, atEnd]);
}

/** Where an entry went that stood at `at`: only what came in meanwhile can lie between. */
function placeNear({ entries, total }: TimelineView, { seq, at }: Pick<Anchor, 'seq' | 'at'>): number | null {
  for (let by = 0; by <= 400; by += 1) {
    if (at + by < total && entries.get(at + by)?.seq === seq) return at + by;
    if (at - by >= 0 && entries.get(at - by)?.seq === seq) return at - by;
  }
  return null;
}

/** The entry in front keeps its name as places move, and gets it once it is read. */
function useSelectedKnown(incidentId: IncidentId, view: TimelineView): void {
  const { selected } = useIncidentView(incidentId);
  useEffect(() => {
    if (!selected) return;
    const here = view.entries.get(selected.at);
    if (selected.seq === null) {
      if (here) setView(incidentId, { selected: { seq: here.seq, at: selected.at } });
    } else if (here && here.seq !== selected.seq) {
      const at = placeNear(view, { seq: selected.seq, at: selected.at });
      if (at !== null) setView(incidentId, { selected: { seq: selected.seq, at } });
    }
  }, [incidentId, selected, view]);
}

function useHand(
  hand: RefObject<ListHand | null>,
  incidentId: IncidentId,
  view: TimelineView,
  pane: RefObject<HTMLDivElement | null>,
  list: List,
  atEnd: { current: boolean },
): void {
  useImperativeHandle(hand, () => ({
    go(place, align) {
      const at = Math.max(0, Math.min(view.total - 1, place));
      atEnd.current = false;
      setView(incidentId, { selected: { seq: view.entries.get(at)?.seq ?? null, at } });
      list.scrollToIndex(at, { align });
    },
    toEnd() {
      atEnd.current = true;
      setView(incidentId, { selected: null });
      const element = pane.current;
      if (element) element.scrollTop = element.scrollHeight;
      list.scrollToIndex(view.total - 1, { align: 'end' });
    },
    page: () => Math.max(1, (list.range?.endIndex ?? 0) - (list.range?.startIndex ?? 0) - 1),
    top: () => list.range?.startIndex ?? 0,
  }));
}
