// The schedule across sleep, jumps and drift of the wall clock.
import { expect, test } from 'vitest';
import { job, kind, OK, openScheduler } from './scheduler-floor.ts';

const MINUTE = 60_000;

test('started afresh, everything runs within the time given, and is spread over its interval again afterwards', async () => {
  const { clock, scheduler, results } = openScheduler();
  const probe = kind({});
  const names = Array.from({ length: 300 }, (_, n) => `check-${n}`);
  for (const name of names) scheduler.put(job(name, probe));
  await clock.advance(MINUTE);
  results.length = 0;
  clock.sleep(8 * 60 * MINUTE);
  const woken = clock.now();
  scheduler.restart(10_000);
  await clock.advance(10_050);
  expect(new Set(results.map((result) => result.checkId)).size).toBe(300);
  expect(results.every((result) => result.at >= woken)).toBe(true);
  await clock.advance(MINUTE);
  results.length = 0;
  await clock.advance(MINUTE);
  expect(results.filter((result) => result.at % MINUTE < 10_000).length).toBeLessThan(120);
});

test('what was under way across a gap is ended and dropped', async () => {
  const { clock, scheduler, results, until } = openScheduler();
  const signals: AbortSignal[] = [];
  const probe = kind({
    run: (signal) => {
      signals.push(signal);
      return signals.length > 1
        ? Promise.resolve(OK)
        : new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    },
  });
  scheduler.put(job('web1', probe));
  await until(() => signals.length === 1);
  scheduler.restart(10_000);
  expect(signals[0]?.aborted).toBe(true);
  await clock.advance(0);
  expect(results).toEqual([]);
  await clock.advance(10_050);
  expect(results.map((result) => result.status)).toEqual(['ok']);
});

test('a result that comes in after a jump nobody has noticed yet is not believed', async () => {
  const { clock, scheduler, results, until } = openScheduler();
  const ends: (() => void)[] = [];
  scheduler.put(
    job('web1', kind({ run: () => new Promise((resolve) => ends.push(() => resolve({ ...OK, status: 'critical' }))) })),
  );
  await until(() => ends.length === 1);
  clock.sleep(MINUTE);
  ends[0]?.();
  await clock.advance(0);
  expect(results).toEqual([]);
});

test('slots follow a wall clock that drifts, and never fall behind it', async () => {
  const { clock, scheduler, results } = openScheduler();
  scheduler.put(job('web1', kind({}), { intervalMs: 10_000, timeoutMs: 1_000 }));
  for (let day = 0; day < 100; day += 1) {
    clock.setWall(clock.now() + 90);
    await clock.advance(10_000);
  }
  const last = results.at(-1);
  expect(clock.now() - (last?.at ?? 0)).toBeLessThan(10_250);
  const times = results.map((result) => result.at);
  expect(times.every((at, n) => n === 0 || at > (times[n - 1] ?? 0))).toBe(true);
});
