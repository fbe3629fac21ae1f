// The rows of a set. Of ten thousand only those in sight exist; a click on a head orders by its column.
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useMemo, useRef } from 'react';
import type { RowSet } from '../../../../electron/contract/model/report.ts';
import { isSeverityColumn } from '../../../../electron/contract/model/report-columns.ts';
import { useWide } from '../../../lib/use-wide.ts';
import { columnWidths, type Row, type RowSort, shownText, wholeText } from './row-view.ts';
import '../../../forms/list-keys.css';
import './rows.css';

interface Props {
  readonly set: RowSet;
  /** Of the set, in the order they are shown in. */
  readonly rows: readonly Row[];
  readonly zone: string;
  readonly sort: RowSort | null;
  /** Of the row in front; null: the table has no cursor. */
  readonly index: number | null;
  readonly onSort: (column: number) => void;
  readonly onMove?: (to: number) => void;
}

/** Heights of a row, CSS pixels: --h-row of the tokens. */
const ROW = { narrow: 26, wide: 30 };
const HEAD = 22;

const isRight = (column: RowSet['columns'][number]): boolean =>
  column.type !== 'text' && column.type !== 'at' && !isSeverityColumn(column);

export function RowTable({ set, rows, zone, sort, index, onSort, onMove }: Props) {
  const id = useId();
  const { pane, items, above, below } = useRowsInSight(rows.length, index);
  const widths = useMemo(() => columnWidths(set, zone), [set, zone]);
  const least = widths.reduce((sum, width) => sum + width, 0);
  return (
    <div className="row-pane pick-rows" ref={pane}>
      <table
        className="tbl"
        style={{ minWidth: `calc(${least}ch + ${widths.length * 12}px)` }}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and copied: ARIA's grid
        role="grid"
        aria-label={set.title}
        aria-rowcount={rows.length + 1}
        aria-activedescendant={index === null || rows.length === 0 ? undefined : `${id}${index}`}
        tabIndex={0}
      >
        <colgroup>
          {set.columns.map(({ key }, at) => (
            <col key={key} style={{ width: `${(100 * (widths[at] ?? 0)) / least}%` }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {set.columns.map((column, at) => (
              <th
                key={column.key}
                className={isRight(column) ? 'r' : undefined}
                aria-sort={sort?.column === at ? (sort.isDown ? 'descending' : 'ascending') : undefined}
              >
                {/* The first nine are ordered by by their digit, the others are come to by Tab. */}
                <button type="button" tabIndex={index !== null && at >= 9 ? 0 : -1} onClick={() => onSort(at)}>
                  {column.title}
                  {sort?.column === at && <i aria-hidden="true">{sort.isDown ? '▾' : '▴'}</i>}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <Spacer height={above} />
        <tbody>
          {items.map(({ index: at }) => (
            // The grid has the focus and the keys; a row is only pointed at.
            <tr
              key={at}
              id={`${id}${at}`}
              aria-rowindex={at + 2}
              aria-selected={index === null ? undefined : at === index}
              className={at === index ? 'sel' : undefined}
              onClick={() => onMove?.(at)}
            >
              {set.columns.map((column, place) => {
                const cell = rows[at]?.[place] ?? null;
                return (
                  <td
                    key={column.key}
                    className={isRight(column) ? 'r' : column.type === 'at' ? 'mono' : undefined}
                    title={wholeText(column, cell, zone)}
                  >
                    {shownText(column, cell, zone)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <Spacer height={below} />
      </table>
    </div>
  );
}

function useRowsInSight(count: number, index: number | null) {
  const pane = useRef<HTMLDivElement>(null);
  const height = useWide() ? ROW.wide : ROW.narrow;
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => pane.current,
    estimateSize: () => height,
    overscan: 12,
    scrollMargin: HEAD,
    scrollPaddingStart: HEAD,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: other heights have to be measured anew
  useEffect(() => virtual.measure(), [height]);
  useEffect(() => {
    if (index !== null) virtual.scrollToIndex(index, { align: 'auto' });
  }, [virtual, index]);
  const items = virtual.getVirtualItems();
  return {
    pane,
    items,
    above: (items[0]?.start ?? HEAD) - HEAD,
    below: virtual.getTotalSize() + HEAD - (items.at(-1)?.end ?? HEAD),
  };
}

/** Stands for the rows that are not drawn. */
const Spacer = ({ height }: { readonly height: number }) =>
  height > 0 && (
    <tbody aria-hidden="true">
      <tr style={{ height }} />
    </tbody>
  );
