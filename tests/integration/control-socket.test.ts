// The control socket: what is said through it is done, seen and put on record as from a window. (spec: command-line)
import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectEngine, requireEngine } from '../../electron/cli/engine-client.ts';
import { hostInput } from '../../electron/contract/model/host.ts';
import { silentLog } from '../../electron/engine/lib/log.ts';
import { runEngine } from '../../electron/engine/run-engine.ts';
import { enter, openControl } from '../support/control-floor.ts';
import { newFolder, openFloor } from '../support/floor.ts';
import { createScriptedRunner } from '../support/floor-runner.ts';

describe('the line', () => {
  test('a caller gets the whole contract, and the journal names the user', async () => {
    const floor = await openFloor();
    await openControl(floor);
    const { client, engine } = await enter(floor.folder, 'grace');
    expect(engine).toMatchObject({ version: 'test', pid: process.pid });
    expect((await client.engine.about()).operator).toBe('grace');
    await client.inventory.addHost({ host: { name: 'web1', address: '127.0.0.1' } });
    const [entry] = await floor.journal('inventory');
    expect(entry).toMatchObject({ actor: { type: 'operator', name: 'grace' }, text: 'web1 added, with ping' });
  });

  test('the live feed comes over it: a snapshot, then what changes', async () => {
    const floor = await openFloor();
    await openControl(floor);
    await floor.watch('web1', { checks: [{ name: 'http', policy: { maxAttempts: 1 } }] });
    const { client } = await enter(floor.folder);
    const feed = await client.live.world();
    const first = await feed.next();
    expect(first.value).toMatchObject({ type: 'snapshot', world: { hosts: [{ name: 'web1' }] } });
    floor.say('web1', 'http', 'critical');
    await floor.seen('web1', 'http');
    for await (const message of feed) {
      if (message.type === 'push' && message.events.some((event) => event.type === 'problem')) break;
    }
  });

  test('what is refused comes back as words about the field; an engine that ends, as words too', async () => {
    const floor = await openFloor();
    const control = await openControl(floor);
    const { client } = await enter(floor.folder);
    await expect(client.monitoring.beat({ check: 'nobody/nothing' })).rejects.toMatchObject({
      name: 'InputError',
      message: 'There is no such check any more. Nothing was changed.',
    });
    const feed = await client.live.world();
    await feed.next();
    await control.close();
    await expect(client.engine.about()).rejects.toMatchObject({ name: 'UnreachableError' });
    expect(await connectEngine(floor.folder)).toBeNull();
  });

  test('a message of megabytes goes through in both directions', async () => {
    const floor = await openFloor();
    await openControl(floor);
    const { client } = await enter(floor.folder);
    const notes = 'ä'.repeat(10_000);
    for (let index = 0; index < 200; index += 1) {
      await floor.client.inventory.addHost({ host: { name: `host-${index}`, address: '127.0.0.1', notes } });
    }
    const feed = await client.live.world();
    for await (const message of feed) {
      expect(message.type === 'snapshot' && message.world.hosts.every((host) => host.notes === notes)).toBe(true);
      break;
    }
    const text = `# ${'x'.repeat(3_000_000)}\n`;
    // Whatever the import says of it: it was read, not cut.
    await client.inventory.csvColumns({ text }).catch((error: Error) => error);
    expect((await client.engine.about()).version).toBe('test');
  });
});

describe('a running engine', () => {
  const start = (folder: string) =>
    runEngine({
      folder,
      version: '1.2.3',
      log: silentLog,
      keychain: null,
      knownHostsFiles: [],
      watchSelf: false,
      runner: createScriptedRunner(),
    });

  test('listens while it runs, and not afterwards', async () => {
    const folder = newFolder();
    const engine = await start(folder);
    const connection = await requireEngine(folder);
    expect(connection.engine).toMatchObject({ version: '1.2.3', pid: process.pid });
    connection.close();
    await engine.stop();
    await expect(requireEngine(folder)).rejects.toThrow(/No engine is running on/);
  });

  test('where no socket can be made it watches all the same', async () => {
    const folder = newFolder();
    // Something that is no socket and cannot be removed as one.
    mkdirSync(join(folder, 'engine.sock', 'full'), { recursive: true });
    const said: string[] = [];
    const engine = await runEngine({
      folder,
      version: '1.2.3',
      log: { ...silentLog, error: (message) => said.push(message) },
      keychain: null,
      knownHostsFiles: [],
      watchSelf: false,
      runner: createScriptedRunner(),
    });
    onTestFinished(() => engine.stop());
    expect(said.join()).toContain('control socket could not be opened');
    const host = hostInput.parse({ name: 'web1', address: '127.0.0.1' });
    await engine.inventory.addHost({ host, checks: [] }, { type: 'operator', name: 'ada' });
    expect(engine.world.hosts.size).toBe(1);
  });

  // As root every door opens; the words are for everybody else.
  test.skipIf(process.getuid?.() === 0)('another user is refused in words', async () => {
    const folder = newFolder();
    const server = createServer().listen(join(folder, 'engine.sock'));
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    chmodSync(join(folder, 'engine.sock'), 0o000);
    await expect(connectEngine(folder)).rejects.toThrow(/belongs to another user/);
  });
});
