// Policies: which problems open an incident by themselves, and which join the one of their cause. One host that causes many
// problems is one matter; more matters at once than people can read are a flood, and one incident.
import { randomUUID } from 'node:crypto';
import type { HostId, IncidentId } from '../../../contract/model/ids.ts';
import { incidentFields } from '../../../contract/model/incident.ts';
import type { Problem } from '../../../contract/model/problem.ts';
import type { Severity } from '../../../contract/model/severity.ts';
import { FLOOD_MS, fits, type Policy, planOpenings } from '../../core/incident-causes.ts';
import { floodTitle, levelsFor, openIncident, titleOf } from '../../core/incident-opening.ts';
import { joinProblems, MOST_PROBLEMS } from '../../core/incident-problems.ts';
import { isRefused } from '../../core/incident-words.ts';
import type { Clock } from '../../lib/clock.ts';
import type { IncidentRow } from '../../store/incidents.ts';
import type { Store } from '../../store/open.ts';
import type { EngineSettings } from '../settings.ts';
import type { World } from '../world.ts';
import type { IncidentBook, IncidentChange } from './book.ts';
import {
  asCause,
  asIncidentProblem,
  changeOf,
  ENGINE,
  problemOfHost,
  refusalOf,
  rootHostOf,
} from './incident-gathering.ts';
import type { IncidentIndex } from './incident-index.ts';
import type { Turn } from './incident-turns.ts';

export interface Policies {
  /** Whether there is one that is enabled. */
  any(): boolean;
  /** What becomes of open problems that no open incident has. */
  turnsFor(problems: readonly Problem[]): Iterable<Turn | null>;
}

export interface PoliciesOptions {
  readonly clock: Pick<Clock, 'now'>;
  readonly store: Store;
  readonly world: World;
  readonly settings: Pick<EngineSettings, 'get'>;
  readonly book: IncidentBook;
  readonly index: IncidentIndex;
}

/** Problems with one cause: the host at the root of them, or (null) one problem that stands for itself. */
interface Matter {
  readonly root: HostId | null;
  /** Without those that an open incident has; the root's own first, then the oldest. */
  readonly problems: readonly Problem[];
}

interface Chosen extends Matter {
  readonly policy: Policy;
  /** Of what the policy fits: the worst. */
  readonly severity: Severity;
}

const act = (now: number) => ({ by: 'the engine', now });

export function createPolicies(options: PoliciesOptions): Policies {
  const { settings, index } = options;
  const enabled = (): readonly Policy[] => settings.get().incidents.policies.filter((policy) => policy.enabled);
  return {
    any: () => enabled().length > 0,
    *turnsFor(problems) {
      const policies = enabled();
      if (policies.length === 0 && !index.any()) return;
      const matters = mattersOf(problems, options);
      yield null;
      const isNews = newsOf(matters, options);
      const chosen: Chosen[] = [];
      for (const matter of matters) {
        const into = matter.root && incidentOfRoot(matter.root, options);
        if (into) yield (at) => join(into.id, matter, options, at);
        else chosen.push(...choose(matter, policies, isNews, options));
      }
      yield null;
      for (const policy of policies) {
        const mine = chosen.filter((one) => one.policy === policy);
        if (mine.length > 0) yield* openings(policy, mine, options);
      }
    },
  };
}

/** What one policy opens: each matter apart, or a flood together. */
function* openings(policy: Policy, mine: readonly Chosen[], options: PoliciesOptions): Generator<Turn, void, void> {
  const { index, clock } = options;
  const since = clock.now() - FLOOD_MS;
  const recent = index.open().filter((row) => row.policy === policy.name && row.openedAt > since);
  const { apart, together, joining } = planOpenings(mine, recent.length);
  for (const one of apart) yield (at) => open([one], options, at);
  if (together.length > 0) yield (at) => open(together, options, at);
  const newest = recent.at(-1);
  if (newest && joining.length > 0) {
    const all: Matter = { root: null, problems: joining.flatMap((one) => one.problems) };
    yield (at) => join(newest.id, all, options, at);
  }
}

/** Whether something new was told of a problem since the last incident that had it was over: people have dealt with the rest. */
function newsOf(matters: readonly Matter[], { store }: PoliciesOptions): (problem: Problem) => boolean {
  const told = matters.flatMap(({ problems }) => problems).filter(({ toldAt }) => toldAt !== null);
  const left = store.incidents.lastLeft(told.map(({ id }) => id));
  return ({ id, toldAt }) => (left.get(id) ?? -1) < (toldAt ?? 0);
}

/** All open problems that no incident has, of the causes that these have. */
function mattersOf(problems: readonly Problem[], { world, index }: PoliciesOptions): readonly Matter[] {
  const keyOf = (problem: Problem): string => rootHostOf(world, problem) ?? problem.checkId;
  // They may have changed since they were gathered: as they are now.
  const wanted = new Set(problems.flatMap(({ checkId }) => world.problems.get(checkId) ?? []).map(keyOf));
  const groups = new Map<string, Problem[]>();
  for (const problem of world.problems.values()) {
    const key = keyOf(problem);
    if (!wanted.has(key) || index.holderOf(problem.id)) continue;
    const group = groups.get(key);
    if (group) group.push(problem);
    else groups.set(key, [problem]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group;
    const root = first ? rootHostOf(world, first) : null;
    const own = root ? problemOfHost(world, root) : undefined;
    const rest = group.filter((problem) => problem !== own).sort((a, b) => a.openedAt - b.openedAt);
    return { root, problems: own && group.includes(own) ? [own, ...rest] : rest };
  });
}

/** The open incident that is about this host being down, or about what it caused. */
function incidentOfRoot(root: HostId, { world, index }: PoliciesOptions): IncidentRow | undefined {
  const own = problemOfHost(world, root);
  const holder = own && index.holderOf(own.id);
  if (holder) return holder;
  return index.rootedAt(root).find(({ problems }) =>
    problems.some(({ hostId, checkId, closedAt }) => {
      const problem = closedAt === null && hostId !== root ? world.problems.get(checkId) : undefined;
      return problem && rootHostOf(world, problem) === root;
    }),
  );
}

function choose(
  matter: Matter,
  policies: readonly Policy[],
  isNews: (problem: Problem) => boolean,
  { world }: PoliciesOptions,
): readonly Chosen[] {
  for (const policy of policies) {
    const fitting = matter.problems.filter((problem) => {
      const host = world.hosts.get(problem.hostId);
      return host && fits(policy, problem, host) && isNews(problem);
    });
    const [first] = fitting;
    if (!first) continue;
    const severity = fitting.reduce<Severity>(
      (worst, one) => (one.severity < worst ? one.severity : worst),
      first.severity,
    );
    return [{ ...matter, policy, severity }];
  }
  return [];
}

function open(chosen: readonly Chosen[], options: PoliciesOptions, at: number): readonly IncidentChange[] {
  const { world, store, book, index } = options;
  const [first] = chosen;
  if (!first) return [];
  // Between two turns somebody may have put them into an incident of theirs.
  const free = chosen
    .flatMap(({ problems }) => problems)
    .filter(({ id, checkId }) => world.problems.get(checkId)?.id === id && !index.holderOf(id));
  const causes = free.map((problem) => asCause(world, problem, null));
  const [head] = causes;
  if (!head) return [];
  const all = causes.map(({ problem }) => problem);
  const title = chosen.length > 1 ? floodTitle(head.problem, all.length) : titleOf(head.problem, all);
  const rootHostId = chosen.length > 1 ? null : (first.root ?? head.problem.hostId);
  const severity = chosen.reduce<Severity>(
    (worst, one) => (one.severity < worst ? one.severity : worst),
    first.severity,
  );
  const ruling = openIncident({
    id: randomUUID() as IncidentId,
    number: book.nextNumber(at),
    fields: incidentFields.parse({ title, rootHostId }),
    rating: { ...levelsFor(severity), severity: null, reason: '' },
    causes: causes.slice(0, MOST_PROBLEMS),
    impactAt: null,
    detectedAt: null,
    lead: '',
    by: 'the engine',
    policy: first.policy.name,
    now: at,
  });
  if (isRefused(ruling)) throw refusalOf(ruling);
  return [changeOf(store, null, ruling, { actor: ENGINE, at })];
}

function join(id: IncidentId, matter: Matter, options: PoliciesOptions, at: number): readonly IncidentChange[] {
  const { world, store, book, index } = options;
  const row = book.row(id);
  if (!row || row.problems.length >= MOST_PROBLEMS) return [];
  const free = matter.problems.filter(
    ({ id: problemId, checkId }) => world.problems.get(checkId)?.id === problemId && !index.holderOf(problemId),
  );
  const added = free.map((problem) => asIncidentProblem(world, problem));
  const host = matter.root && world.hosts.get(matter.root)?.name;
  const root = row.problems.find(({ hostId, alive }) => alive && hostId === matter.root);
  const isOwnTitle = root && row.policy !== '' && row.title === titleOf(root, row.problems);
  const title = isOwnTitle ? titleOf(root, [...row.problems, ...added]) : null;
  const ruled = joinProblems(row, added, { behind: host ? `behind ${host}` : 'at once', title }, act(at));
  return ruled.after === row ? [] : [changeOf(store, row, ruled, { actor: ENGINE, at })];
}
