// What screens get: a snapshot and then every change, over the port, as the app has it.
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../electron/contract/index.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { LiveMessage, Snapshot, WorldEvent } from '../../electron/contract/model/world.ts';
import { MINUTE, openFloor, SECOND, until } from '../support/floor.ts';

/** A screen as plain as can be: it keeps the world as it is told. */
async function screen(client: Client) {
  const abort = new AbortController();
  onTestFinished(() => abort.abort());
  const stream = await client.live.world(undefined, { signal: abort.signal });
  const messages: LiveMessage[] = [];
  const kept = new Map<string, unknown>();
  const put = (key: string, value: unknown) => void kept.set(key, value);
  const apply = (event: WorldEvent): void => {
    if (event.type === 'host') put(`host ${event.host.id}`, event.host);
    else if (event.type === 'check') put(`check ${event.check.id}`, event.check);
    else if (event.type === 'check-state') put(`state ${event.state.checkId}`, event.state);
    else if (event.type === 'host-state') put(`reach ${event.state.hostId}`, event.state);
    else if (event.type === 'problem') put(`problem ${event.problem.id}`, event.problem);
    else if (event.type === 'problem-closed') kept.delete(`problem ${event.problemId}`);
    else if (event.type === 'host-removed')
      for (const key of [`host ${event.hostId}`, `reach ${event.hostId}`]) kept.delete(key);
    else if (event.type === 'check-removed')
      for (const key of [`check ${event.checkId}`, `state ${event.checkId}`]) kept.delete(key);
  };
  const load = (world: Snapshot): void => {
    kept.clear();
    for (const host of world.hosts) apply({ type: 'host', host });
    for (const check of world.checks) apply({ type: 'check', check });
    for (const state of world.checkStates) apply({ type: 'check-state', state });
    for (const state of world.hostStates) apply({ type: 'host-state', state });
    for (const problem of world.problems) apply({ type: 'problem', problem });
  };
  const reading = (async () => {
    for await (const message of stream) {
      messages.push(message);
      if (message.type === 'snapshot') load(message.world);
      else for (const event of message.events) apply(event);
    }
  })().catch(() => {});
  await until(() => messages.length > 0);
  return { messages, kept, reading, seqs: () => messages.map((message) => message.seq) };
}

test('two screens, one from the beginning and one that came late, end with the same world as the engine’s', async () => {
  const floor = await openFloor();
  const early = await screen(floor.client);
  await floor.watch('sw1');
  for (const name of ['web1', 'web2']) await floor.watch(name, { parents: ['sw1'], checks: [{ name: 'http' }] });
  await floor.run(2 * MINUTE);
  for (const name of ['sw1', 'web1', 'web2']) floor.say(name, 'ping', 'critical');
  floor.say('web1', 'http', { status: 'warning', summary: 'slow' });
  await floor.run(4 * MINUTE);
  await floor.acknowledge('sw1', 'ping');
  await floor.client.inventory.removeHost({ hostId: floor.host('web2').id });
  const late = await screen(floor.connect('bob'));
  floor.say('web1', 'ping', 'ok');
  await floor.run(3 * MINUTE);
  await until(() => early.seqs().at(-1) === late.seqs().at(-1));

  const { world } = floor.engine;
  const truth = new Map<string, unknown>();
  for (const host of world.hosts.values()) truth.set(`host ${host.id}`, host);
  for (const check of world.checks.values()) truth.set(`check ${check.id}`, check);
  for (const state of world.hostStates.values()) truth.set(`reach ${state.hostId}`, state);
  for (const problem of world.problems.values()) truth.set(`problem ${problem.id}`, problem);
  const settled = (kept: Map<string, unknown>) => new Map([...kept].filter(([key]) => !key.startsWith('state')));
  expect(settled(early.kept)).toEqual(truth);
  expect(settled(late.kept)).toEqual(truth);
  // Words and figures of a check that stays ok are not pushed; its state is.
  for (const memory of world.memory.values()) {
    const { status, type, attempt, hardStatus } = memory;
    for (const { kept } of [early, late])
      expect(kept.get(`state ${memory.checkId}`)).toMatchObject({ status, type, attempt, hardStatus });
  }
});

test('numbers rise by one without a gap, from the snapshot’s on', async () => {
  const floor = await openFloor();
  const { seqs, messages } = await screen(floor.client);
  for (const name of ['a', 'b', 'c']) await floor.watch(name);
  await floor.run(3 * MINUTE);
  await until(() => messages.length > 150);
  const [first = 0] = seqs();
  expect(seqs()).toEqual(seqs().map((_, n) => first + n));
  expect(messages.filter((message) => message.type === 'snapshot')).toHaveLength(1);
});

test('an idle engine sends its health, about once a second, and nothing else', async () => {
  const floor = await openFloor();
  await floor.watch('web1');
  await floor.run(MINUTE);
  const { messages } = await screen(floor.client);
  const before = messages.length;
  await floor.run(12 * SECOND);
  await until(() => messages.length >= before + 10);
  const pushed = messages.slice(before).flatMap((message) => (message.type === 'push' ? message.events : []));
  expect(new Set(pushed.map((event) => event.type))).toEqual(new Set(['health']));
  expect(pushed.length).toBeLessThanOrEqual(13);
});

test('one host from near: its last results at once, then each new one', async () => {
  const floor = await openFloor();
  const host = await floor.watch('web1', { checks: [{ name: 'http' }] });
  await floor.watch('db1');
  await floor.run(MINUTE);
  const abort = new AbortController();
  const stream = await floor.client.live.host({ hostId: host.id }, { signal: abort.signal });
  const first = (await stream.next()).value as readonly Result[] | undefined;
  expect(first?.map((result) => result.checkId).sort()).toEqual(
    [floor.check('web1', 'ping').id, floor.check('web1', 'http').id].sort(),
  );
  const next = stream.next() as Promise<IteratorResult<readonly Result[]>>;
  await floor.seen('web1', 'http');
  expect(((await next).value as readonly Result[]).every((result) => result.status === 'ok')).toBe(true);
  abort.abort();
});

test('a new engine is known by its name: the screen starts over', async () => {
  const floor = await openFloor();
  const first = await screen(floor.client);
  await floor.restart(SECOND);
  const second = await screen(floor.client);
  const [before, after] = [first.messages[0], second.messages[0]];
  expect(before?.type === 'snapshot' && after?.type === 'snapshot' && before.engineId !== after.engineId).toBe(true);
});
