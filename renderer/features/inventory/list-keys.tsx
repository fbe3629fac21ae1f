// A list of a few rows that is moved through by keys: one is in front, Enter opens it.
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { useKeys } from '../../store/keys.ts';

interface Row {
  readonly key: string;
  readonly cells: readonly ReactNode[];
}

interface Props {
  readonly label: string;
  readonly head: readonly string[];
  readonly rows: readonly Row[];
  readonly index: number;
  readonly onMove: (to: number) => void;
  readonly onOpen: () => void;
  /** Beside the heading. */
  readonly children?: ReactNode;
}

export function ListKeys({ label, head, rows, index, onMove, onOpen, children }: Props) {
  const id = useId();
  const front = useRef<HTMLTableRowElement>(null);
  const go = (by: number) => onMove(Math.min(rows.length - 1, Math.max(0, index + by)));
  useKeys(label, [
    { keys: ['j', 'ArrowDown'], label: 'Next', move: true, run: () => go(1) },
    { keys: ['k', 'ArrowUp'], label: 'Before', move: true, run: () => go(-1) },
    { keys: ['Home'], label: 'First', move: true, run: () => go(-rows.length) },
    { keys: ['End'], label: 'Last', move: true, run: () => go(rows.length) },
    { keys: ['j', 'k'], label: 'Move', bar: 'roomy', move: true, run: () => go(1) },
  ]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row in front has to be seen
  useEffect(() => {
    front.current?.scrollIntoView?.({ block: 'nearest' });
  }, [index]);
  return (
    <section className="inv-list" aria-label={label}>
      <div className="ph">
        <h2>
          {label}
          <em>{rows.length}</em>
        </h2>
        <div className="phr">{children}</div>
      </div>
      <div className="inv-rows">
        <table
          className="tbl"
          // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
          role="grid"
          aria-label={label}
          aria-activedescendant={`${id}${index}`}
          tabIndex={0}
        >
          <thead>
            <tr>
              {head.map((each) => (
                <th key={each}>{each}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, cells }, at) => (
              <tr
                key={key}
                id={`${id}${at}`}
                ref={at === index ? front : undefined}
                className={at === index ? 'sel' : undefined}
                aria-selected={at === index}
                onClick={() => onMove(at)}
                onDoubleClick={onOpen}
              >
                {cells.map((cell, column) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns never change their order
                  <td key={column}>{cell}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
