// What stands behind each problem of an incident, in any number of steps; and the other way round, which problems each of
// it may explain.
import type { HostId } from '../../contract/model/ids.ts';
import type { StoryFacts } from './story-facts.ts';
import { isNoLater, type Node, type Nodes, type Step } from './story-nodes.ts';

/** So many stand behind one problem at most, or a hedge of redundant ways would be counted for ever. */
const MOST_BEHIND = 512;
const MOST_ANCESTORS = 2_048;

export interface Covered {
  readonly node: Node;
  /** Places of the problems that it is, or stands behind. */
  readonly problems: readonly number[];
  /** Nothing stands behind it that broke no later. */
  readonly isRoot: boolean;
  /** Nothing at all stands behind it: a chain ends here. */
  readonly isEnd: boolean;
}

export interface Reach {
  /** By key of the node. */
  readonly covered: ReadonlyMap<string, Covered>;
  /** Every host that one of the incident's is reached through, with places of the problems behind it; own hosts too. */
  readonly upstream: ReadonlyMap<HostId, readonly number[]>;
  /** When the first of these problems began, epoch ms. */
  firstOf(problems: readonly number[]): number;
  hostsOf(problems: readonly number[]): ReadonlySet<HostId>;
}

export function reachOfAll(facts: StoryFacts, nodes: Nodes): Reach {
  const { symptoms } = facts;
  const covered = new Map<string, { node: Node; problems: number[]; isRoot: boolean; isEnd: boolean }>();
  const sets = new Map<string, readonly Node[]>();
  for (const index of symptoms.keys()) {
    const start = nodes.symptom(index);
    const all = sets.get(start.key) ?? walk(start, nodes);
    sets.set(start.key, all);
    for (const node of all) {
      const known = covered.get(node.key);
      if (known) {
        known.problems.push(index);
        continue;
      }
      const steps = nodes.behind(node);
      const isRoot = steps.every((step) => !isNoLater(step.node, node));
      covered.set(node.key, { node, problems: [index], isRoot, isEnd: steps.length === 0 });
    }
  }
  return {
    covered,
    upstream: upstreamOf(facts),
    firstOf: (problems) =>
      problems.reduce((first, at) => Math.min(first, symptoms[at]?.openedAt ?? first), Number.POSITIVE_INFINITY),
    hostsOf: (problems) => new Set(problems.flatMap((at) => symptoms[at]?.hostId ?? [])),
  };
}

/** The node and what stands behind it, nearest first. */
function walk(start: Node, nodes: Nodes): readonly Node[] {
  const found = new Map<string, Node>([[start.key, start]]);
  // A Map may grow while it is walked.
  for (const node of found.values()) {
    for (const step of nodes.behind(node)) {
      if (found.size >= MOST_BEHIND) return [...found.values(), endOf(step.node, nodes)];
      if (!found.has(step.node.key)) found.set(step.node.key, step.node);
    }
  }
  return [...found.values()];
}

/** Where the way up ends, by the first step of each. It does end: every step leads upwards. */
function endOf(start: Node, nodes: Nodes): Node {
  let node = start;
  for (let next = nodes.behind(node)[0]; next; next = nodes.behind(node)[0]) node = next.node;
  return node;
}

/** Steps from `start` up to `end`, the fewest there are; null: it does not lead there. */
export function pathTo(
  start: Node,
  end: string,
  nodes: Nodes,
): readonly (Step | { readonly node: Node; readonly because: '' })[] | null {
  const from = new Map<string, { readonly before: string | null; readonly node: Node; readonly because: string }>();
  from.set(start.key, { before: null, node: start, because: '' });
  for (const [key, { node }] of from) {
    if (key === end) break;
    for (const step of nodes.behind(node)) {
      if (!from.has(step.node.key)) from.set(step.node.key, { before: key, ...step });
    }
  }
  const path: Step[] = [];
  for (let at = from.get(end); at; at = at.before === null ? undefined : from.get(at.before)) path.unshift(at);
  return path.length > 0 ? path : null;
}

function upstreamOf({ symptoms, graph, hosts }: StoryFacts): ReadonlyMap<HostId, readonly number[]> {
  const byHost = new Map<HostId, number[]>();
  for (const [index, { hostId }] of symptoms.entries()) {
    const list = byHost.get(hostId);
    if (list) list.push(index);
    else byHost.set(hostId, [index]);
  }
  const upstream = new Map<HostId, number[]>();
  for (const [hostId, problems] of byHost) {
    const seen = new Set<HostId>([hostId]);
    for (const host of seen) {
      for (const parent of (graph.parentGroups.get(host) ?? []).flat())
        if (seen.size < MOST_ANCESTORS) seen.add(parent);
      if (!hosts.has(host)) continue;
      const list = upstream.get(host);
      if (list) list.push(...problems);
      else upstream.set(host, [...problems]);
    }
  }
  return upstream;
}
