// Pure: which problem stands where. A board is made when somebody asks for an order; from then on nothing in it moves.
// What comes in waits at the end, what is over keeps its place, until the next sort (spec: interface, "Nothing jumps").
import type { ProblemId } from '../../../electron/contract/model/ids.ts';
import type { Problem } from '../../../electron/contract/model/problem.ts';
import { causeFinder } from '../../store/causes.ts';
import { compareWorst, isHandled, severity } from '../../store/roll-up.ts';
import type { World } from '../../store/world.ts';
import { type Filter, filterTest, subjectOf } from './filter.ts';

export const GROUPINGS = ['cause', 'site', 'flat'] as const;
export type Grouping = (typeof GROUPINGS)[number];
export const ORDERS = ['worst', 'severity', 'newest', 'oldest', 'host'] as const;
export type Order = (typeof ORDERS)[number];

export interface Group {
  /** Names the group for folding: the id of the cause, or the site. */
  readonly key: string;
  /** The heading; null where the lead speaks for the group, or there is nothing to say. */
  readonly title: string | null;
  /** The problem that caused the others. */
  readonly lead: ProblemId | null;
  /** The lead is only shown because of those it caused: it does not fit the filter itself. */
  readonly context: boolean;
  readonly ids: readonly ProblemId[];
}

export interface Board {
  readonly groups: readonly Group[];
  /** Came in since the sort and fit the filter, in the order they came. */
  readonly fresh: readonly ProblemId[];
  /** Problems of the board that are over, as they were last. */
  readonly gone: ReadonlyMap<ProblemId, Problem>;
  /** Still open, but they no longer fit the filter (somebody took them in hand). */
  readonly changed: number;
  /** The problems this board was last compared with. */
  readonly seen: World['problems'];
}

export interface Plan {
  readonly filter: Filter;
  readonly grouping: Grouping;
  readonly order: Order;
}

type Known = Pick<World, 'problems' | 'hosts' | 'checks' | 'checkStates'>;

export const EMPTY_BOARD: Board = { groups: [], fresh: [], gone: new Map(), changed: 0, seen: new Map() };

/** Everything that fits, in its order. */
export function arrange(world: Known, { filter, grouping, order }: Plan): Board {
  const fits = filterTest(filter);
  const shown = [...world.problems.values()].filter((problem) => fits(subjectOf(problem, world)));
  const compare = comparator(world, order);
  return { ...EMPTY_BOARD, groups: grouped(world, shown, grouping, compare), seen: world.problems };
}

type Compare = (a: Problem, b: Problem) => number;

function grouped(world: Known, shown: readonly Problem[], grouping: Grouping, compare: Compare): readonly Group[] {
  switch (grouping) {
    case 'cause':
      return byCause(world, shown, compare);
    case 'site':
      return bySite(world, shown.toSorted(compare));
    case 'flat':
      return [{ key: '', title: null, lead: null, context: false, ids: shown.toSorted(compare).map(({ id }) => id) }];
    default:
      return grouping satisfies never;
  }
}

function byCause(world: Known, shown: readonly Problem[], compare: Compare): readonly Group[] {
  const causeOf = causeFinder(world.problems.values());
  const families = new Map<ProblemId, { lead: Problem; own: boolean; caused: Problem[] }>();
  for (const problem of shown) {
    const lead = causeOf(problem);
    const family = families.get(lead.id) ?? { lead, own: false, caused: [] };
    if (lead === problem) family.own = true;
    else family.caused.push(problem);
    families.set(lead.id, family);
  }
  return [...families.values()]
    .sort((a, b) => compare(a.lead, b.lead))
    .map(({ lead, own, caused }) => ({
      key: lead.id,
      title: null,
      lead: lead.id,
      context: !own,
      ids: caused.sort(compare).map(({ id }) => id),
    }));
}

/** Sites in the order of the first problem of each. */
function bySite({ hosts }: Known, sorted: readonly Problem[]): readonly Group[] {
  const sites = Map.groupBy(sorted, ({ hostId }) => hosts.get(hostId)?.site ?? 'removed hosts');
  return [...sites].map(([site, problems]) => ({
    key: `site ${site}`,
    title: site,
    lead: null,
    context: false,
    ids: problems.map(({ id }) => id),
  }));
}

function comparator(world: Known, order: Order): Compare {
  switch (order) {
    case 'worst':
      return worstFirst(world);
    case 'severity': {
      const worst = worstFirst(world);
      return (a, b) => Number(isHandled(a)) - Number(isHandled(b)) || a.severity - b.severity || worst(a, b);
    }
    case 'newest':
      return (a, b) => b.openedAt - a.openedAt || compareWorst(a, b);
    case 'oldest':
      return (a, b) => a.openedAt - b.openedAt || compareWorst(a, b);
    case 'host': {
      const keys = hostKeys(world);
      return (a, b) => compareWords(keys.get(a.id), keys.get(b.id)) || compareWorst(a, b);
    }
    default:
      return order satisfies never;
  }
}

/** What nobody has in hand first, then by status, then by how many hang on it. */
function worstFirst({ problems }: Known): Compare {
  const behind = new Map<string, number>();
  for (const { because } of problems.values()) if (because) behind.set(because, (behind.get(because) ?? 0) + 1);
  const weight = ({ status, hostId }: Problem) => (status === 'down' ? (behind.get(hostId) ?? 0) : 0);
  return (a, b) =>
    Number(isHandled(a)) - Number(isHandled(b)) ||
    severity(a.status) - severity(b.status) ||
    weight(b) - weight(a) ||
    compareWorst(a, b);
}

/** Names as they sort: figures by their value. Made once, as a collator would cost a frame over ten thousand. */
function hostKeys({ problems, hosts, checks }: Known): ReadonlyMap<ProblemId, string> {
  const name = (words: string) => words.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(10, '0'));
  return new Map(
    [...problems.values()].map(({ id, hostId, checkId }) => [
      id,
      name(`${hosts.get(hostId)?.name ?? '~'} ${checks.get(checkId)?.name ?? ''}`),
    ]),
  );
}

const compareWords = (a = '', b = ''): number => (a < b ? -1 : a > b ? 1 : 0);

/** The board as the world is now, everything in the place it had. */
export function keep(board: Board, world: Known, { filter }: Plan): Board {
  if (world.problems === board.seen) return board;
  const fits = filterTest(filter);
  // What only its words could have changed is not asked again: that would read ten thousand texts a frame.
  const still = filterTest({ ...filter, text: '' });
  const placed = idsOf(board);
  const gone = new Map<ProblemId, Problem>();
  let changed = 0;
  for (const id of placed) {
    const now = world.problems.get(id);
    if (!now) {
      const last = board.seen.get(id) ?? board.gone.get(id);
      if (last) gone.set(id, last);
    } else if (!still(subjectOf(now, world))) changed += 1;
  }
  const fresh = [...board.fresh];
  for (const problem of world.problems.values()) {
    if (placed.has(problem.id) || board.seen.get(problem.id) === problem) continue;
    if (fits(subjectOf(problem, world))) fresh.push(problem.id);
  }
  const odd = contexts(board, world, (problem) => still(subjectOf(problem, world)));
  return { groups: board.groups, fresh, gone, changed: changed - odd, seen: world.problems };
}

/** Leads that never fitted did not stop fitting. */
const contexts = ({ groups }: Board, { problems }: Known, shows: (problem: Problem) => boolean): number =>
  groups.filter(({ context, lead }) => {
    const problem = context && lead ? problems.get(lead) : undefined;
    return problem !== undefined && !shows(problem);
  }).length;

/** Every problem with a place on the board. */
export const idsOf = ({ groups, fresh }: Board): ReadonlySet<ProblemId> =>
  new Set([...groups.flatMap(({ lead, ids }) => (lead ? [lead, ...ids] : ids)), ...fresh]);

/** Those a person may act on at once: all that fit the filter, folded or not. */
export const matching = ({ groups, fresh, gone }: Board): readonly ProblemId[] =>
  [...groups.flatMap(({ lead, context, ids }) => (lead && !context ? [lead, ...ids] : ids)), ...fresh].filter(
    (id) => !gone.has(id),
  );
