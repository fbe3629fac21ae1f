// This machine itself: CPU, load, memory, swap, disks, network, uptime, processes, temperature.
import { loadavg, uptime } from 'node:os';
import si from 'systeminformation';
import type { ProbeContext } from './probe.ts';
import { defineProbe } from './probe.ts';
import { createInstrument, type Instrument } from './system-reading.ts';
import { type SystemConfig, type SystemFigures, systemConfig, systemVerdict } from './system-verdict.ts';

/** Filesystems that hold no files of their own, or can be nothing but full. */
const NOT_REAL =
  /^(tmpfs|devtmpfs|ramfs|squashfs|iso9660|udf|proc|sysfs|cgroup2?|efivarfs|autofs|fuse\..*|fuseblk\.snap)$/i;

// CPU milliseconds a call: load 9, memory 1, disks 10, network 21, temperature 6, processes 124.
const instruments = {
  cpu: createInstrument(() => si.currentLoad(), 1_000),
  memory: createInstrument(() => si.mem(), 1_000),
  disks: createInstrument(() => si.fsSize(), 30_000),
  network: createInstrument(() => si.networkStats('*'), 10_000),
  temperature: createInstrument(() => si.cpuTemperature(), 60_000),
  processes: createInstrument(() => si.processes(), 300_000),
};

export const system = defineProbe({
  kind: 'system',
  title: 'This machine',
  about: 'CPU, load, memory, swap, disks, network and more of the machine the monitor runs on.',
  config: systemConfig,
  metrics: [
    { name: 'cpu.used', label: 'CPU', unit: '%' },
    { name: 'load.1', label: 'Load, 1 minute', unit: '' },
    { name: 'load.5', label: 'Load, 5 minutes', unit: '' },
    { name: 'load.15', label: 'Load, 15 minutes', unit: '' },
    { name: 'memory.used', label: 'Memory', unit: '%' },
    { name: 'swap.used', label: 'Swap', unit: '%' },
    { name: 'disk.used.*', label: 'Disk', unit: '%' },
    { name: 'disk.free.*', label: 'Disk, free', unit: 'B' },
    { name: 'net.rx.*', label: 'Network, received', unit: 'B/s' },
    { name: 'net.tx.*', label: 'Network, sent', unit: 'B/s' },
    { name: 'uptime', label: 'Uptime', unit: 's' },
    { name: 'processes', label: 'Processes', unit: '' },
    { name: 'temperature', label: 'CPU temperature', unit: '°C' },
  ],
  defaults: { intervalMs: 60_000, timeoutMs: 20_000 },
  canBeAlive: false,
  concurrency: 1,
  run: async (config: SystemConfig, context) => systemVerdict(config, await readFigures(context)),
});

/** Asks everything at once; what does not answer in half the time is named and the rest is used. */
async function readFigures({ signal, clock, timeoutMs }: ProbeContext): Promise<SystemFigures> {
  const missing: string[] = [];
  const read = async <T>(what: string, instrument: Instrument<T>): Promise<T | undefined> => {
    const reading = await instrument.read({ waitMs: timeoutMs / 2, signal, clock });
    if (reading.state === 'fresh') return reading.value;
    if (reading.state === 'failed') missing.push(`${what} not readable: ${reading.reason}`);
    else missing.push(`${what}: no answer for ${Math.round(reading.sinceMs / 1_000)} s`);
    return undefined;
  };
  const [cpu, memory, disks, network, temperature, processes] = await Promise.all([
    read('CPU', instruments.cpu),
    read('memory', instruments.memory),
    read('disks (a dead network mount?)', instruments.disks),
    read('network', instruments.network),
    read('temperature', instruments.temperature),
    read('processes', instruments.processes),
  ]);
  const [load1 = 0, load5 = 0, load15 = 0] = loadavg();
  return {
    ...(cpu && { cpu: cpu.currentLoad }),
    ...(process.platform !== 'win32' && { load: [load1, load5, load15] as const }),
    cores: cpu?.cpus.length || 1,
    ...(memory && { memory: (1 - memory.available / memory.total) * 100 }),
    ...(memory && memory.swaptotal > 0 && { swap: (memory.swapused / memory.swaptotal) * 100 }),
    disks: realDisks(disks ?? []),
    // The first reading has nothing to compare with: no rate is better than a wrong one.
    network: (network ?? []).flatMap(({ iface: name, rx_sec: rx, tx_sec: tx }) =>
      name !== 'lo' && rx !== null && tx !== null && rx >= 0 && tx >= 0 ? [{ name, rx, tx }] : [],
    ),
    uptime: uptime(),
    ...(processes && { processes: processes.all }),
    ...(typeof temperature?.main === 'number' && temperature.main > 0 && { temperature: temperature.main }),
    missing,
  };
}

/** One line for each filesystem: bind mounts of the same one count once, under the shortest path. */
export function realDisks(
  sizes: readonly Pick<si.Systeminformation.FsSizeData, 'fs' | 'type' | 'size' | 'use' | 'mount' | 'available'>[],
) {
  const bySource = new Map<string, (typeof sizes)[number]>();
  for (const disk of sizes) {
    if (!(disk.size > 0) || (NOT_REAL.test(disk.type) && disk.mount !== '/')) continue;
    const other = bySource.get(disk.fs);
    if (!other || disk.mount.length < other.mount.length) bySource.set(disk.fs, disk);
  }
  return [...bySource.values()].map(({ mount, use, available }) => ({ mount, used: use, freeBytes: available }));
}
