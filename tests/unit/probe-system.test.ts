// What the figures of a machine mean, and instruments that are dear or hang.
import { describe, expect, test } from 'vitest';
import type { Clock } from '../../electron/engine/lib/clock.ts';
import { realDisks } from '../../electron/engine/probes/system.ts';
import { createInstrument } from '../../electron/engine/probes/system-reading.ts';
import { type SystemFigures, systemConfig, systemVerdict } from '../../electron/engine/probes/system-verdict.ts';

const well: SystemFigures = {
  cpu: 12.3,
  load: [0.31, 0.2, 0.1],
  cores: 2,
  memory: 40,
  disks: [{ mount: '/', used: 30, freeBytes: 1e9 }],
  network: [{ name: 'eth0', rx: 1_000.4, tx: 20 }],
  uptime: 3_600,
  missing: [],
};
const judge = (figures: Partial<SystemFigures>, settings: object = {}) =>
  systemVerdict(systemConfig.parse(settings), { ...well, ...figures });

describe('figures of a machine', () => {
  test('all well', () => {
    expect(judge({})).toMatchObject({ status: 'ok', summary: 'CPU 12 %, memory 40 %, load 0.3' });
    expect(judge({}).metrics.map((metric) => metric.name)).toEqual(
      'cpu.used load.1 load.5 load.15 memory.used disk.used./ disk.free./ net.rx.eth0 net.tx.eth0 uptime'.split(' '),
    );
  });
  test('the worst is named first, and what else is wrong behind it', () => {
    const disks = [
      { mount: '/', used: 88, freeBytes: 1 },
      { mount: '/var', used: 97, freeBytes: 1 },
    ];
    expect(judge({ disks, memory: 93 })).toMatchObject({
      status: 'critical',
      summary: 'Disk /var 97 % used, disk / 88 % used, memory 93 % used',
    });
  });
  test('load counts for each core', () => {
    expect(judge({ load: [9, 3.9, 1] })).toMatchObject({ status: 'ok' });
    expect(judge({ load: [9, 4.1, 1] })).toMatchObject({ status: 'warning', summary: 'Load 4.1 on 2 cores' });
    expect(judge({ load: [9, 8.1, 1], cores: 1 })).toMatchObject({ status: 'critical', summary: 'Load 8.1 on 1 core' });
  });
  test('exactly at a limit is not over it', () => {
    expect(judge({ cpu: 90 })).toMatchObject({ status: 'ok' });
    expect(judge({ cpu: 90.1 })).toMatchObject({ status: 'warning', summary: 'CPU 90 %' });
  });
  test('what could not be read is unknown, but not before something critical', () => {
    const missing = ['disks (a dead network mount?): no answer for 40 s'];
    expect(judge({ missing, disks: [], cpu: 95 })).toMatchObject({
      status: 'unknown',
      summary: 'Disks (a dead network mount?): no answer for 40 s, CPU 95 %',
    });
    expect(judge({ missing, cpu: 99 })).toMatchObject({ status: 'critical' });
  });
  test('a mount point with escapes in its name is shown without them', () => {
    const disks = [{ mount: '/mnt/\u001b[31mred', used: 99, freeBytes: 1 }];
    expect(judge({ disks }).summary).toBe('Disk /mnt/red 99 % used');
  });
});

test('real filesystems only, each once', () => {
  const disk = (fs: string, type: string, mount: string, size = 100) => ({
    fs,
    type,
    mount,
    size,
    use: 1,
    available: 1,
  });
  const mounts = realDisks([
    disk('/dev/sda1', 'ext4', '/var/lib/docker/bind'),
    disk('/dev/sda1', 'ext4', '/'),
    disk('tmpfs', 'tmpfs', '/run'),
    disk('/dev/loop3', 'squashfs', '/snap/core/1'),
    disk('nas:/vol', 'nfs4', '/srv'),
    disk('none', 'ext4', '/empty', 0),
  ]).map(({ mount }) => mount);
  expect(mounts).toEqual(['/', '/srv']);
});

describe('an instrument that is dear or hangs', () => {
  function laboratory() {
    let now = 0;
    const timers = new Set<{ at: number; job: () => void }>();
    const clock: Clock = {
      now: () => now,
      mono: () => now,
      after(delayMs, job) {
        const timer = { at: now + delayMs, job };
        timers.add(timer);
        return () => void timers.delete(timer);
      },
    };
    const move = (ms: number) => {
      now += ms;
      for (const timer of [...timers]) {
        if (timer.at > now) continue;
        timers.delete(timer);
        timer.job();
      }
    };
    return { clock, move, timers };
  }
  const never = new AbortController().signal;

  test('is asked again only when its figure is old', async () => {
    const { clock, move, timers } = laboratory();
    let asked = 0;
    const instrument = createInstrument(async () => ++asked, 1_000);
    const read = () => instrument.read({ waitMs: 100, signal: never, clock });
    expect(await read()).toEqual({ state: 'fresh', value: 1 });
    move(999);
    expect(await read()).toEqual({ state: 'fresh', value: 1 });
    move(1);
    expect(await read()).toEqual({ state: 'fresh', value: 2 });
    expect(timers.size).toBe(0);
  });
  test('that hangs is waited for only so long, and asked only once', async () => {
    const { clock, move, timers } = laboratory();
    const answers: ((value: string) => void)[] = [];
    const instrument = createInstrument(() => new Promise<string>((resolve) => answers.push(resolve)), 1_000);
    for (const since of [100, 200, 300]) {
      const reading = instrument.read({ waitMs: 100, signal: never, clock });
      move(100);
      expect(await reading).toEqual({ state: 'hanging', sinceMs: since });
    }
    expect(answers).toHaveLength(1);
    const late = instrument.read({ waitMs: 100, signal: never, clock });
    answers[0]!('there');
    expect(await late).toEqual({ state: 'fresh', value: 'there' });
    expect(timers.size).toBe(0);
  });
  test('that fails says why, and is asked anew', async () => {
    const { clock } = laboratory();
    let asked = 0;
    const instrument = createInstrument(async () => {
      asked += 1;
      throw new Error('no sensors');
    }, 1_000);
    for (const _ of [1, 2]) {
      expect(await instrument.read({ waitMs: 1, signal: never, clock })).toEqual({
        state: 'failed',
        reason: 'no sensors',
      });
    }
    expect(asked).toBe(2);
  });
  test('is let go at the abort', async () => {
    const { clock, timers } = laboratory();
    const controller = new AbortController();
    const instrument = createInstrument(() => new Promise(() => {}), 1_000);
    const reading = instrument.read({ waitMs: 100, signal: controller.signal, clock });
    controller.abort(new Error('shutdown'));
    await expect(reading).rejects.toThrow('shutdown');
    expect(timers.size).toBe(0);
  });
});
