// The night on which made-up runbooks run.
import type { RunId } from '../../electron/contract/model/ids.ts';
import type { Run } from '../../electron/contract/model/run.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { madeUpRun } from './scripted-run.ts';
import { summaryOf } from './scripted-run-state.ts';
import { hostIdOf, MINUTE } from './worlds-build.ts';
import { incidentNight } from './worlds-incident-night.ts';
import { CORE, PATCH_BOOK, SWITCH_BOOK } from './worlds-runbooks-made.ts';

export const RUN_IDS = {
  night: 'run-night' as RunId,
  patch: 'run-patch' as RunId,
  dry: 'run-dry' as RunId,
  instruct: 'run-instruct' as RunId,
} as const;

let brought: readonly Run[] = [];
/** The whole of a run that the world brought. */
export const kept = (id: RunId): Partial<Run> => brought.find((run) => run.id === id) ?? {};

/** The night of the dead switch with its run begun, planned work, a dry run and one that is only instructed. */
export function runNight(now: number): Snapshot {
  const world = incidentNight(now);
  const incidentId = world.incidents.find(({ number }) => number === 'INC-2026-0412')?.id ?? null;
  const problemId = world.problems.find(({ hostId }) => hostId === hostIdOf('ams1-dist-sw02'))?.id ?? null;
  const startedAt = now - 12 * MINUTE;
  const runs = [
    madeUpRun(SWITCH_BOOK, {
      id: RUN_IDS.night,
      startedAt,
      incidentId,
      problemId,
      inputs: { parent: CORE, port: 'Ethernet48' },
    }),
    madeUpRun(PATCH_BOOK, { id: RUN_IDS.patch, startedAt, change: 'CHG-20417' }),
    madeUpRun(SWITCH_BOOK, { id: RUN_IDS.dry, startedAt, mode: 'dry' }),
    madeUpRun(SWITCH_BOOK, { id: RUN_IDS.instruct, startedAt, mode: 'instruct' }),
  ];
  brought = runs;
  return { ...world, runs: runs.map(summaryOf) };
}
