// Wires `chooseRuntime` to this machine: the official package, the cache folder, the clock and the terminal.
import { mkdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { carriedRuntime, prepareCarried } from './carried-runtime.ts';
import { installOfficial, officialRuntime, releaseAddressAnswers, wantedElectron } from './official-runtime.ts';
import { chooseRuntime, type Runtime, type RuntimeWish } from './runtime.ts';

const probeLimitMs = 4_000;
const installLimitMs = 10 * 60_000;

/** Where prepared runtimes are kept: WATCHFLOOR_RUNTIME_CACHE, or the user's cache folder. */
export function runtimeCache(env: Readonly<Record<string, string | undefined>> = process.env): string {
  return (
    env.WATCHFLOOR_RUNTIME_CACHE ??
    path.join(env.XDG_CACHE_HOME || path.join(os.homedir(), '.cache'), 'watchfloor', 'runtime')
  );
}

/** The runtime that is ready on this machine now, without fetching anything. */
export function readyRuntime(): Runtime | null {
  return officialRuntime() ?? carriedRuntime(runtimeCache());
}

/** Finds a runtime, and prepares one where there is none. */
export function findRuntime(wish: RuntimeWish = {}): Promise<Runtime> {
  const cache = runtimeCache();
  const stamp = path.join(cache, 'last-probe');
  return chooseRuntime(
    {
      wanted: wantedElectron,
      official: officialRuntime,
      releaseAddressAnswers: () => releaseAddressAnswers(probeLimitMs),
      installOfficial: () => installOfficial(installLimitMs),
      carried: () => carriedRuntime(cache),
      prepareCarried: () => prepareCarried(cache),
      lastProbedAt: () => statSync(stamp, { throwIfNoEntry: false })?.mtimeMs ?? 0,
      noteProbe(at) {
        mkdirSync(cache, { recursive: true });
        writeFileSync(stamp, '');
        utimesSync(stamp, at / 1_000, at / 1_000);
      },
      now: Date.now,
      say: (line) => process.stderr.write(`${line}\n`),
    },
    wish,
  );
}
