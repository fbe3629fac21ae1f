// Runs: pinned, stepped through, written ahead. What follows from what is decided in core/run-plan; here it is gathered,
// written in one transaction with its journal entries, and only then carried out.
import type { RunAct, RunStart } from '../../../contract/api/runbooks.ts';
import type { IncidentId, RunId } from '../../../contract/model/ids.ts';
import type { Actor } from '../../../contract/model/journal.ts';
import type { Attempt, Run, RunLive, RunSummary, RunView } from '../../../contract/model/run.ts';
import type { RunOutcome } from '../../../contract/model/runbook.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../lib/log.ts';
import type { Store } from '../../store/open.ts';
import type { IncidentBook } from '../incidents/book.ts';
import type { LiveFeed } from '../live-feed.ts';
import type { Maintenance } from '../maintenance.ts';
import type { Troubles } from '../troubles.ts';
import { unwritten } from '../unwritten.ts';
import type { World } from '../world.ts';
import type { Conditions } from './conditions.ts';
import type { Executor } from './executor.ts';
import type { Library } from './library.ts';

export interface RunsWanted {
  readonly runbookId: string | null;
  readonly incidentId: IncidentId | null;
  readonly outcomes: readonly RunOutcome[];
  readonly active: boolean | null;
  readonly offset: number;
  readonly limit: number;
}

export interface Runs {
  /** Takes up what a start finds: attempts without an end are 'interrupted', waits go on to their stored moment. */
  begin(): void;
  /** Cancels what runs and waits until its end is written. */
  stop(): Promise<void>;
  /** For the live world: those that go on, and those that ended within the last day. */
  standing(): readonly RunSummary[];
  start(input: RunStart, actor: Actor): Promise<RunView>;
  act(input: { readonly runId: RunId; readonly rev: number; readonly act: RunAct }, actor: Actor): Promise<RunView>;
  view(runId: RunId, actor: Actor): RunView;
  follow(runId: RunId, actor: Actor, signal: AbortSignal | undefined): AsyncGenerator<RunLive, void>;
  list(wanted: RunsWanted): { readonly total: number; readonly runs: readonly RunSummary[] };
  output(
    runId: RunId,
    attemptId: string,
  ): { readonly attempt: Attempt; readonly stdout: string | null; readonly stderr: string | null };
  pinned(runId: RunId): { readonly run: Run; readonly source: string };
}

export interface RunsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly feed: LiveFeed;
  readonly troubles: Troubles;
  readonly log: Log;
  readonly library: Library;
  readonly conditions: Conditions;
  readonly executor: Executor;
  readonly maintenance: Maintenance;
  /** The incidents, for `${incident.…}` and for linking. */
  readonly incidents: IncidentBook;
}

export function createRuns(_options: RunsOptions): Runs {
  return unwritten<Runs>('runs', { begin: () => {}, stop: async () => {}, standing: () => [] });
}
