// The engine as a program: killed and started again, a second one on the same folder, a folder of a newer version.

import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { LiveMessage } from '../../electron/contract/model/world.ts';
import { openStore } from '../../electron/engine/store/open.ts';
import { type EngineProcess, runEngineToItsEnd, startEngineProcess } from '../support/engine-process.ts';
import { newFolder } from '../support/floor.ts';

/** A real ping of this machine that counts as critical, because nothing answers within a microsecond. */
const hopeless = {
  name: 'ping',
  kind: 'ping',
  alive: true,
  config: { packets: 1, critRttMs: 0.001 },
  policy: { intervalMs: 60_000, maxAttempts: 1, timeoutMs: 2_000 },
};

type Take = (message: LiveMessage) => boolean;

/** Reads the live stream until `enough` says so, and gives the message that did it. */
async function watch(engine: EngineProcess, enough: Take): Promise<LiveMessage> {
  const stream = await engine.client.live.world();
  for await (const message of stream) if (enough(message)) return message;
  throw new Error('the stream ended');
}

const problemSeen: Take = (message) =>
  message.type === 'snapshot'
    ? message.world.problems.length > 0
    : message.events.some((event) => event.type === 'problem');

const alerts = async ({ client }: EngineProcess): Promise<readonly string[]> =>
  (await client.history.journal({ limit: 500 })).filter((entry) => entry.data.told).map((entry) => entry.text);

test('killed with a problem and an acknowledgement open, it has both back before it looks at anything, and tells nobody twice', async () => {
  const folder = newFolder();
  const first = await startEngineProcess(folder);
  await first.client.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' }, checks: [hopeless] });
  await watch(first, problemSeen);
  const told = await alerts(first);
  expect(told).toHaveLength(1);
  const [problem] = await problemsOf(first);
  const reason = 'on my way';
  await first.client.monitoring.acknowledge({ problemIds: [problem?.id ?? ''], reason, sticky: true });
  await first.kill();

  const second = await startEngineProcess(folder);
  const snapshot = await watch(second, (message) => message.type === 'snapshot');
  if (snapshot.type !== 'snapshot') throw new Error('no snapshot');
  expect(snapshot.world.hosts.map((host) => host.name)).toContain('web1');
  expect(snapshot.world.problems).toMatchObject([
    { id: problem?.id, openedAt: problem?.openedAt, ack: { by: 'ada', reason, sticky: true } },
  ]);
  expect(snapshot.world.checkStates.find((state) => state.checkId === problem?.checkId)).toMatchObject({
    status: 'critical',
    type: 'hard',
  });
  // Look again at once: the same is no news.
  await second.client.monitoring.checkNow({ checkIds: [problem?.checkId ?? ''] });
  await watch(
    second,
    (message) => message.type === 'push' && message.events.some((event) => event.type === 'check-state'),
  );
  expect(await alerts(second)).toEqual(told);
  const gaps = (await second.client.history.journal({ limit: 500 })).filter((entry) => entry.kind === 'not-monitored');
  expect(gaps.map((entry) => entry.text)).toEqual([
    expect.stringMatching(/^Not monitored for \d+ s: no engine was running$/),
  ]);
  expect(await second.stop()).toBe(0);

  const store = await openStore(folder, { clock: Date, readOnly: true });
  expect(store.journal.verify()).toMatchObject({ ok: true });
  store.close();
});

test('a second engine on the same folder is refused in words that name the first, with status 3, and disturbs nothing', async () => {
  const folder = newFolder();
  const first = await startEngineProcess(folder);
  const second = await runEngineToItsEnd(folder);
  expect(second.status).toBe(3);
  expect(second.log).toContain(`is in use by the Watchfloor engine with process id ${first.child.pid}`);
  expect(second.log).toContain('Nothing was changed.');
  expect((await first.client.engine.about()).dataFolder).toBe(folder);
});

test('a folder written by a newer version is left untouched, said so, with status 3', async () => {
  const folder = newFolder();
  const engine = await startEngineProcess(folder);
  expect(await engine.stop()).toBe(0);
  const file = join(folder, 'watchfloor.db');
  const db = new Database(file);
  db.pragma('user_version = 999');
  db.close();
  const refused = await runEngineToItsEnd(folder);
  expect(refused.status).toBe(3);
  expect(refused.log).toMatch(/watchfloor\.db was written by a newer version of Watchfloor .* It was left untouched\./);
  const again = new Database(file, { readonly: true });
  expect(again.pragma('user_version', { simple: true })).toBe(999);
  again.close();
});

test('told to end, it ends with status 0 and gives the folder back', async () => {
  const folder = newFolder();
  for (let round = 0; round < 2; round += 1) {
    const engine = await startEngineProcess(folder);
    const ended = new Promise((resolve) => engine.child.once('exit', (code) => resolve(code)));
    engine.child.kill('SIGTERM');
    expect(await ended).toBe(0);
  }
});

async function problemsOf(engine: EngineProcess) {
  const message = await watch(engine, (one) => one.type === 'snapshot');
  return message.type === 'snapshot' ? message.world.problems.filter((one) => one.status === 'down') : [];
}
