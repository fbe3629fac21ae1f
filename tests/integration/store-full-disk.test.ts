// A disk that is full, or read-only, in the middle of the night: a small file system of its own, mounted for the test.
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CheckId } from '../../electron/contract/model/ids.ts';
import { lockFolder } from '../../electron/engine/store/lock.ts';
import { check, entry, host, ms, NIGHT, newFolder, open, refusalOf, result, state } from './store-makers.ts';

const quietly = { stdio: 'ignore' } as const;

function canMount(): boolean {
  const folder = '/tmp/watchfloor-mount-trial';
  try {
    mkdirSync(folder, { recursive: true });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder], quietly);
    execFileSync('umount', [folder], quietly);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const mountable = canMount();
const needsMount = mountable ? '' : ' (skipped: this user may not mount a file system)';

function smallDisk(megabytes: number): string {
  const folder = newFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
  onTestFinished(() => void execFileSync('umount', ['-l', folder]));
  return folder;
}

/** Fills the disk to the last byte; returns how to make room again. */
function fill(folder: string): () => void {
  const ballast = join(folder, 'somebody-elses-logs');
  const disk = statfsSync(folder);
  for (let bytes = disk.bavail * disk.bsize; bytes >= disk.bsize; bytes = statfsSync(folder).bavail * disk.bsize) {
    writeFileSync(ballast, Buffer.alloc(bytes), { flag: 'a' });
  }
  return () => rmSync(ballast);
}

const WEB = 'check-web1-ping' as CheckId;

describe.skipIf(!mountable)(`a full disk${needsMount}`, () => {
  test('an operator’s change is refused in words, nothing of it is half done, and it works again when there is room', async () => {
    const folder = smallDisk(4);
    const store = await open(folder);
    const web = host('web1');
    const ping = check('ping', web);
    const add = (name: string, notes: string) =>
      store.transaction(() => {
        store.inventory.putHost({ ...host(name), notes });
        store.journal.append([entry(`added ${name}`, { hostId: host(name).id })], NIGHT);
      });
    store.transaction(() => {
      store.inventory.putHost(web);
      store.inventory.putCheck(ping);
      store.states.putCheck(state(ping), { history: [] });
    });
    const makeRoom = fill(folder);

    // The log file may have a page to spare; a long note needs more.
    const refusal = await refusalOf(() => add('web2', 'x'.repeat(200_000)));
    expect(refusal.reason).toBe('full');
    expect(refusal.message).toContain('watchfloor.db: the disk is full. Nothing of this change was kept');
    expect(store.inventory.hosts().map(({ name }) => name)).toEqual(['web1']);
    expect(store.journal.head().seq).toBe(0);
    expect(store.states.checks()).toHaveLength(1);

    makeRoom();
    add('web2', 'x'.repeat(200_000));
    expect(store.inventory.hosts().map(({ name }) => name)).toEqual(['web1', 'web2']);
    expect(store.journal.verify()).toMatchObject({ ok: true, head: { seq: 1 } });
    store.close();
    expect((await open(folder)).inventory.hosts()).toHaveLength(2);
  });

  test('samples wait in memory, are drawn all along, and land when there is room', async () => {
    const folder = smallDisk(4);
    const store = await open(folder);
    const { samples } = store;
    let at = 0;
    const measure = (count: number) => {
      for (const end = at + count; at < end; at += 1) samples.add(result(WEB, NIGHT + at, [ms('rtt', at)]));
      samples.flush();
    };
    const drawn = () => samples.read(WEB, { from: NIGHT, to: NIGHT + at, points: at })[0]?.avg;
    const complete = () => Array.from({ length: at }, (_, n) => n);
    measure(100);
    expect(samples.trouble()).toBeNull();

    const makeRoom = fill(folder);
    while (samples.trouble() === null && at < 20_000) measure(100);
    for (let n = 0; n < 20; n += 1) measure(100);
    expect(samples.trouble()).toMatchObject({ reason: 'full', since: NIGHT, waiting: samples.waiting(), dropped: 0 });
    expect(samples.trouble()?.message).toMatch(/disk is full\. The newest \d+ are kept in memory .* Free some space/);
    expect(samples.waiting()).toBeGreaterThan(1_900);
    expect(drawn()).toEqual(complete());

    makeRoom();
    for (let n = 0; n < 30 && (samples.waiting() > 0 || n === 0); n += 1) samples.flush();
    expect(samples.trouble()).toBeNull();
    expect(samples.waiting()).toBe(0);
    expect(drawn()).toEqual(complete());
    store.close();
    const again = await open(folder);
    expect(again.samples.read(WEB, { from: NIGHT, to: NIGHT + at, points: at })[0]?.avg).toEqual(complete());
  });

  test('memory is bounded too: the newest stay, and what was given up is said', async () => {
    const folder = smallDisk(4);
    const store = await open(folder, { samples: { bufferRows: 320 } });
    store.samples.add(result(WEB, NIGHT, [ms('rtt', 0)]));
    store.samples.flush();
    const makeRoom = fill(folder);
    let at = 1;
    while ((store.samples.trouble()?.dropped ?? 0) === 0 && at < 20_000) {
      for (let n = 0; n < 100; n += 1, at += 1) store.samples.add(result(WEB, NIGHT + at, [ms('rtt', at)]));
      store.samples.flush();
    }
    expect(store.samples.trouble()?.message).toMatch(/\(\d+ older ones had to be given up\)/);
    expect(store.samples.waiting()).toBeLessThanOrEqual(320);
    const newest = store.samples.read(WEB, { from: NIGHT + at - 280, to: NIGHT + at, points: 280 })[0]?.avg;
    expect(newest).toEqual(Array.from({ length: 280 }, (_, n) => at - 280 + n));
    makeRoom();
  });

  test('the engine still gets its folder: the lock needs no space', async () => {
    const folder = smallDisk(4);
    (await open(folder)).close();
    fill(folder);
    const holder = { pid: process.pid, host: 'here', since: NIGHT };
    const release = lockFolder(folder, holder);
    expect((await refusalOf(() => lockFolder(folder, holder))).reason).toBe('locked');
    release();
  });

  test('a backup that does not fit says so and leaves nothing behind', async () => {
    const folder = smallDisk(4);
    const store = await open(folder);
    store.settings.put('ballast', 'x'.repeat(300_000));
    fill(folder);
    expect((await refusalOf(() => store.backup())).reason).toBe('full');
    expect(execFileSync('find', [folder, '-name', '*.partial*']).toString()).toBe('');
  });

  test('a disk that is full before the first start is refused in words', async () => {
    const folder = smallDisk(1);
    fill(folder);
    expect((await refusalOf(() => open(folder))).reason).toBe('full');
  });
});

describe.skipIf(!mountable)(`a read-only disk${needsMount}`, () => {
  test('neither the lock nor the store pretend', async () => {
    const folder = smallDisk(4);
    (await open(folder)).close();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const holder = { pid: process.pid, host: 'here', since: NIGHT };
    const taking = () => refusalOf(() => lockFolder(folder, holder));
    expect((await taking()).reason).toBe('read-only');
    // With a lock file from before the disk was made read-only it is no other.
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    lockFolder(folder, holder)();
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    expect((await taking()).reason).toBe('read-only');
    const refusal = await refusalOf(() => open(folder));
    expect(refusal.reason).toBe('read-only');
    expect(refusal.message).toMatch(/read-only.*Make .* writable/);
  });
});
