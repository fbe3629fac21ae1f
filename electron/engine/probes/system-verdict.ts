// What the figures of a machine mean: each against its limits, the worst first. Pure.
import { z } from 'zod';
import type { Metric, ProbeOutcome, Status } from '../../contract/model/result.ts';
import { cleanLine } from '../lib/text.ts';
import { percent } from './fields.ts';
import { trim } from './format.ts';
import { judge } from './range.ts';

const loadLimit = (preset: number, title: string, level: string) =>
  z
    .number()
    .positive()
    .max(10_000)
    .default(preset)
    .meta({
      title,
      description: `Average load of 5 minutes for each core above which the check is ${level}.`,
    });

export const systemConfig = z.strictObject({
  warnCpu: percent(90, 'CPU warning', 'Share of CPU time in use above which the check is a warning.'),
  critCpu: percent(98, 'CPU critical', 'Share of CPU time in use above which the check is critical.'),
  warnMemory: percent(
    90,
    'Memory warning',
    'Share of memory in use, without caches, above which the check is a warning.',
  ),
  critMemory: percent(
    96,
    'Memory critical',
    'Share of memory in use, without caches, above which the check is critical.',
  ),
  warnSwap: percent(50, 'Swap warning', 'Share of swap space in use above which the check is a warning.'),
  critSwap: percent(90, 'Swap critical', 'Share of swap space in use above which the check is critical.'),
  warnDisk: percent(85, 'Disk warning', 'Share of a filesystem in use above which the check is a warning.'),
  critDisk: percent(95, 'Disk critical', 'Share of a filesystem in use above which the check is critical.'),
  warnLoad: loadLimit(2, 'Load warning', 'a warning'),
  critLoad: loadLimit(4, 'Load critical', 'critical'),
});
export type SystemConfig = z.output<typeof systemConfig>;

/** Limits of kinds that count inodes. */
export interface InodeLimits {
  readonly warnInodes: number;
  readonly critInodes: number;
}
const NO_INODE_LIMITS: InodeLimits = { warnInodes: 100, critInodes: 100 };

/** The figures of one moment. What a system does not have, or did not tell, is missing. */
export interface SystemFigures {
  /** Percent in use since the last reading. */
  readonly cpu?: number;
  /** 1, 5 and 15 minutes; missing on Windows. */
  readonly load?: readonly [number, number, number];
  readonly cores: number;
  /** Percent in use, caches not counted. */
  readonly memory?: number;
  readonly swap?: number;
  readonly disks: readonly { readonly mount: string; readonly used: number; readonly freeBytes: number }[];
  readonly network: readonly { readonly name: string; readonly rx: number; readonly tx: number }[];
  /** Percent of inodes in use, where somebody counted them. */
  readonly inodes?: readonly { readonly mount: string; readonly used: number }[];
  /** Seconds. */
  readonly uptime: number;
  readonly processes?: number;
  /** Degrees Celsius. */
  readonly temperature?: number;
  /** What could not be read, in words: "Disks have not answered for 40 s". */
  readonly missing: readonly string[];
}

interface Finding {
  readonly status: Status;
  readonly words: string;
  /** How far into its limits, to put the worst of equals first. */
  readonly excess: number;
}

const RANK: Readonly<Record<Status, number>> = { critical: 3, unknown: 2, warning: 1, ok: 0 };

/** Judges the figures. The summary names the worst thing first, or CPU, memory and load where all is well. */
export function systemVerdict(
  config: SystemConfig,
  figures: SystemFigures,
  { warnInodes, critInodes }: InodeLimits = NO_INODE_LIMITS,
): ProbeOutcome {
  const metrics: Metric[] = [];
  const findings: Finding[] = [];
  const watched = (metric: Metric, words: string) => {
    metrics.push(metric);
    const status = judge(metric.value, metric.warn, metric.crit);
    const limit = Number(status === 'critical' ? metric.crit : metric.warn);
    if (status !== 'ok') findings.push({ status, words, excess: metric.value / limit });
  };
  const share = (name: string, value: number, warn: number, crit: number, words: string) =>
    watched({ name, value: round1(value), unit: '%', warn: `${warn}`, crit: `${crit}`, min: 0, max: 100 }, words);

  const { cpu, memory, swap, load, cores } = figures;
  if (cpu !== undefined) share('cpu.used', cpu, config.warnCpu, config.critCpu, `CPU ${whole(cpu)} %`);
  if (load) {
    const limits = { warn: trim(config.warnLoad * cores, 2), crit: trim(config.critLoad * cores, 2) };
    metrics.push({ name: 'load.1', value: round2(load[0]), unit: '' });
    const words = `load ${trim(load[1], 1)} on ${cores} core${cores === 1 ? '' : 's'}`;
    watched({ name: 'load.5', value: round2(load[1]), unit: '', ...limits }, words);
    metrics.push({ name: 'load.15', value: round2(load[2]), unit: '' });
  }
  if (memory !== undefined) {
    share('memory.used', memory, config.warnMemory, config.critMemory, `memory ${whole(memory)} % used`);
  }
  if (swap !== undefined) share('swap.used', swap, config.warnSwap, config.critSwap, `swap ${whole(swap)} % used`);
  for (const { mount, used } of figures.disks) {
    share(
      `disk.used.${mount}`,
      used,
      config.warnDisk,
      config.critDisk,
      `disk ${cleanLine(mount, 80)} ${whole(used)} % used`,
    );
  }
  for (const { mount, used } of figures.inodes ?? []) {
    const words = `inodes of ${cleanLine(mount, 80)} ${whole(used)} % used`;
    share(`disk.inodes.${mount}`, used, warnInodes, critInodes, words);
  }
  metrics.push(...plainMetrics(figures));
  findings.push(...figures.missing.map((words) => ({ status: 'unknown' as const, words, excess: 0 })));
  findings.sort((a, b) => RANK[b.status] - RANK[a.status] || b.excess - a.excess);

  const [worst, ...rest] = findings;
  const usual = usualWords(figures);
  if (!worst) return { status: 'ok', summary: usual, metrics };
  return {
    status: worst.status,
    summary: cleanLine(capital([worst, ...rest].map((finding) => finding.words).join(', '))),
    detail: usual,
    metrics,
  };
}

/** Figures without limits. */
function plainMetrics(figures: SystemFigures): Metric[] {
  const { processes, temperature } = figures;
  return [
    ...figures.disks.map(({ mount, freeBytes }) => ({ name: `disk.free.${mount}`, value: freeBytes, unit: 'B' })),
    ...figures.network.flatMap(({ name, rx, tx }) => [
      { name: `net.rx.${name}`, value: Math.round(rx), unit: 'B/s' },
      { name: `net.tx.${name}`, value: Math.round(tx), unit: 'B/s' },
    ]),
    { name: 'uptime', value: Math.round(figures.uptime), unit: 's' },
    ...(processes === undefined ? [] : [{ name: 'processes', value: processes, unit: '' }]),
    ...(temperature === undefined ? [] : [{ name: 'temperature', value: round1(temperature), unit: '°C' }]),
  ];
}

function usualWords({ cpu, memory, load }: SystemFigures): string {
  const words = [
    cpu === undefined ? '' : `CPU ${whole(cpu)} %`,
    memory === undefined ? '' : `memory ${whole(memory)} %`,
    load ? `load ${trim(load[0], 1)}` : '',
  ];
  return words.filter(Boolean).join(', ') || 'Running';
}

const whole = (value: number) => trim(value, 0);
const round1 = (value: number) => Math.round(value * 10) / 10;
const round2 = (value: number) => Math.round(value * 100) / 100;
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
