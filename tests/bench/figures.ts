// What is read off the system and off lists of numbers.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts CPU time in ticks of a hundredth of a second. */
const TICKS_PER_SECOND = 100;

interface CpuTimes {
  /** Seconds of the process itself. */
  readonly own: number;
  /** Seconds of the children it has waited for. */
  readonly children: number;
}

/** CPU seconds (user and system) of a process so far. `pid` may be 'self'. */
export function cpuOf(pid: number | 'self'): CpuTimes {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name in parentheses may hold anything; the fields begin behind it, with the third.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const seconds = (...places: number[]): number =>
    places.reduce((sum, place) => sum + Number(fields[place - 3]), 0) / TICKS_PER_SECOND;
  return { own: seconds(14, 15), children: seconds(16, 17) };
}

/** CPU seconds of a process, of all it has waited for, and of everything that runs below it. */
export function cpuOfTree(pid: number): number {
  const { own, children } = cpuOf(pid);
  const below = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
  return below.reduce((sum, child) => sum + cpuOfLiving(child), own + children);
}

function cpuOfLiving(pid: number): number {
  try {
    return cpuOfTree(pid);
  } catch {
    // It ended between two looks: its time is counted by whoever waited for it.
    return 0;
  }
}

/** Resident memory of a process now, MB. */
export function residentMb(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1_024;
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value below which this share of all lies; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}

/** A figure with as many digits as it deserves. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '-';
  if (value >= 1_000) return Math.round(value).toLocaleString('en-US');
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(2)));
}
