// `watchfloor engine` and `beat`: the engine in a terminal, from its first line to a clean end. (spec: command-line)
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { connectEngine } from '../../electron/cli/engine-client.ts';
import type { CliRun } from '../support/cli.ts';
import { cli } from '../support/cli.ts';
import { newFolder } from '../support/floor.ts';

interface Line {
  readonly at: string;
  readonly event: string;
  readonly [more: string]: unknown;
}

/** Starts `watchfloor engine` and waits until it watches. It ends with the test, at the latest. */
async function startEngine(folder: string, ...more: string[]) {
  const ending = new AbortController();
  let printed = '';
  let look = () => {};
  const onOut = (out: string) => {
    printed = out;
    look();
  };
  const ended = cli(['engine', '--data', folder, ...more], { signal: ending.signal, onOut });
  onTestFinished(async () => {
    ending.abort();
    await ended;
  });
  const said = (pattern: RegExp): Promise<void> =>
    new Promise((resolve, reject) => {
      look = () => {
        if (pattern.test(printed)) resolve();
      };
      look();
      void ended.then((run) => reject(new Error(`it ended with ${run.status}: ${run.err}`)));
    });
  await said(/watching/);
  return {
    said,
    lines: (): readonly Line[] =>
      printed
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    async stop(): Promise<CliRun> {
      ending.abort();
      return ended;
    },
  };
}

describe('the engine in a terminal', () => {
  test('watches this machine, says what happens, one JSON object a line, and ends cleanly when told to', async () => {
    const folder = newFolder();
    const engine = await startEngine(folder, '--json');
    await engine.said(/"check":"ping","status":"ok"/);
    const connection = await connectEngine(folder);
    if (!connection) throw new Error('no engine listens');
    const { host } = await connection.client.inventory.addHost({
      host: { name: 'web1', address: '127.0.0.1' },
      checks: [
        { name: 'alive', kind: 'ping', alive: true },
        // Port 1 of the loopback address: refused at once.
        { name: 'http', kind: 'tcp', config: { port: 1 }, policy: { maxAttempts: 1 } },
      ],
    });
    await engine.said(/"told","host":"web1"/);
    await connection.client.inventory.removeHost({ hostId: host.id });
    await engine.said(/problem-closed/);
    connection.close();
    const run = await engine.stop();
    expect(run.status).toBe(0);
    const lines = engine.lines();
    expect(lines.every((line) => !Number.isNaN(Date.parse(line.at)))).toBe(true);
    expect(lines[0]).toMatchObject({ event: 'watching', checks: 2, problems: 0 });
    const ofWeb1 = lines.filter((line) => line.host === 'web1' && line.check === 'http');
    expect(ofWeb1.map((line) => line.event)).toEqual(['check', 'problem-opened', 'told', 'problem-closed']);
    expect(ofWeb1[0]).toMatchObject({ status: 'critical', type: 'hard', attempt: 1 });
    expect(existsSync(join(folder, 'engine.sock'))).toBe(false);
  });

  test('a second one on the same folder is refused with 3, and says who is there', async () => {
    const folder = newFolder();
    const first = await startEngine(folder);
    const second = await cli(['engine', '--data', folder]);
    expect(second).toMatchObject({
      status: 3,
      err: expect.stringContaining(`is in use by the Watchfloor engine with process id ${process.pid}`),
    });
    expect((await first.stop()).status).toBe(0);
    // And the folder is free again.
    expect((await (await startEngine(folder)).stop()).status).toBe(0);
  });
});

describe('a sign of life', () => {
  test('without an engine cannot be sent: 3', async () => {
    const run = await cli(['beat', 'db1/dump', '--data', newFolder()]);
    expect(run).toMatchObject({ status: 3, out: '', err: expect.stringContaining('No engine is running on') });
  });

  test('with a status that there is not is wrong use: 2', async () => {
    const run = await cli(['beat', 'db1/dump', '--status', 'fine', '--data', newFolder()]);
    expect(run).toMatchObject({
      status: 2,
      err: '--status must be one of ok, warning, critical, unknown, not "fine"\n',
    });
  });

  test('for a check that does not exist, or does not listen, is refused in words: 2', async () => {
    const folder = newFolder();
    await startEngine(folder, '--json');
    expect(await cli(['beat', 'nobody/nothing', '--data', folder])).toMatchObject({
      status: 2,
      err: 'There is no such check any more. Nothing was changed.\n',
    });
  });

  test('for a heartbeat check is heard at once: the check is judged by what it says', async () => {
    const folder = newFolder();
    const engine = await startEngine(folder, '--json');
    const connection = await connectEngine(folder);
    const checks = [
      { name: 'ping', kind: 'ping', alive: true },
      { name: 'dump', kind: 'heartbeat', policy: { maxAttempts: 1 } },
    ];
    await connection?.client.inventory.addHost({ host: { name: 'db1', address: '127.0.0.1' }, checks });
    connection?.close();
    const run = await cli(['beat', 'DB1/dump', '--message', '12 GB dumped', '--data', folder]);
    expect(run).toMatchObject({ status: 0, err: '', out: expect.stringMatching(/^Heard at .*Z: DB1\/dump ok\.\n$/) });
    await engine.said(/"check":"dump","status":"ok"/);
    const bad = await cli([
      'beat',
      'db1/dump',
      '--status',
      'critical',
      '--message',
      'disk full',
      '--json',
      '--data',
      folder,
    ]);
    expect(Object.keys(JSON.parse(bad.out))).toEqual(['check_id', 'at']);
    await engine.said(/"check":"dump","status":"critical".*disk full/);
  });
});
