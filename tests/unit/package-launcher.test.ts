// /usr/bin/watchfloor of the package: a window without a command, the command line with one; and what main makes of it.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLineWords } from '../../electron/main/command-line-words.ts';

const script = path.resolve(import.meta.dirname, '../../electron/pack/linux/watchfloor');
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'watchfloor-launcher-'));
  // In the place of the executable something that prints its arguments, one a line.
  writeFileSync(path.join(folder, 'app'), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
  writeFileSync(
    path.join(folder, 'watchfloor'),
    readFileSync(script, 'utf8').replace('/opt/Watchfloor/watchfloor', path.join(folder, 'app')),
  );
  for (const name of ['app', 'watchfloor']) chmodSync(path.join(folder, name), 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const started = (...args: string[]): readonly string[] =>
  execFileSync(path.join(folder, 'watchfloor'), args, { encoding: 'utf8' })
    .split('\n')
    .slice(0, -1)
    .filter((line, index) => line !== '' || index > 0);

describe('what watchfloor starts', () => {
  test.each([
    [[]],
    [['--data', '/srv/night']],
    [['--data=/srv/night', '--disable-gpu']],
    [['--password-store=gnome-libsecret']],
    [['--wallboard']],
    [['--wallboard=DELL U2720Q', '--data', '/srv/night']],
    [['--data']],
  ])('%j: the window, with just these', (args) => {
    const words = started(...args);
    expect(words).toEqual(args);
    expect(commandLineWords(['watchfloor', ...words])).toBeNull();
  });

  test.each([
    [['status']],
    [['--data', '/srv/night', 'status', '--json']],
    [['--data=/srv/night', 'status']],
    [['--help']],
    [['-V']],
    [['try', 'tcp', '--config', '{"port": 80, "send": "a b\'c"}']],
    [['journal', 'verify', 'a file with spaces', '']],
    [['status', '--', '--type=renderer', '--command-line']],
  ])('%j: the command line, without a display, word for word', (args) => {
    const words = started(...args);
    expect(words.slice(0, words.indexOf('--'))).toContain('--ozone-platform=headless');
    expect(commandLineWords(['watchfloor', ...words])).toEqual(args);
  });
});

test('words behind a bare -- are a window’s business as before', () => {
  expect(commandLineWords(['watchfloor', '--', 'status'])).toBeNull();
  expect(commandLineWords(['watchfloor', '--command-line', 'status'])).toBeNull();
  expect(commandLineWords(['--', '--command-line'])).toBeNull();
});
