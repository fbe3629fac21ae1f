// Suspects among what was changed in the hour before: planned work, edits, credentials. What touches the way to the problems
// weighs by how many of them; the rest is named last, because "nothing else was changed" is worth knowing too.
import type { HostId } from '../../contract/model/ids.ts';
import type { Suspect } from '../../contract/model/story.ts';
import { LOOK_BACK_MS, type StoryChange, type StoryFacts } from './story-facts.ts';
import type { Reach } from './story-reach.ts';
import { bounded, CHANGE, kindWeight, recency } from './story-weights.ts';
import { beforeWords, listed, plural, shareWords } from './story-words.ts';

const MOST_STRANGERS = 3;

export function changeSuspects(facts: StoryFacts, reach: Reach): readonly Suspect[] {
  const roots = rootsOf(facts, reach);
  const around = surroundingsOf(facts);
  const near: Suspect[] = [];
  const strange: Suspect[] = [];
  const changes = facts.changes.filter(({ kind }) => kind !== 'clock-jump');
  for (const { change, entries } of actsOf(changes, roots, reach)) {
    const touched = touchedBy(change, reach);
    if (touched.problems.length > 0) near.push(...onTheWay({ change, entries }, touched, roots, facts, reach));
    else strange.push(...elsewhere({ change, entries }, around, facts));
  }
  return [...near, ...strange.toSorted(heaviest).slice(0, MOST_STRANGERS)];
}

const heaviest = (a: Suspect, b: Suspect): number => b.weight - a.weight || a.at - b.at;

interface Touched {
  readonly hosts: readonly HostId[];
  readonly problems: readonly number[];
}

function touchedBy({ hostIds }: StoryChange, reach: Reach): Touched {
  const hosts = hostIds.filter((id) => reach.upstream.has(id));
  const problems = new Set(hosts.flatMap((id) => reach.upstream.get(id) ?? []));
  return { hosts, problems: [...problems] };
}

/** Hosts of what stands behind the others; where nothing does, of the problems themselves. */
function rootsOf({ symptoms }: StoryFacts, reach: Reach): ReadonlySet<HostId> {
  const roots = [...reach.covered.values()].filter(({ isRoot }) => isRoot);
  return new Set(roots.length > 0 ? roots.map(({ node }) => node.hostId) : symptoms.map(({ hostId }) => hostId));
}

function onTheWay(
  { change, entries }: Act,
  { hosts, problems }: Touched,
  roots: ReadonlySet<HostId>,
  facts: StoryFacts,
  reach: Reach,
): readonly Suspect[] {
  const first = reach.firstOf(problems);
  const before = first - change.at;
  // What was done afterwards was done about it, not before it.
  if (before < 0 || (before > LOOK_BACK_MS && change.seq !== null)) return [];
  const root = hosts.find((id) => roots.has(id));
  const hostId = root ?? hosts[0] ?? null;
  const weight =
    CHANGE.share * (problems.length / facts.symptoms.length) +
    (root ? CHANGE.onRoot * change.telling : 0) +
    CHANGE.recent * recency(before) * Math.max(0.3, change.telling) +
    kindWeight(change.kind, change.telling);
  const rootFirst = root ? [root, ...hosts.filter((id) => id !== root)] : hosts;
  const names = rootFirst.map((id) => facts.hosts.get(id)?.name ?? id);
  const reasons = [
    `${beforeWords(change.at, first)} ${problems.length === facts.symptoms.length ? 'impact' : 'the first problem behind it'}`,
    `on ${listed(names)}: ${wayWords(hosts, problems, facts, reach)}`,
    ...quietWords(change),
    ...entriesWords(change, entries),
  ];
  return [
    {
      weight: bounded(weight),
      at: change.at,
      title: titleOf(change),
      reasons,
      hostId,
      checkId: change.checkId,
      seq: change.seq,
    },
  ];
}

/** Why a change weighs little. */
function quietWords({ isNew, telling }: StoryChange): readonly string[] {
  if (isNew) return ['it was new then: nothing that worked before was changed'];
  return telling < 0.5 ? ['what was changed does not touch how it works'] : [];
}

function wayWords(hosts: readonly HostId[], problems: readonly number[], facts: StoryFacts, reach: Reach): string {
  const behind = reach.hostsOf(problems);
  const all = new Set(facts.symptoms.map(({ hostId }) => hostId)).size;
  const own = hosts.filter((id) => behind.has(id)).length;
  if (own === behind.size) {
    return own === 1 && all === 1 ? 'the host itself' : `${shareWords(own, all, 'host')} of the incident`;
  }
  if (own === 0) return `the way to ${shareWords(behind.size, all, 'host')}`;
  const itself = own === 1 ? 'itself' : `${own} of the hosts`;
  return `${itself} and the way to ${behind.size === all ? 'all the others' : plural(behind.size - own, 'other')}`;
}

/** Sites and parents of the hosts of the problems. */
interface Surroundings {
  readonly sites: ReadonlySet<string>;
  readonly parents: ReadonlySet<HostId>;
}

function surroundingsOf({ symptoms, hosts, graph }: StoryFacts): Surroundings {
  const ids = [...new Set(symptoms.map(({ hostId }) => hostId))];
  return {
    sites: new Set(ids.flatMap((id) => hosts.get(id)?.site ?? [])),
    parents: new Set(ids.flatMap((id) => (graph.parentGroups.get(id) ?? []).flat())),
  };
}

/** About none of these hosts: it may be chance. */
function elsewhere({ change, entries }: Act, around: Surroundings, facts: StoryFacts): readonly Suspect[] {
  const before = facts.impactAt - change.at;
  if (before < 0 || before > LOOK_BACK_MS || change.kind === 'mute') return [];
  const near = change.hostIds.some((id) => around.sites.has(facts.hosts.get(id)?.site ?? ''));
  const sibling = change.hostIds.some((id) =>
    (facts.graph.parentGroups.get(id) ?? []).some((group) => group.some((parent) => around.parents.has(parent))),
  );
  const weight =
    2 +
    kindWeight(change.kind, change.telling) / 5 +
    4 * recency(before) +
    (near ? CHANGE.sameSite : 0) +
    (sibling ? CHANGE.sameParent : 0);
  const why = sibling
    ? 'it hangs on the same parent'
    : near
      ? 'it stands at the same site'
      : 'none of these hosts is known to hang on it';
  const reasons = [`${beforeWords(change.at, facts.impactAt)} impact`, why, ...entriesWords(change, entries)];
  return [
    {
      weight: bounded(weight, CHANGE.strangerMost),
      at: change.at,
      title: titleOf(change),
      reasons,
      hostId: change.hostIds[0] ?? null,
      checkId: change.checkId,
      seq: change.seq,
    },
  ];
}

const titleOf = ({ who, text }: StoryChange): string => (who === '' ? text : `${who}: ${text}`);

/** What somebody did at one moment: an import, or an edit in bulk, leaves an entry on each host; a run, one for each change. */
interface Act {
  /** The entry that stands for all: one on what stands behind the others, where there is one. */
  readonly change: StoryChange;
  readonly entries: number;
}

function actsOf(changes: readonly StoryChange[], roots: ReadonlySet<HostId>, reach: Reach): readonly Act[] {
  const acts = new Map<string, StoryChange[]>();
  for (const change of changes) {
    const alone = `${change.kind} ${change.seq} ${change.at}`;
    const one = change.act ?? (change.kind === 'inventory' ? `${change.at} ${change.who}` : alone);
    const known = acts.get(one);
    if (known) known.push(change);
    else acts.set(one, [change]);
  }
  const nearness = ({ hostIds, telling }: StoryChange): number =>
    telling + (hostIds.some((id) => roots.has(id)) ? 4 : hostIds.some((id) => reach.upstream.has(id)) ? 2 : 0);
  return [...acts.values()].map((all) => {
    const [first] = all.toSorted((a, b) => nearness(b) - nearness(a) || (a.seq ?? 0) - (b.seq ?? 0));
    const hostIds = [...new Set(all.flatMap((each) => each.hostIds))];
    return { change: { ...(first as StoryChange), hostIds }, entries: all.length };
  });
}

const entriesWords = ({ kind }: StoryChange, entries: number): readonly string[] =>
  entries === 1
    ? []
    : [`one of ${entries} ${kind === 'step' ? 'changes that the run made' : 'entries of the same moment'}`];
