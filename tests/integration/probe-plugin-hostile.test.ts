// Plugins that hang, pour, die or are none: bounded in time and memory, and each said in words.
import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findPlugin } from '../../electron/engine/probes/plugin-file.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { type PluginFolder, pluginFolder, run } from './probe-plugin-scripts.ts';

let folder: PluginFolder;
let before: readonly string[] = [];
beforeEach(() => {
  folder = pluginFolder();
  before = openThings();
});
afterEach(() => folder.remove());

describe('plugins that misbehave', () => {
  test('one that hangs is ended with everything it started, and nothing stays', async () => {
    const command = folder.script(
      `sleep 600 & echo $! >${folder.path}/child; trap '' TERM; echo waiting; while :; do sleep 600; done`,
    );
    const controller = new AbortController();
    const running = run({ command, args: [] }, { signal: controller.signal }).catch((error: Error) => error.message);
    await until(() => existsSync(`${folder.path}/child`), 'it has begun');
    controller.abort(new Error('time is up'));
    expect(await running).toBe('time is up');
    await until(() => leftSince(before).length === 0, 'nothing is left');
  });
  test('one that prints for ever is ended, in bounded memory', async () => {
    expect(await run({ command: '/usr/bin/yes', args: ['x'.repeat(1_000)] })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin printed over 16 MiB and was ended',
      metrics: [],
    });
    await until(() => leftSince(before).length === 0, 'nothing is left');
  });
  test('one that leaves a child behind has answered all the same', async () => {
    expect(await run({ command: folder.script('sleep 600 & echo "OK - done|a=1"'), args: [] })).toMatchObject({
      status: 'ok',
      summary: 'OK - done',
    });
    await until(() => leftSince(before).length === 0, 'nothing is left');
  });
  test('one that is ended by a signal', async () => {
    expect(await run({ command: folder.script('echo "OK"; kill -SEGV $$'), args: [] })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin was ended by signal SEGV: OK',
    });
  });
  test('one that does not exist, by name and by path', async () => {
    expect(await run({ command: 'check_nosuch' })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin check_nosuch is missing on this machine',
      detail: 'Install it (Debian: monitoring-plugins). Give its path where it is in another folder.',
    });
    expect(await run({ command: `${folder.path}/gone` })).toMatchObject({ status: 'unknown' });
  });
  test('one that is not executable, a folder, or no program at all', async () => {
    const plain = folder.script('exit 0');
    chmodSync(plain, 0o644);
    expect(await run({ command: plain })).toMatchObject({ status: 'unknown', summary: `${plain} is not executable` });
    expect(await run({ command: folder.path })).toMatchObject({
      status: 'unknown',
      summary: `${folder.path} is no file`,
    });
    // A shell would be tried on these, and its exit code 2 for a syntax error be taken for "critical".
    for (const content of ['echo OK; exit 0\n', Buffer.from([0x28, 0x28, 0, 1, 2, 255]), '']) {
      const file = join(folder.path, 'no-program');
      writeFileSync(file, content, { mode: 0o755 });
      expect(await run({ command: file })).toMatchObject({ status: 'unknown', summary: `${file} is no program` });
    }
  });
  test('one whose interpreter is missing, or whose arguments are too long', async () => {
    const command = folder.script('#!/nosuch/perl\n');
    expect(await run({ command, args: [] })).toMatchObject({
      status: 'unknown',
      summary: `Plugin could not be started: the interpreter in the first line of ${command} is missing`,
    });
    const args = Array.from({ length: 128 }, () => 'x'.repeat(16_384));
    expect(await run({ command: folder.script('echo OK', 'check_args'), args })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin could not be started: its arguments are too long',
    });
  });
  test('one that prints nothing', async () => {
    expect(await run({ command: folder.script('exit 0'), args: [] })).toEqual({
      status: 'ok',
      summary: 'Plugin printed no summary',
      metrics: [],
    });
    expect(await run({ command: folder.script('echo "cannot open x" >&2; exit 3'), args: [] })).toMatchObject({
      status: 'unknown',
      summary: 'Plugin printed no summary: cannot open x',
    });
  });
  test('binary garbage and terminal escapes do no harm', async () => {
    const garbage = await run({ command: folder.script('head -c 100000 /dev/urandom; exit 1'), args: [] });
    expect(garbage.status).toBe('warning');
    expect(garbage.summary).not.toMatch(/\p{Cc}/u);
    const escapes = folder.script(`printf '\\033]0;owned\\007\\033[2J\\033[31mBAD\\033[0m \\202 | a=1'; exit 2`);
    expect(await run({ command: escapes, args: [] })).toMatchObject({
      status: 'critical',
      summary: 'BAD \ufffd',
      metrics: [{ name: 'a', value: 1 }],
    });
  });
  test('100,000 lines are cut, and the first one still says it', async () => {
    const outcome = await run({ command: folder.script('echo "LINES OK|n=1"; seq 1 100000; exit 0'), args: [] });
    expect(outcome).toMatchObject({ status: 'ok', summary: 'LINES OK', detail: 'output cut at 256 KiB' });
    expect(outcome.output?.length).toBeLessThanOrEqual(256 * 1024);
  });
  test('none of our environment reaches it', async () => {
    process.env.WATCHFLOOR_LAB_SECRET = 'canary';
    try {
      const { output } = await run({ command: folder.script('echo ENV; env'), args: [] });
      expect(output).toContain('LC_ALL=C');
      expect(output).not.toContain('canary');
    } finally {
      delete process.env.WATCHFLOOR_LAB_SECRET;
    }
  });
  test('a bare name is found in the first folder that has it', async () => {
    const file = folder.script('exit 0');
    expect(await findPlugin('check_lab', [`${folder.path}/nosuch`, folder.path])).toEqual({ file });
  });
});
