// Checks that share a process: what falls due together runs together.
import { expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { job, kind, OK, openScheduler } from './scheduler-floor.ts';

const MINUTE = 60_000;

function pings(finish: () => Promise<void> = async () => {}) {
  const batches: number[] = [];
  const alone: number[] = [];
  const probe = kind({
    concurrency: 16,
    run: async () => {
      alone.push(1);
      return OK;
    },
    batch: async (count, report) => {
      batches.push(count);
      await finish();
      for (let index = 0; index < count; index += 1) report(index);
    },
  });
  return { probe, batches, alone };
}

test('two that fall due together share a process; the odd one out has its own', async () => {
  const { clock, scheduler, results } = openScheduler();
  const { probe, batches, alone } = pings();
  for (const name of ['a', 'b', 'c']) scheduler.put(job(name, probe));
  scheduler.runNow(['a', 'b'] as CheckId[]);
  await clock.advance(100);
  expect([batches, alone]).toEqual([[2], []]);
  scheduler.runNow(['c'] as CheckId[]);
  await clock.advance(100);
  expect([batches, alone]).toEqual([[2], [1]]);
  expect(results).toHaveLength(3);
});

test('a thousand checks run in a few processes a second, each with the time of its own slot', async () => {
  const { clock, scheduler, results, of } = openScheduler();
  const { probe, batches, alone } = pings();
  const names = Array.from({ length: 1_000 }, (_, n) => `ping-${n}`);
  for (const name of names) scheduler.put(job(name, probe, { intervalMs: 10_000, timeoutMs: 5_000 }));
  await clock.advance(10_250);
  expect(new Set(results.map((result) => result.checkId)).size).toBe(1_000);
  expect(batches.length).toBeLessThanOrEqual(52);
  expect(alone.length).toBeLessThan(5);
  await clock.advance(30_000);
  for (const name of names) {
    const times = of(name).map((result) => result.at);
    expect(times.slice(1).every((at, n) => at - (times[n] ?? 0) === 10_000)).toBe(true);
  }
});

test('when too many processes run already, checks wait for the next and go together, instead of one by one', async () => {
  const ends: (() => void)[] = [];
  const { clock, scheduler, results } = openScheduler();
  const { probe, batches, alone } = pings(() => new Promise((resolve) => ends.push(resolve)));
  const names = Array.from({ length: 3_000 }, (_, n) => `ping-${n}`);
  for (const name of names) scheduler.put(job(name, probe, { intervalMs: MINUTE, timeoutMs: 59_000 }));
  await clock.advance(30_000);
  expect(batches).toHaveLength(24);
  expect(scheduler.figures().running).toBe(24);
  for (const end of ends.splice(0)) end();
  await clock.advance(1_000);
  expect(alone).toEqual([]);
  expect(Math.max(...batches)).toBeGreaterThan(500);
  for (let round = 0; round < 200; round += 1) {
    for (const end of ends.splice(0)) end();
    await clock.advance(250);
  }
  expect(new Set(results.map((result) => result.checkId)).size).toBe(3_000);
  // Late is told as late: what waited some twenty seconds says so.
  expect(Math.max(...results.map((result) => result.lateMs))).toBeGreaterThan(15_000);
});

test('a batch that does not let go is ended at the longest timeout, and each of its checks says so', async () => {
  const { clock, scheduler, results } = openScheduler();
  const deaf = kind({ batch: () => new Promise(() => {}) });
  for (const name of ['a', 'b']) scheduler.put(job(name, deaf, { timeoutMs: 5_000 }));
  scheduler.runNow(['a', 'b'] as CheckId[]);
  await clock.advance(8_000);
  expect(results.map((result) => [result.checkId, result.status, result.summary])).toEqual([
    ['a', 'critical', 'No answer within 5 s'],
    ['b', 'critical', 'No answer within 5 s'],
  ]);
});

test('a batch that forgets one of its checks does not lose it', async () => {
  const { clock, scheduler, results } = openScheduler();
  const forgetful = kind({ batch: async (_count, report) => report(0) });
  for (const name of ['a', 'b']) scheduler.put(job(name, forgetful));
  scheduler.runNow(['a', 'b'] as CheckId[]);
  await clock.advance(100);
  expect(results.map((result) => result.status)).toEqual(['ok', 'unknown']);
  await clock.advance(MINUTE);
  expect(results.length).toBeGreaterThanOrEqual(4);
});
