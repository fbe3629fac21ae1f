// What stands behind a figure: how it is computed, in words, and the very rows it was computed from.
import { Search } from 'lucide-react';
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Report, ReportFigure, RowSet } from '../../../../electron/contract/model/report.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { wallText } from '../../../lib/local-time.ts';
import { count, figure as figureText } from '../../../lib/number.ts';
import { saveCsv } from '../../../lib/save-file.ts';
import { useKeys } from '../../../store/keys.ts';
import { say } from '../../../store/say.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import { FigureValue } from '../report/figure-card.tsx';
import { RowTable } from './row-table.tsx';
import { fileName, having, nextSort, type Row, type RowSort, rowsCsv, rowsText, sorted } from './row-view.ts';

interface Props {
  readonly report: Report;
  /** Null: a set is looked at for itself. */
  readonly figure: ReportFigure | null;
  /** At least one. */
  readonly sets: readonly RowSet[];
  readonly onClose: () => void;
}

export function RowsPane({ report, figure, sets, onClose }: Props) {
  const [place, setPlace] = useState(0);
  const set = sets[Math.min(place, sets.length - 1)];
  return (
    <aside className="rows-side" aria-label={figure ? `Rows of ${figure.title}` : `Rows: ${set?.title ?? ''}`}>
      <header>
        <div className="ph">
          <h2>{figure?.title ?? set?.title}</h2>
          <div className="phr">
            <button type="button" className="btn" onClick={onClose}>
              <Keycap keys="Escape" /> Close
            </button>
          </div>
        </div>
        {figure && (
          <>
            <FigureValue figure={figure} zone={report.period.zone} />
            <p className="rows-def">
              <b>How it is computed.</b> {figure.definition}
            </p>
          </>
        )}
        {sets.length > 1 && (
          <div className="rows-sets" role="tablist" aria-label="Row sets it is computed from">
            {sets.map((each, at) => (
              <button
                key={each.id}
                type="button"
                role="tab"
                aria-selected={each === set}
                tabIndex={-1}
                onClick={() => setPlace(at)}
              >
                {each.title}
                <em>{figureText(each.rows.length)}</em>
              </button>
            ))}
          </div>
        )}
      </header>
      {set ? (
        <SetRows
          key={set.id}
          report={report}
          set={set}
          onClose={onClose}
          {...(sets.length > 1 ? { onTurn: (by: number) => setPlace((place + by + sets.length) % sets.length) } : {})}
        />
      ) : (
        <NoRows onClose={onClose} />
      )}
    </aside>
  );
}

function NoRows({ onClose }: { readonly onClose: () => void }) {
  useKeys('Rows', [{ keys: ['Escape'], label: 'Close', bar: 'first', run: onClose }]);
  return <p className="empty">This figure names rows that the report does not carry. Make the report again.</p>;
}

interface SetProps {
  readonly report: Report;
  readonly set: RowSet;
  readonly onClose: () => void;
  /** To the next set, or the one before. */
  readonly onTurn?: (by: number) => void;
}

function SetRows({ report, set, onClose, onTurn }: SetProps) {
  const { zone } = report.period;
  const [typed, setTyped] = useState('');
  const [sort, setSort] = useState<RowSort | null>(null);
  const [front, setFront] = useState(0);
  const box = useRef<HTMLInputElement>(null);
  const fit = useMemo(() => having(set, typed, zone), [set, typed, zone]);
  const rows = useMemo(() => sorted(fit, sort), [fit, sort]);
  const index = Math.min(front, Math.max(0, rows.length - 1));
  const order = (column: number) => setSort(nextSort(set, sort, column));
  useRowKeys({ report, set, rows, index, setFront, order, box, onClose, onTurn });
  const pane = useRef<HTMLElement>(null);
  const toRows = () =>
    (pane.current?.querySelector<HTMLElement>('[role="grid"]') ?? pane.current)?.focus({ preventScroll: true });
  useEffect(toRows, []);
  const leave = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' && event.key !== 'Enter') return;
    if (event.key === 'Escape' && typed !== '') setTyped('');
    else toRows();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <section className="rows-set" aria-label={set.title} ref={pane} tabIndex={-1}>
      <div className="rows-bar">
        <search className="srch">
          <Search className="ic" aria-hidden="true" />
          <input
            ref={box}
            type="search"
            aria-label="Words in the rows"
            placeholder="Words"
            maxLength={256}
            value={typed}
            autoComplete="off"
            spellCheck={false}
            onKeyDown={leave}
            onChange={({ target }) => setTyped(target.value)}
          />
          <Keycap keys="/" />
        </search>
        <span className="sub" role="status">
          {rows.length === set.rows.length
            ? count(rows.length, 'row')
            : `${figureText(rows.length)} of ${count(set.rows.length, 'row')}`}
        </span>
        <span className="phr">
          <button type="button" className="btn" onClick={() => copyRows(set, rows, zone)}>
            <Keycap keys="c" /> Copy
          </button>
          <button type="button" className="btn" onClick={() => saveRows(report, set, rows)}>
            <Keycap keys="v" /> CSV
          </button>
        </span>
      </div>
      <details className="rows-about">
        <summary>What a row is</summary>
        <p>{set.about}</p>
      </details>
      {rows.length === 0 ? (
        <p className="rows-none">
          {set.rows.length === 0 ? 'There is no row: nothing of the kind happened.' : 'No row has these words.'}
        </p>
      ) : (
        <RowTable set={set} rows={rows} zone={zone} sort={sort} index={index} onSort={order} onMove={setFront} />
      )}
    </section>
  );
}

function copyRows(set: RowSet, rows: readonly Row[], zone: string): void {
  const copied = copyText(rowsText(set, rows, zone));
  say(
    copied ? `${count(rows.length, 'row')} copied.` : 'The clipboard took nothing. CSV saves them as a file.',
    !copied,
  );
}

function saveRows({ period }: Report, set: RowSet, rows: readonly Row[]): void {
  const name = fileName(set, wallText(period.from, period.zone).slice(0, 10));
  saveCsv(name, rowsCsv(set, rows));
  say(`${name} is ready, ${count(rows.length, 'row')}: say where to keep it.`);
}

/** A set may be wider than the pane. */
const aside = (by: 1 | -1): void => document.querySelector('.rows-set .row-pane')?.scrollBy({ left: by * 160 });

interface Hand extends Omit<SetProps, 'onTurn'> {
  readonly rows: readonly Row[];
  readonly index: number;
  readonly setFront: (to: number) => void;
  readonly order: (column: number) => void;
  readonly box: RefObject<HTMLInputElement | null>;
  readonly onTurn: ((by: number) => void) | undefined;
}

function useRowKeys({ report, set, rows, index, setFront, order, box, onClose, onTurn }: Hand): void {
  const last = Math.max(0, rows.length - 1);
  const go = (to: number) => setFront(Math.min(last, Math.max(0, to)));
  const none = rows.length === 0;
  useKeys('Rows', [
    { keys: ['Escape'], label: 'Close', bar: 'first', run: onClose },
    { keys: ['/'], label: 'Words', bar: 'always', run: () => box.current?.focus() },
    {
      keys: ['c'],
      label: 'Copy the rows',
      bar: 'always',
      off: none,
      run: () => copyRows(set, rows, report.period.zone),
    },
    { keys: ['v'], label: 'Save as CSV', bar: 'always', off: none, run: () => saveRows(report, set, rows) },
    { keys: ['.'], label: 'Next rows', bar: 'roomy', off: !onTurn, run: () => onTurn?.(1) },
    { keys: [','], label: 'Rows before', off: !onTurn, run: () => onTurn?.(-1) },
    { keys: ['j', 'ArrowDown'], label: 'Next row', move: true, run: () => go(index + 1) },
    { keys: ['k', 'ArrowUp'], label: 'Row before', move: true, run: () => go(index - 1) },
    { keys: ['PageDown'], label: 'Rows on', move: true, run: () => go(index + 20) },
    { keys: ['PageUp'], label: 'Rows back', move: true, run: () => go(index - 20) },
    { keys: ['ArrowRight'], label: 'Columns on', move: true, run: () => aside(1) },
    { keys: ['ArrowLeft'], label: 'Columns back', move: true, run: () => aside(-1) },
    { keys: ['Home'], label: 'First row', move: true, run: () => go(0) },
    { keys: ['End'], label: 'Last row', move: true, run: () => go(last) },
    ...set.columns.slice(0, 9).map(({ title }, at) => ({
      keys: [String(at + 1)],
      label: `Order by ${title}`,
      run: () => order(at),
    })),
    { keys: ['j', 'k'], label: 'Move', bar: 'roomy' as const, move: true, run: () => go(index + 1) },
    // What would change the report behind the pane waits until it is closed.
    { keys: ['Enter'], label: 'Open', move: true, off: true, run: onClose },
  ]);
}
