// Checks that depend on other checks of their host, by name: while such a parent check has a hard problem, its children
// are silent. Source: spec monitoring, "Handling" (dependencies between checks). One step up only, as Nagios: a
// grandparent's problem shows in the parent, or it does not concern the child.
import { nameKey } from '../../contract/model/name-key.ts';
import type { CheckState } from '../../contract/model/state.ts';
import type { NewCheck } from '../../contract/model/template.ts';
import { isBad } from './check-memory.ts';
import type { Holder } from './suppression.ts';

/** An alert waits so long for a word that is out, counted from when it was asked for: a reason to tell nobody it is not. */
const LONGEST_WAIT_MS = 60_000;

type Named = Pick<NewCheck, 'name' | 'dependsOn'>;

/**
 * Those of `checks` that `check` depends on. Names that nobody has stand for nothing; and should a circle have come about (a
 * template and a host's own check can make one together), its checks have no parents in it: silent for each other, they
 * would be silent for ever.
 */
export function parentsOf<Check extends Named>(check: Named, checks: readonly Check[]): readonly Check[] {
  if (check.dependsOn.length === 0) return [];
  const named = directParents(check, checks);
  return named.filter((parent) => !standsAbove(check, parent, checks));
}

function directParents<Check extends Named>(check: Named, checks: readonly Check[]): readonly Check[] {
  const names = new Set(check.dependsOn.map(nameKey));
  return checks.filter((other) => names.has(nameKey(other.name)));
}

/** Whether `low` depends, in any number of steps, on `high`. */
function standsAbove(high: Named, low: Named, checks: readonly Named[]): boolean {
  const key = nameKey(high.name);
  const found = new Set<Named>([low]);
  // A Set may grow while it is walked: each check is visited once.
  for (const one of found) {
    if (nameKey(one.name) === key) return true;
    for (const parent of directParents(one, checks)) found.add(parent);
  }
  return false;
}

/** Those of `checks` that depend on `check`. */
export function childrenOf<Check extends Named>(check: Named, checks: readonly Check[]): readonly Check[] {
  if (!checks.some((other) => other.dependsOn.length > 0)) return [];
  const key = nameKey(check.name);
  return checks.filter((other) => other.dependsOn.some((name) => nameKey(name) === key));
}

/** The names along a circle of checks, each once; null when there is none. Names that nobody has lead nowhere. */
export function checkCircle(checks: readonly Named[]): readonly string[] | null {
  const byName = new Map(checks.map((check) => [nameKey(check.name), check]));
  const done = new Set<Named>();
  const walk = (check: Named, path: readonly Named[]): readonly string[] | null => {
    const before = path.indexOf(check);
    if (before !== -1) return path.slice(before).map((one) => one.name);
    if (done.has(check)) return null;
    for (const name of check.dependsOn) {
      const parent = byName.get(nameKey(name));
      const circle = parent ? walk(parent, [...path, check]) : null;
      if (circle) return circle;
    }
    done.add(check);
    return null;
  };
  for (const check of checks) {
    const circle = walk(check, []);
    if (circle) return circle;
  }
  return null;
}

export interface ParentsWord {
  /** The parent check that has a hard problem. */
  readonly bad: Holder | null;
  /** Whose word is still out: a parent's, or the child's own. */
  readonly verifying: Holder | null;
}

/**
 * What parent checks say about a child that there is news of. Whoever turns bad has its parents asked at once, and its alert
 * waits for one that is being retried, or has not been looked at since: otherwise whichever comes up first in its
 * interval would be told first. Behind a parent that is well again the child is asked at once too, and its alert waits for
 * that: what is known of it is from before.
 */
export function parentsWord(
  parents: readonly { readonly name: string; readonly state: CheckState }[],
  child: { readonly name: string; readonly state: CheckState },
  at: number,
): ParentsWord {
  const bad = parents.find(({ state }) => isBad(state.hardStatus));
  if (bad) return { bad: { by: bad.name }, verifying: null };
  const { badSince: since, hardSince } = child.state;
  if (since === null) return { bad: null, verifying: null };
  const back = parents.find(({ state }) => isBehind(child.state, state) && at < state.hardSince + LONGEST_WAIT_MS);
  if (back) return { bad: null, verifying: { by: child.name, until: back.state.hardSince + LONGEST_WAIT_MS } };
  const until = hardSince + LONGEST_WAIT_MS;
  const out = parents.find(({ state }) => {
    if (state.type === 'soft' && isBad(state.status)) return true;
    // One that was never looked at is not waited for.
    return state.resultAt !== null && state.resultAt < since;
  });
  return { bad: null, verifying: out && at < until ? { by: out.name, until } : null };
}

/** Whether what is known of a child is from before its parent was well again. */
export function isBehind(child: CheckState, parent: CheckState): boolean {
  return parent.hardStatus === 'ok' && (child.resultAt ?? parent.hardSince) < parent.hardSince;
}
