// `watchfloor runbook lint` and `list`, as an engineer uses them before a commit and a machine after it.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { cli } from '../support/cli.ts';
import { newFolder } from '../support/floor.ts';
import { LOOK, runbook, SAMPLE } from '../unit/runbook-format-makers.ts';

function desk() {
  const folder = newFolder();
  return {
    folder,
    run: (...args: string[]) =>
      cli(['runbook', ...args], {
        cwd: folder,
        env: { PATH: process.env.PATH, WATCHFLOOR_RUNBOOKS: join(folder, 'shipped') },
      }),
    put(name: string, text: string) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
  };
}

const named = (id: string, steps = LOOK): string => runbook(steps).replace('id: small', `id: ${id}`);
const calling = (id: string): string => `  - id: other\n    title: The other\n    call: { runbook: ${id} }\n`;

test('a clean file is said to be so', async () => {
  const { run, put } = desk();
  put('disk.yaml', SAMPLE);
  expect(await run('lint', 'disk.yaml')).toEqual({ status: 0, out: '1 runbook: nothing to find.\n', err: '' });
});

test('an error has its place, its rule and the exit status 1', async () => {
  const { run, put } = desk();
  put('books/disk.yaml', SAMPLE.replace('verify: freed ', 'verfiy: freed '));
  put('books/deep/er/small.yml', named('small'));
  put('books/notes.txt', 'not: [a runbook');
  const { status, out, err } = await run('lint', 'books');
  expect(err).toBe('books/disk.yaml:45:5: error: unknown key "verfiy": did you mean "verify"? (unknown-key)\n');
  expect(out).toBe('2 runbooks: 1 error, 0 warnings.\n');
  expect(status).toBe(1);
});

test('warnings alone let a commit through, unless --strict', async () => {
  const { run, put } = desk();
  put('old.yaml', runbook(LOOK, 'review: { last: 2024-01-01, every: 30d }\n'));
  expect(await run('lint', 'old.yaml')).toMatchObject({ status: 0, err: expect.stringContaining('warning: expired:') });
  expect(await run('lint', 'old.yaml', '--strict')).toMatchObject({ status: 1 });
});

test('--json is one document with every finding', async () => {
  const { run, put } = desk();
  put('a.yaml', SAMPLE.replace('verify: freed ', 'verify: fred '));
  const { status, out, err } = await run('lint', 'a.yaml', '--json');
  expect({ status, err }).toEqual({ status: 1, err: '' });
  expect(JSON.parse(out)).toEqual({
    files: 1,
    errors: 1,
    warnings: 0,
    findings: [
      {
        file: 'a.yaml',
        line: 45,
        column: 13,
        path: 'steps[3].verify',
        severity: 'error',
        rule: 'no-such-step',
        message: 'there is no step "fred": did you mean "freed"?',
      },
    ],
  });
});

test('what cannot be read ends with 2, in words', async () => {
  const { run, put, folder } = desk();
  put('a.yaml', SAMPLE);
  expect(await run('lint', 'a.yaml', 'nope.yaml')).toEqual({
    status: 2,
    out: '',
    err: 'nope.yaml: there is no such file or folder\n',
  });
  mkdirSync(join(folder, 'empty'));
  expect(await run('lint', 'empty')).toMatchObject({
    status: 2,
    err: expect.stringMatching(/^empty: there is no runbook in this folder/),
  });
  writeFileSync(join(folder, 'latin.yaml'), Buffer.from([0x61, 0x3a, 0x20, 0xe9]));
  expect(await run('lint', 'latin.yaml')).toMatchObject({ status: 2, err: 'latin.yaml: is not text in UTF-8\n' });
  expect(await run('lint')).toMatchObject({ status: 2 });
});

test('a file over 1 MiB is a finding, and no long wait', async () => {
  const { run, put } = desk();
  put('big.yaml', `${named('big')}# ${'x'.repeat(2_000_000)}`);
  expect(await run('lint', 'big.yaml')).toMatchObject({ status: 1, err: expect.stringContaining('(too-large)') });
});

test('files know each other, what lies beside them, and the library that ships', async () => {
  const { run, put } = desk();
  put('shipped/schema/runbook.schema.json', '{}');
  put('shipped/base.yaml', named('base'));
  put('ours/a.yaml', named('a', calling('b')));
  put('ours/b.yaml', named('b', calling('base')));
  put('ours/c.yaml', named('c', calling('nobody')));
  expect(await run('lint', 'ours/a.yaml')).toMatchObject({ status: 0, err: '' });
  expect(await run('lint', 'ours')).toMatchObject({
    status: 1,
    err: 'ours/c.yaml:9:22: error: there is no runbook "nobody": look at the ids of the library (watchfloor runbook list) (no-such-runbook)\n',
  });
});

test('two files of one id: the second is told', async () => {
  const { run, put } = desk();
  put('ours/a.yaml', named('same'));
  put('ours/b.yaml', named('same'));
  expect((await run('lint', 'ours')).err).toBe(
    'ours/b.yaml:3:5: error: the id "same" is taken by ours/a.yaml: give this runbook another one (duplicate-id)\n',
  );
});

test('standard input is judged as a file is', async () => {
  const { status, err } = await cli(['runbook', 'lint', '-'], {
    stdin: SAMPLE.replace('estimate: 10m', 'estimate: ten'),
  });
  expect({ status, err }).toEqual({
    status: 1,
    err: 'standard input:9:11: error: estimate must be a duration: 500ms, 20s, 5m, 2h, 180d (bad-duration)\n',
  });
});

test('with --data the hosts, tags and checks of that inventory are judged, and nothing of it is touched', async () => {
  const { put, folder } = desk();
  mkdirSync(join(folder, 'data'));
  put(
    'hosts.yaml',
    'watchfloor: 1\nhosts:\n  - name: ams1-web-1\n    address: 127.0.0.2\n    tags: [web]\n    checks: [{ name: page, kind: http }]\n',
  );
  expect((await cli(['--data', 'data', 'inventory', 'import', 'hosts.yaml'], { cwd: folder })).status).toBe(0);
  put(
    'a.yaml',
    runbook(
      `  - id: df
    title: Look
    run: { on: ams1-web1, argv: [df] }
    risk: read-only
  - id: page
    title: Again
    check: { host: ams1-web-1, check: pag }
`,
      'match: [{ tags: [web] }]\n',
    ),
  );
  const { status, err } = await cli(['--data', 'data', 'runbook', 'lint', 'a.yaml'], { cwd: folder });
  expect(err.trim().split('\n')).toEqual([
    'a.yaml:10:16: error: there is no host "ams1-web1" in the inventory: did you mean "ams1-web-1"? (unknown-host)',
    'a.yaml:14:39: error: ams1-web-1 has no check "pag": did you mean "page"? (unknown-check)',
  ]);
  expect(status).toBe(1);
  expect((await cli(['runbook', 'lint', 'a.yaml'], { cwd: folder })).status).toBe(0);
  expect((await cli(['--data', 'nowhere', 'runbook', 'lint', 'a.yaml'], { cwd: folder })).status).toBe(3);
});

test('the list shows the library with what is wrong in it', async () => {
  const { run, put } = desk();
  put('shipped/schema/runbook.schema.json', '{}');
  put('shipped/small.yaml', named('small'));
  put('shipped/disk.yaml', SAMPLE.replace('verify: freed ', 'verify: fred '));
  const { status, out } = await run('list');
  expect(status).toBe(0);
  expect(out).toMatch(/^ID .*TITLE .*STATE .*STEPS .*REVIEW .*FINDINGS\n/);
  expect(out).toMatch(/\nlinux-disk-full +Filesystem almost full on a Linux host +active +7 +fresh +1 error\n/);
  expect(out).toMatch(/\nsmall +A small runbook +draft +1 +- +-\n/);
  const { runbooks } = JSON.parse((await run('list', '--json')).out);
  expect(runbooks).toMatchObject([
    { id: 'linux-disk-full', errors: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/), steps: 7 },
    { id: 'small', errors: 0, state: 'draft' },
  ]);
});

test('without a library a folder is asked for', async () => {
  const { run, put } = desk();
  expect(await run('list')).toMatchObject({
    status: 2,
    err: expect.stringContaining('there is no such file or folder'),
  });
  put('ours/a.yaml', named('a'));
  expect(await run('list', '--folder', 'ours')).toMatchObject({ status: 0, out: expect.stringContaining('\na ') });
});
