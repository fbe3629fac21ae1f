// A look at capacity: 10,000 hosts with a filesystem each, measured for 14 days. How much it takes in all, and the longest
// it holds up the loop at a time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { checkInput } from '../../electron/contract/model/check.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId } from '../../electron/contract/model/ids.ts';
import { type Clock, systemClock } from '../../electron/engine/lib/clock.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createForecasts } from '../../electron/engine/services/forecasts.ts';
import { createWorld } from '../../electron/engine/services/world.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import type { Row } from './table.ts';
import type { Bench } from './turns.ts';

const HOSTS = 10_000;
const HOUR_MS = 3_600_000;
const HOURS = 14 * 24;
/** As store/sample-hours.ts numbers the hours of a series. */
const HOURS_OF_A_SERIES = 2 ** 24;

const metric = { name: 'disk.used./var', unit: '%', min: 0, max: 100 };

function makeWorld(now: number) {
  const hosts = Array.from({ length: HOSTS }, (_, n) => ({
    ...hostInput.parse({ name: `host-${n}`, address: '127.0.0.1' }),
    id: `host-${n}` as HostId,
  }));
  const checks = hosts.map(({ id: hostId }, n) => ({
    ...checkInput.parse({ hostId, name: 'system', kind: 'system' }),
    id: `check-${n}` as CheckId,
  }));
  const world = createWorld(hosts, checks);
  for (const { id } of checks) {
    const metrics = [{ ...metric, value: 80 }];
    world.lastResults.set(id, { checkId: id, at: now, lateMs: 0, durationMs: 1, status: 'ok', summary: '', metrics });
  }
  return world;
}

/** Roll-ups as the packer leaves them: every tenth fills up, all have a daily wave and tremble. */
function fillHours(folder: string, now: number): void {
  const db = new Database(join(folder, 'samples.db'));
  const hour = Math.floor(now / HOUR_MS);
  const ref = db.prepare('INSERT INTO check_ref (ref, check_id) VALUES (?, ?)');
  const series = db.prepare('INSERT INTO series (ref, check_ref, metric, unit, nth) VALUES (?, ?, ?, ?, 0)');
  const rollUp = db.prepare('INSERT INTO series_hour (id, count, min, max, sum, last) VALUES (?, 12, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let n = 1; n <= HOSTS; n += 1) {
      ref.run(n, `check-${n - 1}`);
      series.run(n, n, metric.name, metric.unit);
      for (let back = HOURS; back >= 0; back -= 1) {
        const rise = n % 10 === 0 ? -back / 24 : 0;
        const used = 80 + rise + 3 * Math.sin((back / 12) * Math.PI) + ((n * 31 + back * 17) % 10) / 20;
        rollUp.run(n * HOURS_OF_A_SERIES + hour - back, used - 0.1, used + 0.1, used * 12, used);
      }
    }
  })();
  db.close();
}

/** A clock that sees how long the loop was held between two pauses, ms; while others had the processor nothing was held. */
function createStopwatch() {
  const begun = () => ({ at: performance.now(), cpu: process.cpuUsage() });
  let [longestMs, workedMs, since] = [0, 0, begun()];
  const lap = (): void => {
    const { user, system } = process.cpuUsage(since.cpu);
    const ms = Math.min(performance.now() - since.at, (user + system) / 1_000);
    longestMs = Math.max(longestMs, ms);
    workedMs += ms;
  };
  const clock: Clock = {
    ...systemClock,
    after(delayMs, job) {
      lap();
      return systemClock.after(delayMs, () => {
        since = begun();
        job();
      });
    },
  };
  return {
    clock,
    begin: (): void => {
      since = begun();
    },
    end(): { longestMs: number; workedMs: number } {
      lap();
      return { longestMs, workedMs };
    },
  };
}

export async function measureForecasts({ note }: Bench): Promise<Row[]> {
  note('forecasts of 10,000 filesystems');
  const now = Date.now();
  const folder = mkdtempSync(join(tmpdir(), 'watchfloor-bench-'));
  try {
    (await openStore(folder, { clock: Date })).close();
    fillHours(folder, now);
    const store = await openStore(folder, { clock: Date });
    try {
      const watch = createStopwatch();
      const feed = { publish: () => {} };
      const forecasts = createForecasts({ clock: watch.clock, store, world: makeWorld(now), feed, log: silentLog });
      watch.begin();
      await forecasts.look();
      const { longestMs, workedMs } = watch.end();
      if (forecasts.list().length !== 100) throw new Error(`It found ${forecasts.list().length} that fill up.`);
      return [
        { what: 'Forecast of a filesystem of 14 days, read and fitted, ms', measured: workedMs / HOSTS },
        { what: '10,000 of them, longest turn of the loop, ms', measured: longestMs, below: 50 },
        { what: '10,000 of them, share of a processor at a look every 15 min, %', measured: workedMs / 9_000 },
      ];
    } finally {
      store.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
