// Heartbeats through the whole engine: real probe, real runner, real files; only the clock is the test's.
import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import { expect, onTestFinished, test } from 'vitest';
import type { Client } from '../../electron/contract/index.ts';
import type { JsonObject } from '../../electron/contract/model/check.ts';
import { type Engine, startEngine } from '../../electron/engine/engine.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { createTestClock, type TestClock } from '../support/clock.ts';
import { MINUTE, newFolder, SECOND } from '../support/floor.ts';
import { enginePort } from '../support/floor-port.ts';

const HOUR = 60 * MINUTE;

interface Night {
  readonly clock: TestClock;
  client: Client;
  /** Adds a heartbeat check that expects a beat every hour, five minutes of grace. */
  expectBeats(config?: JsonObject): Promise<void>;
  status(): string | undefined;
  summary(): string | undefined;
  problem(): string | undefined;
  told(): Promise<readonly string[]>;
  restart(downMs: number): Promise<void>;
}

async function openNight(): Promise<Night> {
  const folder = newFolder();
  const clock = createTestClock();
  const ports = new Set<MessagePort>();
  let engine: Engine;
  const start = async (): Promise<Client> => {
    engine = await startEngine({
      folder,
      clock,
      version: 'test',
      log: silentLog,
      keychain: null,
      knownHostsFiles: [],
      watchSelf: false,
    });
    const { port1, port2 } = new MessageChannel();
    ports.add(port1).add(port2);
    engine.handler.upgrade(enginePort(port1), { context: { actor: { type: 'operator', name: 'ada' } } });
    const client: Client = createORPCClient(new RPCLink({ port: port2 }));
    port2.start();
    return client;
  };
  const stop = async () => {
    await engine.stop();
    for (const port of ports) port.close();
    ports.clear();
  };
  const check = () => [...engine.world.checks.values()].find((one) => one.kind === 'heartbeat')!;
  const state = () => engine.world.memory.get(check().id);
  const night: Night = {
    clock,
    client: await start(),
    async expectBeats(config = {}) {
      await night.client.inventory.addHost({
        host: { name: 'db1', address: '127.0.0.1' },
        checks: [{ kind: 'heartbeat', name: 'nightly', config: { everyMinutes: 60, graceMinutes: 5, ...config } }],
      });
    },
    status: () => state()?.status,
    summary: () => state()?.summary,
    problem: () => engine.world.problems.get(check().id)?.status,
    async told() {
      const entries = await night.client.history.journal({ limit: 500 });
      return entries
        .flatMap((entry) => (entry.kind === 'alert' && entry.data.told ? [String(entry.data.told)] : []))
        .reverse();
    },
    async restart(downMs) {
      await stop();
      clock.sleep(downMs);
      night.client = await start();
    },
  };
  onTestFinished(stop);
  return night;
}

test('a beat is heard at once, silence becomes a problem, the next beat ends it', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.clock.advance(70 * SECOND);
  expect(night.status()).toBe('ok');
  expect(night.summary()).toMatch(/^No beat yet, one is awaited until /);

  await night.client.monitoring.beat({ check: 'db1/nightly', message: 'backup 17 done' });
  await night.clock.advance(0);
  await expect.poll(() => [night.status(), night.summary()]).toEqual(['ok', 'backup 17 done (beat 0 s ago)']);

  await night.clock.advance(64 * MINUTE);
  expect(night.status()).toBe('ok');
  await night.clock.advance(5 * MINUTE);
  expect([night.status(), night.problem()]).toEqual(['critical', 'critical']);
  expect(night.summary()).toMatch(/^No beat for 1 h$/);

  await night.client.monitoring.beat({ check: 'DB1/Nightly' });
  await night.clock.advance(0);
  await expect.poll(() => [night.status(), night.problem()]).toEqual(['ok', undefined]);
  expect(await night.told()).toEqual(['problem', 'recovery']);
});

test('a beat may bring bad news of its own', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.client.monitoring.beat({ check: 'db1/nightly', status: 'warning', message: 'two files skipped' });
  await night.clock.advance(MINUTE);
  expect([night.status(), night.problem()]).toEqual(['warning', 'warning']);
});

test('no beat ever is missing only after its time, counted from when the check was made', async () => {
  const night = await openNight();
  // An engine that has run for longer than that: a check added now has missed nothing.
  await night.clock.advance(2 * HOUR);
  await night.expectBeats();
  await night.clock.advance(64 * MINUTE);
  expect(night.status()).toBe('ok');
  await night.clock.advance(5 * MINUTE);
  expect(night.status()).toBe('critical');
  expect(night.summary()).toMatch(/and none ever$/);
});

test('what was heard outlives a restart, and a short one hides no silence', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.client.monitoring.beat({ check: 'db1/nightly', message: 'backup 17 done' });
  await night.clock.advance(30 * MINUTE);
  await night.restart(20 * SECOND);
  await night.clock.advance(2 * MINUTE);
  // By the last run, which may be up to a minute old.
  expect(night.summary()).toMatch(/^backup 17 done \(beat 3[12] min ago\)$/);
  await night.clock.advance(40 * MINUTE);
  expect(night.problem()).toBe('critical');
});

test('a problem stays one over a restart: no false all-clear, and nobody is told twice', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.client.monitoring.beat({ check: 'db1/nightly' });
  await night.clock.advance(2 * HOUR);
  expect(night.problem()).toBe('critical');
  await night.restart(HOUR);
  await night.clock.advance(10 * MINUTE);
  expect([night.status(), night.problem()]).toEqual(['critical', 'critical']);
  expect(await night.told()).toEqual(['problem']);
});

test('an engine that was down for a day does not blame those who beat in the meantime', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.client.monitoring.beat({ check: 'db1/nightly' });
  await night.clock.advance(10 * MINUTE);
  await night.restart(24 * HOUR);
  await night.clock.advance(30 * MINUTE);
  await expect.poll(() => [night.status(), night.problem()]).toEqual(['ok', undefined]);
  await night.clock.advance(35 * MINUTE);
  expect(night.problem()).toBe('critical');
});

test('a laptop that slept for the night alerts on nothing it could not hear', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.client.monitoring.beat({ check: 'db1/nightly' });
  await night.clock.advance(10 * MINUTE);
  night.clock.sleep(8 * HOUR);
  await night.clock.advance(30 * MINUTE);
  await expect.poll(() => [night.status(), night.problem()]).toEqual(['ok', undefined]);
});

test('a clock set back an hour raises nothing', async () => {
  const night = await openNight();
  await night.expectBeats();
  await night.client.monitoring.beat({ check: 'db1/nightly' });
  await night.clock.advance(10 * MINUTE);
  night.clock.setWall(night.clock.now() - HOUR);
  await night.clock.advance(5 * MINUTE);
  await expect.poll(() => [night.status(), night.problem()]).toEqual(['ok', undefined]);
});

test('beats for what does not listen are refused by name', async () => {
  const night = await openNight();
  await night.expectBeats();
  await expect(night.client.monitoring.beat({ check: 'db1/nosuch' })).rejects.toThrow(/no such check/);
  await expect(night.client.monitoring.beat({ check: 'nosuch/nightly' })).rejects.toThrow(/no such check/);
});
