// A list of a few rows that is moved through by keys: one is in front, Enter opens it.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useKeys } from '../store/keys.ts';
import './list-keys.css';

interface Row {
  readonly key: string;
  readonly cells: readonly ReactNode[];
  readonly className?: string | undefined;
}

interface TableProps {
  readonly label: string;
  readonly head: readonly string[];
  /** A class for each column: its width, its side. */
  readonly columns?: readonly string[];
  readonly rows: readonly Row[];
  /** Of the row in front; -1: it is in another table. */
  readonly index: number;
  readonly onMove: (to: number) => void;
  readonly onOpen: () => void;
}

interface Props extends TableProps {
  /** Beside the number of rows. */
  readonly sub?: ReactNode;
  /** At the right of the heading. */
  readonly children?: ReactNode;
  /** Below the rows. */
  readonly tail?: ReactNode;
}

/** The list with its heading and its keys. */
export function ListKeys({ sub, children, tail, ...table }: Props) {
  const { label, rows, index, onMove } = table;
  useMoves(label, rows.length, index, onMove);
  return (
    <section className="pick-list" aria-label={label}>
      <div className="ph">
        <h2>
          {label}
          <em>{rows.length}</em>
        </h2>
        {sub !== undefined && <span className="sub">{sub}</span>}
        <div className="phr">{children}</div>
      </div>
      <div className="pick-rows">
        {rows.length > 0 && <PickTable {...table} />}
        {tail}
      </div>
    </section>
  );
}

/** The keys that move through `count` rows. */
export function useMoves(scope: string, count: number, index: number, onMove: (to: number) => void): void {
  const go = (by: number) => onMove(Math.min(count - 1, Math.max(0, index + by)));
  useKeys(scope, [
    { keys: ['j', 'ArrowDown'], label: 'Next', move: true, run: () => go(1) },
    { keys: ['k', 'ArrowUp'], label: 'Before', move: true, run: () => go(-1) },
    { keys: ['Home'], label: 'First', move: true, run: () => go(-count) },
    { keys: ['End'], label: 'Last', move: true, run: () => go(count) },
    { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => go(1) },
  ]);
}

/** The rows alone, for a screen that lays its own keys down. */
export function PickTable({ label, head, columns = [], rows, index, onMove, onOpen }: TableProps) {
  const id = useId();
  const front = useRef<HTMLTableRowElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row in front has to be seen
  useEffect(() => {
    front.current?.scrollIntoView?.({ block: 'nearest' });
  }, [index]);
  return (
    <table
      className="tbl"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
      role="grid"
      aria-label={label}
      aria-activedescendant={index < 0 ? undefined : `${id}${index}`}
      tabIndex={0}
    >
      <thead>
        <tr>
          {head.map((each, column) => (
            <th key={each} className={columns[column]}>
              {each}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, cells, className = '' }, at) => (
          <tr
            key={key}
            id={`${id}${at}`}
            ref={at === index ? front : undefined}
            className={at === index ? `sel ${className}`.trim() : className || undefined}
            aria-selected={at === index}
            onClick={() => onMove(at)}
            onDoubleClick={onOpen}
          >
            {cells.map((cell, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
              <td key={column} className={columns[column]}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
