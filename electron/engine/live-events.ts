// The live feed as a log wants it: one thing that happened at a time, with names instead of ids. Results that change
// nothing are left out.
import type { Hold, Problem, ProblemStatus } from '../contract/model/problem.ts';
import type { CheckStatus, Reach, StateType } from '../contract/model/state.ts';
import type { LiveMessage, WorldEvent } from '../contract/model/world.ts';

interface About {
  readonly host: string;
  readonly check: string;
}

type ProblemHappening = About & { readonly status: ProblemStatus } & (
    | { readonly event: 'problem-opened' | 'problem-closed'; readonly opened_at: string }
    | { readonly event: 'told' }
    | { readonly event: 'held'; readonly reason: Hold['reason']; readonly by: string | null }
    | { readonly event: 'acknowledged'; readonly by: string; readonly reason: string }
  );

/** One line of `watchfloor engine --json`, without its time. */
export type Happening =
  | { readonly event: 'watching'; readonly hosts: number; readonly checks: number; readonly problems: number }
  | (About & {
      readonly event: 'check';
      readonly status: CheckStatus;
      readonly type: StateType;
      readonly attempt: number;
      readonly summary: string;
    })
  | { readonly event: 'host'; readonly host: string; readonly state: Reach; readonly type: StateType }
  | ProblemHappening
  | { readonly event: 'trouble'; readonly code: string; readonly message: string }
  | { readonly event: 'trouble-over'; readonly code: string }
  | {
      readonly event: 'health';
      readonly lag_ms: number;
      readonly results_per_second: number;
      readonly running: number;
      readonly queued: number;
    };

/** What changes without anything having happened on the watch. */
type Unsaid = Extract<
  WorldEvent,
  {
    type:
      | 'host-removed'
      | 'check-removed'
      | 'host-keys'
      | 'templates'
      | 'credentials'
      | 'windows'
      | 'mutes'
      | 'channels'
      | 'routes'
      | 'alarms'
      | 'deliveries'
      | 'on-call'
      | 'escalations'
      | 'run'
      | 'run-left'
      | 'library'
      | 'shifts'
      | 'handoff'
      | 'forecasts'
      | 'incident'
      | 'incident-left';
  }
>;

/** The engine says how it is this often, milliseconds. */
const HEALTH_EVERY_MS = 60_000;

/** Takes the messages of one feed in their order and says what happened. */
export function createHappenings(): (message: LiveMessage) => readonly Happening[] {
  const reader = createReader();
  return (message) => {
    if (message.type === 'push') return message.events.flatMap((event) => reader.take(event, message.at));
    const { hosts, checks, checkStates, hostStates, problems, health } = message.world;
    // A feed that starts over tells what is, not what happened: nothing of it is news.
    for (const host of hosts) reader.take({ type: 'host', host }, message.at);
    for (const check of checks) reader.take({ type: 'check', check }, message.at);
    for (const state of checkStates) reader.take({ type: 'check-state', state }, message.at);
    for (const state of hostStates) reader.take({ type: 'host-state', state }, message.at);
    for (const problem of problems) reader.take({ type: 'problem', problem }, message.at);
    const troubles = reader.take({ type: 'health', health }, message.at);
    return [{ event: 'watching', hosts: hosts.length, checks: checks.length, problems: problems.length }, ...troubles];
  };
}

/** A happening as a line for people, without its time. */
export function happeningText(one: Happening): string {
  switch (one.event) {
    case 'watching':
      return `watching, hosts: ${one.hosts}, checks: ${one.checks}, open problems: ${one.problems}`;
    case 'check':
      return `${one.host} ${one.check} ${one.status} ${one.type} ${one.attempt} ${one.summary}`;
    case 'host':
      return `${one.host} ${one.state} ${one.type}`;
    case 'problem-opened':
    case 'problem-closed':
      return `${one.host} ${one.check} ${one.event.replace('-', ' ')}: ${one.status} since ${one.opened_at}`;
    case 'told':
      return `${one.host} ${one.check} told: ${one.status}`;
    case 'held':
      return `${one.host} ${one.check} held back: ${one.status}, ${one.reason}${one.by === null ? '' : ` (${one.by})`}`;
    case 'acknowledged':
      return `${one.host} ${one.check} acknowledged by ${one.by}: ${one.reason}`;
    case 'trouble':
      return `! ${one.message}`;
    case 'trouble-over':
      return `trouble over: ${one.code}`;
    case 'health':
      return `lag ${one.lag_ms} ms, ${one.results_per_second} checks/s, running ${one.running}, queued ${one.queued}`;
    default:
      return one satisfies never;
  }
}

function createReader() {
  const hosts = new Map<string, string>();
  const checks = new Map<string, string>();
  const states = new Map<string, string>();
  const problems = new Map<string, Problem>();
  const troubles = new Set<string>();
  let healthAt = Number.NEGATIVE_INFINITY;

  /** Whether `key` has changed since it was last seen; remembers it. */
  const isNews = (id: string, key: string): boolean => {
    if (states.get(id) === key) return false;
    states.set(id, key);
    return true;
  };
  const about = (problem: Problem) => ({
    host: hosts.get(problem.hostId) ?? '?',
    check: checks.get(problem.checkId) ?? '?',
    status: problem.status,
  });

  function take(event: WorldEvent, at: number): readonly Happening[] {
    switch (event.type) {
      case 'host':
        hosts.set(event.host.id, event.host.name);
        return [];
      case 'check':
        checks.set(event.check.id, event.check.name);
        return [];
      case 'check-state': {
        const { checkId, hostId, status, type, attempt, summary } = event.state;
        if (status === 'pending' || !isNews(checkId, `${status} ${type} ${attempt}`)) return [];
        const names = { host: hosts.get(hostId) ?? '?', check: checks.get(checkId) ?? '?' };
        return [{ event: 'check', ...names, status, type, attempt, summary }];
      }
      case 'host-state': {
        const { hostId, reach, type } = event.state;
        if (reach === 'pending' || !isNews(hostId, `${reach} ${type}`)) return [];
        return [{ event: 'host', host: hosts.get(hostId) ?? '?', state: reach, type }];
      }
      case 'problem': {
        const before = problems.get(event.problem.id);
        problems.set(event.problem.id, event.problem);
        return problemHappenings(before, event.problem, about(event.problem));
      }
      case 'problem-closed': {
        const before = problems.get(event.problemId);
        problems.delete(event.problemId);
        return before ? [{ event: 'problem-closed', ...about(before), opened_at: iso(before.openedAt) }] : [];
      }
      case 'health': {
        const { lagMs, resultsPerSecond, running, queued } = event.health;
        const changes = troubleHappenings(troubles, event.health.troubles);
        if (at - healthAt < HEALTH_EVERY_MS) return changes;
        healthAt = at;
        const figures = { lag_ms: lagMs, results_per_second: resultsPerSecond, running, queued };
        return [...changes, { event: 'health', ...figures }];
      }
      default:
        event satisfies Unsaid;
        return [];
    }
  }
  return { take };
}

function problemHappenings(
  before: Problem | undefined,
  now: Problem,
  about: About & { readonly status: ProblemStatus },
): readonly Happening[] {
  const { held, ack } = now;
  return [
    ...(before ? [] : [{ event: 'problem-opened', ...about, opened_at: iso(now.openedAt) } as const]),
    ...(now.toldAt !== null && now.toldAt !== before?.toldAt ? [{ event: 'told', ...about } as const] : []),
    ...(held && held.reason !== before?.held?.reason
      ? [{ event: 'held', ...about, reason: held.reason, by: held.by ?? null } as const]
      : []),
    ...(ack && ack.at !== before?.ack?.at
      ? [{ event: 'acknowledged', ...about, by: ack.by, reason: ack.reason } as const]
      : []),
  ];
}

function troubleHappenings(
  known: Set<string>,
  troubles: readonly { readonly code: string; readonly message: string }[],
): readonly Happening[] {
  const codes = new Set(troubles.map((trouble) => trouble.code));
  const over = [...known].filter((code) => !codes.has(code));
  const fresh = troubles.filter((trouble) => !known.has(trouble.code));
  for (const code of over) known.delete(code);
  for (const { code } of fresh) known.add(code);
  return [
    ...over.map((code) => ({ event: 'trouble-over', code }) as const),
    ...fresh.map(({ code, message }) => ({ event: 'trouble', code, message }) as const),
  ];
}

const iso = (at: number): string => new Date(at).toISOString();
