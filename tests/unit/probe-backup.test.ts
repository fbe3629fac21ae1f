// The newest backup: which files count, how old, how large, whole or not.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inList, inSibling, isChecksumFile, type Verification } from '../../electron/engine/probes/backup-checksum.ts';
import { chooseBackups } from '../../electron/engine/probes/backup-choice.ts';
import { backupConfig } from '../../electron/engine/probes/backup-config.ts';
import type { BackupFile, Listing } from '../../electron/engine/probes/backup-place.ts';
import { readListing } from '../../electron/engine/probes/backup-place-ssh.ts';
import { backupVerdict, type LogState, placeTrouble } from '../../electron/engine/probes/backup-verdict.ts';
import { byteArgument, shellCommand } from '../../electron/engine/probes/over-ssh.ts';

const NOW = Date.UTC(2026, 10, 22, 12, 0, 0);
const HOUR = 3_600_000;
const MIB = 1024 * 1024;
const file = (name: string, ageHours: number, size = 10 * MIB): BackupFile => ({
  name: Buffer.from(name),
  modifiedAt: NOW - ageHours * HOUR,
  size,
});
function judge(
  files: readonly BackupFile[],
  settings: object = {},
  checked: { verification?: Verification; log?: LogState; empty?: boolean } = {},
) {
  const config = backupConfig.parse(settings);
  const { verification = { state: 'none' }, log = 'not-asked', empty = false } = checked;
  const listing = { state: 'listed', now: NOW, files, empty, more: false } as const;
  return backupVerdict(config, listing, chooseBackups(config, files, NOW), { verification, log });
}

describe('the newest backup', () => {
  test('is young and whole', () => {
    const outcome = judge([file('db-21.dump', 29), file('db-22.dump', 5)], { maxShrink: 30 });
    expect(outcome).toMatchObject({ status: 'ok', summary: 'Newest backup db-22.dump is 5 h old, 10 MiB' });
    expect(outcome.metrics).toEqual([
      { name: 'age', value: 18_000, unit: 's', warn: '93600', crit: '180000', min: 0 },
      { name: 'size', value: 10 * MIB, unit: 'B', crit: '1:', min: 0 },
      { name: 'count', value: 2, unit: '', warn: '1:', min: 0 },
      { name: 'shrink', value: 0, unit: '%', warn: '30', min: 0, max: 100 },
    ]);
    expect(outcome.output).toBe(
      '2026-11-22T07:00:00Z        10485760 db-22.dump\n2026-11-21T07:00:00Z        10485760 db-21.dump',
    );
  });
  test('is old: exactly at a limit is not over it', () => {
    expect(judge([file('db.dump', 26)])).toMatchObject({ status: 'ok' });
    expect(judge([file('db.dump', 31)])).toMatchObject({
      status: 'warning',
      summary: 'Newest backup db.dump is 31 h old (limit 26 h)',
    });
    expect(judge([file('db.dump', 75)])).toMatchObject({
      status: 'critical',
      summary: 'Newest backup db.dump is 75 h old (limit 50 h)',
    });
  });
  test('is empty, small, or shrank', () => {
    expect(judge([file('db.dump', 1, 0)])).toMatchObject({
      status: 'critical',
      summary: 'Newest backup db.dump is empty',
    });
    expect(judge([file('db.dump', 1, 1_000)], { minSizeMiB: 5 })).toMatchObject({
      status: 'critical',
      summary: 'Newest backup db.dump holds only 1000 B (at least 5 MiB)',
    });
    expect(judge([file('b.dump', 1, 4 * MIB), file('a.dump', 25)], { maxShrink: 50 })).toMatchObject({
      status: 'warning',
      summary: 'Newest backup b.dump is 60 % smaller than the one before (10 MiB)',
    });
    expect(judge([file('b.dump', 1, 5 * MIB), file('a.dump', 25)], { maxShrink: 50 })).toMatchObject({ status: 'ok' });
  });
  test('is dated in the future, which would hide that no other is made', () => {
    expect(judge([file('a.dump', -3), file('b.dump', 90)])).toMatchObject({
      status: 'warning',
      summary: 'Newest backup a.dump is dated 3 h in the future (a clock is wrong)',
    });
    // Half a minute is what clocks differ by.
    expect(judge([file('a.dump', -30 / 3_600)], { settleSeconds: 0 })).toMatchObject({ status: 'ok' });
  });
  test('does not match its checksum, has none, or could not be read', () => {
    const differs: Verification = { state: 'differs', algorithm: 'sha256', source: 'SHA256SUMS' };
    expect(judge([file('a.dump', 30)], {}, { verification: differs })).toMatchObject({
      status: 'critical',
      summary: 'Newest backup a.dump does not match its SHA-256 in SHA256SUMS, is 30 h old (limit 26 h)',
    });
    expect(judge([file('a.dump', 1)], { checksum: 'required' })).toMatchObject({
      status: 'critical',
      summary: 'Newest backup a.dump has no checksum that can be read',
    });
    expect(judge([file('a.dump', 1)], { checksum: 'present' })).toMatchObject({ status: 'ok' });
    expect(
      judge([file('a.dump', 1)], {}, { verification: { state: 'failed', why: 'it may not be read' } }),
    ).toMatchObject({
      status: 'unknown',
      summary: 'Newest backup a.dump could not be verified: it may not be read',
    });
    expect(judge([file('a.dump', 1)], {}, { verification: { state: 'too-large' } })).toMatchObject({
      status: 'ok',
      detail: 'checksum not read: over 4 GiB',
    });
    expect(judge([file('a.dump', 1)], {}, { verification: { ...differs, state: 'fits' } }).summary).toBe(
      'Newest backup a.dump is 1 h old, 10 MiB, SHA-256 fits',
    );
  });
  test('comes with a log that does not say what it should', () => {
    const settings = { logFile: 'backup.log', logPattern: 'completed' };
    expect(judge([file('a.dump', 1)], settings, { log: 'not-found' })).toMatchObject({
      status: 'critical',
      summary: 'Log backup.log does not say completed',
    });
    expect(judge([file('a.dump', 30)], settings, { log: 'missing' }).summary).toBe(
      'Log backup.log is not there; Newest backup a.dump is 30 h old (limit 26 h)',
    );
  });
  test('has too few before it', () => {
    expect(judge([file('a.dump', 1)], { minCount: 7 })).toMatchObject({
      status: 'warning',
      summary: 'Only 1 backup (at least 7)',
    });
  });
  test('has a name full of escapes, shown without them', () => {
    expect(judge([file('a\u001b[31m\nb\u202edump', 30)]).summary).toBe(
      'Newest backup a bdump is 30 h old (limit 26 h)',
    );
  });
});

describe('which files count', () => {
  const names = (files: readonly BackupFile[], settings: object = {}) =>
    chooseBackups(backupConfig.parse(settings), files, NOW).backups.map(({ name }) => name.toString());
  test('those that fit the pattern, the newest first; never checksums, logs of ours, or hidden ones', () => {
    const files = ['a.dump', 'b.dump.sha256', 'SHA256SUMS', 'b.dump', '.hidden.dump', 'run.log', 'b.dump.asc'].map(
      (name, at) => file(name, 10 - at),
    );
    expect(names(files, { logFile: 'run.log', logPattern: 'x' })).toEqual(['b.dump', 'a.dump']);
    expect(names(files, { files: '.h*' })).toEqual(['.hidden.dump']);
    expect(names(files, { files: '*.tar' })).toEqual([]);
  });
  test('not those still being written, by name or by age, unless that is asked for', () => {
    const files = [file('a.dump', 20), file('b.dump.part', 2), file('c.tmp', 2), file('d.dump', 30 / 3_600)];
    expect(names(files)).toEqual(['a.dump']);
    expect(names(files, { skipUnfinished: false, settleSeconds: 0 })).toEqual([
      'd.dump',
      'c.tmp',
      'b.dump.part',
      'a.dump',
    ]);
    expect(judge(files.slice(1))).toMatchObject({
      status: 'critical',
      summary: 'No finished backup in /var/backups, 3 still being written',
      metrics: [{ name: 'count', value: 0, unit: '' }],
    });
  });
  test('none', () => {
    expect(judge([], {}, { empty: true }).summary).toBe('Folder /var/backups is empty');
    expect(judge([file('x', 1)], { files: 'db-*' }).summary).toBe('No file in /var/backups matches db-*');
  });
});

test.each<[Listing, string, string]>([
  [{ state: 'missing' }, 'critical', 'Folder /b is not there'],
  [{ state: 'no-folder' }, 'critical', '/b is not a folder'],
  [{ state: 'denied' }, 'unknown', 'monitor may not read /b'],
  [{ state: 'failed', why: 'EIO' }, 'unknown', 'Folder /b cannot be read'],
  [{ state: 'listed', now: 0, files: [], empty: false, more: true }, 'unknown', 'Over 50000 files to look at in /b'],
])('a folder that cannot be judged: %j', (listing, status, summary) => {
  expect(placeTrouble('/b', listing, 'monitor')).toMatchObject({ status, summary });
});

describe('checksums as tools write them', () => {
  const sha = 'a'.repeat(64);
  const md5 = 'B'.repeat(32);
  test.each([
    ['bare', `${sha}\n`, 'sha256'],
    ['text mode', `${sha}  db.dump\n`, 'sha256'],
    ['binary mode', `${md5} *db.dump\r\n`, 'md5'],
    ['BSD', `SHA256 (db.dump) = ${sha}`, 'sha256'],
    ['the name it had before it was moved', `${sha}  /mnt/other/old-name`, 'sha256'],
    ['one of several', `${'c'.repeat(64)}  other\n${sha}  ./db.dump\n`, 'sha256'],
  ])('beside the file: %s', (_what, text, algorithm) => {
    const digest = algorithm === 'md5' ? md5.toLowerCase() : sha;
    expect(inSibling(text, 'db.dump', '/b')).toMatchObject({ algorithm, digest });
  });
  test('in a list only the line with that very name counts', () => {
    const list = `${sha}  sub/db.dump\n${'c'.repeat(64)}  db.dump.old\n`;
    expect(inList(list, 'db.dump', '/b')).toBeNull();
    expect(inList(`${list}${'d'.repeat(64)}  /b/db.dump\n`, 'db.dump', '/b/')).toMatchObject({
      digest: 'd'.repeat(64),
    });
    expect(inList(`\\${sha}  two\\nlines\\\\\n`, 'two\nlines\\', '/b')).toMatchObject({ digest: sha });
    expect(inList(`${'a'.repeat(50)}  db.dump`, 'db.dump', '/b')).toBeNull();
  });
  test('are no backups', () => {
    expect(['a.sha256', 'a.md5sum', 'SHA512SUMS', 'a.sig', 'a.dump'].map(isChecksumFile)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
  });
  test('hostile text never throws', () => {
    const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^\\?[0-9a-f]{30,70} [ *]?.{0,20}$/));
    fc.assert(
      fc.property(text, fc.string(), (content, name) => {
        for (const expected of [inSibling(content, name, '/'), inList(content, name, '/')]) {
          if (expected) expect(expected.digest).toMatch(/^[0-9a-f]{32,128}$/);
        }
      }),
    );
  });
});

describe('what a host listed', () => {
  const print = (...records: string[]) =>
    Buffer.from(`hello\n\n=wf begin\n=wf files 1790000000\n${[...records, '=wf end'].join('\0')}\0`, 'latin1');
  test('names may hold anything but NUL', () => {
    const listing = readListing(
      print('1789990000.5000000000 12 a\n b', '1789990001 0 ./-rf', '12 34 \xff\xfe', '-5.5 1 old'),
      false,
      '',
    );
    expect(listing).toMatchObject({ state: 'listed', now: 1_790_000_000_000, empty: false, more: false });
    expect((listing as Extract<Listing, { state: 'listed' }>).files).toEqual([
      { name: Buffer.from('a\n b'), modifiedAt: 1_789_990_000_500, size: 12 },
      { name: Buffer.from('-rf'), modifiedAt: 1_789_990_001_000, size: 0 },
      { name: Buffer.from([0xff, 0xfe]), modifiedAt: 12_000, size: 34 },
      { name: Buffer.from('old'), modifiedAt: -5_500, size: 1 },
    ]);
  });
  test('was cut short, or was no listing', () => {
    expect(readListing(Buffer.from('\n=wf begin\n=wf files 1\n1 2 a'), false, 'killed')).toMatchObject({
      state: 'failed',
    });
    expect(readListing(Buffer.from('\n=wf begin\n=wf files 1\n1 2 a'), true, '')).toMatchObject({
      state: 'listed',
      more: true,
    });
    expect(readListing(Buffer.from('Permission denied\n'), false, '')).toMatchObject({ state: 'failed' });
  });
  test('hostile text never throws', () => {
    const bytes = fc.array(
      fc.oneof(
        fc.uint8Array(),
        fc
          .constantFrom('=wf begin\n', '=wf files 5\n', '1 2 a\0', '=wf end\0', '=wf missing\n')
          .map((text) => new Uint8Array(Buffer.from(text))),
      ),
    );
    fc.assert(
      fc.property(bytes, fc.boolean(), (parts, cut) => {
        const listing = readListing(Buffer.concat(parts), cut, '');
        if (listing.state !== 'listed') return;
        const outcome = judge(listing.files);
        expect(outcome.metrics.every(({ value }) => Number.isFinite(value))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

test('any bytes cross as an argument of plain letters', () => {
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      const text = byteArgument(bytes);
      expect(text).toMatch(/^[A-Za-z._/\\0-7-]*$/);
      const back = text.replace(/\\0([0-7]{3})/g, (_, code) => String.fromCharCode(Number.parseInt(code, 8)));
      expect(Buffer.from(back, 'latin1')).toEqual(Buffer.from(bytes));
    }),
  );
  expect(shellCommand('echo "$1"', ["it's"])).toBe(`sh -c 'echo "$1"' sh 'it'\\''s'`);
});

test('bad settings are refused with the name of the field', () => {
  const paths = (settings: object) => backupConfig.safeParse(settings).error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ folder: 'backups' })).toEqual(['folder']);
  expect(paths({ folder: '/srv/../etc' })).toEqual(['folder']);
  expect(paths({ folder: '/srv/a\nb' })).toEqual(['folder']);
  expect(paths({ folder: 'C:\\backups' })).toEqual(['folder']);
  expect(paths({ folder: 'C:\\backups', over: 'local' })).toBeUndefined();
  expect(paths({ files: '../*' })).toEqual(['files']);
  expect(paths({ files: '' })).toEqual(['files']);
  expect(paths({ warnHours: 60 })).toEqual(['critHours']);
  expect(paths({ logFile: 'run.log' })).toEqual(['logPattern']);
  expect(paths({ logFile: 'sub/run.log', logPattern: 'x' })).toEqual(['logFile']);
  expect(paths({ logFile: '/var/../x', logPattern: 'x' })).toEqual(['logFile']);
  expect(paths({ logFile: '/var/log/b.log', logPattern: '/(/' })).toEqual(['logPattern']);
  expect(paths({ auth: 'key' })).toEqual(['keyFile']);
  expect(backupConfig.parse({ folder: '/srv/..backups..' }).folder).toBe('/srv/..backups..');
});
