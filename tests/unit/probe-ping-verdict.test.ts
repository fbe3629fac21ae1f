// What ping's answers mean, and how a run is fitted into its time.
import { expect, test } from 'vitest';
import type { Clock } from '../../electron/engine/lib/clock.ts';
import { createLanes } from '../../electron/engine/probes/ping-lanes.ts';
import { pingConfig, pingPlan, pingVerdict } from '../../electron/engine/probes/ping-verdict.ts';

const config = (settings: object = {}) => pingConfig.parse(settings);

test.each([
  [3, [0.41, 0.4, 0.42], 'ok', '0.41 ms, 0 % loss'],
  [3, [12.345, 12.345], 'warning', '12.3 ms, 33 % loss'],
  [10, [250, 250, 250, 250, 250, 250, 250, 250, 250], 'ok', '250 ms, 10 % loss'],
  [3, [], 'critical', 'Down: 3 of 3 packets lost'],
  [1, [], 'critical', 'Down: 1 of 1 packets lost'],
])('%i sent, %j back: %s, %s', (sent, times, status, summary) => {
  expect(pingVerdict(config(), sent, times)).toMatchObject({ status, summary });
});
test('loss and round trip each have their limits, the worse one counts', () => {
  const limits = config({ warnRttMs: 100, critRttMs: 200, warnLossPercent: 20, critLossPercent: 50 });
  expect(pingVerdict(limits, 2, [100, 100])).toMatchObject({ status: 'ok' });
  expect(pingVerdict(limits, 2, [101, 101])).toMatchObject({ status: 'warning', detail: 'warning over 100 ms' });
  expect(pingVerdict(limits, 4, [201, 201, 201])).toMatchObject({ status: 'critical', detail: 'critical over 200 ms' });
  expect(pingVerdict(limits, 2, [1])).toMatchObject({ status: 'critical', detail: 'critical from 50 % loss' });
});
test('no loss is never too much, and a host that is down is critical whatever the limits', () => {
  expect(pingVerdict(config({ warnLossPercent: 0, critLossPercent: 0 }), 1, [1])).toMatchObject({ status: 'ok' });
  expect(pingVerdict(config(), 3, [])).toMatchObject({ status: 'critical' });
});
test('a run that does not fit into its time is shortened, never cut off', () => {
  expect(pingPlan(config(), 10_000)).toEqual({ packets: 3, spacingMs: 500, waitMs: 1_000 });
  const plan = pingPlan(config(), 1_000);
  expect(2 * plan.spacingMs + plan.waitMs).toBeLessThanOrEqual(900);
  expect(plan.packets).toBe(3);
});

test('a burst has the line for itself for a moment, the rest goes at a safe pace', async () => {
  let now = 1_000;
  const timers: (() => void)[] = [];
  const after: Clock['after'] = (_ms, job) => {
    timers.push(job);
    return () => {};
  };
  const clock: Clock = { now: () => now, mono: () => now, after };
  const lanes = createLanes(clock);
  lanes.smallestGapMs = 0;
  const one = { packets: 1, spacingMs: 500, waitMs: 1_000 };
  expect(await lanes.enter(one, 250)).toBe(0);
  const second = lanes.enter(one, 250);
  expect(timers).toHaveLength(1);
  now += 50;
  timers.pop()!();
  expect(await second).toBe(0);
  now += 50;
  expect(await lanes.enter({ ...one, packets: 3 }, 250)).toBe(1);
  // While several packets a host are on their way nobody bursts.
  expect(await lanes.enter(one, 250)).toBe(1);
  expect(await lanes.enter(one, 10_000)).toBe(0.1);
});
