// The command line inside Electron's main process, as the package runs it: no display, no dialog, nothing left behind.
// Here with the checkout, told to stay in the process; commands that need no SQLite, which an old Electron cannot load.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { root, runtimeExecutable } from '../support/app.ts';
import { startSilent } from '../support/lab/tcp-server.ts';

let temporary: string;
beforeAll(() => {
  temporary = mkdtempSync(path.join(tmpdir(), 'watchfloor-words-'));
});
afterAll(() => rmSync(temporary, { recursive: true, force: true }));

const flags = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu', '--log-level=3'];
const settings = () => {
  const { DISPLAY: _display, WAYLAND_DISPLAY: _wayland, ...env } = process.env;
  return {
    cwd: temporary,
    env: {
      ...env,
      WATCHFLOOR_ENGINE_HOST: 'utility',
      TMPDIR: temporary,
      XDG_CONFIG_HOME: path.join(temporary, 'config'),
    },
  };
};
const argsFor = (words: readonly string[]) => [...flags, root, '--command-line', '--', ...words];

const run = (words: readonly string[], input = '') =>
  spawnSync(runtimeExecutable(), argsFor(words), { ...settings(), input, encoding: 'utf8', timeout: 60_000 });

test('input, both outputs and the exit status are the command’s; the version is the app’s', () => {
  const parsed = run(['plugin', 'parse', '--exit', '1'], 'DISK WARNING - 91% | used=91%;90;95\n');
  expect(JSON.parse(parsed.stdout)).toMatchObject({ status: 'warning' });
  const wrong = run(['try', 'nope']);
  expect(wrong).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^"nope" is not a kind/) });
  const ping = run(['try', 'ping', '--config', '{"packets": 1}']);
  expect(ping).toMatchObject({ status: 0, stderr: '', stdout: expect.stringContaining('ping 127.0.0.1: ok') });
  expect(run(['--version']).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('a reader that goes away ends it without a word', async () => {
  const child = spawn(runtimeExecutable(), argsFor(['try', '--list']), {
    ...settings(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  child.stderr.on('data', (chunk: Buffer) => (complaints += chunk.toString('utf8')));
  child.stdout.destroy();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(complaints).toBe('');
});

test('SIGTERM ends the command, which still says how it went', async () => {
  const server = await startSilent();
  try {
    const config = JSON.stringify({ port: server.port, expect: 'hello' });
    const child = spawn(
      runtimeExecutable(),
      argsFor(['try', 'tcp', '--config', config, '--timeout', '60000', '--json']),
      {
        ...settings(),
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const ended = once(child, 'exit');
    await expect.poll(server.accepted, { timeout: 30_000 }).toBe(1);
    child.kill('SIGTERM');
    expect(await ended).toEqual([1, null]);
    expect(JSON.parse(said)).toMatchObject({ status: 'unknown' });
  } finally {
    await server.stop();
  }
});

test('nothing of all that is left in the temporary folder or in the settings', () => {
  expect(readdirSync(temporary)).toEqual([]);
});
