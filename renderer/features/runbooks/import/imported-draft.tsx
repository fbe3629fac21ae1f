// One draft: what it became, and beside it what was not carried over or wants a look, each with its line.
import type { RunbookImport } from '../../../../electron/contract/model/runbook.ts';
import { TextField } from '../../../forms/text-field.tsx';
import { count } from '../../../lib/number.ts';

interface Props {
  readonly draft: RunbookImport;
  readonly name: string;
  /** Where it was kept; null while it was not. */
  readonly kept: string | null;
  readonly wrong: string | undefined;
  readonly onName: (name: string) => void;
}

export function ImportedDraft({ draft, name, kept, wrong, onName }: Props) {
  const isNone = draft.draft === '';
  return (
    <div className="rb-draft">
      <div>
        {isNone ? (
          <div className="empty">
            <b>No draft came of {draft.file}.</b>
            <p>What stands in it is said beside. The file was not changed.</p>
          </div>
        ) : (
          <>
            <p className="rb-counts">
              <b>{draft.title}</b>
              <span>
                {count(draft.steps, 'step')}, {count(draft.commands, 'command')}
                {draft.inputs.length > 0 && `, asks for ${draft.inputs.join(', ')}`}
              </span>
            </p>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to without a mouse */}
            <section tabIndex={0} aria-label={`Draft of ${draft.file}`}>
              <pre>{draft.draft}</pre>
            </section>
            {kept === null && (
              <TextField label="Kept in a file called" value={name} onChange={onName} wrong={wrong} isMono />
            )}
          </>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and has to without a mouse */}
      <section aria-label="To be looked at" tabIndex={0}>
        <h3>
          To be looked at<em>{draft.findings.length}</em>
        </h3>
        {draft.findings.length === 0 && <p className="rb-none">Everything was carried over.</p>}
        <ol>
          {draft.findings.map(({ line, what }) => (
            <li key={`${line} ${what}`}>
              <span className="mono">line {line}</span>
              <p>{what}</p>
            </li>
          ))}
        </ol>
      </section>
    </div>
  );
}
