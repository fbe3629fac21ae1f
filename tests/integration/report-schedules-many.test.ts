// Schedules of reports beside each other, and one that is switched off while something waits.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../electron/engine/store/open.ts';
import { MINUTE, newFolder } from '../support/floor.ts';
import {
  DAY,
  filesIn,
  floorWith,
  START,
  schedule,
  setSchedules,
  tried,
  triedUntil,
  trouble,
} from './report-schedule-makers.ts';

test('two schedules into one folder leave two files: the same days of another zone are other days', async () => {
  const folder = newFolder();
  const floor = await floorWith({}, { folder });
  const berlin = { id: 'berlin', name: 'Berlin', zone: 'Europe/Berlin', folder };
  await setSchedules(floor, schedule({ folder }), schedule(berlin));
  for (const scheduleId of ['daily-noc', 'berlin']) {
    expect(await floor.client.reports.deliverNow({ scheduleId })).toMatchObject({ state: 'delivered' });
  }
  const name = 'Watchfloor report 2026-11-19';
  expect(filesIn(folder)).toEqual([`${name} Berlin all sites.html`, `${name} all sites.html`]);
});

test('what waits when the schedule is switched off does not leave any more, and is no trouble', async () => {
  const folder = join(newFolder(), 'share');
  const floor = await floorWith({}, { folder });
  await floor.run(95 * MINUTE);
  await tried(floor);
  await setSchedules(floor, schedule({ folder, enabled: false }));
  mkdirSync(folder);
  await triedUntil(floor, ({ state }) => state !== 'waiting');
  const [made] = await floor.client.reports.made({});
  expect(made).toMatchObject({ state: 'failed', said: [expect.stringContaining('switched off before')] });
  expect(filesIn(folder)).toEqual([]);
  expect(await trouble(floor)).toBeNull();
  // By hand it goes out all the same.
  expect(await floor.client.reports.deliverNow({ scheduleId: 'daily-noc' })).toMatchObject({ state: 'delivered' });
});

test('one that failed stays on the screen however many others were made since', async () => {
  const folder = newFolder();
  const gone = join(folder, 'share');
  const monthly = schedule({ id: 'monthly', name: 'Monthly', period: 'monthly', folder: gone });
  const floor = await floorWith({}, { folder });
  await setSchedules(floor, schedule({ folder }), monthly);
  await floor.stop();
  const store = await openStore(floor.folder, { clock: floor.clock });
  const kept = { by: { type: 'engine' as const }, settled: [], said: [], tries: 1, nextTryAt: 0, words: 'a day' };
  const october = { from: Date.UTC(2026, 9, 1), to: Date.UTC(2026, 10, 1), madeAt: Date.UTC(2026, 10, 1) };
  const failed = { id: 'm', scheduleId: 'monthly', schedule: 'Monthly', state: 'failed' as const };
  store.madeReports.put({ ...kept, ...october, ...failed, words: 'October 2026', said: ['The share is gone.'] });
  for (let day = 1; day <= 600; day += 1) {
    const [from, to] = [START - (day + 1) * DAY, START - day * DAY];
    const one = { id: `d${day}`, scheduleId: 'daily-noc', schedule: 'Daily', state: 'delivered' as const };
    store.madeReports.put({ ...kept, ...one, from, to, madeAt: Date.UTC(2026, 10, 2) + day });
  }
  store.close();
  await floor.restart(MINUTE);
  await floor.run(MINUTE);
  await expect.poll(() => trouble(floor)).toContain('"Monthly" for October 2026 did not arrive');
});
