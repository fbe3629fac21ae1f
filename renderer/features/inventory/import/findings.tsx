// What is wrong or odd in a file: where, the line itself, and what would be right. A click puts the caret there.
import { useMemo } from 'react';
import type { FileFinding } from '../../../../electron/contract/model/inventory-change.ts';
import { count } from '../../../lib/number.ts';
import { linesOf, type QuotedLine, quoteLine } from './guess-format.ts';

/** More than anybody mends in one go. */
const SHOWN = 200;

interface Props {
  readonly findings: readonly FileFinding[];
  readonly text: string;
  /** An error keeps the whole file out. */
  readonly keepsOut: boolean;
  readonly onShow: (finding: FileFinding) => void;
}

export function Findings({ findings, text, keepsOut, onShow }: Props) {
  const lines = useMemo(() => linesOf(text), [text]);
  const sorted = useMemo(() => findings.toSorted((a, b) => a.line - b.line || a.column - b.column), [findings]);
  const errors = findings.filter(({ level }) => level === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return null;
  const words = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean);
  return (
    <section className="findings" aria-label="Findings">
      <h3>
        {words.join(', ')}
        {keepsOut && errors > 0 && <u>all or nothing: mend them, or leave bad entries out</u>}
      </h3>
      <ol>
        {sorted.slice(0, SHOWN).map((finding) => (
          <li
            key={`${finding.line}:${finding.column} ${finding.path} ${finding.what}`}
            className={`f-${finding.level}`}
          >
            <button type="button" onClick={() => onShow(finding)} disabled={finding.line === 0}>
              <b>{finding.level === 'error' ? 'Error' : 'Odd'}</b>
              {finding.line > 0 && (
                <span className="mono at">
                  {finding.line}:{finding.column}
                </span>
              )}
              <span className="what">{finding.what}</span>
              {finding.path && <span className="mono path">{finding.path}</span>}
            </button>
            <Quoted line={quoteLine(lines, finding.line, finding.column)} />
          </li>
        ))}
      </ol>
      {findings.length > SHOWN && <p className="sub">and {findings.length - SHOWN} more: mend these first.</p>}
    </section>
  );
}

function Quoted({ line }: { readonly line: QuotedLine | null }) {
  if (!line) return null;
  return (
    <code className="mono quoted">
      {line.before}
      <mark>{line.at}</mark>
      {line.after}
    </code>
  );
}
