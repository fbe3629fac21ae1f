// Pure: which problems are shown. What is typed is looked for in everything a row says, chips and lists narrow it down.
import type { Check } from '../../../electron/contract/model/check.ts';
import type { Host } from '../../../electron/contract/model/host.ts';
import type { HoldReason, Problem, ProblemStatus } from '../../../electron/contract/model/problem.ts';
import type { CheckState } from '../../../electron/contract/model/state.ts';
import { heldBack } from '../../store/problem-words.ts';
import { isHandled } from '../../store/roll-up.ts';
import type { World } from '../../store/world.ts';

/** 'unhandled' as the top bar counts it; 'held': unhandled, and a reason keeps people from being told. */
export const HANDS = ['all', 'unhandled', 'handled', 'held'] as const;
export type Hand = (typeof HANDS)[number];

/** Whether people know: '' all, 'told', 'held' for any reason, or one reason. An acknowledged problem was told. */
export type Notice = '' | 'told' | 'held' | HoldReason;

export interface Filter {
  readonly text: string;
  /** Empty: all of them. */
  readonly severities: ReadonlySet<ProblemStatus>;
  readonly hand: Hand;
  readonly notice: Notice;
  /** '' is every site. */
  readonly site: string;
  /** '' is every tag, and none. */
  readonly tag: string;
}

export const NO_FILTER: Filter = { text: '', severities: new Set(), hand: 'all', notice: '', site: '', tag: '' };

export const isFiltered = ({ text, severities, hand, notice, site, tag }: Filter): boolean =>
  text.trim() !== '' || severities.size > 0 || hand !== 'all' || notice !== '' || site !== '' || tag !== '';

/** A problem with what belongs to it; hosts and checks may have been removed meanwhile. */
export interface Subject {
  readonly problem: Problem;
  readonly host: Host | undefined;
  readonly check: Check | undefined;
  readonly state: CheckState | undefined;
}

type Known = Pick<World, 'hosts' | 'checks' | 'checkStates'>;

export const subjectOf = (problem: Problem, { hosts, checks, checkStates }: Known): Subject => ({
  problem,
  host: hosts.get(problem.hostId),
  check: checks.get(problem.checkId),
  state: checkStates.get(problem.checkId),
});

type Test = (subject: Subject) => boolean;

const FACETS: Readonly<Record<string, (subject: Subject) => readonly string[]>> = {
  site: ({ host }) => (host ? [host.site] : []),
  role: ({ host }) => (host ? [host.role] : []),
  tag: ({ host }) => host?.tags ?? [],
  host: ({ host }) => (host ? [host.name] : []),
  check: ({ check }) => (check ? [check.name] : []),
};

interface Text {
  readonly of: Subject;
  readonly lower: string;
}

/** Made once per change of a problem: ten thousand texts for every letter typed would be felt. */
const texts = new WeakMap<Problem, Text>();

/** Everything a row says, in small letters. */
function textOf(subject: Subject): string {
  const { problem, host, check, state } = subject;
  const known = texts.get(problem);
  if (known && known.of.host === host && known.of.check === check && known.of.state?.summary === state?.summary)
    return known.lower;
  const words = [host?.name, host?.address, host?.site, host?.role, ...(host?.tags ?? []), check?.name, state?.summary];
  const lower = [...words, problem.status, problem.ack?.by, problem.held?.by].filter(Boolean).join(' ').toLowerCase();
  texts.set(problem, { of: subject, lower });
  return lower;
}

/** 'fra2 disk', 'site:fra2 tag:tier-1': every word must fit; a facet has to be the whole word, a plain word any part. */
function wordTest(text: string): Test | null {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const plain: string[] = [];
  const facets: Test[] = [];
  for (const word of words) {
    const [name = '', ...rest] = word.split(':');
    const wanted = rest.join(':');
    const values = Object.hasOwn(FACETS, name) ? FACETS[name] : undefined;
    if (values && wanted !== '')
      facets.push((subject) => values(subject).some((value) => value.toLowerCase() === wanted));
    else plain.push(word);
  }
  if (words.length === 0) return null;
  return (subject) => {
    if (!facets.every((test) => test(subject))) return false;
    if (plain.length === 0) return true;
    const lower = textOf(subject);
    return plain.every((word) => lower.includes(word));
  };
}

function handTest(hand: Hand): Test | null {
  switch (hand) {
    case 'all':
      return null;
    case 'unhandled':
      return ({ problem }) => !isHandled(problem);
    case 'handled':
      return ({ problem }) => isHandled(problem);
    case 'held':
      return ({ problem }) => problem.held !== null && !isHandled(problem);
    default:
      return hand satisfies never;
  }
}

function noticeTest(notice: Notice): Test | null {
  switch (notice) {
    case '':
      return null;
    case 'told':
      return ({ problem }) => problem.toldAt !== null && heldBack(problem) === null;
    case 'held':
      return ({ problem }) => heldBack(problem) !== null;
    default:
      return ({ problem }) => problem.held?.reason === notice;
  }
}

/** Whether a problem is shown; the cheap questions first. */
export function filterTest({ text, severities, hand, notice, site, tag }: Filter): Test {
  const tests: Test[] = [];
  if (severities.size > 0) tests.push(({ problem }) => severities.has(problem.status));
  const byHand = handTest(hand);
  if (byHand) tests.push(byHand);
  const byNotice = noticeTest(notice);
  if (byNotice) tests.push(byNotice);
  if (site !== '') tests.push(({ host }) => host?.site === site);
  if (tag !== '') tests.push(({ host }) => host?.tags.includes(tag) ?? false);
  const byWords = wordTest(text);
  if (byWords) tests.push(byWords);
  return (subject) => tests.every((test) => test(subject));
}

/** As types alone, like the ranks of the roll-up: the contract's values would bring its schema library along. */
const NOTICES = Object.keys({
  told: 0,
  held: 0,
  soft: 0,
  'host-down': 0,
  unreachable: 0,
  isolated: 0,
  maintenance: 0,
  muted: 0,
  acknowledged: 0,
  'parent-check': 0,
  flapping: 0,
  'outside-hours': 0,
  verifying: 0,
} satisfies Record<Exclude<Notice, ''>, 0>) as readonly Exclude<Notice, ''>[];

/** What the chips and lists offer, with how many open problems each holds. */
export interface Facets {
  readonly severities: Readonly<Record<ProblemStatus, number>>;
  /** Of whom people know, and why of the others they do not; reasons in the order of the rules. */
  readonly notices: readonly (readonly [notice: Exclude<Notice, ''>, count: number])[];
  readonly sites: readonly (readonly [name: string, count: number])[];
  readonly tags: readonly (readonly [name: string, count: number])[];
}

/** Counts over all open problems, whatever the filter: a chip must not change its figure when it is pressed. */
export function countFacets(problems: Iterable<Problem>, hosts: World['hosts']): Facets {
  const severities = { down: 0, critical: 0, unreachable: 0, unknown: 0, warning: 0 };
  const sites = new Map<string, number>();
  const tags = new Map<string, number>();
  const notices = new Map<string, number>();
  const more = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const problem of problems) {
    const { status, hostId } = problem;
    severities[status] += 1;
    const hold = heldBack(problem);
    if (hold) {
      more(notices, 'held');
      more(notices, hold.reason);
    } else if (problem.toldAt !== null) more(notices, 'told');
    const host = hosts.get(hostId);
    if (!host) continue;
    more(sites, host.site);
    for (const tag of host.tags) more(tags, tag);
  }
  const byName = (counts: ReadonlyMap<string, number>) => [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
  const inOrder = NOTICES.flatMap((notice) => {
    const held = notices.get(notice);
    return held === undefined ? [] : [[notice, held] as const];
  });
  return { severities, notices: inOrder, sites: byName(sites), tags: byName(tags) };
}
