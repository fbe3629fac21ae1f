// Files that commands write: whole or not at all. What was there before stays whatever goes wrong.
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { writeOut } from '../../electron/cli/write-new.ts';
import { newFolder } from '../support/floor.ts';

/** Writes from `cwd`; answers with what was said. */
async function write(cwd: string, file: string, text: string, force = false): Promise<string> {
  let said = '';
  const stdout = new Writable({
    write(chunk: Buffer, _encoding, done) {
      said += chunk.toString('utf8');
      done();
    },
  });
  await writeOut({ cwd, stdout }, file, Buffer.from(text), force).catch((error: Error) => (said += error.message));
  return said;
}

test('a file is written under its name, and nothing else is left beside it', async () => {
  const cwd = newFolder();
  expect(await write(cwd, 'day.csv', 'one')).toBe('Written: day.csv\n');
  expect(await write(cwd, '-', 'two')).toBe('two');
  expect(readdirSync(cwd)).toEqual(['day.csv']);
  expect(readFileSync(join(cwd, 'day.csv'), 'utf8')).toBe('one');
});

test('one that is there is refused; with force it is replaced behind a link too, and keeps its rights', async () => {
  const cwd = newFolder();
  const [place, shortcut] = [join(cwd, 'day.csv'), join(cwd, 'latest.csv')];
  writeFileSync(place, 'old');
  chmodSync(place, 0o664);
  symlinkSync('day.csv', shortcut);
  expect(await write(cwd, 'day.csv', 'new')).toBe('day.csv: is there already; --force writes over it');
  expect(readFileSync(place, 'utf8')).toBe('old');
  expect(await write(cwd, 'latest.csv', 'new', true)).toBe('Written: latest.csv\n');
  expect(lstatSync(shortcut).isSymbolicLink()).toBe(true);
  expect(readFileSync(place, 'utf8')).toBe('new');
  expect((statSync(place).mode & 0o777).toString(8)).toBe('664');
  expect(readdirSync(cwd)).toEqual(['day.csv', 'latest.csv']);
});

test('a folder, and a folder that is not there, are named; a device takes what it is given', async () => {
  const cwd = newFolder();
  mkdirSync(join(cwd, 'reports'));
  expect(await write(cwd, 'reports', 'x', true)).toBe('reports: is a folder: name the file in it');
  expect(await write(cwd, 'none/day.csv', 'x')).toBe(
    `none/day.csv: could not be written: the folder ${join(cwd, 'none')} is not there`,
  );
  expect(await write(cwd, '/dev/null', 'x')).toBe('Written: /dev/null\n');
  expect(statSync('/dev/null').isCharacterDevice()).toBe(true);
});

describe.skipIf(process.platform === 'win32')('when the disk takes no more', () => {
  /** As on a full disk: the system lets nothing grow beyond 16 KiB. */
  function writeMuch(cwd: string, file: string, force: boolean): string {
    const program = `
      import { writeOut } from ${JSON.stringify(resolve('electron/cli/write-new.ts'))};
      await writeOut({ cwd: process.cwd(), stdout: process.stdout }, ${JSON.stringify(file)}, Buffer.alloc(1_000_000, 65), ${force})
        .catch((error) => process.stdout.write(error.message));`;
    const words = ['-c', 'ulimit -f 16; exec "$@"', 'sh', process.execPath, '--input-type=module', '-e', program];
    const done = spawnSync('bash', words, { cwd, encoding: 'utf8' });
    expect(done.status, done.stderr).toBe(0);
    return done.stdout;
  }

  test('the old file is untouched, and no half of the new one is there', () => {
    const cwd = newFolder();
    writeFileSync(join(cwd, 'day.csv'), 'the report of yesterday');
    expect(writeMuch(cwd, 'day.csv', true)).toMatch(
      /^day\.csv: could not be written: EFBIG.*\. The one that was there is untouched\.$/,
    );
    expect(readFileSync(join(cwd, 'day.csv'), 'utf8')).toBe('the report of yesterday');
    expect(writeMuch(cwd, 'new.csv', false)).toMatch(
      /^new\.csv: could not be written: EFBIG.*\. Nothing was written\.$/,
    );
    expect(existsSync(join(cwd, 'new.csv'))).toBe(false);
    expect(readdirSync(cwd)).toEqual(['day.csv']);
  });
});
