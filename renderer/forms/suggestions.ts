// Pure: what an inventory suggests while it grows: places and roles that exist, the most common one first.
import type { Host } from '../../electron/contract/model/host.ts';

/** Every value once, the most common first. */
export function byFrequency(values: Iterable<string>): readonly string[] {
  const counts = new Map<string, number>();
  for (const value of values) if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([value]) => value);
}

export interface Suggestions {
  readonly sites: readonly string[];
  readonly roles: readonly string[];
  readonly tags: readonly string[];
}

/** What the hosts of an inventory use already. */
export function suggestionsOf(hosts: Iterable<Host>): Suggestions {
  const all = [...hosts];
  return {
    sites: byFrequency(all.map((host) => host.site)),
    roles: byFrequency(all.map((host) => host.role)),
    tags: byFrequency(all.flatMap((host) => host.tags)),
  };
}

const MOST_OFFERED = 12;

/** The few that go on from what is typed: those that begin with it, then those that hold it. */
export function offered(values: Iterable<string>, typed: string, taken: readonly string[] = []): readonly string[] {
  const wanted = typed.trim().toLowerCase();
  const begins: string[] = [];
  const holds: string[] = [];
  for (const value of values) {
    if (taken.includes(value)) continue;
    const at = value.toLowerCase().indexOf(wanted);
    if (at === 0) begins.push(value);
    else if (at > 0) holds.push(value);
    if (begins.length >= MOST_OFFERED) break;
  }
  return [...begins, ...holds].slice(0, MOST_OFFERED);
}
