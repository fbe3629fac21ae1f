// The list: only what can be seen is in the page, so that ten thousand problems scroll like ten.
import { useVirtualizer } from '@tanstack/react-virtual';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { figure } from '../../lib/number.ts';
import { useWide } from '../../lib/use-wide.ts';
import { showProblem, useFocus } from '../../store/focus.ts';
import { useWorld } from '../../store/world.ts';
import type { BoardRow } from './board-rows.ts';
import { ProblemRow } from './problem-row.tsx';
import { choose, toggleChosen, toggleGroup, useProblems } from './problems-state.ts';

/** Heights, CSS pixels: narrow, wide (tokens: --h-row). */
const HEIGHTS = { problem: [26, 30], head: [30, 34] } as const satisfies Record<
  BoardRow['type'],
  readonly [number, number]
>;

interface ListProps {
  readonly rows: readonly BoardRow[];
  readonly onOpen: (id: ProblemId) => void;
}

export function ProblemList({ rows, onOpen }: ListProps) {
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const selected = useFocus((state) => state.problemId);
  const estimateSize = useCallback((at: number) => HEIGHTS[rows[at]?.type ?? 'problem'][wide ? 1 : 0], [rows, wide]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width means other heights
  const getItemKey = useCallback((at: number) => rows[at]?.id ?? at, [rows, wide]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize,
    getItemKey,
    overscan: 8,
    initialOffset: () => useProblems.getState().scrollTop,
  });
  useKeepInView(list, rows, selected);
  useKeptScroll(pane);
  return (
    <div
      ref={pane}
      className="plist"
      role="listbox"
      aria-label="Problems"
      aria-multiselectable="true"
      aria-activedescendant={selected ? `problem-${selected}` : undefined}
      tabIndex={0}
    >
      <div className="plist-in" role="presentation" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start, size, key }) => {
          const row = rows[index];
          if (!row) return null;
          const style = { height: size, transform: `translateY(${start}px)` };
          if (row.type === 'head') return <Head key={key} row={row} style={style} />;
          return (
            <Option
              key={key}
              row={row}
              style={style}
              at={index}
              of={rows.length}
              selected={row.id === selected}
              onOpen={onOpen}
              rows={rows}
            />
          );
        })}
      </div>
    </div>
  );
}

interface Style {
  readonly height: number;
  readonly transform: string;
}

interface HeadProps {
  readonly row: Extract<BoardRow, { type: 'head' }>;
  readonly style: Style;
}

function Head({ row: { key, title, count, open }, style }: HeadProps) {
  return (
    <div className="vrow phead" role="presentation" style={style}>
      {key === null ? (
        <span className="fresh-head">
          {title}
          <em>{figure(count)}</em>
        </span>
      ) : (
        <button type="button" tabIndex={-1} aria-expanded={open} onClick={() => toggleGroup(key)}>
          {open ? (
            <ChevronDown className="ic" aria-hidden="true" />
          ) : (
            <ChevronRight className="ic" aria-hidden="true" />
          )}
          {title}
          <em>{figure(count)}</em>
        </button>
      )}
    </div>
  );
}

interface OptionProps extends Omit<HeadProps, 'row'>, ListProps {
  readonly row: Extract<BoardRow, { type: 'problem' }>;
  readonly at: number;
  readonly of: number;
  readonly selected: boolean;
}

function Option({ row, rows, style, at, of, selected, onOpen }: OptionProps) {
  const now = useWorld((world) => world.problems.get(row.id) ?? null);
  const gone = useProblems((state) => state.board.gone.get(row.id) ?? null);
  const chosen = useProblems((state) => state.chosen.has(row.id));
  return (
    // The list has the focus and the keys; a row is only pointed at.
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k, Enter and x do the same from the list
    <div
      id={`problem-${row.id}`}
      className="vrow"
      role="option"
      tabIndex={-1}
      aria-selected={selected || chosen}
      aria-posinset={at + 1}
      aria-setsize={of}
      style={style}
      onClick={(event) => {
        if (event.shiftKey) choose(between(rows, useFocus.getState().problemId, row.id));
        else if (event.ctrlKey || event.metaKey) toggleChosen(row.id);
        showProblem(row.id);
      }}
      onDoubleClick={() => onOpen(row.id)}
    >
      <ProblemRow row={row} problem={now ?? gone} over={now === null} selected={selected} chosen={chosen} />
    </div>
  );
}

/** Every problem from one row to another, both ends with it. */
function between(rows: readonly BoardRow[], from: ProblemId | null, to: ProblemId): readonly ProblemId[] {
  const ids = rows.filter((row) => row.type === 'problem').map(({ id }) => id);
  const a = from ? ids.indexOf(from) : -1;
  const b = ids.indexOf(to);
  return a < 0 ? [to] : ids.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** The selected row stays in sight when keys move it; data that moves never scrolls the list. */
function useKeepInView(
  list: { scrollToIndex(index: number, options: { align: 'auto' }): void },
  rows: readonly BoardRow[],
  selected: ProblemId | null,
): void {
  const latest = useRef(rows);
  latest.current = rows;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a move of the selection scrolls
  useEffect(() => {
    const index = latest.current.findIndex((row) => row.id === selected);
    if (index >= 0) list.scrollToIndex(index, { align: 'auto' });
  }, [selected]);
}

/** Remembers how far it was scrolled, for when the operator comes back. */
function useKeptScroll(pane: { readonly current: HTMLElement | null }): void {
  useEffect(() => {
    const element = pane.current;
    return () => {
      if (element) useProblems.setState({ scrollTop: element.scrollTop });
    };
  }, [pane]);
}
