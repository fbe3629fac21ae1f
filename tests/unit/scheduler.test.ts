// The schedule on a clock that the test moves: spec monitoring, "Scheduling".
import { expect, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { GRACE_MS } from '../../electron/engine/services/runner.ts';
import { job, kind, OK, openScheduler } from './scheduler-floor.ts';

const MINUTE = 60_000;
const ids = (count: number) => Array.from({ length: count }, (_, n) => `check-${n}`);
const id = 'web1' as CheckId;

/** A probe that runs until the test ends it. */
function held() {
  const ends: (() => void)[] = [];
  let most = 0;
  let running = 0;
  const probe = kind({
    run: async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise<void>((resolve) => ends.push(resolve));
      running -= 1;
      return OK;
    },
  });
  return { probe, ends, end: () => ends.shift()?.(), most: () => most, running: () => running };
}

test('first runs are spread over the interval, and each keeps its slot to the millisecond', async () => {
  const { clock, scheduler, results, of } = openScheduler();
  const probe = kind({});
  for (const name of ids(600)) scheduler.put(job(name, probe));
  const start = clock.now();
  await clock.advance(MINUTE);
  expect(results).toHaveLength(600);
  const perTenth = Array.from({ length: 10 }, () => 0);
  for (const { at } of results) {
    const tenth = Math.min(9, Math.floor((at - start) / 6_000));
    perTenth[tenth] = (perTenth[tenth] ?? 0) + 1;
  }
  for (const count of perTenth) expect(count).toBeGreaterThan(30);
  await clock.advance(9 * MINUTE);
  for (const name of ids(600)) {
    const times = of(name).map((result) => result.at);
    expect(times).toHaveLength(10);
    expect(times.slice(1).map((at, n) => at - (times[n] ?? 0))).toEqual(Array(9).fill(MINUTE));
  }
});

test('a check that runs once a day gives its first result within five minutes', async () => {
  const { clock, scheduler, results } = openScheduler();
  for (const name of ids(20)) scheduler.put(job(name, kind({}), { intervalMs: 86_400_000 }));
  await clock.advance(5 * MINUTE);
  expect(results).toHaveLength(20);
});

test('a check never overlaps itself: slots missed meanwhile are skipped, and do not come in a bunch', async () => {
  const { clock, scheduler, results } = openScheduler();
  const { probe, end, most, running } = held();
  scheduler.put(job(id, probe, { intervalMs: 10_000, timeoutMs: 600_000 }));
  await clock.advance(65_000);
  expect([running(), most()]).toEqual([1, 1]);
  end();
  await clock.advance(0);
  const first = results[0]?.at ?? 0;
  await clock.advance(10_000);
  end();
  await clock.advance(0);
  expect(results).toHaveLength(2);
  expect(((results[1]?.at ?? 0) - first) % 10_000).toBe(0);
  expect(most()).toBe(1);
});

test('a timeout fires and frees the slot even when the probe never settles', async () => {
  const { clock, scheduler, results } = openScheduler();
  const deaf = kind({ concurrency: 1, run: () => new Promise(() => {}) });
  scheduler.put(job(id, deaf, { timeoutMs: 5_000 }));
  await clock.advance(MINUTE - 1);
  await clock.advance(5_000 + GRACE_MS);
  expect(results[0]).toMatchObject({
    status: 'critical',
    summary: 'No answer within 5 s',
    durationMs: 5_000 + GRACE_MS,
  });
  expect(scheduler.figures().running).toBe(0);
  await clock.advance(MINUTE);
  expect(results.length).toBeGreaterThan(1);
});

test('a probe that heeds the abort ends at its timeout; what a timeout counts as can be set', async () => {
  const { clock, scheduler, results } = openScheduler();
  const polite = kind({
    run: (signal) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
  });
  scheduler.put(job(id, polite, { timeoutMs: 5_000, timeoutStatus: 'unknown' }));
  await clock.advance(MINUTE + 5_000);
  expect(results[0]).toMatchObject({ status: 'unknown', durationMs: 5_000 });
});

test('a probe that throws is unknown with its message, and runs on', async () => {
  const { clock, scheduler, results } = openScheduler();
  scheduler.put(job(id, kind({ run: async () => Promise.reject(new Error('no such device')) })));
  await clock.advance(2 * MINUTE);
  expect(results).toHaveLength(2);
  expect(results[0]).toMatchObject({ status: 'unknown', summary: 'no such device' });
});

test('limits for a kind, for a host and for all hold at every moment', async () => {
  const running = { all: 0, host: new Map<string, number>() };
  const most = { all: 0, kind: 0, host: 0 };
  const { clock, scheduler, results } = openScheduler({ limits: { total: 12, perHost: 2 } });
  const count = (of: string) => ({
    run: async () => {
      running.all += 1;
      const here = (running.host.get(of) ?? 0) + 1;
      running.host.set(of, here);
      most.all = Math.max(most.all, running.all);
      most.host = Math.max(most.host, here);
      await new Promise<void>((resolve) => clock.after(1_000, resolve));
      running.all -= 1;
      running.host.set(of, (running.host.get(of) ?? 0) - 1);
      return OK;
    },
  });
  for (let n = 0; n < 60; n += 1) {
    const host = `host-${n % 5}`;
    scheduler.put(job(`slow-${n}`, kind({ name: 'slow', concurrency: 3, ...count(host) }), {}, host));
    scheduler.put(job(`fast-${n}`, kind({ name: 'fast', concurrency: 50, ...count(host) }), {}, host));
  }
  scheduler.runNow(Array.from({ length: 60 }, (_, n) => [`slow-${n}`, `fast-${n}`] as CheckId[]).flat());
  await clock.advance(200);
  // Two a host would be ten at five hosts: the slow kind takes at most three of them.
  expect(scheduler.figures()).toMatchObject({ running: 10, queued: 110 });
  await clock.advance(100_000);
  expect(most.host).toBe(2);
  expect(most.all).toBeLessThanOrEqual(12);
  expect(new Set(results.map((result) => result.checkId)).size).toBe(120);
});

test('a soft state is looked at again after its retry interval, and back in its own slot when it is hard', async () => {
  const words: ('interval' | 'retry')[] = ['interval', 'retry', 'retry', 'interval', 'interval'];
  const { clock, scheduler, results } = openScheduler({ next: () => words.shift() ?? 'interval' });
  scheduler.put(job(id, kind({})));
  await clock.advance(5 * MINUTE);
  const [first = 0, ...rest] = results.map((result) => result.at);
  expect(rest.slice(0, 4).map((at) => at - first)).toEqual([60_000, 75_000, 90_000, 120_000]);
});

test('asked for now: it runs at once and keeps its slots; asked while it runs: once more, not twice', async () => {
  const { clock, scheduler, results } = openScheduler();
  const { probe, end, ends, most } = held();
  scheduler.put(job(id, probe, { timeoutMs: 59_000 }));
  await clock.advance(MINUTE);
  expect(ends).toHaveLength(1);
  expect(scheduler.runNow([id, 'nobody' as CheckId])).toBe(1);
  scheduler.runNow([id]);
  scheduler.runNow([id]);
  end();
  await clock.advance(100);
  expect(ends).toHaveLength(1);
  end();
  await clock.advance(100);
  expect(ends).toHaveLength(0);
  expect(results).toHaveLength(2);
  await clock.advance(MINUTE);
  end();
  await clock.advance(0);
  expect(((results[2]?.at ?? 0) - (results[0]?.at ?? 0)) % MINUTE).toBe(0);
  expect(most()).toBe(1);
});

test('an edit while it runs drops the result of the old config, and looks again within a second', async () => {
  const { clock, scheduler, results, until } = openScheduler();
  const { probe, end, running } = held();
  scheduler.put(job(id, probe));
  await until(() => running() === 1);
  scheduler.put(job(id, kind({ run: async () => ({ ...OK, summary: 'new' }) })));
  end();
  await clock.advance(0);
  expect(results).toEqual([]);
  await clock.advance(1_000);
  expect(results.map((result) => result.summary)).toEqual(['new']);
});

test('many checks edited at once do not stay in step with each other', async () => {
  const { clock, scheduler, results } = openScheduler();
  const probe = kind({});
  for (const name of ids(200)) scheduler.put(job(name, probe));
  await clock.advance(MINUTE);
  for (const name of ids(200)) scheduler.put(job(name, probe, { intervalMs: 2 * MINUTE }));
  await clock.advance(1_000);
  results.length = 0;
  await clock.advance(5 * MINUTE);
  const busiest = Math.max(
    ...Object.values(Object.groupBy(results, (result) => Math.floor(result.at / 6_000))).map((all) => all?.length ?? 0),
  );
  expect(busiest).toBeLessThan(40);
});

test('removed while it runs: the run is ended, its result dropped; added again it does not run beside itself', async () => {
  const { clock, scheduler, results, until } = openScheduler();
  const signals: AbortSignal[] = [];
  const deaf = kind({
    run: (signal) => {
      signals.push(signal);
      return new Promise(() => {});
    },
  });
  scheduler.put(job(id, deaf));
  await until(() => signals.length === 1);
  scheduler.remove(id);
  expect(signals[0]?.aborted).toBe(true);
  scheduler.put(job(id, deaf));
  expect(scheduler.runNow([id])).toBe(1);
  await clock.advance(GRACE_MS - 1);
  expect(signals).toHaveLength(1);
  await clock.advance(1_000);
  expect(signals).toHaveLength(2);
  scheduler.remove(id);
  await clock.advance(10 * MINUTE);
  expect(signals).toHaveLength(2);
  expect(results).toEqual([]);
});

test('lag is measured from due to start, and told as figures', async () => {
  const { clock, scheduler, results } = openScheduler();
  const slow = kind({ concurrency: 1, run: () => new Promise((resolve) => clock.after(3_000, () => resolve(OK))) });
  for (const name of ['a', 'b', 'c']) scheduler.put(job(name, slow, { intervalMs: 10_000 }));
  scheduler.runNow(['a', 'b', 'c'] as CheckId[]);
  await clock.advance(9_500);
  expect(results.map((result) => Math.round(result.lateMs / 100))).toEqual(
    [0, 30, 60].map((late) => expect.closeTo(late, -0.5)),
  );
  expect(scheduler.figures().lagMs).toBeGreaterThan(5_900);
  expect(scheduler.figures().resultsPerSecond).toBeGreaterThan(0);
});

test('a fault in taking a result in does not take the check off the schedule', async () => {
  let taken = 0;
  const { clock, scheduler, faults } = openScheduler({
    deliver: () => {
      taken += 1;
      throw new Error('a bug of ours');
    },
  });
  scheduler.put(job(id, kind({})));
  await clock.advance(3 * MINUTE);
  expect(taken).toBe(3);
  expect(faults).toHaveLength(3);
});

test('stop ends what runs, starts nothing more, and leaves no timer', async () => {
  const { clock, scheduler, results } = openScheduler();
  const { probe, ends } = held();
  const deaf = kind({ name: 'deaf', run: () => new Promise(() => {}) });
  for (const name of ids(20)) scheduler.put(job(name, probe, { timeoutMs: 59_000 }));
  scheduler.put(job(id, deaf));
  await clock.advance(MINUTE);
  const stopped = scheduler.stop();
  for (const end of ends) end();
  await clock.advance(GRACE_MS);
  await stopped;
  expect(clock.pending).toBe(0);
  const known = results.length;
  await clock.advance(10 * MINUTE);
  expect(clock.pending).toBe(0);
  expect(results).toHaveLength(known);
  expect(ends).toHaveLength(20);
});
