// What belongs together: problems that one host caused are one matter, and an incident of their own each would be a flood.
// And which of them a policy opens an incident for.
import type { HostId } from '../../contract/model/ids.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { Settings } from '../../contract/model/settings.ts';

export type Policy = Settings['incidents']['policies'][number];

/** A chain of causes that is longer is a loop. */
const LONGEST_CHAIN = 64;

/**
 * The host at the end of the chain of causes: the switch behind which a host is out of sight, the dead host of a check, or
 * the host itself where the problem is that it is down. Null: the problem stands for itself. `ofHost`: the problem of a
 * host's alive check.
 */
export function rootOf(
  problem: Problem,
  alive: boolean,
  ofHost: (hostId: HostId) => Problem | undefined,
): HostId | null {
  let root = problem.because;
  for (let step = 0; root !== null && step < LONGEST_CHAIN; step += 1) {
    const above = ofHost(root)?.because ?? null;
    if (above === null) return root;
    root = above;
  }
  const isDown = problem.status === 'down' || problem.status === 'unreachable';
  return root ?? (alive && isDown ? problem.hostId : null);
}

/** Whether people were told of it, it is one of the policy's, and nobody has dealt with it since in another incident. */
export function fits(
  policy: Policy,
  problem: Problem,
  host: { readonly tags: readonly string[]; readonly site: string },
): boolean {
  if (!policy.enabled || problem.toldAt === null || !policy.severities.includes(problem.severity)) return false;
  const ofTags = policy.tags.length === 0 || policy.tags.some((tag) => host.tags.includes(tag));
  return ofTags && (policy.sites.length === 0 || policy.sites.includes(host.site));
}

/** So many incidents a policy opens in that time; what comes then is a flood (ISA 18.2: ten alarms in ten minutes). */
export const MOST_OPENINGS = 10;
export const FLOOD_MS = 10 * 60_000;

export interface FloodPlan<Matter> {
  /** Each gets an incident of its own. */
  readonly apart: readonly Matter[];
  /** All of them get one; empty: none. */
  readonly together: readonly Matter[];
  /** They join the newest one that the policy opened. */
  readonly joining: readonly Matter[];
}

/** What a policy does with the matters that fit, after `recent` openings within the last `FLOOD_MS`. */
export function planOpenings<Matter>(matters: readonly Matter[], recent: number): FloodPlan<Matter> {
  if (recent >= MOST_OPENINGS) return { apart: [], together: [], joining: matters };
  if (recent + matters.length <= MOST_OPENINGS) return { apart: matters, together: [], joining: [] };
  return { apart: [], together: matters, joining: [] };
}
