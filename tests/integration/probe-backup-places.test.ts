// Backups on hosts whose tools are others, hang or are missing; and on this machine with rights of an ordinary user.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, readlinkSync, utimesSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { backup } from '../../electron/engine/probes/backup.ts';
import { leftSince, openThings, until } from '../support/lab/leftovers.ts';
import { startSshd } from '../support/lab/sshd.ts';
import { backupHost, sha256 } from './probe-backup-makers.ts';

const host = backupHost();
const { put, run, tool } = host;
const BUSYBOX =
  (process.env.PATH ?? '')
    .split(':')
    .map((place) => `${place}/busybox`)
    .find((path) => existsSync(path)) ?? '';

describe('another host', () => {
  test('without GNU find and with its own stat', async () => {
    put('a b\nc.dump', 30, 'one');
    put('-n.dump', 40, 'older');
    const strict = (name: string, refused: string) =>
      tool(
        name,
        `for word; do case "$word" in ${refused}) echo "unknown option $word" >&2; exit 1;; esac; done; exec /usr/bin/${name} "$@"`,
      );
    const removes = [strict('find', '-printf')];
    try {
      expect((await run({})).summary).toBe('Newest backup a b c.dump is 30 h old (limit 26 h)');
      // A BSD: stat has no -c, and prints by -f "%m %z".
      removes.push(tool('stat', 'case "$1" in -c) exit 1;; -f) shift 2; exec /usr/bin/stat -c "%Y %s" "$@";; esac'));
      expect((await run({})).metrics.map(({ value }) => value).slice(1, 3)).toEqual([3, 2]);
    } finally {
      for (const remove of removes) remove();
    }
  });
  test.skipIf(BUSYBOX === '')('where everything is busybox', async () => {
    put('a b\nc.dump', 30, 'one');
    put('a b\nc.dump.sha256', 30, sha256('one'));
    put('-n.dump', 40, 'older');
    put('run.log', 1, 'completed');
    const applets = 'sh date ls head find stat sed tail sha256sum'.split(' ');
    const removes = applets.map((applet) => tool(applet, `exec ${BUSYBOX} ${applet} "$@"`));
    try {
      const settings = { checksum: 'required', logFile: 'run.log', logPattern: 'completed', warnHours: 40 };
      expect((await run(settings)).summary).toBe('Newest backup a b c.dump is 30 h old, 3 B, SHA-256 fits');
      expect((await run({ folder: '/nowhere' })).summary).toBe('Folder /nowhere is not there');
    } finally {
      for (const remove of removes) remove();
    }
  });
  test('without sha256sum', async () => {
    put('a.dump', 1, 'one');
    put('a.dump.sha256', 1, sha256('one'));
    // The tool is there and says nothing of use.
    const remove = tool('sha256sum', 'echo no >&2; exit 1');
    try {
      expect(await run({ checksum: 'required' })).toMatchObject({
        status: 'unknown',
        summary: 'Newest backup a.dump could not be verified: the host could not make its sha256',
      });
    } finally {
      remove();
    }
  });
  test('whose folder hangs is let go at the abort, and so is a hash that takes too long', async () => {
    put('a.dump', 1, 'one');
    put('a.dump.sha256', 1, sha256('one'));
    for (const name of ['find', 'sha256sum']) {
      const remove = tool(name, `exec sleep 4400.${process.pid}`);
      const before = openThings();
      const hangs = () =>
        execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).includes(`sleep 4400.${process.pid}`);
      try {
        const controller = new AbortController();
        const running = run({ checksum: 'required' }, { signal: controller.signal });
        await until(hangs, `${name} hangs`);
        controller.abort(new Error('time is up'));
        await expect(running).rejects.toThrow('time is up');
        await until(() => !hangs(), 'it is gone');
        await backup.close!();
        await until(() => leftSince(before).length === 0, 'nothing is left open');
      } finally {
        remove();
      }
    }
  });
  test('that runs something else than it was told', async () => {
    const forced = await startSshd(['ForceCommand echo This account may only make backups']);
    try {
      const login = { port: forced.port, user: forced.user, keyFile: forced.keyFile };
      expect(await run(login)).toMatchObject({
        status: 'unknown',
        detail: expect.stringMatching(/did not run the listing: This account may only make backups$/),
      });
    } finally {
      await forced.stop();
    }
  });
});

describe('this machine', () => {
  test.skipIf(process.getuid?.() !== 0)('a folder that an ordinary user may not read', async () => {
    const folder = host.folder();
    chmodSync(folder, 0o700);
    const script = `
      const { createLocalPlace } = await import(process.argv[1]);
      const clock = { now: Date.now };
      const place = createLocalPlace(process.argv[2], '*', new AbortController().signal, clock);
      console.log(JSON.stringify([await place.list(), await place.tail('/etc/shadow')]));`;
    const module = new URL('../../electron/engine/probes/backup-place-local.ts', import.meta.url).href;
    const args = [
      '--reuid=65534',
      '--regid=65534',
      '--clear-groups',
      process.execPath,
      '--input-type=module',
      '-e',
      script,
      module,
      folder,
    ];
    const said = execFileSync('setpriv', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
    expect(JSON.parse(said)).toEqual([{ state: 'denied' }, { problem: 'denied' }]);
  });
  test('a large file is let go in mid-hash', async () => {
    const path = put('a.dump', 1, '');
    execFileSync('truncate', ['-s', '3G', path.toString()]);
    const at = Date.now() / 1_000 - 3_600;
    utimesSync(path, at, at);
    put('a.dump.sha256', 1, 'a'.repeat(64));
    const controller = new AbortController();
    const running = run({ over: 'local', checksum: 'required' }, { signal: controller.signal });
    await until(() => isOpen(path.toString()), 'it is being read');
    controller.abort(new Error('time is up'));
    await expect(running).rejects.toThrow('time is up');
    await until(() => !isOpen(path.toString()), 'it is closed');
  });
});

/** Whether this process has the file open. */
function isOpen(path: string): boolean {
  return readdirSync('/proc/self/fd').some((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      // Closed since it was listed.
      return false;
    }
  });
}
