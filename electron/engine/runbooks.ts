// Runbooks: their library, what may start, what carries steps out, and the runs; wired. Built over the watch, over people and
// over incidents.
import type { Clock } from './lib/clock.ts';
import type { KnownHosts } from './lib/known-hosts.ts';
import type { Log } from './lib/log.ts';
import type { Channels } from './services/channels.ts';
import type { Escalations } from './services/escalation.ts';
import type { IncidentBook } from './services/incidents/book.ts';
import type { Jobs } from './services/jobs.ts';
import type { LiveFeed } from './services/live-feed.ts';
import type { Maintenance } from './services/maintenance.ts';
import type { Notifying } from './services/notifying.ts';
import type { OnCall } from './services/on-call.ts';
import type { Recorder } from './services/recorder.ts';
import { createConditions } from './services/runbooks/conditions.ts';
import { createExecutor } from './services/runbooks/executor.ts';
import { createLibrary } from './services/runbooks/library.ts';
import { createRuns } from './services/runbooks/runs.ts';
import type { Runner } from './services/runner.ts';
import type { Secrets } from './services/secrets.ts';
import type { EngineSettings } from './services/settings.ts';
import type { Shifts } from './services/shifts/shifts.ts';
import type { Troubles } from './services/troubles.ts';
import type { World } from './services/world.ts';
import type { Store } from './store/open.ts';

export interface RunbookRoomOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly world: World;
  readonly settings: EngineSettings;
  readonly secrets: Secrets;
  readonly troubles: Troubles;
  readonly feed: LiveFeed;
  readonly log: Log;
  readonly knownHosts: KnownHosts;
  readonly runner: Runner;
  readonly recorder: Recorder;
  readonly jobs: Jobs;
  readonly channels: Channels;
  readonly onCall: OnCall;
  readonly notifying: Notifying;
  readonly escalations: Escalations;
  readonly maintenance: Maintenance;
  readonly incidents: IncidentBook;
  /** Who signs, and whether with a PIN. */
  readonly shifts: Pick<Shifts, 'swear'>;
  /** Folder of the library that ships with the program; null: none. */
  readonly shipped: string | null;
}

export type RunbookRoom = ReturnType<typeof buildRunbooks>;

export function buildRunbooks(options: RunbookRoomOptions) {
  const library = createLibrary(options);
  const conditions = createConditions({ ...options, library });
  const executor = createExecutor(options);
  const runs = createRuns({ ...options, library, conditions, executor });
  return {
    library,
    conditions,
    runs,
    /** Their part of the live world. */
    snapshot: () => ({ runs: runs.standing(), library: library.state() }),
    /** Runs are taken up at once, by what they pinned; the library is read beside. */
    async start(): Promise<void> {
      void library.start();
      runs.begin();
    },
    async stop(): Promise<void> {
      await runs.stop();
      await executor.close();
      library.stop();
    },
  };
}
