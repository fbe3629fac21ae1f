// Gathers the context package of an escalation: what is broken since when, why, what hangs behind it, what was tried, what
// was changed, who was told. Reads names, summaries and journal sentences; never a config, a note of a host or a secret.
import type { CheckId, HostId } from '../../contract/model/ids.ts';
import type { Entry, EntryKind } from '../../contract/model/journal.ts';
import type { NoticeItem } from '../../contract/model/notice.ts';
import type { Problem } from '../../contract/model/problem.ts';
import { type ContextLine, type ContextProblem, contextWords } from '../core/context-package.ts';
import { coverOf } from '../core/scope.ts';
import type { Store } from '../store/open.ts';
import { triedByRuns } from './context-runs.ts';
import type { Maintenance } from './maintenance.ts';
import { subjectOf } from './maintenance-diary.ts';
import type { Mutes } from './mutes.ts';
import type { World } from './world.ts';

export interface ContextSources {
  readonly world: World;
  readonly store: Pick<Store, 'journal' | 'runFigures'>;
  readonly mutes: Pick<Mutes, 'list'>;
  readonly maintenance: Pick<Maintenance, 'statuses'>;
}

export interface ContextAbout {
  readonly at: number;
  /** Open problems; at least one. */
  readonly problems: readonly Problem[];
  readonly step: string;
  readonly takenBy: string;
  readonly told: readonly { readonly at: number; readonly who: string }[];
  readonly note: string;
  readonly callBack: string;
}

export interface ContextPackage {
  readonly title: string;
  readonly text: string;
  /** Worst first. */
  readonly items: readonly NoticeItem[];
  readonly heldBehind: number;
  readonly links: readonly { readonly title: string; readonly url: string }[];
}

const DAY_MS = 86_400_000;
/** Of a storm the first hosts tell the story; the others would only make the message long and the reading slow. */
const MOST_HOSTS = 5;
/** Newest entries of a host that are looked through. */
const MOST_ENTRIES = 300;
const MOST_ITEMS = 100;
const BY_ITSELF = 'the engine';
/** By people: what the engine did by itself stands under who was told. */
const TRIED: ReadonlySet<EntryKind> = new Set(['acknowledgement', 'mute', 'escalation']);
const CHANGED: ReadonlySet<EntryKind> = new Set(['inventory', 'maintenance', 'credential', 'host-key']);

export function contextPackage(sources: ContextSources, about: ContextAbout): ContextPackage {
  const { world } = sources;
  const problems = about.problems.toSorted((a, b) => a.severity - b.severity || a.openedAt - b.openedAt);
  const hostIds = [...new Set(problems.map(({ hostId }) => hostId))];
  const told = hostIds.slice(0, MOST_HOSTS);
  const links = told.flatMap((id) => world.hosts.get(id)?.links ?? []).map(withoutPassword);
  const { tried, changes } = historyOf(sources, told, problems, about.at);
  const behind = behindOf(world, hostIds);
  const words = contextWords({
    ...about,
    problems: problems.map((problem) => asContext(world, problem)),
    chain: chainOf(world, problems),
    behind: { count: behind.length, names: behind.slice(0, 20).map((id) => world.hosts.get(id)?.name ?? id) },
    tried,
    changes,
    links,
  });
  const ids = new Set(problems.map(({ id }) => id));
  const roots = new Set<HostId>(hostIds);
  const heldBehind = [...world.problems.values()].filter(
    ({ id, because, held }) => held !== null && because !== null && roots.has(because) && !ids.has(id),
  ).length;
  return { ...words, items: problems.slice(0, MOST_ITEMS).map((one) => itemOf(world, one)), heldBehind, links };
}

function asContext(world: World, problem: Problem): ContextProblem {
  const { host, check } = namesOf(world, problem);
  const { status, severity, openedAt: since, ack, held } = problem;
  const summary = world.lastResults.get(problem.checkId)?.summary ?? world.memory.get(problem.checkId)?.summary ?? '';
  const handling = ack
    ? `in hand: ${ack.by} (${ack.reason})`
    : held
      ? `held back: ${held.reason}${held.by ? ` (${held.by})` : ''}`
      : '';
  return { subject: check === null ? host : `${host} ${check}`, status, severity, since, summary, handling };
}

/** A problem as a message carries it: standing, not news. */
function itemOf(world: World, problem: Problem): NoticeItem {
  const host = world.hosts.get(problem.hostId);
  const { status, severity, id, openedAt } = problem;
  return {
    alert: 'standing',
    status,
    severity,
    problemId: id,
    ...namesOf(world, problem),
    site: host?.site ?? '',
    tags: host?.tags ?? [],
    summary: world.memory.get(problem.checkId)?.summary ?? '',
    since: openedAt,
  };
}

function namesOf(world: World, { hostId, checkId }: Problem): { readonly host: string; readonly check: string | null } {
  const host = world.hosts.get(hostId)?.name ?? hostId;
  const alive = world.aliveCheckOf(hostId)?.id === checkId;
  return { host, check: alive ? null : (world.checks.get(checkId)?.name ?? checkId) };
}

/** 'web1 http', or 'web1' for the host itself. */
export const subjectOfProblem = (world: World, problem: Problem): string => {
  const { host, check } = namesOf(world, problem);
  return check === null ? host : `${host} ${check}`;
};

/** From broken hosts to what caused it: what stands between, up to the host that is down. */
function chainOf(world: World, problems: readonly Problem[]): readonly string[] {
  const seen = new Set<HostId>();
  const words: string[] = [];
  for (const problem of problems) {
    let next: HostId | null = problem.because;
    while (next !== null && !seen.has(next) && words.length < 20) {
      seen.add(next);
      const state = world.hostStates.get(next);
      words.push(`${world.hosts.get(next)?.name ?? next} is ${state?.reach ?? 'pending'}`);
      next = state?.because ?? null;
    }
  }
  return words;
}

/** All hosts below these, nearest first. */
function behindOf(world: World, hostIds: readonly HostId[]): readonly HostId[] {
  const { children } = world.graph();
  const found = new Set<HostId>(hostIds);
  for (const id of found) for (const child of children.get(id) ?? []) found.add(child);
  return [...found].slice(hostIds.length);
}

function historyOf(
  { world, store, mutes, maintenance }: ContextSources,
  hostIds: readonly HostId[],
  problems: readonly Problem[],
  at: number,
): { readonly tried: readonly ContextLine[]; readonly changes: readonly ContextLine[] } {
  const since = Math.min(...problems.map(({ openedAt }) => openedAt), at);
  const entries = hostIds.flatMap((hostId) => store.journal.list({ hostId, limit: MOST_ENTRIES }));
  const lines = (kinds: ReadonlySet<EntryKind>, from: number): readonly ContextLine[] =>
    entries.filter((entry) => kinds.has(entry.kind) && entry.occurredAt >= from).map(lineOf);
  const checkIds = new Set<CheckId>(problems.map(({ checkId }) => checkId));
  const covers = (scope: Parameters<typeof coverOf>[0]): boolean => {
    // Those about one host or check stand in its history already.
    if (Object.keys(subjectOf(world, scope)).length > 0) return false;
    const cover = coverOf(scope);
    return [...checkIds].some((id) => {
      const host = world.hosts.get(world.checks.get(id)?.hostId as HostId);
      return host !== undefined && cover(host, id);
    });
  };
  const muted = mutes.list().filter(({ scope }) => covers(scope));
  const windows = maintenance.statuses().filter(({ window, current }) => current !== null && covers(window.scope));
  return {
    tried: newest([
      ...lines(TRIED, since).filter(({ who }) => who !== BY_ITSELF),
      ...triedByRuns(store, { problems, hostIds, since }),
      ...muted.map((mute) => ({ at: mute.createdAt, who: mute.by, text: `muted${mute.reason && `: ${mute.reason}`}` })),
    ]),
    changes: newest([
      ...lines(CHANGED, at - DAY_MS),
      ...windows.map(({ window, current }) => ({
        at: current?.from ?? window.startsAt,
        who: window.by,
        text: `maintenance "${window.name}"${window.change && ` (${window.change})`}`,
      })),
    ]),
  };
}

const lineOf = ({ occurredAt, actor, text }: Entry): ContextLine => ({
  at: occurredAt,
  who: actor.type === 'operator' ? actor.name : BY_ITSELF,
  text,
});

const newest = (lines: readonly ContextLine[]): readonly ContextLine[] => lines.toSorted((a, b) => b.at - a.at);

/** A link as it may travel: who has one like https://user:password@host does not want it in a text message. */
function withoutPassword(link: { readonly title: string; readonly url: string }) {
  return { title: link.title, url: link.url.replace(/^(https?:\/\/)[^/?#]*@/i, '$1') };
}
