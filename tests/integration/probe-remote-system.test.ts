// A Linux host read over a real sshd: this machine is its own oracle. Where a busybox is installed, its tools are read too.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, freemem, tmpdir, totalmem, uptime } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { shellCommand } from '../../electron/engine/probes/over-ssh.ts';
import { remoteSystem } from '../../electron/engine/probes/remote-system.ts';
import { parseReading } from '../../electron/engine/probes/remote-system-reading.ts';
import { READ_ONCE, READ_TWICE } from '../../electron/engine/probes/remote-system-script.ts';
import { probeContext } from '../support/lab/probe-context.ts';
import { type Sshd, startSshd } from '../support/lab/sshd.ts';
import { closedPort } from '../support/lab/tcp-server.ts';

let sshd: Sshd;
let tools: string;
beforeAll(async () => {
  tools = mkdtempSync(join(tmpdir(), 'lab-tools-'));
  chmodSync(tools, 0o755);
  // A PATH of the test's own, in front of the system's: what lies in it is what the host has.
  sshd = await startSshd([`SetEnv PATH=${tools}:/usr/bin:/bin`]);
});
afterAll(async () => {
  await sshd.stop();
  rmSync(tools, { recursive: true });
});
afterEach(() => remoteSystem.close!());

// Limits no machine reaches: this is about the figures.
const CALM = { warnLoad: 10_000, critLoad: 10_000, warnCpu: 100, critCpu: 100, warnDisk: 100, critDisk: 100 };
const configOf = (settings: object = {}) =>
  remoteSystem.config.parse({
    port: sshd.port,
    user: sshd.user,
    auth: 'key',
    keyFile: sshd.keyFile,
    ...CALM,
    ...settings,
  });
const run = (config = configOf(), parts: Parameters<typeof probeContext>[0] = {}) =>
  remoteSystem.run(config, probeContext(parts));
const value = (outcome: Awaited<ReturnType<typeof run>>, name: string) =>
  outcome.metrics.find((metric) => metric.name === name)?.value;
const tool = (name: string, script: string) => {
  writeFileSync(join(tools, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return () => rmSync(join(tools, name));
};

describe('a host', () => {
  test('tells what this machine knows of itself, CPU and network already on the first run', async () => {
    const result = await run();
    expect(result.status, result.summary).toBe('ok');
    expect(result.summary).toMatch(/^CPU \d+ %, memory \d+ %, load [\d.]+$/);
    expect(value(result, 'uptime')!).toBeCloseTo(uptime(), -1);
    expect(Math.abs(value(result, 'memory.used')! - (1 - freemem() / totalmem()) * 100)).toBeLessThan(15);
    expect(value(result, 'cpu.used')!).toBeGreaterThanOrEqual(0);
    expect(value(result, 'cpu.used')!).toBeLessThanOrEqual(100);
    expect(value(result, 'processes')!).toBeGreaterThan(3);
    expect(result.metrics.find(({ name }) => name === 'load.5')).toMatchObject({ warn: `${10_000 * cpus().length}` });
    expect(new Set(result.metrics.map(({ name }) => name)).size).toBe(result.metrics.length);
    for (const { name, value: used } of result.metrics.filter(({ name }) => name.startsWith('disk.used.'))) {
      const df = execFileSync('df', ['--output=pcent', name.slice('disk.used.'.length)], { encoding: 'utf8' });
      expect(Math.abs(used - Number(/(\d+)%/.exec(df)![1]))).toBeLessThanOrEqual(2);
    }
  });
  test('is looked at once from the second run on, and its rates are those since the first', async () => {
    const [calls, clock] = [join(tools, 'calls'), join(tools, 'clock')];
    for (const [file, text] of [
      [calls, ''],
      [clock, '1000'],
    ] as const) {
      writeFileSync(file, text);
      chmodSync(file, 0o666);
    }
    const removes = [
      tool('sleep', `echo slept >>${calls}`),
      // Its clock goes ten seconds further with each look, and a thousand bytes a second came in.
      tool(
        'cat',
        `n=$(/bin/cat ${clock}); case "$1" in
          /proc/uptime) echo $((n + 10)) >${clock}; echo "$n.00 0";;
          /proc/net/dev) echo "eth0: $((n * 1000)) 0 0 0 0 0 0 0 0 0";;
          *) exec /bin/cat "$@";;
        esac`,
      ),
    ];
    try {
      const config = configOf();
      expect(value(await run(config), 'net.rx.eth0')).toBe(1_000);
      expect(readFileSync(calls, 'utf8')).toBe('slept\n');
      expect(value(await run(config), 'net.rx.eth0')).toBe(1_000);
      expect(readFileSync(calls, 'utf8')).toBe('slept\n');
      expect(readFileSync(clock, 'utf8')).toBe('1030\n');
      // Another check of the same host has its own reading.
      await run(configOf());
      expect(readFileSync(calls, 'utf8')).toBe('slept\nslept\n');
      // Started anew in between: what was counted before means nothing now.
      writeFileSync(clock, '5');
      expect(value(await run(config), 'net.rx.eth0')).toBeUndefined();
      expect(value(await run(config), 'net.rx.eth0')).toBe(1_000);
    } finally {
      for (const remove of removes) remove();
    }
  });
  test('of which a part is missing is unknown by that part, and the rest is told', async () => {
    const remove = tool('df', 'echo "df: no luck" >&2; exit 1');
    try {
      const result = await run();
      expect(result).toMatchObject({ status: 'unknown', summary: 'Disks not readable (df)' });
      expect(value(result, 'memory.used')).toBeDefined();
    } finally {
      remove();
    }
  });
  test('speaks its own language and has a hundred disks: all are judged, the largest are drawn', async () => {
    const rows = Array.from(
      { length: 100 },
      (_, at) => `/dev/sd${at} ext4 ${(at + 1) * 1_000} 0 ${(at + 1) * 1_000} 0% /mnt/${at}`,
    );
    rows[3] = '/dev/sd3 ext4 4000 3960 40 99% /mnt/3';
    const body = ['Dateisystem Typ 1024-Blöcke', ...rows].join('\n');
    const english = body.replace(/^.*/, 'Filesystem Type 1024-blocks Used Available Capacity Mounted on');
    writeFileSync(join(tools, 'rows.de'), `${body}\n`);
    writeFileSync(join(tools, 'rows.C'), `${english}\n`);
    const remove = tool(
      'df',
      `case "$*" in *-i*) exit 1;; esac; [ "$LC_ALL" = C ] && cat ${tools}/rows.C || cat ${tools}/rows.de`,
    );
    try {
      const result = await run(configOf({ warnDisk: 85, critDisk: 95 }));
      expect(result).toMatchObject({ status: 'critical', summary: 'Disk /mnt/3 99 % used' });
      expect(result.detail).toMatch(/; 76 smaller of 100 disks are judged and not drawn$/);
      expect(result.metrics.filter(({ name }) => name.startsWith('disk.used.'))).toHaveLength(24);
      expect(value(result, 'disk.used./mnt/99')).toBe(0);
    } finally {
      remove();
    }
  });
  test('whose df hangs is let go at the abort, and nothing of ours stays there', async () => {
    const remove = tool('df', `exec /bin/sleep 4100.${process.pid}`);
    try {
      const controller = new AbortController();
      const running = run(configOf(), { signal: controller.signal });
      const hangs = () => execFileSync('ps', ['-eo', 'args='], { encoding: 'utf8' }).includes(`4100.${process.pid}`);
      while (!hangs()) await new Promise((resolve) => setImmediate(resolve));
      controller.abort(new Error('time is up'));
      await expect(running).rejects.toThrow('time is up');
      while (hangs()) await new Promise((resolve) => setImmediate(resolve));
    } finally {
      remove();
    }
  });
});

describe('a host that cannot be read', () => {
  test('is not Linux', async () => {
    const removes = [
      tool('cat', 'case "$*" in /proc/*) echo "cat: $*: No such file" >&2; exit 1;; esac; exec /bin/cat "$@"'),
      tool('grep', 'exit 2'),
      tool('uname', 'echo FreeBSD 14.0-RELEASE'),
    ];
    try {
      expect(await run()).toMatchObject({
        status: 'unknown',
        summary: 'Not readable: no /proc as Linux has it (FreeBSD 14.0-RELEASE)',
        metrics: [],
      });
    } finally {
      for (const remove of removes) remove();
    }
  });
  test('runs something else than it was told', async () => {
    const forced = await startSshd(['ForceCommand echo This account may only make backups; exit 3']);
    try {
      const config = configOf({ port: forced.port, user: forced.user, keyFile: forced.keyFile });
      expect(await run(config)).toEqual({
        status: 'unknown',
        summary: 'The host did not run what reads its figures',
        detail: 'exit code 3, it said: This account may only make backups',
        metrics: [],
      });
    } finally {
      await forced.stop();
    }
  });
  test('is not there, or does not let us in', async () => {
    expect(await run(configOf({ port: await closedPort() }))).toMatchObject({
      status: 'critical',
      summary: 'Connection refused, nothing listens there',
    });
    expect(await run(configOf({ keyFile: sshd.strangerKeyFile }))).toMatchObject({ status: 'unknown' });
  });
  test('bad settings are refused with the name of the field', () => {
    const issues = (settings: object) =>
      remoteSystem.config.safeParse(settings).error?.issues.map(({ path }) => path[0]);
    expect(issues({ warnCpu: 101 })).toEqual(['warnCpu']);
    expect(issues({ auth: 'key' })).toEqual(['keyFile']);
    expect(issues({ critInodes: 'many' })).toEqual(['critInodes']);
  });
});

const shells = ['dash', 'bash', 'busybox', 'ksh', 'zsh', 'fish', 'tcsh'].filter((shell) => which(shell) !== '');
test.each(shells)('the log-in shell may be %s', (shell) => {
  const login = shell === 'busybox' ? ['busybox', 'sh'] : [shell];
  for (const script of [READ_ONCE, READ_TWICE]) {
    const text = execFileSync(login[0]!, [...login.slice(1), '-c', shellCommand(script)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(parseReading(text)).toMatchObject({ complete: true, kernel: expect.stringMatching(/^Linux /) });
  }
});

test.skipIf(which('busybox') === '')('a host where everything is busybox', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lab-busybox-'));
  try {
    for (const name of ['sh', 'cat', 'grep', 'df', 'uname', 'sleep']) symlinkSync(which('busybox'), join(folder, name));
    // Its own PATH comes first; nothing of GNU is found before it.
    const text = execFileSync(join(folder, 'sh'), ['-c', shellCommand(READ_ONCE)], {
      encoding: 'utf8',
      env: { PATH: folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const own = parseReading(text)!;
    const gnu = parseReading(
      execFileSync('sh', ['-c', READ_ONCE], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )!;
    expect(own.disks.map(({ mount }) => mount)).toEqual(gnu.disks.map(({ mount }) => mount));
    expect(own.inodes.map(({ mount }) => mount)).toEqual(gnu.inodes.map(({ mount }) => mount));
    expect(own.cores).toBe(gnu.cores);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function which(name: string): string {
  try {
    return execFileSync('sh', ['-c', 'command -v "$1"', 'sh', name], { encoding: 'utf8' }).trim();
  } catch {
    return '';
  }
}
