// The chains of a story: one for each thing that stands behind everything else, drawn from the problem that has the longest
// way to it; the other problems of the same end are counted, not repeated.
import type { StoryChain, StoryLink } from '../../contract/model/story.ts';
import type { StoryFacts } from './story-facts.ts';
import type { Node, Nodes } from './story-nodes.ts';
import { type Covered, pathTo, type Reach } from './story-reach.ts';
import { utc } from './story-words.ts';

/** More would be a list of problems, which stands beside it. */
const MOST_CHAINS = 20;
/** So many problems of one end are looked at for the longest way. */
const MOST_LOOKED_AT = 32;

export function chainsOf(facts: StoryFacts, nodes: Nodes, reach: Reach): readonly StoryChain[] {
  const ends = [...reach.covered.values()].filter(({ isEnd }) => isEnd);
  return ends
    .map((end) => ({ end, behind: behindOf(end, reach) }))
    .sort(
      (a, b) => b.behind - a.behind || startOf(a.end) - startOf(b.end) || (a.end.node.key < b.end.node.key ? -1 : 1),
    )
    .slice(0, MOST_CHAINS)
    .map(({ end, behind }) => ({ links: linksTo(end, facts, nodes), behind }));
}

function behindOf({ node, problems }: Covered, reach: Reach): number {
  const hosts = reach.hostsOf(problems);
  return hosts.size - (hosts.has(node.hostId) ? 1 : 0);
}

const startOf = ({ node }: Covered): number => node.spell?.from ?? Number.POSITIVE_INFINITY;

function linksTo({ node, problems }: Covered, facts: StoryFacts, nodes: Nodes): readonly StoryLink[] {
  let longest: NonNullable<ReturnType<typeof pathTo>> = [{ node, because: '' }];
  for (const index of problems.slice(0, MOST_LOOKED_AT)) {
    const path = pathTo(nodes.symptom(index), node.key, nodes);
    if (path && path.length > longest.length) longest = path;
  }
  // A step says why it stands behind the one before it; a link, why the next one stands behind it.
  return longest.map((step, place) => linkOf(step.node, longest[place + 1]?.because ?? '', facts));
}

function linkOf(node: Node, because: string, { asOf, impactAt, summaryOf }: StoryFacts): StoryLink {
  const { hostId, host, check, checkId, spell } = node;
  const about = { hostId, host, checkId: check?.id ?? null, check: check?.name ?? null, because };
  if (!spell) return { ...about, state: 'unknown', since: impactAt, summary: 'nothing is known of that time' };
  if (spell.to !== null && spell.to <= asOf) {
    const summary = `was ${spell.status} from ${utc(spell.from)} to ${utc(spell.to)}`;
    return { ...about, state: 'ok', since: spell.to, summary };
  }
  const words = checkId === null ? '' : summaryOf(checkId);
  const summary = spell.soft ? ['not confirmed yet', words].filter(Boolean).join(': ') : words;
  return { ...about, state: spell.status, since: spell.from, summary };
}
