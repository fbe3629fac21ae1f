// `npm start` as a person runs it: with a display the window, without one the engine in the terminal; Ctrl+C ends both.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appEnv, openDisplay, root } from '../support/app.ts';
import { cli } from '../support/cli.ts';

let data: string;
let child: ChildProcess | undefined;
beforeEach(() => {
  data = mkdtempSync(path.join(tmpdir(), 'watchfloor-launcher-'));
});
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }
  rmSync(data, { recursive: true, force: true });
});

/** Runs the launcher as the npm script does. */
function start(display: string, ...args: readonly string[]) {
  let said = '';
  const started = spawn(
    process.execPath,
    ['electron/launch/with-node.cjs', 'electron/launch/start.ts', '--data', data, ...args],
    { cwd: root, env: { ...appEnv(display), WAYLAND_DISPLAY: '' }, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child = started;
  for (const stream of [started.stdout, started.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString('utf8');
    });
  }
  return { child: started, said: () => said, ended: once(started, 'exit') };
}

const databaseIsThere = () => existsSync(path.join(data, 'watchfloor.db'));

test('without a display it says so in one line, watches in the terminal, and SIGTERM ends it cleanly', async () => {
  const started = start('');
  await expect.poll(databaseIsThere, { timeout: 20_000 }).toBe(true);
  await expect.poll(started.said, { timeout: 20_000 }).toContain('watching');
  expect(
    started
      .said()
      .split('\n')
      .filter((line) => line.includes('No display here')),
  ).toHaveLength(1);
  started.child.kill('SIGTERM');
  expect(await started.ended).toEqual([0, null]);
});

test('with a display the window opens on that data folder; a second start finds it; SIGINT ends it', async () => {
  const display = await openDisplay({ width: 1_366, height: 768 });
  try {
    const first = start(display.name);
    await expect.poll(first.said, { timeout: 20_000 }).toContain('engine started');
    const second = start(display.name);
    expect(await second.ended).toEqual([0, null]);
    expect(second.said()).toContain('already running');
    first.child.kill('SIGINT');
    expect(await first.ended).toEqual([0, null]);
  } finally {
    await display.close();
  }
});

test('the demo: forty hosts on loopback, the first fault seen within a minute, and SIGTERM takes all of it away', async () => {
  const labs = () => readdirSync(tmpdir()).filter((name) => name.startsWith('watchfloor-lab-'));
  const before = labs();
  const started = start('', '--demo');
  await expect.poll(started.said, { timeout: 60_000 }).toContain('Demo: ams1-web02 http-500');
  const status = async () => {
    const { out } = await cli(['--data', data, 'status', '--json']);
    const { hosts, problems } = JSON.parse(out) as { hosts: unknown[]; problems: { host: string; check: string }[] };
    return { hosts: hosts.length, problems: problems.map(({ host, check }) => `${host}/${check}`) };
  };
  await expect.poll(status, { timeout: 90_000, interval: 1_000 }).toMatchObject({
    hosts: 40,
    problems: expect.arrayContaining(['ams1-web02/page']),
  });
  started.child.kill('SIGTERM');
  expect(await started.ended).toEqual([0, null]);
  expect(labs()).toEqual(before);
  const door = connect({ host: '127.77.1.1', port: 7_001 });
  expect(await once(door, 'error').then(([error]) => error.code)).toBe('ECONNREFUSED');
});

test('a demo leaves a folder that watches something alone', async () => {
  const first = start('');
  await expect.poll(databaseIsThere, { timeout: 20_000 }).toBe(true);
  first.child.kill('SIGTERM');
  await first.ended;
  const demo = start('', '--demo');
  expect(await demo.ended).toEqual([1, null]);
  expect(demo.said()).toContain('holds an inventory already; the demo leaves it alone');
});

test('before npm ci it says in one line what to run', async () => {
  // The door itself, in a folder where npm ci has not been.
  const bare = path.join(data, 'electron/launch');
  cpSync(path.join(root, 'electron/launch/with-node.cjs'), path.join(bare, 'with-node.cjs'));
  const asked = spawn(process.execPath, [path.join(bare, 'with-node.cjs'), 'electron/launch/start.ts']);
  let said = '';
  asked.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString('utf8');
  });
  expect(await once(asked, 'exit')).toEqual([1, null]);
  expect(said.trim().split('\n')).toEqual(['The packages are not installed yet: run "npm ci" first.']);
});
