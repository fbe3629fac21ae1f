// The .deb, installed as an administrator would, used as an ordinary user would, and removed without a trace. It really
// installs and removes a package of this machine: for disposable machines, and only where Watchfloor is not installed.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDisplay, root } from '../support/app.ts';
import { neededLibraries } from '../support/elf.ts';

/** Why this cannot be done here; '' when it can. */
function obstacle(): string {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-deb')) return 'no dpkg on this system';
  if (process.getuid?.() !== 0) return 'installing needs root';
  return existsSync('/usr/bin/watchfloor') || existsSync('/opt/Watchfloor')
    ? 'Watchfloor is installed here already'
    : '';
}
const why = obstacle();

const version: string = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
const user = 'watchfloor-e2e';
const home = `/home/${user}`;
const data = path.join(home, 'night');
let made: string;
let control: string;

const apt = (...args: string[]) =>
  execFileSync('apt-get', ['-qq', '-y', '-o', 'Dpkg::Use-Pty=0', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });

/** The environment of the ordinary user: nothing of ours but the Node that stands in on the carried runtime. */
const userEnv = (more: Readonly<Record<string, string>> = {}): Record<string, string> => ({
  HOME: home,
  PATH: '/usr/local/bin:/usr/bin:/bin',
  WATCHFLOOR_NODE: path.join(made, 'node'),
  ...more,
});
/** How a child becomes that user. */
const asUser = () => {
  const { uid, gid } = statSync(home);
  return { uid, gid, cwd: '/' };
};

/** Runs the installed `watchfloor` as an ordinary user without a display. */
const watchfloor = (args: readonly string[], input = '') =>
  spawnSync('watchfloor', args, { ...asUser(), env: userEnv(), input, encoding: 'utf8', timeout: 60_000 });

/** Packages whose libraries the installed program is linked to, by what dpkg knows. */
function linkedPackages(): readonly string[] {
  const folder = '/opt/Watchfloor';
  const linked = readdirSync(folder).filter((name) =>
    /^(watchfloor|chrome_crashpad_handler|lib.*\.so(\.\d+)?)$/.test(name),
  );
  const prebuilds = path.join(folder, 'resources/app.asar.unpacked/node_modules/better-sqlite3/prebuilds');
  const files = [
    ...linked.map((name) => path.join(folder, name)),
    ...readdirSync(prebuilds).map((name) => path.join(prebuilds, name)),
  ];
  // The loader's own cache says where a name leads; what lies beside the executable is not in it.
  const where = new Map(
    [...execFileSync('ldconfig', ['-p'], { encoding: 'utf8' }).matchAll(/^\s*(\S+) \(.*x86-64.*\) => (\S+)$/gm)].map(
      ([, name, file]) => [name, file],
    ),
  );
  const direct = [...new Set(files.flatMap(neededLibraries))];
  const owners = direct.flatMap((name) => {
    const file = where.get(name);
    if (!file) return [];
    // Debian 12 still lists some of them without /usr.
    const asked = spawnSync('dpkg', ['-S', statFile(file), statFile(file).replace(/^\/usr/, '')], { encoding: 'utf8' });
    return asked.stdout.split(':')[0] ?? [];
  });
  return [...new Set(owners.filter(Boolean))].sort();
}
const statFile = (file: string): string => execFileSync('readlink', ['-f', file], { encoding: 'utf8' }).trim();

/** Every path of the package that is still there. */
const left = (): readonly string[] =>
  [
    '/usr/bin/watchfloor',
    '/opt/Watchfloor',
    '/usr/share/applications/watchfloor.desktop',
    '/usr/share/icons/hicolor/512x512/apps/watchfloor.png',
    '/etc/apparmor.d/watchfloor',
    '/var/lib/dpkg/info/watchfloor.list',
  ].filter((file) => lstatSync(file, { throwIfNoEntry: false }));

describe.skipIf(why !== '')(`the installed package${why && ` (skipped: ${why})`}`, () => {
  beforeAll(() => {
    made = mkdtempSync(path.join(tmpdir(), 'watchfloor-install-'));
    chmodSync(made, 0o755);
    copyFileSync(process.execPath, path.join(made, 'node'));
    execFileSync(process.execPath, ['electron/pack/package.ts', 'deb', '--output', path.join(made, 'deb')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const deb = readdirSync(path.join(made, 'deb')).find((name) => name.endsWith('.deb'));
    if (!deb) throw new Error('no .deb was made');
    control = execFileSync('dpkg-deb', ['-f', path.join(made, 'deb', deb)], { encoding: 'utf8' });
    apt('install', '--no-install-recommends', path.join(made, 'deb', deb));
    execFileSync('useradd', ['--create-home', '--shell', '/bin/sh', user]);
  }, 600_000);

  afterAll(() => {
    spawnSync('apt-get', ['-qq', '-y', 'purge', 'watchfloor'], { stdio: 'ignore' });
    spawnSync('userdel', ['--force', '--remove', user], { stdio: 'ignore' });
    rmSync(made, { recursive: true, force: true });
  });

  test('depends on what the program is linked to, and on ping; fping is recommended', () => {
    const [, depends = ''] = /^Depends: (.*)$/m.exec(control) ?? [];
    const named = new Set(depends.split(/[,|]/).map((one) => one.trim()));
    const linked = linkedPackages();
    expect(linked.length).toBeGreaterThan(20);
    expect(linked.filter((name) => !named.has(name) && !named.has(name.replace(/t64$/, '')))).toEqual([]);
    expect([...named]).toEqual(expect.arrayContaining(['libsecret-1-0', 'libnotify4', 'xdg-utils', 'iputils-ping']));
    expect(control).toMatch(/^Recommends: fping$/m);
  });

  test('has its launcher in the menu, with an icon that is there', () => {
    const entry = readFileSync('/usr/share/applications/watchfloor.desktop', 'utf8');
    expect(entry).toMatch(/^\[Desktop Entry\]\n/);
    const [main = '', wall = ''] = entry.split(/^\[Desktop Action Wallboard\]$/m);
    expect(wall).toMatch(/^Exec=.* --wallboard$/m);
    const fields = new Map([...main.matchAll(/^(\w+)=(.*)$/gm)].map(([, name, value]) => [name, value]));
    expect(fields.get('Actions')).toBe('Wallboard;');
    expect(Object.fromEntries(fields)).toMatchObject({ Type: 'Application', Name: 'Watchfloor', Terminal: 'false' });
    expect(fields.get('Categories')?.split(';')).toContain('Network');
    const [executable = ''] = fields.get('Exec')?.split(' ') ?? [];
    expect(statSync(executable).mode & 0o111).toBe(0o111);
    const icon = readFileSync(`/usr/share/icons/hicolor/512x512/apps/${fields.get('Icon')}.png`);
    expect(icon.subarray(1, 4).toString('latin1')).toBe('PNG');
  });

  test('belongs to root, all of it, and nobody else may write it', () => {
    const wrong = execFileSync(
      'find',
      ['/opt/Watchfloor', '/usr/bin/watchfloor', '!', '-user', 'root', '-o', '-perm', '/022', '!', '-type', 'l'],
      { encoding: 'utf8' },
    );
    expect(wrong).toBe('');
    expect(execFileSync('dpkg', ['-S', '/usr/bin/watchfloor'], { encoding: 'utf8' })).toBe(
      'watchfloor: /usr/bin/watchfloor\n',
    );
  });

  test('on PATH: the command line, without a display, as an ordinary user', () => {
    expect(watchfloor(['--version'])).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: '' });
    const ping = watchfloor(['try', 'ping', '--config', '{}', '--json']);
    expect([ping.status, ping.stderr]).toEqual([0, '']);
    expect(JSON.parse(ping.stdout)).toMatchObject({ status: 'ok' });
    const parsed = watchfloor(['plugin', 'parse', '--exit', '1'], 'DISK WARNING - 91% | used=91%;90;95\n');
    expect(JSON.parse(parsed.stdout)).toMatchObject({ status: 'warning', metrics: [{ label: 'used', value: 91 }] });
    expect(watchfloor(['try', 'nope'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('"nope" is not a kind'),
    });
    const shipped = JSON.parse(watchfloor(['runbook', 'list', '--json']).stdout) as { runbooks: { id: string }[] };
    expect(shipped.runbooks.map(({ id }) => id)).toContain('linux-disk-full');
    // An option that Chromium would take for one of its own is the command's.
    expect(watchfloor(['status', '--type=renderer'])).toMatchObject({ status: 2 });
  });

  test('doctor finds nothing lacking that the package should have brought', () => {
    const run = watchfloor(['doctor', '--json', '--data', data]);
    const { machine } = JSON.parse(run.stdout) as { machine: { name: string; level: string; text: string }[] };
    const of = (name: string) => machine.find((one) => one.name === name);
    expect(of('libraries')).toMatchObject({ level: 'ok' });
    expect(of('ping')).toMatchObject({ level: 'ok' });
  });

  test('nothing was written into the home or left behind in the temporary folder by all of that', () => {
    expect(existsSync(path.join(home, '.config'))).toBe(false);
    const mine = readdirSync(tmpdir()).filter(
      (name) => name.startsWith('watchfloor') && statSync(path.join(tmpdir(), name)).uid === userId(),
    );
    expect(mine).toEqual([]);
  });

  test('watchfloor engine watches until SIGTERM and ends with 0', async () => {
    const engine = spawn('watchfloor', ['engine', '--json', '--data', data], {
      ...asUser(),
      env: userEnv(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(engine, 'exit');
    let said = '';
    engine.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await expect.poll(() => said, { timeout: 30_000 }).toContain('"check":"ping","status":"ok"');
    expect(JSON.parse(watchfloor(['status', '--json', '--data', data]).stdout).engine).toMatchObject({
      running: true,
      version,
    });
    engine.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  test('without a command the window opens, sandboxed, as an ordinary user, and its engine has results', async () => {
    const display = await openDisplay({ width: 1_366, height: 768 });
    const window: ChildProcess = spawn('watchfloor', ['--disable-gpu', '--data', data], {
      ...asUser(),
      env: userEnv({ DISPLAY: display.name }),
      stdio: 'ignore',
    });
    const ended = once(window, 'exit');
    try {
      // The machine's own ping; how busy the machine is, is another check's.
      const seen = () => {
        const run = watchfloor(['status', '--json', '--data', data]);
        if (!run.stdout) return null;
        const { engine, hosts } = JSON.parse(run.stdout);
        const ping = hosts[0]?.checks.find((check: { name: string }) => check.name === 'ping');
        return engine.running && ping?.status;
      };
      await expect.poll(seen, { timeout: 60_000, interval: 500 }).toBe('ok');
      await expect
        .poll(() => processesOf(userId()).some((line) => line.includes('--type=renderer')), { timeout: 60_000 })
        .toBe(true);
      const renderers = processesOf(userId()).filter((line) => line.includes('--type=renderer'));
      expect(renderers).toHaveLength(1);
      expect(renderers[0]).not.toContain('--no-sandbox');
      window.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(existsSync(path.join(data, 'watchfloor.db'))).toBe(true);
    } finally {
      for (const pid of pidsOf(userId())) endProcess(pid);
      await ended;
      await display.close();
    }
  });

  test('purged, it leaves nothing in the system; the data of people stays', () => {
    apt('purge', 'watchfloor');
    expect(left()).toEqual([]);
    expect(existsSync(path.join(data, 'watchfloor.db'))).toBe(true);
  });
});

const userId = (): number => statSync(home).uid;

const pidsOf = (uid: number): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && statSync(`/proc/${name}`, { throwIfNoEntry: false })?.uid === uid)
    .map(Number);

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It went by itself meanwhile.
  }
}

/** Command lines of a user's processes. */
const processesOf = (uid: number): readonly string[] =>
  pidsOf(uid).flatMap((pid) => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    } catch {
      return [];
    }
  });
