// Every run of a runbook, newest first: moved through by keys, Enter opens one.

import { figure } from '../../../lib/number.ts';
import type { Loaded } from '../../../link/use-asked.ts';
import { goTo } from '../../../store/route.ts';
import { RunLine } from './read-side.tsx';
import type { RunPage } from './use-runs.ts';

interface Props {
  readonly runs: Loaded<RunPage>;
  readonly index: number;
  readonly onMove: (index: number) => void;
}

export function History({ runs, index, onMove }: Props) {
  if (runs.type === 'loading') return <div className="skel rb-skel" aria-busy="true" />;
  if (runs.type === 'failed')
    return (
      <div className="err" role="alert">
        <span aria-hidden="true">!</span>
        <p>
          <b>Its runs could not be read.</b> {runs.reason}
        </p>
      </div>
    );
  const { total, runs: shown } = runs.value;
  if (shown.length === 0)
    return (
      <div className="empty">
        <b>It never ran.</b>
        <p>A dry run walks it without touching anything: d.</p>
      </div>
    );
  return (
    <>
      <h2>
        Runs<em>{figure(total)}</em>
        {total > shown.length && <u>the newest {figure(shown.length)}</u>}
      </h2>
      <div className="rb-last all" role="listbox" aria-label="Runs" tabIndex={0} aria-activedescendant={`run-${index}`}>
        {shown.map((run, at) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are those of the screen
          <div
            key={run.id}
            id={`run-${at}`}
            role="option"
            tabIndex={-1}
            aria-selected={at === index}
            className={at === index ? 'sel' : undefined}
            ref={(element) => {
              if (at === index) element?.scrollIntoView?.({ block: 'nearest' });
            }}
            onClick={() => onMove(at)}
            onDoubleClick={() => goTo({ screen: 'run', runId: run.id })}
          >
            <RunLine run={run} />
            <span className="rb-by">{run.startedBy}</span>
            <span className="rb-change">{run.change}</span>
          </div>
        ))}
      </div>
    </>
  );
}
