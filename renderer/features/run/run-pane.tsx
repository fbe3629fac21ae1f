// The same run beside a timeline. Two things side by side hear the same letters: `r` gives them to the run, Esc gives them
// back, and a ring shows who has them.
import { useEffect } from 'react';
import type { RunId } from '../../../electron/contract/model/ids.ts';
import type { RunView } from '../../../electron/contract/model/run.ts';
import type { KeyBinding } from '../../lib/keys.ts';
import { useKeys } from '../../store/keys.ts';
import { MODE_WORDS, PHASE_WORDS, placeWords, shortHash } from '../../store/run-words.ts';
import { giveKeysTo, goToRun, usePaneKeys } from '../../store/runs.ts';
import { Keycap } from '../../ui/keycap.tsx';
import { Banners } from './banners.tsx';
import { type Near, useFollowed } from './near-run.ts';
import { RunBody, type RunHandle, useRunHandle } from './run-body.tsx';
import { ModeBand, Pen } from './run-head.tsx';
import { Waiting } from './run-screen.tsx';
import './styles.ts';

export function RunPane({ runId }: { readonly runId: RunId }) {
  const near = useFollowed(runId);
  useEffect(
    () => () => {
      if (usePaneKeys.getState().runId === runId) giveKeysTo(null);
    },
    [runId],
  );
  if (near.view) return <Beside view={near.view} near={near} />;
  return (
    <section className="rpane" aria-label="Run">
      {near.reason === null ? <Waiting /> : <p className="empty">{near.reason}</p>}
    </section>
  );
}

function Beside({ view, near }: { readonly view: RunView; readonly near: Near }) {
  const { run } = view;
  const handle = useRunHandle(view, true);
  const hasKeys = usePaneKeys((state) => state.runId === run.id);
  return (
    <section
      className={`rpane ${run.mode}${hasKeys ? ' keyed' : ''}`}
      aria-label={`Run of ${run.title}`}
      onPointerDown={() => giveKeysTo(run.id)}
    >
      {hasKeys && <PaneKeys view={view} handle={handle} />}
      <ModeBand mode={run.mode} />
      <div className="ph">
        <h2>{run.title}</h2>
        <span className="sub">
          {placeWords(run.step)}
          {run.step && ', '}pen: <Pen run={run} />
        </span>
        <div className="phr">
          <button
            type="button"
            className="mono sub"
            title="Open it on a screen of its own"
            onClick={() => goToRun(run.id)}
          >
            {shortHash(run.hash)}
          </button>
          {!hasKeys && <Keycap keys="r" />}
        </div>
      </div>
      <Banners view={view} near={near} />
      <RunBody view={view} handle={hasKeys ? handle : { ...handle, keys: asleep(run.id) }} />
    </section>
  );
}

/** While the timeline has the letters, the only key that leads in. */
const asleep = (runId: RunId): readonly KeyBinding[] => [
  { keys: ['r'], label: 'The keys to this run', bar: 'first', run: () => giveKeysTo(runId) },
];

/** Laid over those of the incident: mounted when the keys come here, so that it always lies on top. */
function PaneKeys({ view: { run }, handle }: { readonly view: RunView; readonly handle: RunHandle }) {
  const mode = MODE_WORDS[run.mode];
  useKeys(
    'Run',
    [
      ...handle.keys,
      { keys: ['O'], label: 'On a screen of its own', move: true, run: () => goToRun(run.id) },
      { keys: ['r'], label: 'Run', off: true, move: true, run: () => {} },
    ],
    <>
      <b className="mono">{run.runbookId}</b>
      <span>{mode || PHASE_WORDS[run.phase]}</span>
    </>,
    `pane ${run.id} ${run.phase} ${run.step?.n} ${run.pen}`,
  );
  return null;
}
