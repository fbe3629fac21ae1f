// What a story is about: hosts and checks, each with its bad stretch in the time of the incident, and what stands behind
// each. The steps lead strictly upwards (to a check that is needed, to the host of a check, to a parent), so a walk ends.
import type { Check } from '../../contract/model/check.ts';
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import { PROBLEM_STATUSES, type ProblemStatus } from '../../contract/model/problem.ts';
import { parentsOf } from './check-parents.ts';
import type { Spell, StoryFacts } from './story-facts.ts';
import { span } from './story-words.ts';

/** A host (by its alive check) or one of its other checks. */
export interface Node {
  readonly key: string;
  readonly hostId: HostId;
  readonly host: string;
  /** Null: the host itself. */
  readonly check: { readonly id: CheckId; readonly name: string } | null;
  /** The check whose results say it; null for a host without one. */
  readonly checkId: CheckId | null;
  /** From the first bad stretch in the incident's time to the end of the last; null: it was well. */
  readonly spell: Spell | null;
  /** Bad stretches that were over before the first problem. */
  readonly earlier: readonly Spell[];
  /** Results come so far apart: it may have begun so much before its first bad one, ms. */
  readonly slackMs: number;
}

export interface Step {
  readonly node: Node;
  /** Why `node` stands behind the one the step leads from. */
  readonly because: string;
}

export interface Nodes {
  host(hostId: HostId): Node | null;
  /** Of an alive check its host's. */
  check(check: Check): Node;
  symptom(index: number): Node;
  /** What stands behind it and was bad with it. Empty: the search ends here. */
  behind(node: Node): readonly Step[];
}

const SLACK_LEAST_MS = 5_000;
const SLACK_MOST_MS = 600_000;
/** A parent whose check is bad for longer is a known blemish, not what broke things today. */
const BLEMISH_MS = 86_400_000;

export function openNodes(facts: StoryFacts): Nodes {
  const { symptoms, checksOf } = facts;
  const book = openBook(facts);
  const symptomNodes = symptoms.map((problem): Node => {
    const check = checksOf(problem.hostId).find(({ id }) => id === problem.checkId) ?? null;
    const own = problem.alive ? null : { id: problem.checkId, name: check?.name ?? problem.check };
    const name = facts.hosts.get(problem.hostId)?.name ?? problem.host;
    // Named by the problem: the check may be gone from the inventory, or no longer the one that tells whether the host is up.
    return book.make(problem.hostId, name, check, own, problem.checkId);
  });
  const steps = new Map<string, readonly Step[]>();
  const stepsFrom = openSteps(facts, book);
  return {
    host: book.host,
    check: book.check,
    symptom: (index) => symptomNodes[index] as Node,
    behind(node) {
      const found = steps.get(node.key) ?? stepsFrom(node);
      steps.set(node.key, found);
      return found;
    },
  };
}

type Book = ReturnType<typeof openBook>;

/** Each host and check once. */
function openBook(facts: StoryFacts) {
  const { hosts, checksOf } = facts;
  const known = new Map<string, Node>();
  const spellsOf = spellFinder(facts);
  const make = (
    hostId: HostId,
    host: string,
    check: Check | null,
    own: Node['check'],
    checkId = own?.id ?? check?.id ?? null,
  ): Node => {
    const key = own ? `c ${own.id}` : `h ${hostId}`;
    const found = known.get(key);
    if (found) return found;
    const interval = check?.policy.intervalMs ?? SLACK_LEAST_MS;
    const slackMs = Math.min(SLACK_MOST_MS, Math.max(SLACK_LEAST_MS, interval));
    const node: Node = { key, hostId, host, check: own, checkId, slackMs, ...spellsOf(checkId, own === null) };
    known.set(key, node);
    return node;
  };
  return {
    make,
    host(hostId: HostId): Node | null {
      const host = hosts.get(hostId);
      const alive = checksOf(hostId).find((check) => check.alive && check.enabled) ?? null;
      return host ? make(hostId, host.name, alive, null) : null;
    },
    check(check: Check): Node {
      const host = hosts.get(check.hostId)?.name ?? check.hostId;
      return make(check.hostId, host, check, check.alive ? null : { id: check.id, name: check.name });
    },
  };
}

/** The steps up from a node: a check that is needed, else its host, else whoever stands in the way, else what lets it suffer. */
function openSteps({ graph, checksOf }: StoryFacts, book: Book): (node: Node) => readonly Step[] {
  const groupsOf = (node: Node) => graph.parentGroups.get(node.hostId) ?? [];

  const within = (node: Node): readonly Step[] => {
    if (!node.check) return [];
    const checks = checksOf(node.hostId);
    const own = checks.find(({ id }) => id === node.check?.id);
    const needed = own ? parentsOf(own, checks).map(book.check) : [];
    const bad = needed.filter((parent) => isWith(parent, node));
    if (bad.length > 0) return bad.map((parent) => ({ node: parent, because: needs(node, parent) }));
    const host = book.host(node.hostId);
    return host && isDown(host) && isWith(host, node) ? [{ node: host, because: `a check of ${host.host}` }] : [];
  };
  /** Groups of parents in which nobody is up: they stand in the way. */
  const blocked = (node: Node): readonly Step[] =>
    groupsOf(node).flatMap((group) => {
      const stands = group.flatMap((id) => book.host(id) ?? []).filter((one) => isDown(one) && isWith(one, node));
      if (stands.length < group.length) return [];
      return stands.map((parent) => ({ node: parent, because: parentWords(node, parent, group.length) }));
    });
  /** What is bad about a parent, and began no later: the parent itself, else the worst of its checks. */
  const trouble = (hostId: HostId, below: Node): Node | null => {
    const host = book.host(hostId);
    if (host && isDown(host) && isWith(host, below)) return host;
    return checksOf(hostId)
      .map(book.check)
      .filter((one) => isWith(one, below) && isNoLater(one, below) && !isBlemish(one, below))
      .reduce<Node | null>((worst, one) => (worst === null || isWorse(one, worst) ? one : worst), null);
  };
  /** Groups that let it through, but in which everybody has a trouble of their own. */
  const degraded = (node: Node): readonly Step[] =>
    groupsOf(node).flatMap((group) => {
      const found = group.flatMap((hostId) => trouble(hostId, node) ?? []);
      if (found.length < group.length) return [];
      return found.map((one) => ({ node: one, because: `${node.host} is reached through ${one.host}` }));
    });

  return (node) => {
    for (const look of [within, blocked, degraded]) {
      const found = look(node);
      if (found.length > 0) return found;
    }
    return [];
  };
}

function spellFinder({ spells, symptoms, asOf, impactAt }: StoryFacts) {
  const first = symptoms.reduce((least, { openedAt }) => Math.min(least, openedAt), impactAt);
  const since = first - SLACK_LEAST_MS;
  const own = new Map<CheckId, Spell[]>();
  for (const { checkId, openedAt, closedAt, status } of symptoms) {
    const list = own.get(checkId) ?? [];
    own.set(checkId, list);
    list.push({ from: openedAt, to: closedAt, status, soft: false });
  }
  return (checkId: CheckId | null, aboutHost: boolean): Pick<Node, 'spell' | 'earlier'> => {
    if (checkId === null) return { spell: null, earlier: [] };
    const all = [...(spells.get(checkId) ?? []), ...(own.get(checkId) ?? [])].filter(({ from }) => from <= asOf);
    const inTime = all.filter(({ to }) => to === null || to >= since);
    const earlier = all.filter(({ to }) => to !== null && to < since).sort((a, b) => a.from - b.from);
    return { spell: hullOf(inTime, aboutHost), earlier };
  };
}

/** The rank of a status: 0 is worst. */
const rankOfStatus = (status: ProblemStatus): number => PROBLEM_STATUSES.indexOf(status);

function hullOf(spells: readonly Spell[], aboutHost: boolean): Spell | null {
  let hull: Spell | null = null;
  for (const spell of spells) {
    if (hull === null) {
      hull = spell;
      continue;
    }
    const to: number | null = hull.to === null || spell.to === null ? null : Math.max(hull.to, spell.to);
    const status: ProblemStatus = rankOfStatus(spell.status) < rankOfStatus(hull.status) ? spell.status : hull.status;
    hull = { from: Math.min(hull.from, spell.from), to, status, soft: hull.soft && spell.soft };
  }
  if (hull && aboutHost && hull.status === 'critical') return { ...hull, status: 'down' };
  return hull;
}

/** A host that does not answer. A warning of its alive check is no such thing. */
export const isDown = ({ check, spell }: Node): boolean =>
  check === null && spell !== null && spell.status !== 'warning';

/** Whether `above` was bad at the same time as `below`, as far as their results can tell. */
function isWith(above: Node, below: Node): boolean {
  if (!above.spell) return false;
  if (!below.spell) return true;
  const begins = above.spell.from - above.slackMs <= (below.spell.to ?? Number.POSITIVE_INFINITY);
  return begins && (above.spell.to ?? Number.POSITIVE_INFINITY) >= below.spell.from - below.slackMs;
}

/** Whether `above` may have broken before `below`: its results are so far apart that they leave it open, or they say so. */
export const isNoLater = (above: Node, below: Node): boolean =>
  above.spell !== null && below.spell !== null && above.spell.from - above.slackMs <= below.spell.from;

const isBlemish = (above: Node, below: Node): boolean =>
  (below.spell?.from ?? 0) - (above.spell?.from ?? 0) > BLEMISH_MS;

function isWorse(one: Node, other: Node): boolean {
  const [a, b] = [one.spell, other.spell];
  if (!a || !b) return a !== null;
  return rankOfStatus(a.status) - rankOfStatus(b.status) < 0 || (a.status === b.status && a.from < b.from);
}

const nameOf = (node: Node): string => (node.check ? node.check.name : node.host);
const needs = (node: Node, parent: Node): string => `${nameOf(node)} needs ${nameOf(parent)}`;

function parentWords(node: Node, parent: Node, ways: number): string {
  const late =
    isNoLater(parent, node) || !parent.spell || !node.spell
      ? ''
      : `, which went down ${span(parent.spell.from - node.spell.from)} later`;
  const all = ways === 1 ? '' : ways === 2 ? ', both ways to it are down' : `, all ${ways} ways to it are down`;
  return `parent of ${node.host}${all}${late}`;
}

/** 'web1 http', 'core1'. */
export const title = (node: Node): string => (node.check ? `${node.host} ${node.check.name}` : node.host);
