// `npm start` as a person runs it: with a display the window, without one the engine in the terminal; Ctrl+C ends both.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { appEnv, openDisplay, root } from '../support/app.ts';

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
function start(display: string) {
  let said = '';
  const started = spawn(
    process.execPath,
    ['electron/launch/with-node.cjs', 'electron/launch/start.ts', '--data', data],
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
