// `npx watchfloor` in a checkout: built when it is missing or older than its sources, without asking any registry.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { root } from '../support/app.ts';
import { newFolder } from '../support/floor.ts';

// In the checkout, so that the build's rename stays on one disk.
const clone = path.join(root, 'tests/.artifacts/launch-cli');
const built = path.join(clone, 'dist/cli/index.cjs');

beforeAll(() => {
  rmSync(clone, { recursive: true, force: true });
  mkdirSync(clone, { recursive: true });
  for (const name of ['electron', 'package.json', 'package-lock.json']) {
    cpSync(path.join(root, name), path.join(clone, name), { recursive: true });
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(clone, 'node_modules'));
});
afterAll(() => rmSync(clone, { recursive: true, force: true }));

/** Nobody answers there: whatever would be fetched fails. */
const env = { ...process.env, npm_config_registry: 'http://127.0.0.1:9/', npm_config_loglevel: 'error' };

const npx = (...args: string[]) => spawnSync('npx', ['watchfloor', ...args], { cwd: clone, env, encoding: 'utf8' });
const version: string = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
const builtAt = () => statSync(built).mtimeMs;
const source = path.join(clone, 'electron/cli/command.ts');

/** As if the file had been edited after the build. */
const edit = (file: string) => utimesSync(file, new Date(), new Date(builtAt() + 1_000));
const settle = (file: string) => utimesSync(file, new Date(0), new Date(0));

describe('npx watchfloor', () => {
  test('in a fresh clone it builds itself, prints what was asked for and nothing else, and leaves node_modules alone', () => {
    const before = readdirSync(path.join(root, 'node_modules/.bin'));
    const run = npx('--version');
    expect([run.status, run.stdout]).toEqual([0, `${version}\n`]);
    expect(readdirSync(path.join(root, 'node_modules/.bin'))).toEqual(before);
  });

  test('is not built again while nothing has changed, and is when something has', () => {
    const first = builtAt();
    expect(npx('plugin', 'threshold', '10', '11').status).toBe(1);
    expect(builtAt()).toBe(first);
    edit(source);
    expect(npx('--version').stdout).toBe(`${version}\n`);
    settle(source);
    expect(builtAt()).toBeGreaterThan(first);
  });

  test('sources that do not build are told, and the last good program serves', () => {
    const before = readFileSync(source);
    const first = builtAt();
    writeFileSync(source, 'export const = ;\n');
    edit(source);
    const run = npx('--version');
    writeFileSync(source, before);
    settle(source);
    expect([run.status, run.stdout]).toEqual([0, `${version}\n`]);
    expect(run.stderr).toContain('command.ts');
    expect(builtAt()).toBe(first);
  });

  test('the exit status, standard input and both outputs are the program’s own', () => {
    const wrong = npx('try', 'nope');
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(wrong.stderr).toContain('"nope" is not a kind of probe');
    const run = spawnSync('npx', ['watchfloor', 'plugin', 'parse', '--exit', '1'], {
      cwd: path.join(clone, 'electron/cli'),
      env,
      input: 'DISK WARNING - 91% | used=91%;90;95\n',
      encoding: 'utf8',
    });
    expect(JSON.parse(run.stdout)).toMatchObject({ status: 'warning' });
  });

  test('SIGTERM reaches the engine through the launcher and ends it cleanly', async () => {
    const child: ChildProcess = spawn(
      path.join(clone, 'electron/launch/watchfloor.cjs'),
      ['engine', '--json', '--data', newFolder()],
      { env, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = once(child, 'exit');
    let said = '';
    child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await expect.poll(() => said, { timeout: 30_000 }).toContain('"watching"');
    child.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });
});
