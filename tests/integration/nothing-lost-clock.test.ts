// Somebody sets the clock of the monitor back by an hour: while it watches, and while no engine runs. Nothing is dropped for
// ever, nothing counts twice. (spec: trust, "Clocks"; what people are told then: engine-gaps)
import { expect, test } from 'vitest';
import type { Availability } from '../../electron/contract/model/availability.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

const HOUR = 60 * MINUTE;
const EVERY = 10 * SECOND;
const quick = { policy: { intervalMs: EVERY, retryIntervalMs: EVERY, maxAttempts: 1, timeoutMs: 2_000 } };
const NAMES = ['web1', 'web2', 'db1'] as const;

async function watchedFor(ms: number): Promise<Floor> {
  const floor = await openFloor();
  for (const name of NAMES) {
    await floor.watch(name, { alive: { name: 'ping', ...quick }, checks: [{ name: 'http', ...quick }] });
    floor.say(name, 'http', { status: 'ok', metrics: [{ name: 'rtt', value: 1, unit: 'ms' }] });
  }
  await floor.run(ms);
  return floor;
}

const columns = (row: Availability): number =>
  row.goodMs + row.badMs + row.unreachableMs + row.maintenanceMs + row.pendingMs + row.unmonitoredMs;

/** Slots of the runs of a check since `since` runs ago. */
const slotsSince = (floor: Floor, host: string, since: number): readonly number[] =>
  floor.runner.runs.slice(since).flatMap((run) => (run.host === host && run.check === 'http' ? [run.at] : []));

test('set back by an hour: every check goes on at once, in slots of the new time', async () => {
  const floor = await watchedFor(2 * HOUR);
  const runs = floor.runner.runs.length;
  floor.clock.setWall(floor.clock.now() - HOUR);
  const setAt = floor.clock.now();
  await floor.run(5 * MINUTE);
  for (const name of NAMES) {
    const slots = slotsSince(floor, name, runs);
    // Once afresh, then every ten seconds.
    expect(slots.length).toBeGreaterThanOrEqual((5 * MINUTE) / EVERY - 1);
    for (const at of slots.slice(1)) expect(at).toBeGreaterThanOrEqual(setAt - SECOND);
    const last = floor.engine.world.lastResults.get(floor.check(name, 'http').id);
    expect(last?.at).toBe(slots.at(-1));
    expect(floor.state(name, 'http').resultAt).toBe(slots.at(-1));
  }
  expect(await floor.journal('clock-jump')).toHaveLength(1);
});

test('a problem of the hour that came twice opens and ends, and availability adds up to the period', async () => {
  const floor = await watchedFor(2 * HOUR);
  const from = floor.clock.now() - 2 * HOUR;
  floor.clock.setWall(floor.clock.now() - HOUR);
  await floor.run(10 * MINUTE);
  floor.say('web1', 'ping', 'critical');
  await floor.run(10 * MINUTE);
  expect(floor.problem('web1', 'ping')).toMatchObject({ status: 'down', held: null });
  floor.say('web1', 'ping', 'ok');
  await floor.run(10 * MINUTE);
  expect(floor.problems()).toEqual([]);
  expect(await floor.told()).toEqual(['web1 problem', 'web1 recovery']);
  await floor.run(HOUR);
  const to = floor.clock.now();
  const report = await floor.client.history.availability({ from, to, checks: true });
  expect(report.hosts).toHaveLength(NAMES.length);
  for (const host of report.hosts) {
    for (const row of [host, ...(host.checks ?? [])]) {
      expect(columns(row)).toBe(to - from);
      expect(Math.min(row.goodMs, row.badMs, row.pendingMs, row.unmonitoredMs)).toBeGreaterThanOrEqual(0);
    }
  }
  const web1 = report.hosts.find((row) => row.hostId === floor.host('web1').id);
  expect(Math.abs((web1?.badMs ?? 0) - 10 * MINUTE)).toBeLessThanOrEqual(EVERY);
  for (const { host } of [await floor.client.history.states({ hostId: floor.host('web1').id, from, to })]) {
    expect(host.reduce((sum, span) => sum + span.to - span.from, 0)).toBe(to - from);
    expect(host.every((span, n) => n === 0 || span.from === host[n - 1]?.to)).toBe(true);
  }
  await floor.expectChain();
});

test('the values of the hour that came twice are kept, one a slot, and charts are drawn', async () => {
  const floor = await watchedFor(2 * HOUR);
  const from = floor.clock.now() - 2 * HOUR;
  floor.clock.setWall(floor.clock.now() - HOUR);
  await floor.run(2 * HOUR);
  const to = floor.clock.now();
  const checkId = floor.check('web1', 'http').id;
  const [series] = await floor.client.history.samples({ checkId, from, to, points: 36 });
  expect(series?.avg.every((value) => value === 1)).toBe(true);
  await floor.stop();
  const store = await openStore(floor.folder, { clock: floor.clock, readOnly: true });
  const slots = [...store.samples.rows(checkId, from, to)].map((row) => row.at);
  store.close();
  expect(new Set(slots).size).toBe(slots.length);
  expect(slots.length).toBeGreaterThanOrEqual((3 * HOUR) / EVERY - 5);
});

test('set back while no engine runs: the next one goes on with results at once, and nobody is told twice', async () => {
  const floor = await watchedFor(2 * HOUR);
  floor.say('web1', 'http', 'critical');
  await floor.run(MINUTE);
  const runs = floor.runner.runs.length;
  await floor.restart(-HOUR);
  const startedAt = floor.clock.now();
  await floor.run(MINUTE);
  expect(floor.state('web1', 'http')).toMatchObject({ status: 'critical', type: 'hard' });
  for (const name of NAMES) {
    const slots = slotsSince(floor, name, runs);
    expect(slots.length).toBeGreaterThanOrEqual(MINUTE / EVERY - 1);
    expect(floor.state(name, 'http').resultAt).toBe(slots.at(-1));
    expect(floor.engine.world.lastResults.get(floor.check(name, 'http').id)?.at).toBeGreaterThanOrEqual(
      startedAt - SECOND,
    );
  }
  expect(await floor.told()).toEqual(['web1 http problem']);
  expect((await floor.journal('clock-jump')).map((entry) => entry.text)).toEqual([
    expect.stringMatching(/^The wall clock was set back by 3\d\d\d s or more while no engine was running$/),
  ]);
  floor.say('web1', 'http', 'ok');
  await floor.run(MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
  await floor.restart(SECOND);
  expect(floor.problems()).toEqual([]);
  // The last result of each check is the last one taken in, not the one with the latest clock.
  const last = floor.engine.world.lastResults.get(floor.check('web1', 'http').id);
  expect(last?.status).toBe('ok');
  await floor.expectChain();
});
