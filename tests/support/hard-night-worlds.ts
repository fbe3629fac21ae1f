// Made-up facts of a shift, at random: whatever a night can come to, for laws that hold of every briefing.
import fc from 'fast-check';
import type { CheckId, HostId, IncidentId, MuteId, ProblemId, WindowId } from '../../electron/contract/model/ids.ts';
import type { Hold, Problem } from '../../electron/contract/model/problem.ts';
import { HOLD_REASONS, PROBLEM_STATUSES } from '../../electron/contract/model/problem.ts';
import type { BriefingFacts, ProblemFact, RunFact, WindowFact } from '../../electron/engine/core/briefing-facts.ts';

export const ASOF = Date.UTC(2026, 10, 20, 5, 54);
const HOUR = 3_600_000;
const FROM = ASOF - 8 * HOUR;
const UNTIL = ASOF + 8 * HOUR;
const HOSTS = 12;
const CHECKS = 3;

const hostId = (n: number) => `h${n}` as HostId;
/** The first check of a host says whether it is up. */
const checkId = (host: number, n: number) => `h${host}c${n}` as CheckId;
const severity = fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const);
const moment = fc.integer({ min: ASOF - 20 * HOUR, max: ASOF });
const later = fc.integer({ min: ASOF + 1, max: ASOF + 20 * HOUR });

const ack = fc.record({
  by: fc.constantFrom('ada', 'ben'),
  // Few values, so that one act takes many in hand.
  at: fc.constantFrom(ASOF - HOUR, ASOF - 2 * HOUR),
  reason: fc.constantFrom('on it', 'waits for the carrier'),
  sticky: fc.boolean(),
  expiresAt: fc.option(fc.oneof(later, moment)),
});

const held = fc.record({
  reason: fc.constantFrom(...HOLD_REASONS),
  by: fc.constantFrom('sw1', 'business hours'),
  ref: fc.constantFrom('m0', 'm1', 'w0', 'w1', 'gone'),
}) satisfies fc.Arbitrary<Hold>;

const problem = (host: number, n: number): fc.Arbitrary<ProblemFact> =>
  fc
    .record({
      status: fc.constantFrom(...PROBLEM_STATUSES),
      severity,
      openedAt: moment,
      changedAt: fc.constant(ASOF),
      toldAt: fc.constant(null),
      held: fc.option(held),
      because: fc.option(fc.integer({ min: 0, max: HOSTS - 1 }).map(hostId)),
      ack: fc.option(ack),
      flapping: fc.boolean(),
      kind: fc.constantFrom('ping', 'http', 'backup'),
      metric: fc.constantFrom(null, 'disk.used./var'),
      muteId: fc.constantFrom(null, null, 'm0', 'm1', 'gone'),
      windowId: fc.constantFrom(null, null, 'w0', 'w1', 'gone'),
    })
    .map(({ flapping, kind, metric, muteId, windowId, ...rest }) =>
      problemOf(host, n, rest, { flapping, kind, metric, muteId, windowId }),
    );

const problems: fc.Arbitrary<readonly ProblemFact[]> = fc
  .tuple(...Array.from({ length: HOSTS * CHECKS }, (_, n) => fc.option(problem(Math.floor(n / CHECKS), n % CHECKS))))
  .map((all) => all.filter((one) => one !== null));

const window = (n: number): fc.Arbitrary<WindowFact> =>
  fc.constantFrom('planned', 'waiting', 'active', 'over', 'called-off').map((state) => {
    const windowId = `w${n}` as WindowId;
    const occurrence = { windowId, startsAt: FROM, from: FROM, to: ASOF + HOUR, state } as const;
    const made = { id: windowId, name: `work ${n}`, change: '', notes: '', by: 'ada', rrule: '', endedEarly: [] };
    return { window: made as never, occurrence, hosts: 2, conflicts: [] };
  });

const run = (n: number): fc.Arbitrary<RunFact> =>
  fc
    .record({
      phase: fc.constantFrom('ready', 'running', 'waiting', 'approval', 'failed', 'interrupted', 'ended'),
      outcome: fc.constantFrom(null, 'skips', 'unverified', 'failed', 'aborted', 'rolled-back'),
    })
    .map(
      (parts) =>
        ({
          id: `r${n}`,
          title: 'Book',
          steps: [],
          hosts: [],
          hostIds: [],
          endReason: '',
          change: '',
          step: null,
          incidentId: null,
          problemId: null,
          windowId: null,
          startedAt: FROM,
          endedAt: null,
          waitsUntil: null,
          approval: null,
          rollback: null,
          outside: null,
          mode: 'live',
          pen: 'ada',
          ...parts,
        }) as never,
    );

const several = <Value>(most: number, one: (n: number) => fc.Arbitrary<Value>): fc.Arbitrary<readonly Value[]> =>
  fc.integer({ min: 0, max: most }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, n) => one(n))));

const mute = (n: number) =>
  later.map((until) => ({
    mute: {
      id: `m${n}` as MuteId,
      scope: { hostIds: [], checkIds: [], tags: [], sites: [] },
      by: 'ben',
      reason: '',
      createdAt: FROM,
      until,
    },
    subject: `host${n}`,
  }));

const incident = (n: number, known: readonly ProblemFact[]) =>
  fc
    .record({ severity, status: fc.constantFrom('open', 'acknowledged', 'mitigated'), own: fc.subarray([...known]) })
    .map(({ own, ...parts }) => ({
      tried: [],
      incident: {
        id: `i${n}` as IncidentId,
        number: `INC-2026-000${n}`,
        title: 'It is down',
        openedAt: FROM,
        onHold: null,
        roles: { lead: '', next: '', scribe: '', operator: '', liaison: '' },
        milestones: [],
        clocks: [],
        followUps: [],
        tickets: [],
        summary: '',
        customerImpact: '',
        change: '',
        computedSeverity: parts.severity,
        severityReason: '',
        lastWordAt: FROM,
        problems: own.map((one) => ({
          problemId: one.problem.id,
          host: one.host,
          check: one.check,
          alive: one.alive,
          closedAt: null,
        })),
        ...parts,
      } as never,
    }));

const delivery = (n: number) =>
  fc.constantFrom('pager', 'mail').map(
    (channelId) =>
      ({
        id: `d${n}`,
        channelId,
        channel: channelId,
        title: 'DOWN',
        severity: 2,
        createdAt: FROM,
        answer: '',
      }) as never,
  );

const forecast = (n: number) =>
  fc.option(later).map((fullAt) => ({
    checkId: checkId(n, 1),
    hostId: hostId(n),
    host: `host${n}`,
    check: 'check1',
    metric: 'disk.used./var',
    what: '/var',
    unit: '%',
    asOf: ASOF,
    value: 91,
    limit: 100,
    perDay: 2,
    perDayLow: 1,
    perDayHigh: 3,
    fullAt,
    earliestAt: fullAt,
    latestAt: null,
    hours: 40,
    spanDays: 2,
    trust: 'firm' as const,
  }));

const none = { count: 0, names: [] };

/** A shift in which nothing is. */
export const QUIET: BriefingFacts = {
  from: FROM,
  asOf: ASOF,
  until: UNTIL,
  incidents: [],
  problems: [],
  flapping: [],
  noisy: [],
  backups: [],
  mutes: [],
  windows: [],
  escalations: [],
  runs: [],
  blind: {
    troubles: [],
    gaps: [],
    hostKeys: [],
    vaultLocked: false,
    neverRan: none,
    unknown: none,
    hostsWithoutCheck: none,
    hostsOff: none,
    checksOff: none,
  },
  forecasts: [],
  deliveries: { dead: [], queued: 0, oldestQueuedAt: null },
  endedIncidents: [],
  endedProblems: [],
  contacts: [],
  onCall: [],
  nameOf: (id) => id,
};

/** Check n of a host; the first says whether the host is up. */
export function problemOf(
  host: number,
  n: number,
  part: Partial<Problem> = {},
  more: Partial<ProblemFact> = {},
): ProblemFact {
  const problem: Problem = {
    id: `p-${host}-${n}` as ProblemId,
    hostId: hostId(host),
    checkId: checkId(host, n),
    status: 'critical',
    severity: 2,
    openedAt: ASOF - HOUR,
    changedAt: ASOF - HOUR,
    toldAt: null,
    held: null,
    because: null,
    ack: null,
    ...part,
  };
  return {
    problem,
    hostId: problem.hostId,
    checkId: problem.checkId,
    host: `host${host}`,
    check: `check${n}`,
    alive: n === 0,
    kind: 'ping',
    flapping: false,
    metric: null,
    muteId: null,
    windowId: null,
    summary: 'said',
    tried: [],
    ...more,
  };
}

export const anyFacts: fc.Arbitrary<BriefingFacts> = problems.chain((known) =>
  fc
    .record({
      incidents: several(3, (n) => incident(n, known)),
      mutes: several(2, mute),
      windows: several(2, window),
      runs: several(4, run),
      forecasts: several(4, forecast),
      dead: several(6, delivery),
      alsoFlapping: fc.subarray(Array.from({ length: HOSTS }, (_, n) => checkId(n, 2))),
      noisy: fc.subarray(Array.from({ length: HOSTS }, (_, n) => checkId(n, 2))),
    })
    .map(({ dead, alsoFlapping, noisy, ...rest }) => {
      const bad = new Set(known.map((one) => one.checkId));
      const calm = alsoFlapping
        .filter((id) => !bad.has(id))
        .map((id) => ({
          hostId: id.slice(0, -2) as HostId,
          checkId: id,
          host: id.slice(0, -2),
          check: 'check2',
          alive: false,
        }));
      const flapping = [...known.filter((one) => one.flapping), ...calm].map((one) => ({
        ...one,
        percent: 42,
        hostDown: false,
      }));
      return {
        ...QUIET,
        ...rest,
        problems: known,
        flapping,
        noisy: noisy.map((id) => ({ checkId: id, subject: id, alerts: 7, share: 0.2, chatters: false })),
        deliveries: { dead, queued: 0, oldestQueuedAt: null },
      };
    }),
);
