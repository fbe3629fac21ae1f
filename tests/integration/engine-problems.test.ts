// Checks and problems over the whole engine: spec monitoring, rules 1 to 6, flapping, and "Handling".
import { expect, test } from 'vitest';
import type { Status } from '../../electron/contract/model/result.ts';
import { type Floor, MINUTE, openFloor, SECOND } from '../support/floor.ts';

/** web1 with one check behind its ping, seen well once. */
async function webFloor(policy: object = {}): Promise<Floor> {
  const floor = await openFloor();
  await floor.watch('web1', { checks: [{ name: 'http', policy }] });
  await floor.seen('web1', 'http');
  return floor;
}

/** One run for each status. */
async function results(floor: Floor, ...statuses: Status[]): Promise<void> {
  for (const status of statuses) {
    floor.say('web1', 'http', status);
    await floor.seen('web1', 'http');
  }
}

test('rules 1 and 2: the third failure opens a problem dated from the first, and people are told once', async () => {
  const floor = await webFloor();
  const slots = () => floor.runner.runs.filter((run) => run.check === 'http').map((run) => run.at);
  await results(floor, 'critical');
  const first = slots().at(-1) ?? 0;
  expect(floor.state('web1', 'http')).toMatchObject({ type: 'soft', attempt: 1, status: 'critical' });
  expect(floor.problems()).toEqual([]);
  await results(floor, 'critical');
  expect(slots().at(-1)).toBe(first + 15 * SECOND);
  await results(floor, 'critical');
  expect(floor.state('web1', 'http')).toMatchObject({ type: 'hard', attempt: 3 });
  expect(floor.problem('web1', 'http')).toMatchObject({ status: 'critical', held: null, openedAt: first });
  await floor.run(10 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem']);
});

test('rule 2: another bad status counts on; with one attempt the very first result is a problem', async () => {
  const floor = await webFloor();
  await results(floor, 'warning', 'critical', 'unknown');
  expect(floor.problem('web1', 'http')?.status).toBe('unknown');
  floor.say('db1', 'sql', 'critical');
  await floor.watch('db1', { checks: [{ name: 'sql', policy: { maxAttempts: 1 } }] });
  await floor.seen('db1', 'sql');
  expect(floor.problem('db1', 'sql')).toMatchObject({ status: 'critical', held: null });
});

test('rule 3: a soft recovery is written down and nobody is told', async () => {
  const floor = await webFloor();
  await results(floor, 'critical', 'critical', 'ok');
  expect(floor.state('web1', 'http')).toMatchObject({ type: 'hard', attempt: 1, status: 'ok' });
  const events = (await floor.journal('check-state')).filter((entry) => entry.text.includes('http'));
  expect(events.map((entry) => entry.data.event)).toEqual(['first-ok', 'soft', 'soft', 'soft-recovery']);
  expect(await floor.told()).toEqual([]);
});

test('rule 4: a hard change is told at once, drops a normal acknowledgement and keeps a sticky one', async () => {
  const floor = await webFloor();
  await results(floor, 'critical', 'critical', 'critical');
  await floor.acknowledge('web1', 'http');
  await results(floor, 'warning');
  expect(floor.problem('web1', 'http')).toMatchObject({ status: 'warning', ack: null, held: null });
  await floor.acknowledge('web1', 'http', { sticky: true });
  await results(floor, 'critical');
  expect(floor.problem('web1', 'http')).toMatchObject({
    status: 'critical',
    ack: { by: 'ada', sticky: true },
    held: { reason: 'acknowledged', by: 'ada' },
  });
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http change']);
});

test('rule 5: a recovery is told only to those who were told of the problem', async () => {
  const floor = await webFloor({ recoverAfter: 2 });
  await results(floor, 'critical', 'critical', 'critical', 'ok');
  expect(floor.problem('web1', 'http')?.status).toBe('critical');
  await results(floor, 'ok');
  expect(floor.problems()).toEqual([]);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
});

test('an acknowledged problem is still announced as over', async () => {
  const floor = await webFloor();
  await results(floor, 'critical', 'critical', 'critical');
  await floor.acknowledge('web1', 'http', { sticky: true });
  await results(floor, 'ok');
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http recovery']);
});

test('an acknowledgement that runs out while the problem got worse has it told then', async () => {
  const floor = await webFloor();
  await results(floor, 'warning', 'warning', 'warning');
  await floor.acknowledge('web1', 'http', { sticky: true, expiresAt: floor.clock.now() + 30 * MINUTE });
  await results(floor, 'critical');
  expect(await floor.told()).toEqual(['web1 http problem']);
  await floor.run(30 * MINUTE);
  expect(await floor.told()).toEqual(['web1 http problem', 'web1 http change']);
  expect(floor.problem('web1', 'http')).toMatchObject({ ack: null, held: null });
});

test('an acknowledgement that ran out already is refused with its field', async () => {
  const floor = await webFloor();
  await results(floor, 'critical', 'critical', 'critical');
  await expect(floor.acknowledge('web1', 'http', { expiresAt: floor.clock.now() })).rejects.toMatchObject({
    code: 'INVALID',
    data: { fields: [{ path: 'expiresAt' }] },
  });
  expect(floor.problem('web1', 'http')?.ack).toBeNull();
});

test('who released and who acknowledged stands in the journal; problems that are gone are named', async () => {
  const floor = await webFloor();
  await results(floor, 'critical', 'critical', 'critical');
  const id = floor.problem('web1', 'http')?.id ?? '';
  const bob = floor.connect('bob');
  const reason = 'restarting it';
  expect(await bob.monitoring.acknowledge({ problemIds: [id, 'long-gone'], reason })).toEqual({
    acknowledged: 1,
    gone: ['long-gone'],
  });
  expect(await floor.client.monitoring.unacknowledge({ problemIds: [id] })).toEqual({ released: 1 });
  const entries = await floor.journal('acknowledgement');
  expect(entries.map((entry) => [entry.actor, entry.text, entry.problemId])).toEqual([
    [{ type: 'operator', name: 'bob' }, `web1 http acknowledged: ${reason}`, id],
    [{ type: 'operator', name: 'ada' }, 'web1 http no longer acknowledged', id],
  ]);
});

test('a flapping link is two alerts: it flaps, it stopped', async () => {
  const floor = await webFloor({ maxAttempts: 1 });
  const before = (await floor.told()).length;
  for (let round = 0; round < 12; round += 1) await results(floor, 'ok', 'critical');
  expect(floor.state('web1', 'http').flapping).toBe(true);
  const flaps = (await floor.told()).slice(before);
  expect(flaps.at(-1)).toBe('web1 http flapping-start');
  await results(floor, ...Array<Status>(20).fill('ok'));
  expect(floor.state('web1', 'http').flapping).toBe(false);
  const after = (await floor.told()).slice(before + flaps.length);
  // What it hid comes right behind the end: the last they were told of was a problem, or nothing.
  expect(after.filter((alert) => alert.endsWith('flapping-stop'))).toHaveLength(1);
  expect(after.filter((alert) => alert.includes('flapping-start'))).toEqual([]);
});

test('rule 10: a result older than the one known changes nothing, not even what is drawn last', async () => {
  const floor = await webFloor();
  const { id } = floor.check('web1', 'http');
  const known = floor.engine.world.lastResults.get(id);
  // Set back by less than a jump: the slots follow it.
  floor.clock.setWall(floor.clock.now() - 1_500);
  floor.say('web1', 'http', 'critical');
  await floor.client.monitoring.checkNow({ checkIds: [id] });
  await floor.run(200);
  expect(floor.runner.runs.at(-1)).toMatchObject({ host: 'web1', check: 'http' });
  expect(floor.engine.world.lastResults.get(id)).toEqual(known);
  expect(floor.state('web1', 'http').status).toBe('ok');
});
