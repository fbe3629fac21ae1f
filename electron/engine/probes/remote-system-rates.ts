// From two looks at a host's counters to what happened in between. Pure. Rather no figure than a wrong one: after a
// restart of the host, a counter that wrapped, or two looks too close together, there is none.
import type { Counters } from './remote-system-reading.ts';

/** Ticks are hundredths of a second: below this the share of CPU time is mostly rounding. */
const SHORTEST_S = 0.5;
/** No interface is faster than 10 Tbit/s; what says so was reset in between. */
const FASTEST = 1.25e12;
const INTERFACES_SHOWN = 16;

export interface Rates {
  /** Percent in use. */
  readonly cpu: number | null;
  /** Bytes a second. */
  readonly network: readonly { readonly name: string; readonly rx: number; readonly tx: number }[];
}

/** What happened between two looks at the same start of the same host. */
export function ratesBetween(before: Counters, after: Counters): Rates {
  const elapsed = after.uptime - before.uptime;
  if (elapsed < SHORTEST_S) return { cpu: null, network: [] };
  const network = [...after.network].flatMap(([name, now]) => {
    const then = before.network.get(name);
    if (!then || isPassing(name)) return [];
    const rx = (now.rx - then.rx) / elapsed;
    const tx = (now.tx - then.tx) / elapsed;
    const sane = rx >= 0 && tx >= 0 && rx < FASTEST && tx < FASTEST;
    return sane ? [{ name, rx, tx }] : [];
  });
  return { cpu: cpuBetween(before.cpu, after.cpu), network: network.slice(0, INTERFACES_SHOWN) };
}

/** Loopback, and the ends of virtual cables that come and go with containers and guests. */
function isPassing(name: string): boolean {
  return name === 'lo' || /^(veth|cali|lxc|vnet|tap|fwbr|fwpr|fwln)/.test(name);
}

/** proc(5): user, nice, system, idle, iowait, irq, softirq, steal; guest time after them is in user already. */
function cpuBetween(before: readonly number[], after: readonly number[]): number | null {
  if (before.length < 4 || after.length < 4) return null;
  const spent = after.slice(0, 8).map((ticks, index) => ticks - (before[index] ?? 0));
  // Waiting for disks is the one figure that the kernel lets go back; any other that does is a CPU taken away.
  if (spent.some((ticks, index) => ticks < 0 && index !== IOWAIT)) return null;
  const known = spent.map((ticks) => Math.max(0, ticks));
  const total = known.reduce((sum, ticks) => sum + ticks, 0);
  if (total <= 0) return null;
  const idle = (known[IDLE] ?? 0) + (known[IOWAIT] ?? 0);
  return ((total - idle) / total) * 100;
}
const IDLE = 3;
const IOWAIT = 4;
