// The rows, of which only those on screen are drawn: ten thousand that are over scroll like ten.
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { figure } from '../../../lib/number.ts';
import { useWide } from '../../../lib/use-wide.ts';
import { IncidentRow } from './incident-row.tsx';
import type { ListRow, Rows } from './list-rows.ts';
import { putInFront, useList } from './list-state.ts';

/** Of a row and of a heading, narrow and wide; as in incidents.css. */
const HEIGHTS = { incident: [44, 50], head: [30, 34] } as const satisfies Record<
  ListRow['type'],
  readonly [number, number]
>;

interface Props extends Rows {
  /** Key of the row in front. */
  readonly front: string | null;
  /** Fetches those that are over, by their places. */
  readonly need: (first: number, last: number) => void;
  readonly onOpen: () => void;
}

export function IncidentList({ rows, endedFrom, front, need, onOpen }: Props) {
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const estimateSize = useCallback((at: number) => HEIGHTS[rows[at]?.type ?? 'incident'][wide ? 1 : 0], [rows, wide]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width means other heights
  const getItemKey = useCallback((at: number) => rows[at]?.key ?? at, [rows, wide]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize,
    getItemKey,
    overscan: 6,
    initialOffset: () => useList.getState().scrollTop,
  });
  const items = list.getVirtualItems();
  const first = Math.max(0, (items[0]?.index ?? 0) - endedFrom);
  const last = (items.at(-1)?.index ?? 0) - endedFrom;
  useEffect(() => {
    if (last >= 0) need(first, last);
  }, [need, first, last]);
  useKeepInView(list, rows, front);
  useStillBelow(pane, endedFrom, HEIGHTS.incident[wide ? 1 : 0]);
  useKeptScroll(pane);
  return (
    <div
      ref={pane}
      className="ilist"
      role="listbox"
      aria-label="Incidents"
      aria-activedescendant={front === null ? undefined : idOf(front)}
      tabIndex={0}
    >
      <div className="ilist-in" role="presentation" style={{ height: list.getTotalSize() }}>
        {items.map(({ index, start, size, key }) => {
          const row = rows[index];
          const style = { height: size, transform: `translateY(${start}px)` };
          if (!row) return null;
          if (row.type === 'head') return <Head key={key} row={row} style={style} />;
          return (
            <Option
              key={key}
              row={row}
              style={style}
              at={index}
              of={rows.length}
              selected={row.key === front}
              wide={wide}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

const idOf = (key: string): string => `incident-${key.replaceAll(' ', '-')}`;

interface Style {
  readonly height: number;
  readonly transform: string;
}

function Head({ row, style }: { readonly row: Extract<ListRow, { type: 'head' }>; readonly style: Style }) {
  return (
    <div className="vrow ihd" role="presentation" style={style}>
      <b>
        {row.title}
        <em>{figure(row.count)}</em>
      </b>
      <span className="sub">{row.sub}</span>
    </div>
  );
}

interface OptionProps {
  readonly row: Extract<ListRow, { type: 'incident' }>;
  readonly style: Style;
  readonly at: number;
  readonly of: number;
  readonly selected: boolean;
  readonly wide: boolean;
  readonly onOpen: () => void;
}

function Option({ row: { key, incident, fresh }, style, at, of, selected, wide, onOpen }: OptionProps) {
  return (
    // The list has the focus and the keys; a row is only pointed at.
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k and Enter do the same from the list
    <div
      id={idOf(key)}
      className="vrow"
      role="option"
      tabIndex={-1}
      aria-selected={selected}
      aria-posinset={at + 1}
      aria-setsize={of}
      style={style}
      onClick={() => putInFront(key)}
      onDoubleClick={onOpen}
    >
      {incident ? (
        <IncidentRow incident={incident} fresh={fresh} selected={selected} wide={wide} />
      ) : (
        <div className={`irow${selected ? ' sel' : ''}`}>
          <span className="skel irow-skel">
            <span className="vh">on its way</span>
          </span>
        </div>
      )}
    </div>
  );
}

/** The row in front stays in sight when keys move it; data that moves never scrolls the list. */
function useKeepInView(
  list: { scrollToIndex(index: number, options: { align: 'auto' }): void },
  rows: readonly ListRow[],
  front: string | null,
): void {
  const latest = useRef(rows);
  latest.current = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of what is in front scrolls
  useEffect(() => {
    const index = latest.current.findIndex(({ key }) => key === front);
    // The heading above the first row belongs to it.
    if (index >= 0) list.scrollToIndex(index === 1 ? 0 : index, { align: 'auto' });
  }, [front]);
}

/** Who reads what is over keeps it before their eyes when a new incident comes in above. */
function useStillBelow(pane: RefObject<HTMLElement | null>, endedFrom: number, heightPx: number): void {
  const before = useRef(endedFrom);
  useLayoutEffect(() => {
    const grown = endedFrom - before.current;
    const element = pane.current;
    if (element && grown !== 0 && element.scrollTop > before.current * heightPx) element.scrollTop += grown * heightPx;
    before.current = endedFrom;
  }, [pane, endedFrom, heightPx]);
}

/** Remembers how far it was scrolled, for when the operator comes back. */
function useKeptScroll(pane: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = pane.current;
    return () => {
      if (element) useList.setState({ scrollTop: element.scrollTop });
    };
  }, [pane]);
}
