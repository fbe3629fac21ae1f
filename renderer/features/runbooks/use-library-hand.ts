// What is done in the library: moving, reading, starting; for keys and clicks alike.
import { type RefObject, useEffect, useMemo, useState } from 'react';
import type { ProblemId, RunId } from '../../../electron/contract/model/ids.ts';
import type { RunbookDetail } from '../../../electron/contract/model/runbook.ts';
import type { RunMode } from '../../../electron/contract/model/runbook-words.ts';
import { useRunbookDetail } from '../../link/library.ts';
import type { Loaded } from '../../link/use-asked.ts';
import { openDialog } from '../../store/dialogs.ts';
import { type Fit, useLibraryStore } from '../../store/library.ts';
import { compareWorst, isHandled } from '../../store/roll-up.ts';
import { goTo } from '../../store/route.ts';
import { useWorld } from '../../store/world.ts';
import { isNarrowed, NOT_NARROWED, putInFront, setWanted, showView, useLibraryView } from './list/library-state.ts';
import type { LibraryRows } from './list/use-library-rows.ts';
import { type RunPage, useRuns } from './read/use-runs.ts';

const LAST_RUNS = 8;
const ALL_RUNS = 200;

export interface LibraryHand {
  readonly detail: Loaded<RunbookDetail>;
  readonly runs: Loaded<RunPage>;
  readonly fit: Fit | undefined;
  /** Worst first. */
  readonly problemIds: readonly ProblemId[];
  /** Of the history: the run in front. */
  readonly at: number;
  readonly setAt: (at: number) => void;
  readonly isReading: boolean;
  readonly source: string | null;
  readonly underWay: RunId | null;
  readonly canLeave: boolean;
  move(by: number): void;
  enter(): void;
  leave(): void;
  scroll(px: number): void;
  start(mode: RunMode): void;
}

export function useLibraryHand(library: LibraryRows, pane: RefObject<HTMLElement | null>): LibraryHand {
  const wanted = useLibraryView();
  const { view } = wanted;
  const runbook = library.row?.runbook ?? null;
  const id = runbook?.id ?? '';
  const detail = useRunbookDetail(runbook);
  const runs = useRuns(id, view === 'history' ? ALL_RUNS : LAST_RUNS);
  const fit = useLibraryStore((state) => state.fits?.get(id));
  const problemIds = useWorstFirst(fit);
  const underWay = useWorld(
    (world) => [...world.runs.values()].find((run) => run.runbookId === id && run.endedAt === null)?.id ?? null,
  );
  const [at, setAt] = useState(0);
  const [isReading, setReading] = useReading(pane, view);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another runbook has other runs
  useEffect(() => setAt(0), [id]);
  const shownRuns = runs.type === 'ready' ? runs.value.runs : [];
  const within = (to: number, length: number) => Math.min(length - 1, Math.max(0, to));
  return {
    ...{ detail, runs, fit, problemIds, at, setAt, isReading, underWay },
    source: detail.type === 'ready' ? detail.value.source : null,
    canLeave: isReading || view !== 'read' || isNarrowed(wanted),
    move(by) {
      if (view === 'history') return setAt(within(at + by, shownRuns.length));
      const row = library.rows[within(library.index + by, library.rows.length)];
      if (row) putInFront(row.key);
    },
    enter() {
      const run = shownRuns[at];
      if (view === 'history') return run && goTo({ screen: 'run', runId: run.id });
      setReading(!isReading);
    },
    leave() {
      if (view !== 'read') showView('read');
      else if (isReading) setReading(false);
      else setWanted(NOT_NARROWED);
    },
    scroll: (px) => pane.current?.scrollBy({ top: px }),
    start(mode) {
      const [problemId] = problemIds;
      if (runbook) openDialog({ type: 'start-run', runbookId: runbook.id, mode, ...(problemId ? { problemId } : {}) });
    },
  };
}

/** Open problems it fits, the worst unhandled one first. */
function useWorstFirst(fit: Fit | undefined): readonly ProblemId[] {
  const problems = useWorld((world) => world.problems);
  return useMemo(() => {
    const open = (fit?.problemIds ?? []).flatMap((id) => problems.get(id) ?? []);
    return open
      .toSorted((a, b) => Number(isHandled(a)) - Number(isHandled(b)) || compareWorst(a, b))
      .map((problem) => problem.id);
  }, [fit, problems]);
}

/** Reading is having the focus in the text; Enter gives it, Esc takes it. */
function useReading(pane: RefObject<HTMLElement | null>, view: string) {
  const [isReading, setReading] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another view is another element
  useEffect(() => {
    const element = pane.current;
    if (!element) return;
    const on = () => setReading(true);
    const off = () => setReading(false);
    element.addEventListener('focusin', on);
    element.addEventListener('focusout', off);
    setReading(element.contains(document.activeElement));
    return () => {
      element.removeEventListener('focusin', on);
      element.removeEventListener('focusout', off);
    };
  }, [pane, view, pane.current]);
  const set = (reading: boolean) => (reading ? pane.current?.focus() : pane.current?.blur());
  return [isReading, set] as const;
}
