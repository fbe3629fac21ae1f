// Pure: what an incident about some problems is suggested to be called, how bad it is, where it began. The operator has
// the last word on all of it.
import type { HostId, ProblemId } from '../../../../electron/contract/model/ids.ts';
import type { Level } from '../../../../electron/contract/model/incident-rules.ts';
import type { Problem } from '../../../../electron/contract/model/problem.ts';
import type { Severity } from '../../../../electron/contract/model/severity-of.ts';
import { count } from '../../../lib/number.ts';
import { causeFinder, isAboutHost } from '../../../store/causes.ts';
import type { World } from '../../../store/world.ts';

type Known = Pick<World, 'problems' | 'hosts' | 'checks' | 'checkStates'>;

/** Longest title the engine takes. */
const TITLE = 200;

export interface Suggestion {
  readonly title: string;
  readonly impact: Level;
  readonly urgency: Level;
  /** Where all of it began, when that is one host; null otherwise. */
  readonly rootHostId: HostId | null;
  /** The first bad result, epoch ms; null without problems. */
  readonly firstBadAt: number | null;
}

const LEVELS_OF: Readonly<Record<Severity, readonly [impact: Level, urgency: Level]>> = {
  1: ['high', 'high'],
  2: ['high', 'medium'],
  3: ['medium', 'medium'],
  4: ['medium', 'low'],
};

/** Those that hang behind the chosen ones and were not chosen themselves. */
export function behind(chosen: readonly Problem[], { problems }: Pick<World, 'problems'>): readonly ProblemId[] {
  const ids = new Set(chosen.map(({ id }) => id));
  const causeOf = causeFinder(problems.values());
  return [...problems.values()].filter((one) => !ids.has(one.id) && ids.has(causeOf(one).id)).map(({ id }) => id);
}

/** `hostId`: a host it is about when there are no problems. */
export function suggest(chosen: readonly Problem[], world: Known, hostId: HostId | null): Suggestion {
  const worst = chosen.reduce<Severity>((least, { severity }) => (severity < least ? severity : least), 4);
  const [impact, urgency] = LEVELS_OF[chosen.length === 0 ? 3 : worst];
  const roots = rootsOf(chosen);
  const rootHosts = new Set(roots.map((one) => one.hostId));
  return {
    title: titleOf(roots, chosen, world, hostId).slice(0, TITLE),
    impact,
    urgency,
    rootHostId: chosen.length === 0 ? hostId : rootHosts.size === 1 ? ([...rootHosts][0] ?? null) : null,
    firstBadAt: chosen.length === 0 ? null : Math.min(...chosen.map(({ openedAt }) => openedAt)),
  };
}

/** Of the chosen ones those that hang below no other of them. */
function rootsOf(chosen: readonly Problem[]): readonly Problem[] {
  const causeOf = causeFinder(chosen);
  return chosen.filter((one) => causeOf(one).id === one.id);
}

function titleOf(roots: readonly Problem[], chosen: readonly Problem[], world: Known, hostId: HostId | null): string {
  const [first] = roots;
  if (!first) return hostId ? `${world.hosts.get(hostId)?.name ?? ''}: ` : '';
  const host = world.hosts.get(first.hostId)?.name ?? 'a removed host';
  const check = world.checks.get(first.checkId)?.name ?? '';
  if (roots.length === 1) {
    if (!isAboutHost(first))
      return `${host} ${check}: ${world.checkStates.get(first.checkId)?.summary || first.status}`;
    const behindIt = new Set([...behind(roots, world), ...chosen.map(({ id }) => id)]);
    const hosts = new Set(
      [...behindIt].map((id) => world.problems.get(id)?.hostId).filter((id) => id !== first.hostId),
    );
    return hosts.size === 0
      ? `${host} ${first.status}`
      : `${host} ${first.status}, ${count(hosts.size, 'host')} behind`;
  }
  const hosts = new Set(roots.map((one) => one.hostId));
  if (hosts.size === 1) return `${host}: ${count(roots.length, 'check')} in trouble`;
  const sites = new Set(roots.map((one) => world.hosts.get(one.hostId)?.site ?? ''));
  const where = sites.size === 1 ? `${[...sites][0]}: ` : '';
  const checks = new Set(roots.map((one) => world.checks.get(one.checkId)?.name ?? ''));
  if (roots.every(isAboutHost)) return `${where}${count(hosts.size, 'host')} down`;
  if (checks.size === 1) return `${where}${check} ${first.status} on ${count(hosts.size, 'host')}`;
  return `${where}${count(roots.length, 'problem')} on ${count(hosts.size, 'host')}`;
}
