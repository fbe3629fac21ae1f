// Opening a data folder: new, older, newer, damaged, in use by somebody else.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { listBackups } from '../../electron/engine/store/backup.ts';
import { samplesMigrations, watchfloorMigrations } from '../../electron/engine/store/migrations/index.ts';
import { type FileSpec, openFile } from '../../electron/engine/store/open-file.ts';
import { entry, host, ms, NIGHT, newFolder, open, refusalOf, result } from './store-makers.ts';

const WEB = 'check-web' as CheckId;

function tamper(file: string, sql: string): void {
  const db = new Database(file);
  db.exec(sql);
  db.close();
}

/** Overwrites pages in the middle of a file, as a dying disk does. */
function damage(file: string): void {
  const bytes = readFileSync(file);
  for (let at = 8_192; at < bytes.length; at += 4_096) bytes.fill(0xa5, at, at + 2_048);
  writeFileSync(file, bytes);
}

async function folderWithHost(name = 'web1'): Promise<string> {
  const folder = newFolder();
  const store = await open(folder);
  store.transaction(() => {
    store.inventory.putHost(host(name));
    store.journal.append([entry(`added ${name}`)], NIGHT);
  });
  store.close();
  return folder;
}

describe('a new folder', () => {
  test('is made with both files, closed to other users, and says nothing', async () => {
    const folder = join(newFolder(), 'data');
    const store = await open(folder);
    expect(store.notices).toEqual([]);
    expect(store.inventory.hosts()).toEqual([]);
    expect(store.sizes().databaseBytes).toBeGreaterThan(0);
    expect(store.sizes().samplesBytes).toBeGreaterThan(0);
    const file = new Database(join(folder, 'watchfloor.db'), { readonly: true });
    expect(file.pragma('user_version', { simple: true })).toBe(watchfloorMigrations.length);
    expect(file.pragma('journal_mode', { simple: true })).toBe('wal');
    file.close();
    expect(existsSync(join(folder, 'backups'))).toBe(false);
  });

  test('every write of an operator is on disk when it returns', async () => {
    const folder = newFolder();
    const { db } = await openFile(specOf(folder, watchfloorMigrations), { readOnly: false, now: NIGHT });
    onTestFinished(() => void db.close());
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
  });
});

function specOf(folder: string, migrations: readonly string[]): FileSpec {
  const repair = () => {
    throw new Error('nothing is damaged here');
  };
  const checkedBelowBytes = Number.POSITIVE_INFINITY;
  const read = () => {};
  return { folder, name: 'watchfloor', synchronous: 'FULL', migrations, checkedBelowBytes, read, repair };
}

describe('an older file', () => {
  const later = [...watchfloorMigrations, "ALTER TABLE host ADD COLUMN owner TEXT NOT NULL DEFAULT 'noc'"];

  test('is copied first, then brought up to date; the copy is whole and of the old format', async () => {
    const folder = await folderWithHost();
    const { db } = await openFile(specOf(folder, later), { readOnly: false, now: NIGHT });
    expect(db.prepare('SELECT name, owner FROM host').all()).toEqual([{ name: 'web1', owner: 'noc' }]);
    expect(db.pragma('user_version', { simple: true })).toBe(later.length);
    db.close();
    const copies = listBackups(folder, 'watchfloor');
    expect(copies).toEqual([join(folder, 'backups', 'watchfloor-2026-11-22T02-14-00.000Z.db')]);
    const copy = new Database(copies[0], { readonly: true });
    expect(copy.pragma('user_version', { simple: true })).toBe(watchfloorMigrations.length);
    expect(copy.prepare('SELECT * FROM host').all()).toMatchObject([{ name: 'web1' }]);
    copy.close();
  });

  test('a migration that fails leaves the file as it was, with the copy beside it', async () => {
    const folder = await folderWithHost();
    const broken = [...watchfloorMigrations, 'DELETE FROM host; ALTER TABLE nonsense ADD COLUMN x'];
    const refusal = await refusalOf(() => openFile(specOf(folder, broken), { readOnly: false, now: NIGHT }));
    expect(refusal.message).toContain('no such table: nonsense');
    expect(listBackups(folder, 'watchfloor')).toHaveLength(1);
    expect((await open(folder)).inventory.hosts()).toMatchObject([{ name: 'web1' }]);
  });

  test('a program that only reads leaves it alone and says what to do', async () => {
    const folder = await folderWithHost();
    const opening = () => openFile(specOf(folder, later), { readOnly: true, now: NIGHT });
    expect((await refusalOf(opening)).message).toContain('Start the engine once');
    expect(listBackups(folder, 'watchfloor')).toEqual([]);
  });
});

describe('a newer file', () => {
  test.each(['watchfloor.db', 'samples.db'])(
    '%s is refused with words and not one byte of it is changed',
    async (name) => {
      const folder = await folderWithHost();
      const file = join(folder, name);
      tamper(file, 'PRAGMA user_version = 9000');
      const before = readFileSync(file);
      for (const readOnly of [false, true]) {
        const refusal = await refusalOf(() => open(folder, { readOnly }));
        expect(refusal.reason).toBe('newer');
        expect(refusal.message).toContain(`${name} was written by a newer version of Watchfloor (format 9000`);
      }
      expect(readFileSync(file).equals(before)).toBe(true);
    },
  );
});

describe('a damaged watchfloor.db', () => {
  test('is moved aside with its date, the newest good backup takes its place, and what is missing is said', async () => {
    const folder = await folderWithHost('web1');
    const store = await open(folder);
    const backup = await store.backup();
    // A newer copy that is itself no good must be passed over.
    copyFileSync(backup.file, join(folder, 'backups', 'watchfloor-2026-11-23T00-00-00.000Z.db'));
    truncateSync(join(folder, 'backups', 'watchfloor-2026-11-23T00-00-00.000Z.db'), 10_000);
    store.inventory.putHost(host('web2'));
    store.close();
    const file = join(folder, 'watchfloor.db');
    damage(file);
    const damaged = readFileSync(file);

    const again = await open(folder);
    expect(again.notices).toMatchObject([{ code: 'restored-from-backup' }]);
    const [notice] = again.notices;
    expect(notice!.movedTo).toBe(`${file}.damaged-2026-11-22T02-14-00.000Z`);
    expect(notice!.message).toMatch(
      /the backup of 2026-11-22T02-14-00.000Z took its place.*made after that are missing/,
    );
    expect(readFileSync(notice!.movedTo).equals(damaged)).toBe(true);
    expect(again.inventory.hosts().map(({ name }) => name)).toEqual(['web1']);
    expect(again.journal.verify()).toMatchObject({ ok: true, head: { seq: 1 } });
    again.close();
    expect((await open(folder)).notices).toEqual([]);
  });

  test.each([
    ['a page overwritten', (file: string) => damage(file)],
    ['a file of something else', (file: string) => writeFileSync(file, 'not a database at all '.repeat(1_000))],
    ['a cut file', (file: string) => truncateSync(file, 9_000)],
  ])('without a backup it is refused and left where it is: %s', async (_, harm) => {
    const folder = await folderWithHost();
    const file = join(folder, 'watchfloor.db');
    harm(file);
    const before = readFileSync(file);
    const refusal = await refusalOf(() => open(folder));
    expect(refusal.reason).toBe('damaged');
    expect(refusal.message).toContain('there is no good backup');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test('a restore cut short after the damaged file was moved is finished at the next start', async () => {
    const folder = await folderWithHost();
    const file = join(folder, 'watchfloor.db');
    copyFileSync(file, `${file}.restoring`);
    const { rmSync } = await import('node:fs');
    rmSync(file);
    expect((await open(folder)).inventory.hosts()).toMatchObject([{ name: 'web1' }]);
  });
});

describe('a damaged samples.db', () => {
  test('is moved aside and a fresh one begun; hosts and journal are not affected', async () => {
    const folder = await folderWithHost();
    const store = await open(folder);
    for (let at = 0; at < 2_000; at += 1) store.samples.add(result(WEB, NIGHT + at, [ms('rtt', at)]));
    store.close();
    damage(join(folder, 'samples.db'));

    const again = await open(folder);
    expect(again.notices).toMatchObject([{ code: 'samples-damaged' }]);
    expect(existsSync(again.notices[0]!.movedTo)).toBe(true);
    expect(again.samples.read(WEB, { from: NIGHT, to: NIGHT + 2_000, points: 100 })).toEqual([]);
    expect(again.inventory.hosts()).toHaveLength(1);
    again.samples.add(result(WEB, NIGHT, [ms('rtt', 1)]));
    again.samples.flush();
    expect(again.samples.trouble()).toBeNull();
  });

  test('a large one is looked through only when it showed damage while in use', async () => {
    const folder = await folderWithHost();
    const store = await open(folder);
    for (let at = 0; at < 2_000; at += 1) store.samples.add(result(WEB, NIGHT + at, [ms('rtt', at)]));
    store.close();
    const file = join(folder, 'samples.db');
    damage(file);
    const repairs: string[] = [];
    const repair = (path: string, what: string) => {
      repairs.push(what);
      throw new Error(`${path} would be moved aside`);
    };
    const spec: FileSpec = { ...specOf(folder, samplesMigrations), name: 'samples', checkedBelowBytes: 0, repair };
    (await openFile(spec, { readOnly: false, now: NIGHT })).db.close();
    expect(repairs).toEqual([]);
    writeFileSync(`${file}.suspect`, '');
    await expect(openFile(spec, { readOnly: false, now: NIGHT })).rejects.toThrow('would be moved aside');
    expect(repairs).toHaveLength(1);
  });
});

describe('backups', () => {
  test('are whole, of one file each, and the newest ten are kept', async () => {
    const folder = await folderWithHost();
    let now = NIGHT;
    const store = await open(folder, { clock: { now: () => now } });
    const made: string[] = [];
    for (let day = 0; day < 12; day += 1, now += 86_400_000) made.push((await store.backup()).file);
    expect(listBackups(folder, 'watchfloor')).toEqual(made.slice(2).reverse());
    expect(readdirSync(join(folder, 'backups'))).toHaveLength(10);
    store.close();
    const copied = newFolder();
    copyFileSync(made[11]!, join(copied, 'watchfloor.db'));
    const restored = await open(copied);
    expect(restored.inventory.hosts()).toMatchObject([{ name: 'web1' }]);
    expect(restored.journal.verify()).toMatchObject({ ok: true, head: { seq: 1 } });
  });

  test('are taken while the engine writes: each holds whole transactions', async () => {
    const folder = await folderWithHost();
    const store = await open(folder);
    store.settings.put('ballast', 'x'.repeat(2_000_000));
    const backup = store.backup();
    let done = false;
    void backup.finally(() => {
      done = true;
    });
    while (!done) {
      store.transaction(() => void store.journal.append([entry('a'), entry('b')], NIGHT));
      await new Promise((resolve) => setImmediate(resolve));
    }
    const copied = newFolder();
    copyFileSync((await backup).file, join(copied, 'watchfloor.db'));
    const { journal } = await open(copied);
    expect(journal.verify()).toMatchObject({ ok: true });
    expect(journal.head().seq % 2).toBe(1);
  });

  test('two in one millisecond do not overwrite each other', async () => {
    const store = await open(await folderWithHost());
    const [one, two] = [await store.backup(), await store.backup()];
    expect(one.file).not.toBe(two.file);
    expect(existsSync(one.file) && existsSync(two.file)).toBe(true);
  });
});

describe('beside a running engine', () => {
  test('a reader sees what was committed and can write nothing', async () => {
    const folder = await folderWithHost();
    const engine = await open(folder);
    const reader = await open(folder, { readOnly: true });
    engine.inventory.putHost(host('web2'));
    expect(reader.inventory.hosts()).toHaveLength(2);
    expect((await refusalOf(() => reader.inventory.putHost(host('web3')))).reason).toBe('read-only');
    reader.close();
    expect(engine.inventory.hosts()).toHaveLength(2);
  });

  test('a reader makes nothing where there is nothing', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'empty'));
    expect((await refusalOf(() => open(join(folder, 'empty'), { readOnly: true }))).message).toContain(
      'There is no watchfloor.db',
    );
    expect(readdirSync(join(folder, 'empty'))).toEqual([]);
  });

  test('another program that holds the file: a change is refused in words, and works when it lets go', async () => {
    const folder = await folderWithHost();
    const store = await open(folder);
    const other = new Database(join(folder, 'watchfloor.db'));
    other.exec('BEGIN IMMEDIATE');
    const refusal = await refusalOf(() => store.transaction(() => store.inventory.putHost(host('web2'))));
    expect(refusal.reason).toBe('locked');
    expect(refusal.message).toContain('another program has it locked');
    other.exec('ROLLBACK');
    other.close();
    store.transaction(() => store.inventory.putHost(host('web2')));
    expect(store.inventory.hosts()).toHaveLength(2);
  });
});
