// What an engine is started with: its folder, its version, and what only the program around it can do.
import type { Clock } from './lib/clock.ts';
import type { Log } from './lib/log.ts';
import type { Runner } from './services/runner.ts';
import type { DesktopHost } from './services/screens.ts';
import type { Keychain } from './services/secrets.ts';

export interface EngineOptions {
  readonly folder: string;
  readonly version: string;
  readonly log: Log;
  readonly keychain: Keychain | null;
  /** Desktop notifications and the tray, where a program with windows started the engine. */
  readonly desktop?: DesktopHost | null;
  readonly clock?: Clock;
  /** Read-only known_hosts files; by default the user's and the system's. */
  readonly knownHostsFiles?: readonly string[];
  /** Runs the probes; by default for real. A replay or a test of the services brings its own. */
  readonly runner?: Runner;
  /** Whether an empty inventory starts with this very machine. Default true. */
  readonly watchSelf?: boolean;
  /** Nothing is probed and nobody told, and the time counts as not monitored: to change the inventory while no engine runs. */
  readonly paused?: boolean;
  /** Folder of the runbooks that ship with the program; by default there are none. */
  readonly runbooks?: string | null;
  /** Whether a paused engine reads its runbooks all the same: to go through one. */
  readonly readsRunbooks?: boolean;
}
