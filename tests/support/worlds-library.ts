// Worlds that have a library of runbooks, with the runs of one of them.
import type { HostId, RunId } from '../../electron/contract/model/ids.ts';
import type { RunSummary } from '../../electron/contract/model/run.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';
import { DAY, hashOf, ROWS } from './made-runbooks.ts';
import { hostIdOf, MINUTE } from './worlds-build.ts';
import { designNight } from './worlds-design-night.ts';
import { incidentNight } from './worlds-incident-night.ts';

const RUNS: readonly (readonly [daysAgo: number, host: string, minutes: number, outcome: RunSummary['outcome']])[] = [
  [9, 'fra2-acc-sw03', 9, 'green'],
  [18, 'lon3-dist-sw01', 14, 'green'],
  [24, 'ams1-acc-sw09', 22, 'skips'],
  [32, 'ams1-acc-sw02', 8, 'green'],
  [43, 'fra2-acc-sw14', 11, 'green'],
  [51, 'lon3-acc-sw06', 10, 'failed'],
];

function runOf(runbookId: string, at: number, now: number): RunSummary {
  const [ago, host, minutes, outcome] = RUNS[at] ?? [0, '', 0, null];
  const startedAt = now - ago * DAY;
  return {
    id: `run-${runbookId}-${at}` as RunId,
    runbookId,
    title: ROWS.find(([id]) => id === runbookId)?.[1] ?? runbookId,
    hash: hashOf(runbookId),
    mode: 'live',
    startedAt,
    startedBy: 'A. Brandt',
    endedAt: startedAt + minutes * MINUTE,
    outcome,
    phase: 'ended',
    step: null,
    pen: 'A. Brandt',
    problemId: null,
    incidentId: null,
    hostIds: [hostIdOf(host)] as HostId[],
    change: '',
    windowId: null,
    skips: outcome === 'skips' ? 1 : 0,
  };
}

const withLibrary = (snapshot: Snapshot, now: number, broken = 0): Snapshot => ({
  ...snapshot,
  library: { version: 1, runbooks: ROWS.length, broken },
  runs: RUNS.map((_, at) => runOf('switch-uplink-down', at, now)),
});

/** The night of the pictures with its library. */
export const libraryNight = (now: number): Snapshot => withLibrary(designNight(now), now);

/** The same with a file of the team's own that cannot be read. */
export const libraryBroken = (now: number): Snapshot => withLibrary(designNight(now), now, 1);

/** The night of the dead switch, its incident, and the library beside it. */
export const libraryIncident = (now: number, entries: number): Snapshot =>
  withLibrary(incidentNight(now, entries), now);
