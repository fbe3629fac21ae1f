// Building blocks of made-up worlds: a host, its checks, what they said last, what is wrong. Deterministic: the same
// names give the same world. Runs in a browser too.
import type { Check } from '../../electron/contract/model/check.ts';
import type { EngineHealth, HostKeyQuestion } from '../../electron/contract/model/health.ts';
import { assetRecord, type Host } from '../../electron/contract/model/host.ts';
import type { CheckId, HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Acknowledgement, Hold, Problem, ProblemStatus } from '../../electron/contract/model/problem.ts';
import type { Metric } from '../../electron/contract/model/result.ts';
import { type Severity, USUAL_SEVERITY } from '../../electron/contract/model/severity.ts';
import type { CheckState, CheckStatus } from '../../electron/contract/model/state.ts';
import type { Snapshot } from '../../electron/contract/model/world.ts';

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;

/** 0 ≤ x < 1, always the same for the same words. */
export function chance(...words: readonly (string | number)[]): number {
  let hash = 2166136261;
  for (const letter of words.join(' ')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16777619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2246822507);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 4294967296;
}

export interface Trouble {
  readonly status: ProblemStatus;
  readonly severity?: Severity;
  readonly forMs: number;
  readonly summary: string;
  readonly detail?: string;
  readonly metrics?: readonly Metric[];
  readonly held?: Hold;
  readonly because?: string;
  readonly ack?: Omit<Acknowledgement, 'at'>;
}

export interface WorldDraft {
  readonly now: number;
  host(name: string, site: string, role: string, more?: Partial<Host>): HostId;
  /** A check of a host; ok unless trouble is given. */
  check(hostName: string, name: string, kind: string, metrics: readonly Metric[], trouble?: Trouble): CheckId;
  /** A check that is bad but not yet often enough. */
  soft(hostName: string, name: string, attempt: number): void;
  /** Takes the host down: its ping fails, its other checks fail with it. */
  down(hostName: string, trouble: Trouble): void;
  unreachable(hostName: string, because: string, forMs: number): void;
  question(question: HostKeyQuestion): void;
  snapshot(health?: Partial<EngineHealth>): Snapshot;
}

export const hostIdOf = (name: string): HostId => `h-${name}` as HostId;
export const checkIdOf = (hostName: string, check: string): CheckId => `c-${hostName}-${check}` as CheckId;
export const problemIdOf = (hostName: string, check: string): ProblemId => `p-${hostName}-${check}` as ProblemId;

/** An empty world at `now`, to be filled. */
export function draftWorld(now: number): WorldDraft {
  const hosts = new Map<string, Host>();
  const checks = new Map<CheckId, Check>();
  const states = new Map<CheckId, CheckState>();
  const hostStates = new Map<HostId, Snapshot['hostStates'][number]>();
  const problems = new Map<ProblemId, Problem>();
  const questions: HostKeyQuestion[] = [];

  const put = (
    hostName: string,
    name: string,
    kind: string,
    metrics: readonly Metric[],
    trouble?: Trouble,
  ): CheckId => {
    const id = checkIdOf(hostName, name);
    const hostId = hostIdOf(hostName);
    checks.set(id, makeCheck(id, hostId, name, kind));
    states.set(id, makeState(id, hostId, now, kind, trouble?.metrics ?? metrics, trouble));
    if (trouble) {
      const problem = makeProblem(hostName, name, now, trouble);
      problems.set(problem.id, problem);
    }
    return id;
  };
  const reach = (hostName: string, to: 'down' | 'unreachable', forMs: number, because: string | null): void => {
    const hostId = hostIdOf(hostName);
    const since = now - forMs;
    hostStates.set(hostId, { hostId, reach: to, type: 'hard', since, because: because ? hostIdOf(because) : null });
  };
  return {
    now,
    host(name, site, role, more = {}) {
      const id = hostIdOf(name);
      const address = `10.${Math.floor(chance(site) * 200) + 10}.${Math.floor(chance(role) * 250)}.${hosts.size % 250}`;
      hosts.set(name, {
        id,
        name,
        address,
        site,
        role,
        tags: [],
        parents: [],
        notes: '',
        asset: assetRecord.parse({}),
        links: [],
        ...more,
      });
      hostStates.set(id, { hostId: id, reach: 'up', type: 'hard', since: now - 40 * HOUR, because: null });
      put(name, 'ping', 'ping', pingMetrics(name));
      return id;
    },
    check: put,
    soft(hostName, name, attempt) {
      const id = put(hostName, name, 'tcp', []);
      const state = states.get(id);
      if (!state) return;
      const badSince = now - 20 * SECOND;
      states.set(id, { ...state, status: 'critical', type: 'soft', attempt, badSince, summary: 'Connection refused' });
    },
    down(hostName, trouble) {
      put(hostName, 'ping', 'ping', [], trouble);
      reach(hostName, 'down', trouble.forMs, null);
    },
    unreachable(hostName, because, forMs) {
      const held: Hold = { reason: 'unreachable', by: because };
      const summary = `Down: 5 of 5 packets lost`;
      put(hostName, 'ping', 'ping', [], { status: 'unreachable', forMs, summary, held, because });
      reach(hostName, 'unreachable', forMs, because);
    },
    question: (question) => void questions.push(question),
    snapshot: (health = {}) => ({
      hosts: [...hosts.values()],
      checks: [...checks.values()],
      checkStates: [...states.values()],
      hostStates: [...hostStates.values()],
      problems: [...problems.values()],
      hostKeys: questions,
      templates: [],
      credentials: [],
      ...NO_PEOPLE,
      health: { ...healthy(now), ...health },
    }),
  };
}

/** Nobody is told, silenced or on call. */
export const NO_PEOPLE = {
  shifts: { plans: [], now: [], next: [], desks: [], withPin: [] },
  handoff: null,
  forecasts: [],
  incidents: [],
  runs: [],
  library: { version: 1, runbooks: 0, broken: 0 },
  windows: [],
  mutes: [],
  channels: [],
  routes: [],
  alarms: [],
  deliveries: { queued: 0, dead: 0, oldestQueuedAt: null },
  onCall: { people: [], schedules: [], policies: [], now: [] },
  escalations: [],
} satisfies Partial<Snapshot>;

const healthy = (now: number): EngineHealth => ({
  at: now,
  startedAt: now - 9 * HOUR,
  lagMs: 42,
  running: 6,
  queued: 0,
  resultsPerSecond: 81,
  databaseBytes: 48_300_000,
  samplesBytes: 212_000_000,
  troubles: [],
});

export const pingMetrics = (name: string): readonly Metric[] => [
  { name: 'rtt.avg', value: Math.round(chance(name, 'rtt') * 180 + 20) / 100, unit: 'ms', warn: '100', crit: '500' },
  { name: 'loss', value: 0, unit: '%', warn: '20', crit: '60' },
];

function makeCheck(id: CheckId, hostId: HostId, name: string, kind: string): Check {
  return {
    id,
    hostId,
    name,
    kind,
    config: {},
    dependsOn: [],
    enabled: true,
    alive: name === 'ping',
    policy: {
      intervalMs: MINUTE,
      retryIntervalMs: 15 * SECOND,
      maxAttempts: 3,
      recoverAfter: 1,
      timeoutMs: 10 * SECOND,
      timeoutStatus: 'critical',
      flapDetection: true,
    },
  };
}

function makeState(
  checkId: CheckId,
  hostId: HostId,
  now: number,
  kind: string,
  metrics: readonly Metric[],
  trouble?: Trouble,
): CheckState {
  const status: CheckStatus = trouble ? resultStatus(trouble.status) : 'ok';
  const since = now - (trouble?.forMs ?? 40 * HOUR);
  const fine = kind === 'ping' ? `${metrics[0]?.value ?? 0} ms, 0 % loss` : 'OK';
  return {
    checkId,
    hostId,
    status,
    type: 'hard',
    attempt: trouble ? 3 : 1,
    hardStatus: status,
    statusSince: since,
    hardSince: since,
    badSince: trouble ? since : null,
    goodRuns: 0,
    flapping: false,
    flapPercent: 0,
    hostDown: trouble?.status === 'unreachable',
    summary: trouble?.summary ?? fine,
    detail: trouble?.detail ?? '',
    metrics,
    resultAt: now - Math.floor(chance(checkId) * 60) * SECOND,
  };
}

const resultStatus = (status: ProblemStatus): CheckStatus =>
  status === 'down' || status === 'unreachable' ? 'critical' : status;

function makeProblem(hostName: string, check: string, now: number, trouble: Trouble): Problem {
  const openedAt = now - trouble.forMs;
  return {
    id: problemIdOf(hostName, check),
    hostId: hostIdOf(hostName),
    checkId: checkIdOf(hostName, check),
    status: trouble.status,
    severity: trouble.severity ?? USUAL_SEVERITY[trouble.status],
    openedAt,
    changedAt: openedAt + 30 * SECOND,
    toldAt: trouble.held ? null : openedAt + 32 * SECOND,
    held: trouble.ack ? { reason: 'acknowledged', by: trouble.ack.by } : (trouble.held ?? null),
    because: trouble.because ? hostIdOf(trouble.because) : null,
    ack: trouble.ack ? { ...trouble.ack, at: openedAt + 3 * MINUTE } : null,
  };
}
