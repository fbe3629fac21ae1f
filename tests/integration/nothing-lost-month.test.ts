// Time that goes by quickly: a month of figures, backups and retention, and a day of a whole engine. Files and memory stay
// flat, the journal grows by what happened and by nothing else. (spec: trust, "A soak"; in real time: `npm run soak`)
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { settings as settingsSchema } from '../../electron/contract/model/settings.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { scheduleBackups } from '../../electron/engine/services/backups.ts';
import { keepRetention } from '../../electron/engine/services/retention.ts';
import { createSamples } from '../../electron/engine/services/samples.ts';
import { createEngineSettings } from '../../electron/engine/services/settings.ts';
import { createTroubles } from '../../electron/engine/services/troubles.ts';
import { createTestClock } from '../support/clock.ts';
import { MINUTE, openFloor, SECOND } from '../support/floor.ts';
import { createChance } from '../support/kill-chance.ts';
import { newFolder, open } from './store-makers.ts';

const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes of objects that something still holds. */
function heldMb(): number {
  for (let round = 0; round < 3; round += 1) collect();
  return process.memoryUsage().heapUsed / 1024 ** 2;
}

test('thirty days with values kept for three: files, backups and memory are flat from the first week on', async () => {
  const clock = createTestClock(Date.UTC(2026, 9, 1));
  const folder = newFolder();
  const store = await open(folder, { clock });
  const troubles = createTroubles(clock, silentLog);
  const settings = createEngineSettings({ clock, store });
  const keep = { retention: { valuesDays: 3, rollUpsDays: 5 }, backups: { everyHours: 12, keep: 4 } };
  settings.change(settingsSchema.parse(keep), { type: 'operator', name: 'ada' });
  const samples = createSamples({ clock, store, troubles });
  const ends = [
    keepRetention({ clock, store, settings, troubles, log: silentLog }),
    scheduleBackups({ clock, store, settings, troubles, log: silentLog }),
  ];
  const chance = createChance(30);
  const checks = Array.from({ length: 12 }, (_, n) => `check-${n}` as CheckId);
  const days: {
    readonly samplesMb: number;
    readonly databaseMb: number;
    readonly heldMb: number;
    readonly backups: number;
  }[] = [];
  for (let day = 0; day < 30; day += 1) {
    for (let at = clock.now(), end = at + DAY; at < end; at += 5 * MINUTE) {
      for (const checkId of checks) {
        const metrics = ['rtt', 'loss', 'jitter'].map((name) => ({ name, value: chance.next() * 100, unit: 'ms' }));
        samples.add({ checkId, at, lateMs: 1, durationMs: 2, status: 'ok', summary: `day ${day}`, metrics });
      }
      await clock.advance(5 * MINUTE);
    }
    // Without their logs: how long those are now hangs on the last checkpoint.
    const [samplesMb = 0, databaseMb = 0] = ['samples.db', 'watchfloor.db'].map(
      (name) => statSync(join(folder, name)).size / 1024 ** 2,
    );
    days.push({ samplesMb, databaseMb, heldMb: heldMb(), backups: store.backups().length });
  }
  for (const end of ends) end();
  samples.stop();
  expect(troubles.list()).toEqual([]);
  const [settled, last] = [days[8], days[29]];
  if (!settled || !last) throw new Error('days are missing');
  expect(last.samplesMb).toBeLessThanOrEqual(settled.samplesMb * 1.1 + 0.1);
  expect(last.databaseMb).toBeLessThanOrEqual(settled.databaseMb * 1.1 + 0.1);
  expect(last.heldMb - settled.heldMb).toBeLessThan(5);
  expect(last.backups).toBe(4);
  // Nobody did anything but change the settings once.
  expect(store.journal.head().seq).toBe(1);
  const oldest = [...store.samples.rows('check-0' as CheckId, 0, clock.now())].at(-1)?.at ?? 0;
  expect(clock.now() - oldest).toBeLessThanOrEqual(5 * DAY);
  expect(clock.now() - oldest).toBeGreaterThan(3 * DAY - HOUR);
}, 120_000);

test('eight hours of a whole engine: it holds no more at the end, and the journal has what happened', async () => {
  const floor = await openFloor();
  const policy = { intervalMs: 2 * MINUTE, retryIntervalMs: 2 * MINUTE, maxAttempts: 1, flapDetection: false };
  for (let n = 0; n < 6; n += 1) {
    const checks = [{ name: 'http', policy }];
    await floor.watch(`web${n}`, { alive: { name: 'ping', policy }, checks });
  }
  await floor.run(HOUR);
  const held: number[] = [];
  const entries: number[] = [];
  const turns = { done: 0 };
  for (let hour = 0; hour < 7; hour += 1) {
    // Twice an hour something fails and comes back: four state changes, four alerts.
    for (let half = 0; half < 2; half += 1) {
      for (const status of ['critical', 'ok'] as const) {
        floor.say(`web${hour % 6}`, 'http', status);
        await floor.run(15 * MINUTE);
        turns.done += 1;
      }
    }
    floor.runner.runs.length = 0;
    held.push(heldMb());
    entries.push((await floor.client.engine.details()).journalEntries);
  }
  expect(turns.done).toBe(28);
  const perHour = entries.slice(1).map((count, hour) => count - (entries[hour] ?? 0));
  // A state and an alert for each turn, and for each problem that no channel was there to tell anybody; nothing by the hour itself.
  expect(perHour).toEqual(Array.from({ length: 6 }, () => 10));
  expect((held.at(-1) ?? 0) - (held[1] ?? 0)).toBeLessThan(3);
  expect(floor.engine.watchdog.health().troubles).toEqual([]);
  await floor.run(10 * SECOND);
  await floor.expectChain();
}, 120_000);
