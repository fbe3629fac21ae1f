// The rows: what it is called, what it is for, how many steps, how its runs went, how fresh it is.
import { CircleX, Clock, TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { PROBLEM_STATUSES } from '../../../../electron/contract/model/problem-status.ts';
import type { RunbookSummary } from '../../../../electron/contract/model/runbook.ts';
import { useNowEvery } from '../../../lib/now.ts';
import { count, figure } from '../../../lib/number.ts';
import { isBroken } from '../../../store/library.ts';
import { greenPercent, reviewWords, statusesOf } from '../../../store/runbook-words.ts';
import { Glyph } from '../../../ui/glyph.tsx';
import { type ListRow, titleOf } from './library-list.ts';

interface Props {
  readonly rows: readonly ListRow[];
  readonly index: number;
  readonly words: string;
  readonly onMove: (key: string) => void;
  readonly onOpen: () => void;
}

export function RunbookList({ rows, index, words, onMove, onOpen }: Props) {
  const front = useRef<HTMLTableRowElement>(null);
  const key = rows[index]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row in front has to be seen
  useEffect(() => {
    front.current?.scrollIntoView?.({ block: 'nearest' });
  }, [key]);
  const most = Math.max(1, ...rows.map(({ runbook }) => runbook.runs.total));
  return (
    <div className="rb-rows">
      <table
        className="rb-tbl"
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are moved through and acted on: ARIA's grid
        role="grid"
        aria-label="Runbooks"
        aria-activedescendant={`runbook-${index}`}
        tabIndex={0}
      >
        <thead>
          <tr>
            <th className="rb-n">Runbook</th>
            <th className="rb-f">For</th>
            <th className="rb-s">Steps</th>
            <th className="rb-wide rb-runs">Runs, 90 d</th>
            <th className="rb-g">Green</th>
            <th className="rb-v">Reviewed</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr
              key={row.key}
              id={`runbook-${at}`}
              ref={at === index ? front : undefined}
              aria-selected={at === index}
              className={at === index ? 'sel' : undefined}
              onClick={() => onMove(row.key)}
              onDoubleClick={onOpen}
            >
              <Name row={row} words={words} />
              {isBroken(row.runbook) ? (
                <BrokenCells runbook={row.runbook} />
              ) : (
                <Cells runbook={row.runbook} most={most} />
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Name({ row: { runbook, fits, where }, words }: { readonly row: ListRow; readonly words: string }) {
  return (
    <td className="rb-n">
      <b>
        <Marked text={titleOf(runbook)} words={words} />
      </b>
      {fits > 0 && <em title={`fits ${count(fits, 'open problem')}`}>fits now</em>}
      {!isBroken(runbook) && runbook.state !== 'active' && <i>{runbook.state}</i>}
      {where === '' ? (
        <u className="rb-wide">{runbook.owner}</u>
      ) : (
        <u>
          <Marked text={where} words={words} />
        </u>
      )}
    </td>
  );
}

/** A text with what was typed marked in it. */
function Marked({ text, words }: { readonly text: string; readonly words: string }) {
  const typed = words
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (typed.length === 0) return text;
  const parts = text.split(new RegExp(`(${typed.join('|')})`, 'i'));
  // Every second part is one that was typed.
  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text
  return parts.map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part));
}

function Cells({ runbook, most }: { readonly runbook: RunbookSummary; readonly most: number }) {
  const green = greenPercent(runbook.runs);
  const statuses = statusesOf(runbook.match, PROBLEM_STATUSES);
  return (
    <>
      <td className="rb-f">
        {statuses.slice(0, 2).map((status) => (
          <Glyph key={status} status={status} quiet />
        ))}
        <span className="vh">{statuses.join(', ') || 'not for an alarm'}</span>
      </td>
      <td className="rb-s">{figure(runbook.steps)}</td>
      <td className="rb-wide rb-runs">
        <span>
          <RunsBar {...runbook.runs} most={most} />
          <b>{figure(runbook.runs.total)}</b>
        </span>
      </td>
      <td className="rb-g">
        {green === null ? (
          <u className="rb-never">no runs</u>
        ) : (
          <>
            {green}
            <u>%</u>
          </>
        )}
      </td>
      <Reviewed runbook={runbook} />
    </>
  );
}

/** Its runs against those of the runbook that ran most: green ones bright, the others dim. */
function RunsBar({ total, green, most }: { readonly total: number; readonly green: number; readonly most: number }) {
  const width = (part: number) => ({ width: `${(part / most) * 100}%` });
  return (
    <span className="rb-bar" aria-hidden="true">
      <i style={width(green)} />
      <i className="not" style={width(total - green)} />
    </span>
  );
}

function Reviewed({ runbook }: { readonly runbook: RunbookSummary }) {
  const now = useNowEvery(3_600_000);
  const { freshness } = runbook;
  return (
    <td className={`rb-v ${freshness}`}>
      {freshness === 'due' && <Clock className="ic" aria-hidden="true" />}
      {(freshness === 'stale' || freshness === 'expired') && <TriangleAlert className="ic" aria-hidden="true" />}
      {reviewWords(runbook, now)}
    </td>
  );
}

function BrokenCells({ runbook }: { readonly runbook: RunbookSummary }) {
  const errors = runbook.findings.filter(({ severity }) => severity === 'error').length;
  // The column of runs is there in a wide window only: one cell over all of them would make a column of its own in a narrow one.
  return (
    <>
      <td className="rb-broken" colSpan={4}>
        <CircleX className="ic" aria-hidden="true" />
        cannot be read, {count(Math.max(1, errors), 'error')}
      </td>
      <td className="rb-wide" />
    </>
  );
}
