// Derived from the runs of the world: which go on, which wait for somebody, and which belong to an incident or a problem.
// Types alone from the contract, so that the first picture loads no schemas.
import { create } from 'zustand';
import type { IncidentId, RunId } from '../../electron/contract/model/ids.ts';
import type { RunSummary } from '../../electron/contract/model/run.ts';
import { useAbout } from './about.ts';
import { goTo } from './route.ts';
import { derived } from './select.ts';
import { useWorld, type World } from './world.ts';

export const isGoing = ({ endedAt }: RunSummary): boolean => endedAt === null;

/** Nothing happens in it before a person does something. */
const waitsForPerson = ({ endedAt, phase }: RunSummary): boolean =>
  endedAt === null && (phase === 'ready' || phase === 'failed' || phase === 'interrupted' || phase === 'approval');

/** It waits for this operator: they hold the pen, or it wants a signature of somebody else than who holds it. */
export const waitsFor = (run: RunSummary, operator: string): boolean =>
  run.mode !== 'dry' && waitsForPerson(run) && (run.phase === 'approval' ? run.pen !== operator : run.pen === operator);

/** Those that go on, real ones first, then the newest first. */
const selectGoing: (world: World) => readonly RunSummary[] = derived(
  (world) => [world.runs],
  (runs) =>
    [...runs.values()]
      .filter(isGoing)
      .toSorted((a, b) => Number(a.mode === 'dry') - Number(b.mode === 'dry') || b.startedAt - a.startedAt),
);

/** How many runs wait for whoever sits here. */
export function useWaitingForMe(): number {
  const operator = useAbout((state) => state.about?.operator ?? '');
  return useWorld((world) => selectGoing(world).filter((run) => waitsFor(run, operator)).length);
}

/** The run to show beside an incident: one that goes on, else the one that ended last. Dry runs have no incident. */
export const runOfIncident = (world: World, incidentId: IncidentId): RunSummary | null =>
  [...world.runs.values()]
    .filter((run) => run.incidentId === incidentId && run.mode !== 'dry')
    .toSorted((a, b) => Number(isGoing(b)) - Number(isGoing(a)) || b.startedAt - a.startedAt)[0] ?? null;

export const useRunOfIncident = (incidentId: IncidentId): RunSummary | null =>
  useWorld((world) => runOfIncident(world, incidentId));

export const goToRun = (runId: RunId): void => goTo({ screen: 'run', runId });

interface PaneKeys {
  /** The run beside a timeline that has the keys now; null: the timeline has them. */
  readonly runId: RunId | null;
}

/** Which of two things side by side hears the letters. */
export const usePaneKeys = create<PaneKeys>()(() => ({ runId: null }));
export const giveKeysTo = (runId: RunId | null): void => usePaneKeys.setState({ runId });
