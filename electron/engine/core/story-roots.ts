// Suspects among what is bad: what stands behind the problems, and of problems that hang on nothing the one that broke first.
import type { Suspect } from '../../contract/model/story.ts';
import type { StoryChange, StoryFacts } from './story-facts.ts';
import { type Node, type Nodes, title } from './story-nodes.ts';
import type { Covered, Reach } from './story-reach.ts';
import { BAD, bounded, ROOT } from './story-weights.ts';
import { beforeWords, plural, shareWords, span, utc, went } from './story-words.ts';

const FOREWARNING_MS = 900_000;

export function rootSuspects(facts: StoryFacts, nodes: Nodes, reach: Reach): readonly Suspect[] {
  const roots = [...reach.covered.values()].filter(({ isRoot, node }) => isRoot && node.spell !== null);
  const lonely = firstLonely(roots, facts);
  return roots.flatMap((root) => {
    const others = root.problems.filter((at) => facts.symptoms[at] && nodes.symptom(at).key !== root.node.key);
    if (others.length > 0) return suspectOf(root, others, facts, nodes, reach);
    return root === lonely ? firstToBreak(root, facts) : [];
  });
}

function suspectOf(root: Covered, others: readonly number[], facts: StoryFacts, nodes: Nodes, reach: Reach): Suspect {
  const { node, problems } = root;
  const spell = node.spell as NonNullable<Node['spell']>;
  const first = reach.firstOf(others);
  const warnings = forewarnings(node, facts, nodes);
  const changed = changesOn(node, facts);
  const late = spell.from - first;
  const timing = late <= 0 ? ROOT.before : late <= node.slackMs ? ROOT.about : ROOT.after;
  const weight =
    ROOT.share * (problems.length / facts.symptoms.length) +
    ROOT.explains +
    ROOT.last +
    timing +
    BAD[spell.status] +
    (warnings.length > 0 ? ROOT.forewarned : 0) +
    (changed.length > 0 ? ROOT.changed : 0) -
    (spell.soft ? 10 : 0);
  const reasons = [
    timingWords(node, spell.from, first, late),
    behindWords(node, others, facts, reach),
    ...warnings.map(
      (one) =>
        `its check ${one.check?.name ?? ''} was ${one.spell?.status} ${span(spell.from - (one.spell?.from ?? 0))} before`,
    ),
    ...changed.map((change) => `${change.text}, ${beforeWords(change.at, facts.impactAt)} impact`),
    ...standing(node, facts),
  ];
  return {
    weight: bounded(weight),
    at: spell.from,
    title: `${title(node)} ${went(spell.status)}`,
    reasons,
    ...about(node),
  };
}

function timingWords(node: Node, from: number, first: number, late: number): string {
  if (late <= 0) return `${went(node.spell?.status ?? 'unknown')} ${beforeWords(from, first)} the first of them`;
  if (late <= node.slackMs)
    return `seen ${span(late)} after the first of them, within the ${span(node.slackMs)} between its results`;
  return `${went(node.spell?.status ?? 'unknown')} only ${span(late)} after the first of them`;
}

function behindWords(node: Node, others: readonly number[], facts: StoryFacts, reach: Reach): string {
  const hosts = reach.hostsOf(others);
  const away = [...hosts].filter((id) => id !== node.hostId);
  if (away.length === 0)
    return `${plural(others.length, 'problem')} of ${node.host} ${others.length === 1 ? 'hangs' : 'hang'} on it`;
  const all = new Set(facts.symptoms.map(({ hostId }) => hostId).filter((id) => id !== node.hostId));
  const parents = away.every((id) => (facts.graph.parentGroups.get(id) ?? []).flat().includes(node.hostId));
  return `${parents ? 'parent of' : 'stands before'} ${shareWords(away.length, all.size, 'host')}`;
}

/** Its own checks that were bad before it. */
function forewarnings(node: Node, { checksOf }: StoryFacts, nodes: Nodes): readonly Node[] {
  const from = node.spell?.from ?? 0;
  return checksOf(node.hostId)
    .map(nodes.check)
    .filter(({ key, check, spell, earlier }) => {
      const began = spell?.from ?? earlier.at(-1)?.from;
      return (
        key !== node.key &&
        check !== null &&
        spell !== null &&
        began !== undefined &&
        began < from &&
        from - began <= FOREWARNING_MS
      );
    })
    .slice(0, 2);
}

/** The last two things that were changed there before it broke. */
const changesOn = (node: Node, { changes }: StoryFacts): readonly StoryChange[] =>
  changes
    .filter(
      ({ hostIds, at, telling }) => telling >= 0.5 && hostIds.includes(node.hostId) && at <= (node.spell?.from ?? 0),
    )
    .slice(-2);

function standing(node: Node, { asOf, inMaintenance, summaryOf }: StoryFacts): readonly string[] {
  const { spell, checkId, hostId } = node;
  if (!spell) return [];
  const words = checkId !== null && spell.to === null ? summaryOf(checkId).split('\n')[0] : '';
  return [
    ...(inMaintenance(hostId, spell.from) ? ['it was in maintenance then'] : []),
    ...(spell.soft ? ['not confirmed yet: it is still being retried'] : []),
    ...(words ? [`it says: ${words}`] : []),
    ...(spell.to !== null && spell.to <= asOf ? [`well again since ${utc(spell.to)}`] : []),
  ];
}

/** Of several problems that hang on nothing, the first; null where there is only one, or two broke as one. */
function firstLonely(roots: readonly Covered[], facts: StoryFacts): Covered | null {
  if (facts.symptoms.length < 2) return null;
  return roots.reduce<Covered | null>(
    (first, root) => (first === null || startOf(root) < startOf(first) ? root : first),
    null,
  );
}

const startOf = ({ node }: Covered): number => node.spell?.from ?? Number.POSITIVE_INFINITY;

function firstToBreak({ node, problems }: Covered, facts: StoryFacts): readonly Suspect[] {
  const { spell } = node;
  if (!spell) return [];
  const own = new Set(problems);
  const rest = facts.symptoms.filter((_, index) => !own.has(index)).map(({ openedAt }) => openedAt);
  const next = rest.reduce((least, at) => Math.min(least, at), Number.POSITIVE_INFINITY);
  // Within one round of results nobody can say who was first.
  if (next - spell.from <= node.slackMs / 2) return [];
  const weight = ROOT.first + BAD[spell.status] + (changesOn(node, facts).length > 0 ? ROOT.changed : 0);
  const reasons = [
    `the first of the ${plural(facts.symptoms.length, 'problem')} to break, ${span(next - spell.from)} before the next`,
    ...standing(node, facts),
  ];
  return [
    { weight: bounded(weight), at: spell.from, title: `${title(node)} ${went(spell.status)}`, reasons, ...about(node) },
  ];
}

const about = (node: Node): Pick<Suspect, 'hostId' | 'checkId' | 'seq'> => ({
  hostId: node.hostId,
  checkId: node.check?.id ?? null,
  seq: null,
});
