// The list of strips: only what is on screen is in the page, so that a bad night scrolls like a calm one.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useRef } from 'react';
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import { useWide } from '../../lib/use-wide.ts';
import { showProblem, useFocus } from '../../store/focus.ts';
import { ChildRow, FoldRow } from './fold-row.tsx';
import { StripRow } from './strip-row.tsx';
import { type Row, tidyFoldedNow, tidyNow } from './use-rows.ts';
import { toggleChosen, toggleFold, useWatch } from './watch-state.ts';

/** Heights with the gap below, CSS pixels: narrow, wide (tokens: --h-strip). */
const HEIGHTS = {
  strip: [41, 51],
  fold: [26, 34],
  child: [27, 31],
} as const satisfies Record<Row['type'], readonly [number, number]>;

/** What is over goes by itself after this long, while no pointer rests on the list. */
const TIDY_MS = 60_000;
/** A pointer that has not moved for so long is nobody's hand. */
const POINTER_RESTS_MS = 20_000;
/** What is folded under its cause goes sooner: it stands there. */
const TIDY_FOLDED_MS = 3_000;

interface StripListProps {
  readonly rows: readonly Row[];
  readonly onOpen: (id: ProblemId) => void;
}

export function StripList({ rows, onOpen }: StripListProps) {
  const pane = useRef<HTMLDivElement>(null);
  const wide = useWide();
  const selected = useFocus((state) => state.problemId);
  const chosen = useWatch((state) => state.chosen);
  // Heights are known from the kinds of the rows; a new function is what makes the list count them again.
  const estimateSize = useCallback(
    (index: number) => HEIGHTS[rows[index]?.type ?? 'strip'][wide ? 1 : 0],
    [rows, wide],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: another width means other heights
  const getItemKey = useCallback((index: number) => rows[index]?.id ?? index, [rows, wide]);
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => pane.current,
    estimateSize,
    getItemKey,
    overscan: 6,
  });
  useKeepInView(list, rows, selected);
  useTidying(pane);
  return (
    <div
      ref={pane}
      className="strips"
      role="listbox"
      aria-label="Unhandled problems"
      aria-multiselectable="true"
      aria-activedescendant={selected ? `strip-${selected}` : undefined}
      tabIndex={0}
    >
      <div className="strips-in" role="presentation" style={{ height: list.getTotalSize() }}>
        {list.getVirtualItems().map(({ index, start, size, key }) => {
          const row = rows[index];
          if (!row) return null;
          const style = { height: size, transform: `translateY(${start}px)` };
          if (row.type === 'fold') {
            return (
              <div key={key} className="vrow" role="presentation" style={style}>
                <FoldRow strip={row.strip} open={row.open} onToggle={() => toggleFold(row.strip.problem.id)} />
              </div>
            );
          }
          return (
            <Option
              key={key}
              row={row}
              style={style}
              at={index}
              of={rows.length}
              selected={row.id === selected}
              chosen={chosen.has(row.id)}
              onOpen={onOpen}
            />
          );
        })}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly row: Extract<Row, { type: 'strip' | 'child' }>;
  readonly style: { readonly height: number; readonly transform: string };
  readonly at: number;
  readonly of: number;
  readonly selected: boolean;
  readonly chosen: boolean;
  readonly onOpen: (id: ProblemId) => void;
}

function Option({ row, style, at, of, selected, chosen, onOpen }: OptionProps) {
  return (
    // The list has the focus and the keys; a row is only pointed at.
    // biome-ignore lint/a11y/useKeyWithClickEvents: j, k, Enter and v do the same from the list
    <div
      id={`strip-${row.id}`}
      className="vrow"
      role="option"
      tabIndex={-1}
      aria-selected={selected || chosen}
      aria-posinset={at + 1}
      aria-setsize={of}
      style={style}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) toggleChosen(row.id);
        showProblem(row.id);
      }}
      onDoubleClick={() => onOpen(row.id)}
    >
      {row.type === 'strip' ? (
        <StripRow placed={row.placed} selected={selected} chosen={chosen} />
      ) : (
        <ChildRow problem={row.problem} selected={selected} chosen={chosen} />
      )}
    </div>
  );
}

/** The selected strip stays in sight when keys move it; data that moves never scrolls the list. */
function useKeepInView(
  list: { scrollToIndex(index: number, options: { align: 'auto' }): void },
  rows: readonly Row[],
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

function useTidying(pane: { readonly current: HTMLElement | null }): void {
  const over = useWatch((state) => state.arrangement.over);
  useEffect(() => {
    if (over === 0) return;
    // A pointer that lies there untouched is about to press nothing.
    let movedAt = performance.now();
    const onMove = () => {
      movedAt = performance.now();
    };
    const element = pane.current;
    element?.addEventListener('pointermove', onMove);
    const unless = (tidy: () => void) => () => {
      if (!element?.matches(':hover') || performance.now() - movedAt > POINTER_RESTS_MS) tidy();
    };
    const timers = [setInterval(unless(tidyNow), TIDY_MS), setInterval(unless(tidyFoldedNow), TIDY_FOLDED_MS)];
    return () => {
      element?.removeEventListener('pointermove', onMove);
      for (const timer of timers) clearInterval(timer);
    };
  }, [over, pane]);
}
