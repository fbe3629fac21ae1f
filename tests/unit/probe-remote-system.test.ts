// Figures of another Linux host: what its /proc and df printed, and what happened between two looks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ratesBetween } from '../../electron/engine/probes/remote-system-rates.ts';
import { type Counters, parseReading } from '../../electron/engine/probes/remote-system-reading.ts';
import { systemConfig, systemVerdict } from '../../electron/engine/probes/system-verdict.ts';

const PARTS = {
  kernel: 'Linux 6.1.0-18-amd64',
  boot: 'ba79f3e8-472d-4526-bd44-67e6dd1a76de',
  uptime: '12922.75 17629.39',
  cpu: 'cpu  100 0 50 800 50 0 0 0 0 0\ncpu0 50 0 25 400 25 0 0 0 0 0\ncpu1 50 0 25 400 25 0 0 0 0 0',
  net: `Inter-|   Receive                                                |  Transmit
 face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed
    lo: 6841628945 10611399    0    0    0     0          0         0 6841628945 10611399    0    0    0     0       0          0
  eth0:1000 10    0    0    0     0          0         0 2000   20    0    0    0     0       0          0`,
  memory: 'MemTotal:       1000 kB\nMemFree: 100 kB\nMemAvailable:   400 kB\nSwapTotal: 200 kB\nSwapFree: 50 kB',
  load: '0.71 0.97 0.82 1/105 16246',
  processes: '89',
  temperature: '45000\n\n61500\n-128000',
  disks: `Filesystem     Type     1024-blocks     Used Available Capacity Mounted on
udev           devtmpfs     4000000        0   4000000       0% /dev
/dev/sda1      ext4         1000000   800000    200000      80% /
tmpfs          tmpfs         800000      100    799900       1% /run
/dev/sda1      ext4         1000000   800000    200000      80% /var/lib/bind/mount
overlay        overlay      1000000   800000    200000      80% /var/lib/docker/overlay2/4a/merged
/dev/mapper/vg0-my data ext4 500 100 300 25% /srv/my  data
/dev/loop3     squashfs        1000     1000         0     100% /snap/core/1`,
  inodes: `Filesystem      Inodes  IUsed   IFree IUse% Mounted on
udev            100000    500   99500    1% /dev
/dev/sda1         1000    990      10   99% /
/dev/mapper/vg0-my data      0      0       0     - /srv/my  data`,
  end: '',
};
const print = (parts: Partial<typeof PARTS> = {}) =>
  Object.entries({ ...PARTS, ...parts })
    .map(([name, text]) => `\n=wf ${name}\n${text}\n`)
    .join('');

describe('what a host printed', () => {
  test('becomes figures, whatever stood before it', () => {
    const reading = parseReading(`Welcome to web-1!\nLast login: yesterday\n${print()}`)!;
    expect(reading).toMatchObject({
      kernel: 'Linux 6.1.0-18-amd64',
      cores: 2,
      memory: 60,
      swap: 75,
      load: [0.71, 0.97, 0.82],
      processes: 89,
      temperature: 61.5,
      complete: true,
      disksRead: true,
    });
    expect(reading.counters).toHaveLength(1);
    expect([...reading.counters[0]!.network]).toEqual([
      ['lo', { rx: 6_841_628_945, tx: 6_841_628_945 }],
      ['eth0', { rx: 1_000, tx: 2_000 }],
    ]);
  });
  test('disks: real ones, each once, spaces in their names kept apart from the figures', () => {
    const { disks, inodes } = parseReading(print())!;
    expect(disks).toEqual([
      { mount: '/', used: 80, freeBytes: 200_000 * 1_024 },
      { mount: '/srv/my data', used: 25, freeBytes: 300 * 1_024 },
    ]);
    expect(inodes).toEqual([{ mount: '/', used: 99 }]);
  });
  test('a busybox that knows no types, and lines its columns up otherwise', () => {
    const disks = `Filesystem           1024-blocks    Used Available Capacity Mounted on
tmpfs                     123456       0    123456   0% /dev/shm
/dev/root                  29696   29696         0 100% /rom
overlayfs:/overlay        100000   50000     50000  50% /
/dev/ubi0_1               100000   50000     50000  50% /overlay`;
    const mounts = `/dev/root /rom squashfs ro 0 0
overlayfs:/overlay / overlay rw 0 0
/dev/ubi0_1 /overlay ubifs rw 0 0
/dev/sdb1 /mnt/my\\040disk ext4 rw 0 0
tmpfs /dev/shm tmpfs rw 0 0`;
    const listed = (text: string) => parseReading(text)!.disks.map(({ mount, used }) => [mount, used]);
    const usb = '/dev/sdb1                    100      75        25  75% /mnt/my disk';
    // What is made full once and for all is no full disk.
    expect(listed(`${print({ disks: `${disks}\n${usb}` })}\n=wf mounts\n${mounts}\n`)).toEqual([
      ['/', 50],
      ['/overlay', 50],
      ['/mnt/my disk', 75],
    ]);
    expect(listed(print({ disks }))).toEqual([
      ['/rom', 100],
      ['/', 50],
      ['/overlay', 50],
    ]);
  });
  test('an old kernel that does not say what is available', () => {
    const memory =
      'MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 100 kB\nCached: 200 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB';
    expect(parseReading(print({ memory }))).toMatchObject({ memory: 60, swap: null });
  });
  test('what is missing is left out, not made up', () => {
    const bare = parseReading('\n=wf kernel\nFreeBSD 14.0\n\n=wf end\n');
    expect(bare).toMatchObject({ counters: [], memory: null, load: null, disks: [], complete: true });
    expect(parseReading(print().replace('=wf end', ''))).toMatchObject({ complete: false });
    expect(parseReading('This account is currently not available.\n')).toBeNull();
  });
  test('hostile text never throws and never makes a figure that is none', () => {
    const junk = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('=wf uptime', '=wf cpu', '=wf net', '=wf disks', '=wf kernel', '=wf memory', '=wf load', '1e999'),
      fc.stringMatching(/^(cpu0?|eth0:|\/dev\/sda1 ext4|MemTotal:) [0-9 .%/-]{0,400}$/),
    );
    fc.assert(
      fc.property(fc.array(junk, { maxLength: 40 }), (lines) => {
        const reading = parseReading(lines.join('\n'));
        const numbers = reading ? [...figuresIn(reading)] : [];
        expect(numbers.every(Number.isFinite)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
  test('a line that pretends to be a disk in a thousand ways takes no time', () => {
    const disks = `x\n${' 1'.repeat(2_000)}\n${'1 '.repeat(2_000)}%\n${' '.repeat(4_000)}1\n${'9'.repeat(4_000)} /`;
    const started = performance.now();
    for (let round = 0; round < 100; round += 1) parseReading(print({ disks }));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

function* figuresIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (value instanceof Map) for (const one of value.values()) yield* figuresIn(one);
  else if (typeof value === 'object' && value !== null) for (const one of Object.values(value)) yield* figuresIn(one);
}

describe('what happened between two looks', () => {
  const look = (
    uptime: number,
    cpu: readonly number[],
    eth0: readonly [number, number],
    more: object = {},
  ): Counters => ({
    uptime,
    cpu,
    network: new Map(Object.entries({ eth0: { rx: eth0[0], tx: eth0[1] }, ...more })),
  });
  const before = look(1_000, [100, 0, 50, 800, 50, 0, 0, 0, 30, 0], [1_000, 2_000]);

  test('time in use and bytes a second; guest time is not counted twice, waiting for disks is idle', () => {
    // 60 busy (user 40, system 10, steal 10) and 40 idle or waiting.
    const after = look(1_010, [140, 0, 60, 830, 60, 0, 0, 10, 70, 0], [11_000, 2_500]);
    expect(ratesBetween(before, after)).toEqual({ cpu: 60, network: [{ name: 'eth0', rx: 1_000, tx: 50 }] });
  });
  test('after a restart, or with a clock that stands, there is none', () => {
    expect(ratesBetween(before, look(10, [1, 0, 1, 8, 0, 0, 0, 0], [5, 5]))).toEqual({ cpu: null, network: [] });
    expect(ratesBetween(before, before)).toEqual({ cpu: null, network: [] });
  });
  test('a counter that wrapped at 32 bits gives no rate, and leaves the others theirs', () => {
    const full = look(1_000, [1, 1, 1, 1], [4_294_967_000, 10], { eth1: { rx: 0, tx: 0 } });
    const wrapped = look(1_010, [1, 1, 1, 2], [500, 20], { eth1: { rx: 100, tx: 200 } });
    expect(ratesBetween(full, wrapped).network).toEqual([{ name: 'eth1', rx: 10, tx: 20 }]);
  });
  test('a CPU taken away gives no figure; waiting that went back does', () => {
    expect(ratesBetween(before, look(1_010, [90, 0, 60, 900, 60, 0, 0, 0], [1_000, 2_000])).cpu).toBeNull();
    expect(ratesBetween(before, look(1_010, [150, 0, 50, 850, 40, 0, 0, 0], [1_000, 2_000])).cpu).toBe(50);
  });
  test('an interface that is new, loopback, and the cables of containers are not drawn; sixteen are the most', () => {
    const many = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`eth${at + 1}`, { rx: 1, tx: 1 }]));
    const passing = { lo: { rx: 0, tx: 0 }, veth12: { rx: 0, tx: 0 } };
    const earlier = look(1_000, [], [0, 0], { ...passing, ...many });
    const later = look(1_010, [], [0, 0], { ...passing, ...many, wlan0: { rx: 5, tx: 5 } });
    const names = ratesBetween(earlier, later).network.map(({ name }) => name);
    expect(names).toHaveLength(16);
    expect(names).not.toContain('lo');
    expect(ratesBetween(before, later).network.map(({ name }) => name)).toEqual([]);
  });
  test('whatever the counters say, no rate is negative, absurd or no number', () => {
    const counter = fc.oneof(fc.nat(), fc.maxSafeNat());
    const counters = fc.record({
      uptime: fc.double({ min: 0, max: 1e9, noNaN: true }),
      cpu: fc.array(counter, { maxLength: 10 }),
      network: fc
        .dictionary(fc.constantFrom('eth0', 'eth1'), fc.record({ rx: counter, tx: counter }))
        .map((one) => new Map(Object.entries(one))),
    });
    fc.assert(
      fc.property(counters, counters, (one, other) => {
        const { cpu, network } = ratesBetween(one, other);
        if (cpu !== null) expect(cpu >= 0 && cpu <= 100).toBe(true);
        for (const { rx, tx } of network) expect(rx >= 0 && tx >= 0 && rx < 2e12 && tx < 2e12).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('inodes have limits of their own and stand beside the disk they are of', () => {
  const figures = {
    cores: 1,
    disks: [{ mount: '/', used: 10, freeBytes: 1 }],
    inodes: [{ mount: '/', used: 97 }],
    network: [],
    uptime: 1,
    missing: [],
  };
  const outcome = systemVerdict(systemConfig.parse({}), figures, { warnInodes: 85, critInodes: 95 });
  expect(outcome).toMatchObject({ status: 'critical', summary: 'Inodes of / 97 % used' });
  expect(outcome.metrics).toContainEqual({
    name: 'disk.inodes./',
    value: 97,
    unit: '%',
    warn: '85',
    crit: '95',
    min: 0,
    max: 100,
  });
});
