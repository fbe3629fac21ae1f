// Many hosts at once on the floor: a switch and what stands behind it, hosts across the network, and the counts that a test
// of a storm is about.
import type { HoldReason } from '../../electron/contract/model/problem.ts';
import type { Floor } from './floor.ts';

export interface FleetOptions {
  readonly count: number;
  readonly prefix?: string;
  /** Name of the host they stand behind. */
  readonly parent?: string;
  /** Checks besides the alive check. */
  readonly checks?: number;
  /** Whether their addresses are of the network, and not this machine's. Only with a runner that the test scripts. */
  readonly foreign?: boolean;
  readonly tags?: readonly string[];
  /** Of the alive check, as it is written in the inventory; '60s' unless given. */
  readonly interval?: string;
}

/** Adds them in one import; returns their names. */
export async function addFleet(floor: Floor, options: FleetOptions): Promise<readonly string[]> {
  const { count, prefix = 'web', parent, checks = 0, foreign = false, tags = [], interval = '60s' } = options;
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
  const hosts = names.map((name, index) => ({
    name,
    address: foreign ? `10.9.${Math.floor(index / 200)}.${(index % 200) + 10}` : '127.0.0.1',
    tags,
    ...(parent ? { parents: [parent] } : {}),
    checks: [
      { name: 'ping', kind: 'ping', alive: true, interval },
      ...Array.from({ length: checks }, (_, number) => ({ name: `check${number + 1}`, kind: 'ping' })),
    ],
  }));
  const text = JSON.stringify({ watchfloor: 1, hosts });
  const report = await floor.client.inventory.importFile({ format: 'yaml', text });
  if (!report.applied) throw new Error(`the fleet was refused: ${JSON.stringify(report.findings.slice(0, 3))}`);
  return names;
}

/** Everything of these hosts says so from now on. */
export function sayAll(floor: Floor, hosts: readonly string[], status: 'ok' | 'critical', checks = 0): void {
  for (const host of hosts) {
    floor.say(host, 'ping', status);
    for (let number = 1; number <= checks; number++) floor.say(host, `check${number}`, status);
  }
}

/** How many alerts are held back, by reason and holder: { 'unreachable by sw1': 300 }. */
export function heldBy(floor: Floor): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { held } of floor.problems()) {
    if (!held) continue;
    const key = held.by === undefined ? held.reason : `${held.reason} by ${held.by}`;
    counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

export const heldFor = (floor: Floor, reason: HoldReason): number =>
  floor.problems().filter((problem) => problem.held?.reason === reason).length;
