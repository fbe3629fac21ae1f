// Made-up facts of a shift, at random: whatever a night can come to, for laws that hold of every briefing.
import fc from 'fast-check';
import type { HostId, IncidentId, MuteId, WindowId } from '../../electron/contract/model/ids.ts';
import type { Hold } from '../../electron/contract/model/problem.ts';
import { HOLD_REASONS, PROBLEM_STATUSES } from '../../electron/contract/model/problem.ts';
import type { BriefingFacts, ProblemFact, RunFact, WindowFact } from '../../electron/engine/core/briefing-facts.ts';
import { ASOF, checkId, FROM, HOUR, hostId, problemOf, QUIET } from './quiet-shift.ts';

const CHECKS = 3;
const HOSTS = 12;

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
    problemIds: [],
  }));

const incident = (n: number, known: readonly ProblemFact[]) =>
  fc
    .record({
      severity,
      status: fc.constantFrom('open', 'acknowledged', 'mitigated'),
      own: fc.subarray([...known]),
      over: fc.subarray(Array.from({ length: HOSTS }, (_, host) => problemOf(host, 2))),
    })
    .map(({ own, over, ...parts }) => ({
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
        problems: [
          ...own.map((one) => ({ ...one, problemId: one.problem.id, closedAt: null })),
          ...over.map((one) => ({ ...one, problemId: `over-${one.problem.id}`, closedAt: FROM })),
        ],
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
        mutes: rest.mutes.map((one) => ({
          ...one,
          problemIds: known.filter(({ muteId }) => muteId === one.mute.id).map(({ problem }) => problem.id),
        })),
        problems: known,
        flapping,
        noisy: noisy.map((id) => ({ checkId: id, subject: id, alerts: 7, share: 0.2, chatters: false })),
        deliveries: { dead, queued: 0, oldestQueuedAt: null },
      };
    }),
);
