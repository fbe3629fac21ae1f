// The dependency story of an incident: from what is noticed to what stands behind it, and what may have caused it. It works
// as somebody good on call does: up the parents, up the checks that a check needs, then "what broke first, what was changed
// just before". Facts in, story out; how much each of it counts stands in story-weights.ts.
import type { Story, Suspect } from '../../contract/model/story.ts';
import { blindSpots } from './story-blind.ts';
import { chainsOf } from './story-chains.ts';
import { changeSuspects } from './story-changes.ts';
import { sharedPathSuspects, upstreamSuspects } from './story-elsewhere.ts';
import type { StoryFacts } from './story-facts.ts';
import { isolationSuspects } from './story-isolation.ts';
import { openNodes } from './story-nodes.ts';
import { reachOfAll } from './story-reach.ts';
import { rootSuspects } from './story-roots.ts';

const MOST_SUSPECTS = 12;

/**
 * Chains (those that take most hosts along first) and suspects, best first. The order is decided by the facts alone: the
 * same facts tell the same story. Linear in problems and in what stands before them.
 */
export function tellStory(facts: StoryFacts): Story {
  const nodes = openNodes(facts);
  const reach = reachOfAll(facts, nodes);
  const suspects = [
    ...isolationSuspects(facts),
    ...rootSuspects(facts, nodes, reach),
    ...changeSuspects(facts, reach),
    ...upstreamSuspects(facts, nodes, reach),
    ...sharedPathSuspects(facts, nodes, reach),
  ];
  return {
    asOf: facts.asOf,
    chains: chainsOf(facts, nodes, reach),
    suspects: suspects.sort(bestFirst).slice(0, MOST_SUSPECTS),
    blind: blindSpots(facts, nodes, reach),
  };
}

const bestFirst = (a: Suspect, b: Suspect): number =>
  b.weight - a.weight || a.at - b.at || (a.title < b.title ? -1 : a.title > b.title ? 1 : 0);
