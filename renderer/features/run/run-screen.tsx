// A run: one step big, the track beside it, everything by keyboard.
import type { RunId } from '../../../electron/contract/model/ids.ts';
import type { RunView } from '../../../electron/contract/model/run.ts';
import { useKeys } from '../../store/keys.ts';
import { goBack, goTo } from '../../store/route.ts';
import { MODE_WORDS, PHASE_WORDS } from '../../store/run-words.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Banners } from './banners.tsx';
import { type Near, useFollowed } from './near-run.ts';
import { RunBody, useRunHandle } from './run-body.tsx';
import { ModeBand, RunHead } from './run-head.tsx';
import './styles.ts';

export function RunScreen({ runId }: { readonly runId: RunId }) {
  const near = useFollowed(runId);
  if (near.view) return <RunPage view={near.view} near={near} />;
  return <main className="rpage">{near.reason === null ? <Waiting /> : <NotFound reason={near.reason} />}</main>;
}

function RunPage({ view, near }: { readonly view: RunView; readonly near: Near }) {
  const handle = useRunHandle(view, false);
  const { run } = view;
  useKeys(
    'Run',
    handle.keys,
    <Subject view={view} />,
    `${run.runbookId} ${run.phase} ${run.step?.n} ${run.pen} ${run.outcome}`,
  );
  return (
    <main className={`rpage ${run.mode}`}>
      <ModeBand mode={run.mode} />
      <RunHead run={run} />
      <Banners view={view} near={near} />
      <RunBody view={view} handle={handle} />
    </main>
  );
}

function Subject({ view: { run } }: { readonly view: RunView }) {
  const mode = MODE_WORDS[run.mode];
  return (
    <>
      <b className="mono">{run.runbookId}</b>
      <span>
        {mode !== '' && `${mode.toLowerCase()}, `}
        {PHASE_WORDS[run.phase]}
      </span>
    </>
  );
}

/** The final layout in still blocks. */
export function Waiting() {
  return (
    <div className="rwait" role="status" aria-label="The run is being read">
      <div className="skel" />
      <div className="skel" />
      <div className="skel" />
    </div>
  );
}

function NotFound({ reason }: { readonly reason: string }) {
  return (
    <div className="empty">
      <b>This run could not be read.</b>
      <p>{reason} It is asked for again by itself.</p>
      <span className="acts">
        <button type="button" className="btn" onClick={() => goTo({ screen: 'runbooks' })}>
          <Keycap keys="g r" />
          All runbooks
        </button>
        <button type="button" className="btn" onClick={goBack}>
          <Keycap keys="Escape" />
          Back
        </button>
      </span>
    </div>
  );
}
