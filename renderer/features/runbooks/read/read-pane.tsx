// The right half: the runbook in front from near, its file as it is, or its runs.
import type { RefObject } from 'react';
import type { ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { RunbookDetail, RunbookSummary } from '../../../../electron/contract/model/runbook.ts';
import type { Loaded } from '../../../link/use-asked.ts';
import { type Fit, isBroken } from '../../../store/library.ts';
import { goTo } from '../../../store/route.ts';
import { FRESHNESS_SENTENCES, runWords } from '../../../store/runbook-words.ts';
import { useWorld } from '../../../store/world.ts';
import { Keycap } from '../../../ui/keycap.tsx';
import type { View } from '../list/library-state.ts';
import { Findings } from './findings.tsx';
import { History } from './history.tsx';
import { ReadHead } from './read-head.tsx';
import { ReadSide } from './read-side.tsx';
import { StepList } from './step-list.tsx';
import type { RunPage } from './use-runs.ts';

export interface ReadProps {
  readonly runbook: RunbookSummary;
  readonly detail: Loaded<RunbookDetail>;
  readonly runs: Loaded<RunPage>;
  readonly fit: Fit | undefined;
  /** Open problems it fits, worst first. */
  readonly problemIds: readonly ProblemId[];
  readonly view: View;
  readonly isOpen: boolean;
  readonly at: number;
  readonly onAt: (at: number) => void;
  readonly onStart: () => void;
  readonly onDry: () => void;
  /** What has the focus when somebody reads. */
  readonly pane: RefObject<HTMLElement | null>;
}

export function ReadPane(props: ReadProps) {
  const { runbook, detail, problemIds } = props;
  return (
    <section className="rb-read" aria-label="The runbook in front">
      <ReadHead {...{ runbook, onStart: props.onStart, onDry: props.onDry }} problemId={problemIds[0] ?? null} />
      <div className={detail.type === 'ready' && !isBroken(runbook) ? 'rb-cols' : 'rb-cols one'}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is read with the arrows */}
        <section className="rb-main" ref={props.pane} tabIndex={0} aria-label="Its text" key={props.view}>
          <Main {...props} />
        </section>
        {detail.type === 'ready' && !isBroken(runbook) && (
          <ReadSide {...{ detail: detail.value, fit: props.fit, problemIds, runs: props.runs }} />
        )}
      </div>
    </section>
  );
}

function Main(props: ReadProps) {
  const { runbook, detail, view } = props;
  if (isBroken(runbook)) return <Broken runbook={runbook} />;
  if (view === 'history') return <History runs={props.runs} index={props.at} onMove={props.onAt} />;
  if (detail.type === 'loading') return <div className="skel rb-skel" aria-busy="true" />;
  if (detail.type === 'failed')
    return (
      <div className="err" role="alert">
        <span aria-hidden="true">!</span>
        <p>
          <b>It could not be read.</b> {detail.reason} The list stays as it was.
        </p>
      </div>
    );
  if (view === 'source') return <Source detail={detail.value} />;
  return <Text detail={detail.value} isOpen={props.isOpen} />;
}

function Text({ detail, isOpen }: { readonly detail: RunbookDetail; readonly isOpen: boolean }) {
  const sentence = FRESHNESS_SENTENCES[detail.freshness];
  return (
    <>
      <UnderWay runbookId={detail.id} />
      {sentence && <p className="rb-stale">{sentence}</p>}
      {detail.state === 'draft' && <p className="rb-note">A draft: nobody has taken it over yet. It can be run.</p>}
      {detail.state === 'retired' && <p className="rb-note">Retired: kept to be read, not to be run.</p>}
      <div className="rb-mi">
        <div>
          <h2>Meaning</h2>
          <p>{detail.meaning}</p>
        </div>
        <div>
          <h2>If nobody acts</h2>
          <p>{detail.impact}</p>
        </div>
      </div>
      <h2>
        Steps<em>{detail.steps}</em>
      </h2>
      <StepList outline={detail.outline} isOpen={isOpen} />
      {detail.findings.length > 0 && (
        <>
          <h2 className="rb-more">
            To be looked at<em>{detail.findings.length}</em>
          </h2>
          <Findings findings={detail.findings} />
        </>
      )}
    </>
  );
}

/** A run of it that goes on. */
function UnderWay({ runbookId }: { readonly runbookId: string }) {
  const runs = useWorld((world) => world.runs);
  const on = [...runs.values()].filter((run) => run.runbookId === runbookId && run.endedAt === null);
  return on.map((run) => (
    <p key={run.id} className="rb-on">
      <b>{run.mode === 'dry' ? 'A dry run' : 'A run'} is under way</b>, {runWords(run)}, the pen has{' '}
      <span className="hand">{run.pen}</span>.
      <button type="button" className="btn" onClick={() => goTo({ screen: 'run', runId: run.id })}>
        <Keycap keys="o" /> Go to it
      </button>
    </p>
  ));
}

function Source({ detail }: { readonly detail: RunbookDetail }) {
  return (
    <>
      <h2>
        <span className="mono">{detail.file}</span>
        <u>
          {detail.folder === 'shipped' ? 'ships with Watchfloor' : `in ${detail.folder}`}, as it is on disk; Watchfloor
          never writes into it
        </u>
      </h2>
      <pre className="rb-source">{detail.source}</pre>
    </>
  );
}

function Broken({ runbook }: { readonly runbook: RunbookSummary }) {
  return (
    <>
      <p className="rb-stale">
        This file cannot be read as a runbook, so it cannot be run. The others are not concerned. Put it right in your
        editor: it is read anew by itself.
      </p>
      <p className="rb-where mono">
        {runbook.folder === 'shipped' ? '' : `${runbook.folder}/`}
        {runbook.file}
      </p>
      <Findings findings={runbook.findings} />
    </>
  );
}
