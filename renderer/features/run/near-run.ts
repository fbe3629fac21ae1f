// One run from near, kept as the engine last told it: the screen, the pane beside a timeline and the dialogs over them see
// the same. What was shown stays when the line is lost, marked as of when.
import { useEffect } from 'react';
import { create } from 'zustand';
import type { RunId } from '../../../electron/contract/model/ids.ts';
import type { RunView } from '../../../electron/contract/model/run.ts';
import { watchRun } from '../../link/live-run.ts';
import { useAbout } from '../../store/about.ts';
import { useWorld } from '../../store/world.ts';
import { hearOutput } from './output/live-output.ts';

export interface Near {
  readonly view: RunView | null;
  /** Why nothing comes any more, in words; null while it does. */
  readonly reason: string | null;
  /** When it was last known to be so, epoch ms. */
  readonly asOf: number;
  /** Attempts that ran already when this window began to look: what they printed before is not here. */
  readonly late: ReadonlySet<string>;
}

const NOTHING: Near = { view: null, reason: null, asOf: 0, late: new Set() };
/** How long after the feed broke off it is asked for again, milliseconds. */
const AGAIN_MS = 3_000;

const useNears = create<{ readonly nears: ReadonlyMap<RunId, Near> }>()(() => ({ nears: new Map() }));

const put = (runId: RunId, part: Partial<Near>): void =>
  useNears.setState(({ nears }) => ({
    nears: new Map(nears).set(runId, { ...(nears.get(runId) ?? NOTHING), ...part }),
  }));

const nearOf = (runId: RunId): Near => useNears.getState().nears.get(runId) ?? NOTHING;
export const useNear = (runId: RunId): Near => useNears((state) => state.nears.get(runId) ?? NOTHING);

/** A view from a call or from the feed, whichever came first: an older one changes nothing. */
export function tookView(view: RunView): void {
  const { id, rev } = view.run;
  const known = nearOf(id).view;
  if (known === null || rev >= known.run.rev) put(id, { view, reason: null, asOf: Date.now() });
}

/** Keeps a run near while the caller is shown; begins anew when the line to the engine is there again. */
export function useFollowed(runId: RunId): Near {
  const isLive = useWorld((world) => world.link === 'live');
  const engineId = useWorld((world) => world.engineId);
  // What may be done with a run depends on who looks.
  const operator = useAbout((state) => state.about?.operator ?? null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine, or somebody else at this desk, is another feed
  useEffect(() => {
    if (!isLive) return;
    let stop = () => {};
    let timer: ReturnType<typeof setTimeout> | undefined;
    const begin = () => {
      stop = follow(runId, () => {
        timer = setTimeout(begin, AGAIN_MS);
      });
    };
    begin();
    return () => {
      clearTimeout(timer);
      stop();
      put(runId, { asOf: Date.now() });
    };
  }, [runId, isLive, engineId, operator]);
  return useNear(runId);
}

function follow(runId: RunId, onEnd: () => void): () => void {
  let isFirst = true;
  return watchRun(
    runId,
    (live) => {
      if (live.type === 'output') {
        hearOutput(live);
        return;
      }
      if (isFirst) noteLate(live.view);
      isFirst = false;
      tookView(live.view);
    },
    (reason) => {
      put(runId, { reason, asOf: Date.now() });
      onEnd();
    },
  );
}

function noteLate({ run }: RunView): void {
  const running = run.steps.flatMap(({ attempts }) => attempts.filter(({ end }) => end === null));
  if (running.length === 0) return;
  put(run.id, { late: new Set([...nearOf(run.id).late, ...running.map(({ id }) => id)]) });
}
