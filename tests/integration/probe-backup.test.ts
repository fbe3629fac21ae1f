// The newest backup in real folders, on this machine and through a real sshd, with names and rights as bad as they get.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { backup } from '../../electron/engine/probes/backup.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { backupHost, openFolder, sha256 } from './probe-backup-makers.ts';

const host = backupHost();
const { configOf, put, run } = host;
let folder: string;
beforeEach(() => {
  folder = host.folder();
});

const HOSTILE = [
  'two words  and more.dump',
  '-rf.dump',
  'it\'s $(touch pwned) `touch pwned` "; touch pwned #.dump',
  'line\nfeed\n.dump',
  '*?[a].dump',
  'back\\slash\\0101.dump',
  'üñí.dump',
  '=wf end.dump',
];

describe.each(['local', 'ssh'] as const)('%s', (over) => {
  const user = () => (over === 'ssh' ? host.user() : 'The monitor');

  test('the newest of the folder is told with its age and size', async () => {
    put('db-20.dump', 54, 'x'.repeat(4_096));
    put('db-21.dump', 31);
    put('other.tar', 1);
    mkdirSync(join(folder, 'db-folder.dump'));
    const result = await run({ over, files: 'db-*.dump' });
    expect(result).toMatchObject({ status: 'warning', summary: 'Newest backup db-21.dump is 31 h old (limit 26 h)' });
    const [age, size, count, shrink] = result.metrics;
    expect(Math.abs(age!.value - 31 * 3_600 - 90)).toBeLessThan(60);
    expect([size!.value, count!.value, shrink!.value]).toEqual([2_048, 2, 50]);
  });
  test.each(HOSTILE)('a name that is %j stays a name', async (name) => {
    put(name, 30, 'one');
    put(`${name}.sha256`, 30, `${sha256('one')}  whatever\n`);
    put('older.dump', 40);
    const result = await run({ over, checksum: 'required' });
    expect(result.status, result.summary).toBe('warning');
    expect(result.metrics[1]).toMatchObject({ name: 'size', value: 3 });
    expect(result.summary).toMatch(/^Newest backup .* is 30 h old \(limit 26 h\)$/);
    expect(existsSync(join(folder, 'pwned'))).toBe(false);
    put(`${name}.sha256`, 30, `${sha256('two')}  whatever\n`);
    expect((await run({ over, checksum: 'required' })).status).toBe('critical');
  });
  test('a name that is no text at all is found, hashed and shown with marks for what cannot be', async () => {
    const name = Buffer.from([0x61, 0xff, 0xfe, 0x62]);
    put(name, 3, 'bytes');
    put(Buffer.concat([name, Buffer.from('.md5')]), 3, createHash('md5').update('bytes').digest('hex'));
    expect(await run({ over, checksum: 'required', files: 'a*b' })).toMatchObject({
      status: 'ok',
      summary: 'Newest backup a\ufffd\ufffdb is 3 h old, 5 B, MD5 fits',
    });
  });
  test('a pattern is matched here and never by the shell there', async () => {
    put('a.dump', 1);
    for (const files of ['$(touch pwned)', "'; touch pwned; '", '`touch pwned`', '-delete', '-exec']) {
      const result = await run({ over, files });
      expect(result.summary).toMatch(/^No file in .* matches /);
    }
    expect(existsSync(join(folder, 'a.dump'))).toBe(true);
    expect(execFileSync('ls', [folder], { encoding: 'utf8' })).toBe('a.dump\n');
    expect(await run({ over, files: '[a-b].d?mp' })).toMatchObject({ status: 'ok' });
  });
  test('links are no backups, and do not lead out of the folder', async () => {
    put('real.dump', 30);
    symlinkSync('/etc/passwd', join(folder, 'linked.dump'));
    symlinkSync('/etc/passwd', join(folder, 'real.dump.sha256'));
    const result = await run({ over, checksum: 'required', warnHours: 40 });
    expect(result).toMatchObject({
      status: 'critical',
      summary: 'Newest backup real.dump has no checksum that can be read',
    });
    expect(result.metrics[2]).toMatchObject({ name: 'count', value: 1 });
    // The folder itself may be one.
    const way = join(folder, 'way');
    const target = openFolder('lab-target-');
    try {
      symlinkSync(target, way);
      writeFileSync(join(target, 'a.dump'), 'new');
      expect((await run({ over, folder: way, settleSeconds: 0 })).summary).toMatch(/^Newest backup a\.dump/);
    } finally {
      rmSync(target, { recursive: true });
    }
  });
  test('a folder that is missing, empty, a file, or shut', async () => {
    expect(await run({ over })).toMatchObject({
      status: 'critical',
      summary: expect.stringMatching(/^Folder .* is empty$/),
    });
    expect(await run({ over, folder: `${folder}/no` })).toMatchObject({
      status: 'critical',
      summary: expect.stringMatching(/^Folder .*\/no is not there$/),
    });
    put('file', 1);
    expect(await run({ over, folder: `${folder}/file` })).toMatchObject({
      status: 'critical',
      summary: expect.stringMatching(/\/file is not a folder$/),
    });
    // Root reads everything on this machine, so only the other way can be refused by rights.
    if (over === 'local') return;
    chmodSync(folder, 0o700);
    try {
      expect(await run({ over })).toMatchObject({
        status: 'unknown',
        summary: expect.stringMatching(new RegExp(`^${user()} may not read `)),
      });
      chmodSync(folder, 0o755);
      const path = put('a.dump', 1, 'one');
      put('a.dump.sha256', 1, sha256('one'));
      chmodSync(path, 0o600);
      expect(await run({ over, files: 'a*', checksum: 'required' })).toMatchObject({
        status: 'unknown',
        summary: 'Newest backup a.dump could not be verified: it may not be read',
      });
    } finally {
      chmodSync(folder, 0o755);
    }
  });
  test('a list of checksums; the file is read once as long as it stays what it is', async () => {
    put('a.dump', 5, 'one');
    put('b.dump', 4, 'two');
    put('SHA256SUMS', 3, `${sha256('one')}  a.dump\n${sha256('two')} *b.dump\n`);
    const config = configOf({ over, checksum: 'required' });
    const again = () => backup.run(config, probeContext());
    expect(await again()).toMatchObject({
      status: 'ok',
      summary: 'Newest backup b.dump is 4 h old, 3 B, SHA-256 fits',
    });
    // Of the same size and age it is not read again; touched, it is.
    put('b.dump', 4, 'TWO');
    const at = Math.round(Date.now() / 1_000 - 4 * 3_600 - 90);
    utimesSync(join(folder, 'b.dump'), at, at);
    expect(await again()).toMatchObject({
      status: 'critical',
      summary: 'Newest backup b.dump does not match its SHA-256 in SHA256SUMS',
    });
    writeFileSync(join(folder, 'b.dump'), 'two');
    utimesSync(join(folder, 'b.dump'), at, at);
    expect(await again()).toMatchObject({ status: 'critical' });
    utimesSync(join(folder, 'b.dump'), at + 1, at + 1);
    expect(await again()).toMatchObject({ status: 'ok' });
    // What it should be is read each time.
    put('SHA256SUMS', 3, `${sha256('three')}  b.dump\n`);
    expect(await again()).toMatchObject({ status: 'critical' });
  });
  test('a file over the limit is not read for its checksum, and that is said', async () => {
    put('a.dump', 1, 'one');
    put('a.dump.sha256', 1, sha256('two'));
    expect(await run({ over, checksum: 'required', checksumMaxGiB: 1e-9 })).toMatchObject({
      status: 'ok',
      detail: 'checksum not read: over 1e-9 GiB',
    });
  });
  test('a log says how it went, in its last lines', async () => {
    put('a.dump', 1);
    put('run.log', 1, `started\n${'noise\n'.repeat(50_000)}backup completed\n`);
    const log = { over, logFile: 'run.log', files: '*' };
    expect(await run({ ...log, logPattern: '/^backup completed$/m' })).toMatchObject({ status: 'ok' });
    expect(await run({ ...log, logPattern: 'started' })).toMatchObject({
      status: 'critical',
      summary: 'Log run.log does not say started',
    });
    expect(await run({ ...log, logFile: 'no.log', logPattern: 'x' })).toMatchObject({
      summary: 'Log no.log is not there',
    });
    expect(await run({ ...log, logFile: `${folder}/run.log`, logPattern: 'completed' })).toMatchObject({
      status: 'ok',
    });
    execFileSync('mkfifo', [join(folder, 'pipe')]);
    expect(await run({ ...log, logFile: 'pipe', logPattern: 'x' })).toMatchObject({ summary: 'Log pipe is not there' });
  });
  test('a file from the future, and one just being written', async () => {
    put('a.dump', -5);
    expect(await run({ over })).toMatchObject({
      status: 'warning',
      summary: expect.stringMatching(/^Newest backup a\.dump is dated [45] h in the future/),
    });
    rmSync(join(folder, 'a.dump'));
    writeFileSync(join(folder, 'b.dump'), 'growing');
    expect(await run({ over })).toMatchObject({
      status: 'critical',
      summary: expect.stringMatching(/^No finished backup in .*, 1 still being written$/),
    });
  });
  test('two thousand files, the newest among them', async () => {
    for (let at = 0; at < 2_000; at += 1) put(`db-${at}.dump`, 2_030 - at);
    const result = await run({ over });
    expect(result.summary).toMatch(/^Newest backup db-1999\.dump is 31 h old/);
    expect(result.metrics[2]).toMatchObject({ name: 'count', value: 2_000 });
  });
});
