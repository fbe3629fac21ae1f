// Commands: real programs, run without a shell.
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { command } from '../../electron/engine/notifiers/command.ts';
import type { DeliveryFailure, NotifierContext } from '../../electron/engine/notifiers/notifier.ts';
import { children, until } from '../support/lab/leftovers.ts';
import { flood, notice, notifierContext } from '../support/notices.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'notifier-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const program = (text: string, mode = 0o755): string => {
  const file = join(folder, 'tell it');
  writeFileSync(file, text);
  chmodSync(file, mode);
  return file;
};
const run = (file: string, args: readonly string[] = [], context: Partial<NotifierContext> = {}, about = notice()) =>
  command.deliver(command.config.parse({ command: file, args }), about, notifierContext(context));
const failure = (running: Promise<string>): Promise<DeliveryFailure> =>
  running.then(
    (said) => expect.fail(`was delivered: ${said}`),
    (error: DeliveryFailure) => error,
  );

test('it gets the notice on standard input, its arguments as they stand, and a few fixed facts', async () => {
  const file = program(
    `#!/bin/sh\ncat > "$0.in"\nenv > "$0.env"\nprintf '%s|' "$@" > "$0.args"\necho delivered as 17\n`,
  );
  expect(await run(file, ['$HOME', '; rm -rf x', 'a b'], { attempt: 3 })).toBe('delivered as 17');
  expect(JSON.parse(readFileSync(`${file}.in`, 'utf8'))).toMatchObject({
    version: 1,
    idempotencyKey: 'notice-1/channel-1',
    title: 'sw-core-1 is down',
  });
  expect(readFileSync(`${file}.args`, 'utf8')).toBe('$HOME|; rm -rf x|a b|');
  const names = readFileSync(`${file}.env`, 'utf8')
    .split('\n')
    .map((line) => line.split('=')[0])
    .sort();
  expect(names.filter((name) => name && !['PWD', '_', 'SHLVL', 'OLDPWD'].includes(name))).toEqual([
    'HOME',
    'LC_ALL',
    'PATH',
    'WATCHFLOOR_ATTEMPT',
    'WATCHFLOOR_CONVERSATION',
    'WATCHFLOOR_IDEMPOTENCY_KEY',
    'WATCHFLOOR_KIND',
    'WATCHFLOOR_NOTICE',
    'WATCHFLOOR_SEVERITY',
    'WATCHFLOOR_TITLE',
  ]);
});

test('75 and every other exit code is tried again, with what it complained of', async () => {
  const file = program('#!/bin/sh\necho "modem is busy" >&2\nexit "$1"\n');
  const busy = await failure(run(file, ['75']));
  expect(busy).toMatchObject({ name: 'DeliveryFailure', permanent: false });
  expect(busy.message).toBe(`${file} ended with exit code 75 (try again later): modem is busy`);
  expect(await failure(run(file, ['2']))).toMatchObject({ permanent: false });
});

test('a program that is missing, is no program, or may not be run is permanent, by name', async () => {
  const missing = await failure(run(join(folder, 'gone')));
  expect(missing).toMatchObject({ permanent: true });
  expect(missing.message).toBe(`${folder}/gone is missing on this machine. Install it, or name another.`);
  expect((await failure(run(program('#!/bin/sh\n', 0o644)))).message).toContain(
    'is not executable. Make it so: chmod +x',
  );
  expect((await failure(run(program('echo no first line\n')))).message).toContain('is no program');
  expect(await failure(run(program('#!/no/such/interpreter\n')))).toMatchObject({ permanent: true });
  expect((await failure(run(folder))).message).toContain('is no file');
});

test('a flood of output is no answer of megabytes, and a program that reads nothing gets along', async () => {
  const file = program('#!/bin/sh\nhead -c 3000000 /dev/zero | tr "\\\\0" x\n');
  expect((await run(file, [], {}, flood)).length).toBeLessThanOrEqual(200);
});

test('the abort ends it and everything it started', async () => {
  const file = program('#!/bin/sh\ntrap "" TERM\nsleep 600 &\ntouch "$0.up"\nsleep 600\n');
  const before = children();
  const controller = new AbortController();
  const running = failure(run(file, [], { signal: controller.signal }));
  await until(() => existsSync(`${file}.up`), 'it runs');
  controller.abort(new Error('time is up'));
  expect((await running).message).toBe('time is up');
  await until(() => children().every((child) => before.includes(child)), 'nothing of it is left');
});
