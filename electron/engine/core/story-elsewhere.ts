// Weaker suspects: what is (or was) bad upstream without standing in the way, and a healthy thing that everybody hangs on.
import type { HostId } from '../../contract/model/ids.ts';
import type { Suspect } from '../../contract/model/story.ts';
import { LOOK_BACK_MS, type StoryFacts } from './story-facts.ts';
import { isDown, type Node, type Nodes, title } from './story-nodes.ts';
import type { Reach } from './story-reach.ts';
import { BAD, bounded, recency } from './story-weights.ts';
import { shareWords, span, utc, went } from './story-words.ts';

/** So many hosts above are looked at check by check. */
const MOST_HOSTS = 512;
/** A shared path is a clue when so large a part of what hangs on it is bad. */
const TELLING_SHARE = 0.25;
const FEWEST = 3;

export function upstreamSuspects(facts: StoryFacts, nodes: Nodes, reach: Reach): readonly Suspect[] {
  const own = new Set(facts.symptoms.map(({ hostId }) => hostId));
  const above = [...reach.upstream].filter(([hostId]) => !own.has(hostId)).slice(0, MOST_HOSTS);
  return above.flatMap(([hostId, problems]) => {
    const host = nodes.host(hostId);
    const all = [
      ...(host ? [host] : []),
      ...facts
        .checksOf(hostId)
        .filter(({ alive }) => !alive)
        .map(nodes.check),
    ];
    return all.flatMap((node) => [
      ...besides(node, problems, facts, reach),
      ...overBefore(node, problems, facts, reach),
    ]);
  });
}

/** Bad at the same time, and yet not in the way. */
function besides(node: Node, problems: readonly number[], facts: StoryFacts, reach: Reach): readonly Suspect[] {
  const { spell } = node;
  if (!spell || reach.covered.has(node.key)) return [];
  const first = reach.firstOf(problems);
  // What broke later did not cause it.
  if (spell.from - node.slackMs > first) return [];
  const share = problems.length / facts.symptoms.length;
  const hasOtherWay = isDown(node);
  const weight = 4 + BAD[spell.status] / 2 + 10 * share * recency(first - spell.from);
  const reasons = [
    `${went(spell.status)} ${span(Math.max(0, first - spell.from))} before the first problem behind it`,
    hasOtherWay
      ? 'there was another way: it alone does not explain them'
      : `stands before ${shareWords(reach.hostsOf(problems).size, hostCount(facts), 'host')}, but lets them through`,
  ];
  return [
    {
      weight: bounded(weight, 20),
      at: spell.from,
      title: `${title(node)} ${went(spell.status)}`,
      reasons,
      ...about(node),
    },
  ];
}

/** Bad in the hour before, and well again before the first problem: a reboot, a flap of a line. */
function overBefore(node: Node, problems: readonly number[], facts: StoryFacts, reach: Reach): readonly Suspect[] {
  const last = node.earlier.at(-1);
  const first = reach.firstOf(problems);
  if (!last || last.to === null || first - last.to > LOOK_BACK_MS || last.to > first) return [];
  const share = problems.length / facts.symptoms.length;
  const weight = 6 + BAD[last.status] + 20 * share * recency(first - last.to);
  const reasons = [
    `was ${last.status} from ${utc(last.from)} to ${utc(last.to)}, over ${span(first - last.to)} before the first problem`,
    `stands before ${shareWords(reach.hostsOf(problems).size, hostCount(facts), 'host')}`,
  ];
  return [
    {
      weight: bounded(weight, 38),
      at: last.from,
      title: `${title(node)} ${went(last.status)} and came back`,
      reasons,
      ...about(node),
    },
  ];
}

/** Everybody hangs on it, and it looks well: what it carries may not. Only where nothing bad explains them together. */
export function sharedPathSuspects(facts: StoryFacts, nodes: Nodes, reach: Reach): readonly Suspect[] {
  const hosts = hostCount(facts);
  if (hosts < FEWEST) return [];
  const explained = [...reach.covered.values()].some(
    ({ isRoot, problems }) => isRoot && problems.length > facts.symptoms.length / 2,
  );
  if (explained) return [];
  const own = new Set(facts.symptoms.map(({ hostId }) => hostId));
  let nearest: HostId | null = null;
  for (const [hostId, problems] of reach.upstream) {
    if (own.has(hostId) || reach.hostsOf(problems).size < hosts) continue;
    if (nearest === null || (facts.graph.rank.get(hostId) ?? 0) > (facts.graph.rank.get(nearest) ?? 0))
      nearest = hostId;
  }
  const node = nearest === null ? null : nodes.host(nearest);
  if (!node || node.spell) return [];
  const below = countBelow(node.hostId, facts);
  if (hosts / below < TELLING_SHARE) return [];
  const reasons = [
    `${shareWords(hosts, hosts, 'host')} of the incident hang on it, of ${below} that do`,
    'it answers: look at what it carries, not at whether it is up',
  ];
  const weight = bounded(16 + 14 * (hosts / below));
  return [{ weight, at: facts.impactAt, title: `${node.host} stands before all of them`, reasons, ...about(node) }];
}

function countBelow(hostId: HostId, { graph }: StoryFacts): number {
  const found = new Set<HostId>([hostId]);
  for (const one of found) for (const child of graph.children.get(one) ?? []) found.add(child);
  return found.size - 1;
}

const hostCount = ({ symptoms }: StoryFacts): number => new Set(symptoms.map(({ hostId }) => hostId)).size;

const about = (node: Node): Pick<Suspect, 'hostId' | 'checkId' | 'seq'> => ({
  hostId: node.hostId,
  checkId: node.check?.id ?? null,
  seq: null,
});
