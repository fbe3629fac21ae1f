// When nobody watched: restarts, sleep, clocks that are set. Nobody is told of stale states, nobody is told twice, and the
// time counts as not monitored. (spec: monitoring, "Scheduling"; trust, "Nothing lost")
import { expect, test } from 'vitest';
import type { LiveMessage } from '../../electron/contract/model/world.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

const HOUR = 60 * MINUTE;

/** web1 whose http is a told problem. */
async function troubledFloor(): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.run(MINUTE);
  floor.say('web1', 'http', { status: 'critical', summary: 'HTTP 500' });
  await floor.run(2 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem']);
  return floor;
}

async function firstSnapshot(floor: Floor): Promise<Extract<LiveMessage, { type: 'snapshot' }>> {
  const stream = await floor.client.live.world();
  const value = (await stream.next()).value as LiveMessage | undefined;
  await stream.return?.();
  if (value?.type !== 'snapshot') throw new Error('the first message is no snapshot');
  return value;
}

async function spansOf(floor: Floor, host: string, check: string, from: number) {
  const { id: hostId } = floor.host(host);
  const states = await floor.client.history.states({ hostId, from, to: floor.clock.now() });
  return states.checks.find((one) => one.checkId === floor.check(host, check).id)?.spans ?? [];
}

test('after a restart the last known world is on the screen before the first new result', async () => {
  const floor = await troubledFloor();
  await floor.acknowledge('web1', 'http', { sticky: true });
  const { id: problemId, openedAt } = floor.problem('web1', 'http') ?? {};
  floor.runner.runs.length = 0;
  await floor.restart(5 * MINUTE);
  const { world } = await firstSnapshot(floor);
  expect(floor.runner.runs).toEqual([]);
  expect(world.hosts.map((host) => host.name)).toEqual(['web1']);
  expect(world.checkStates).toContainEqual(
    expect.objectContaining({ checkId: floor.check('web1', 'http').id, status: 'critical', summary: 'HTTP 500' }),
  );
  expect(world.problems).toMatchObject([{ id: problemId, openedAt, ack: { by: 'ada', sticky: true } }]);
  expect(world.hostStates).toMatchObject([{ reach: 'up' }]);
});

test('nobody is told twice over a restart, and the recovery is told by the engine that sees it', async () => {
  const floor = await troubledFloor();
  await floor.restart(5 * MINUTE);
  await floor.run(10 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem']);
  await floor.restart(SECOND);
  floor.say('web1', 'http', 'ok');
  await floor.run(2 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
});

test('the time without an engine counts as not monitored, in the bar and in the journal', async () => {
  const floor = await troubledFloor();
  await floor.run(MINUTE);
  const from = floor.clock.now() - MINUTE;
  const stoppedAt = floor.clock.now();
  await floor.restart(HOUR);
  await floor.run(MINUTE);
  const spans = await spansOf(floor, 'web1', 'http', from);
  expect(spans.map((span) => [span.status, span.to - span.from])).toEqual([
    ['critical', MINUTE],
    ['not-monitored', HOUR],
    ['critical', MINUTE],
  ]);
  expect(await floor.journal('not-monitored')).toMatchObject([
    { text: 'Not monitored for 3600 s: no engine was running', occurredAt: stoppedAt, actor: { type: 'engine' } },
  ]);
});

test('failures from before a gap do not count towards a problem after it', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.run(MINUTE);
  floor.say('web1', 'http', 'critical');
  await floor.seen('web1', 'http', 2);
  await floor.restart(HOUR);
  await floor.seen('web1', 'http');
  expect(floor.state('web1', 'http')).toMatchObject({ type: 'soft', attempt: 1 });
  await floor.seen('web1', 'http', 2);
  expect(floor.problem('web1', 'http')).toMatchObject({ held: null });
});

test('an acknowledgement that ran out while no engine ran is not news until somebody looked', async () => {
  const floor = await troubledFloor();
  await floor.acknowledge('web1', 'http', { sticky: true, expiresAt: floor.clock.now() + 30 * MINUTE });
  floor.say('web1', 'http', 'warning');
  await floor.seen('web1', 'http');
  expect(floor.problem('web1', 'http')?.held?.reason).toBe('acknowledged');
  floor.say('web1', 'http', 'ok');
  // Nobody has looked yet, wherever in its interval the first run falls.
  floor.runner.hold('web1');
  await floor.restart(HOUR);
  await floor.run(2 * SECOND);
  expect(await floor.told()).toEqual(['web1 http problem']);
  floor.runner.release('web1');
  await floor.run(2 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
});

test('the same, and it is still there: told with the first result', async () => {
  const floor = await troubledFloor();
  await floor.acknowledge('web1', 'http', { sticky: true, expiresAt: floor.clock.now() + 30 * MINUTE });
  floor.say('web1', 'http', 'warning');
  await floor.seen('web1', 'http');
  await floor.restart(HOUR);
  await floor.seen('web1', 'http');
  await floor.run(SECOND);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http change']);
});

test('an alert that waited for a parent when the engine stopped goes out when the host was seen again', async () => {
  const floor = await openFloor();
  await floor.watch('sw1', { alive: { name: 'ping', policy: { intervalMs: HOUR } } });
  await floor.watch('web1', { parents: ['sw1'], alive: { name: 'ping', policy: { maxAttempts: 1 } } });
  await floor.run(6 * MINUTE);
  floor.runner.hold('sw1');
  floor.say('web1', 'ping', 'critical');
  await floor.seen('web1', 'ping');
  expect(floor.problem('web1', 'ping')?.held?.reason).toBe('verifying');
  // Its run is still out when the engine is told to end.
  const restarted = floor.restart(SECOND);
  floor.runner.release('sw1');
  await restarted;
  expect(await floor.told()).toEqual([]);
  await floor.run(6 * MINUTE);
  expect(floor.problem('web1', 'ping')).toMatchObject({ status: 'down', held: null });
  expect(await floor.told()).toEqual(['web1 problem']);
});

test('the machine slept: results under way are dropped, everything runs afresh, the night is not monitored', async () => {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
  await floor.watch('db1');
  await floor.run(2 * MINUTE);
  floor.runner.hold('web1');
  await floor.seen('web1', 'http');
  const from = floor.clock.now();
  floor.clock.sleep(8 * HOUR);
  floor.runner.runs.length = 0;
  floor.say('web1', 'http', 'critical');
  floor.runner.release('web1');
  await floor.run(500);
  floor.say('web1', 'http', 'ok');
  await floor.run(13 * SECOND);
  // One look each within ten seconds.
  expect(new Set(floor.runner.runs.map((run) => `${run.host} ${run.check}`))).toEqual(
    new Set(['web1 ping', 'web1 http', 'db1 ping']),
  );
  expect(await floor.told()).toEqual([]);
  const night = (await spansOf(floor, 'web1', 'http', from)).find((span) => span.status === 'not-monitored');
  expect(Math.abs((night ? night.to - night.from : 0) - 8 * HOUR)).toBeLessThan(3 * SECOND);
  const [entry] = await floor.journal('not-monitored');
  expect(entry?.text).toMatch(/^Not monitored for 288\d\d s: the machine slept, or its clock was set forward$/);
});

test('where the monotonic clock runs on in sleep, the system’s word is enough', async () => {
  const floor = await troubledFloor();
  const from = floor.clock.now();
  floor.engine.watchdog.power('suspend');
  floor.clock.stall(2 * HOUR);
  floor.engine.watchdog.power('resume');
  await floor.run(15 * SECOND);
  expect((await spansOf(floor, 'web1', 'http', from)).map((span) => span.status)).toContain('not-monitored');
  expect(await floor.journal('not-monitored')).toHaveLength(1);
  // Back from a pause of no length there is nothing to tell.
  floor.engine.watchdog.power('suspend');
  floor.engine.watchdog.power('resume');
  expect(await floor.journal('not-monitored')).toHaveLength(1);
});

test('a wall clock set back by an hour: written down, everything looked at again, and results count from then on', async () => {
  const floor = await troubledFloor();
  floor.clock.setWall(floor.clock.now() - HOUR);
  await floor.run(2 * SECOND);
  expect((await floor.journal('clock-jump')).map((entry) => entry.text)).toEqual([
    'The wall clock was set back by 3600 s',
  ]);
  floor.say('web1', 'http', 'ok');
  await floor.run(MINUTE);
  expect(floor.problems()).toEqual([]);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
  const result = floor.engine.world.lastResults.get(floor.check('web1', 'http').id);
  expect(Math.abs((result?.at ?? 0) - floor.clock.now())).toBeLessThan(MINUTE + SECOND);
});

test('the journal chain holds over all of that', async () => {
  const floor = await troubledFloor();
  await floor.restart(HOUR);
  floor.clock.sleep(HOUR);
  await floor.run(MINUTE);
  floor.clock.setWall(floor.clock.now() - HOUR);
  await floor.run(MINUTE);
  await floor.expectChain();
});
