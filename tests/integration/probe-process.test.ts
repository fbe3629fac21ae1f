// Child processes: bounded, and gone when we say so, with everything they started.
import { describe, expect, test } from 'vitest';
import { runProcess } from '../../electron/engine/lib/process.ts';
import { children, leftSince, openThings, until } from '../support/lab/leftovers.ts';

const never = new AbortController().signal;
const sh = (script: string, signal = never) => runProcess({ file: 'sh', args: ['-c', script], signal });

describe('a child process', () => {
  test('tells its code, its output and the signal that ended it', async () => {
    const end = await sh('echo out; echo err >&2; exit 3');
    expect(end).toMatchObject({ code: 3, signal: null, cut: false });
    expect([end.stdout.toString(), end.stderr.toString()]).toEqual(['out\n', 'err\n']);
    expect(await sh('kill -9 $$')).toMatchObject({ code: null, signal: 'SIGKILL' });
  });
  test('gets its input, and arguments are never read by a shell', async () => {
    const cat = await runProcess({ file: 'cat', args: [], stdin: 'a\nb\n', signal: never });
    expect(cat.stdout.toString()).toBe('a\nb\n');
    const echo = await runProcess({ file: 'echo', args: ['$(id); `id` > /nowhere'], signal: never });
    expect(echo.stdout.toString()).toBe('$(id); `id` > /nowhere\n');
    expect((await runProcess({ file: 'true', args: [], stdin: 'x'.repeat(1e6), signal: never })).code).toBe(0);
  });
  test('that is missing or may not be run is an error with its code', async () => {
    await expect(runProcess({ file: '/nowhere/prog', args: [], signal: never })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    await expect(runProcess({ file: '/etc/passwd', args: [], signal: never })).rejects.toMatchObject({
      code: 'EACCES',
    });
  });
  test('100 MB of output: 64 KiB are kept', async () => {
    const flood = 'head -c 100000000 /dev/zero';
    // Once to warm up: what the collector lets stand is not what the output fills.
    await sh(flood);
    const before = process.memoryUsage.rss();
    const end = await sh(flood);
    expect(end).toMatchObject({ code: 0, cut: true });
    expect(end.stdout).toHaveLength(65_536);
    expect((process.memoryUsage.rss() - before) / 1024 ** 2).toBeLessThan(60);
  });
  test('at the abort it is gone with its children, also those deaf to TERM', async () => {
    const before = openThings();
    const controller = new AbortController();
    const result = sh(
      `trap '' TERM; (trap '' TERM; sleep 5001.${process.pid}) & sleep 5002.${process.pid}`,
      controller.signal,
    );
    await until(() => children().filter((child) => child.endsWith('sleep')).length === 2, 'both children run');
    controller.abort(new Error('time is up'));
    await expect(result).rejects.toThrow('time is up');
    expect(children().filter((child) => child.endsWith('sleep'))).toEqual([]);
    await until(() => leftSince(before).length === 0, 'nothing is left open');
  });
  test('one that prints for ever is ended at the abort', async () => {
    const controller = new AbortController();
    let seen = 0;
    const onStdout = (chunk: Buffer) => {
      seen += chunk.length;
      if (seen > 10_000_000) controller.abort(new Error('enough'));
    };
    await expect(runProcess({ file: 'yes', args: [], signal: controller.signal, onStdout })).rejects.toThrow('enough');
  });
  test('what it leaves in the background does not hold us up for ever', async () => {
    const end = await sh(`sleep 5003.${process.pid} & echo started`);
    expect(end).toMatchObject({ code: 0 });
    expect(end.stdout.toString()).toBe('started\n');
    await until(() => children().every((child) => !child.endsWith('sleep')), 'it is gone');
  });
  test('nothing is started when the abort came first', async () => {
    const gone = AbortSignal.abort(new Error('too late'));
    await expect(sh('echo never', gone)).rejects.toThrow('too late');
    expect(children().filter((child) => child.endsWith(' sh'))).toEqual([]);
  });
});
