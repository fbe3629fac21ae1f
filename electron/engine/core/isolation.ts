// Whether most of what is watched fails together: the question that comes before asking the beacons.
// Source: spec monitoring, "Scheduling" (the monitor itself loses the network).

/** A host's alive check as it was heard last. */
export interface Heard {
  /** Slot of the last result, epoch ms. */
  readonly at: number;
  readonly up: boolean;
}

/** Fewer hosts than this say nothing about the network in between. */
export const FEWEST_HOSTS = 3;
/** Hosts that stopped answering longer ago than this have nothing to do with those that stop now, ms. */
const TOGETHER_MS = 120_000;

export interface Count {
  /** Hosts heard since, and those of them that do not answer. */
  readonly heard: number;
  readonly failing: number;
}

export function countSince(hosts: Iterable<Heard>, since: number): Count {
  let heard = 0;
  let failing = 0;
  for (const host of hosts) {
    if (host.at < since) continue;
    heard += 1;
    if (!host.up) failing += 1;
  }
  return { heard, failing };
}

/** More than half, and not of two or three hosts. */
export const mostFail = ({ heard, failing }: Count): boolean => failing >= FEWEST_HOSTS && failing * 2 > heard;

/**
 * Since when hosts fail together, epoch ms; null: they do not. `stopped`: when each host that does not answer stopped (slot
 * of its first bad result). Looked at are the three that stopped last: of all hosts heard since the first of them did, more
 * than half must fail. So a network that is lost is noticed with the third host, and a rack that is lost among many is not.
 */
export function failingTogether(stopped: Iterable<number>, hosts: Iterable<Heard>, now: number): number | null {
  const last: number[] = [];
  for (const at of stopped) {
    last.push(at);
    last.sort((a, b) => b - a);
    last.length = Math.min(last.length, FEWEST_HOSTS);
  }
  const since = last[FEWEST_HOSTS - 1];
  if (since === undefined || now - since > TOGETHER_MS) return null;
  return mostFail(countSince(hosts, since)) ? since : null;
}
