// An engine that plays a written part: the whole contract over a message port, with a made-up world and controls for
// the test. It keeps the one rule of the real one: what a command changes comes back over the live feed, nowhere else.
import { EventPublisher, implement } from '@orpc/server';
import { RPCHandler } from '@orpc/server/message-port';
import { contract } from '../../electron/contract/index.ts';
import type { HostId, ProblemId } from '../../electron/contract/model/ids.ts';
import type { Entry } from '../../electron/contract/model/journal.ts';
import type { Problem } from '../../electron/contract/model/problem.ts';
import type { Result } from '../../electron/contract/model/result.ts';
import type { LiveMessage, Snapshot, WorldEvent } from '../../electron/contract/model/world.ts';
import { applyPush, fromSnapshot } from '../../renderer/store/apply.ts';
import type { World } from '../../renderer/store/world.ts';
import { handoffHandlers } from './scripted-engine-handoffs.ts';
import { formerSeries, madeEntry, madeJournal, madeSeries, madeSpans } from './scripted-engine-history.ts';
import { incidentHandlers } from './scripted-engine-incidents.ts';
import { engineHandlers, quietLoad } from './scripted-engine-inside.ts';
import { inventoryHandlers, type Stage } from './scripted-engine-inventory.ts';
import { libraryHandlers } from './scripted-engine-library.ts';
import { peopleHandlers } from './scripted-engine-people.ts';
import { reportHandlers } from './scripted-engine-reports.ts';
import { followRun, runHandlers } from './scripted-engine-runs.ts';
import { shiftHandlers } from './scripted-engine-shifts.ts';
import { followTimeline } from './scripted-engine-timeline.ts';

export interface ScriptedEngine {
  /** Answers the contract on this port. */
  serve(port: MessagePort): void;
  /** Tells every screen what changed. */
  push(...events: readonly WorldEvent[]): void;
  /** Loses one push on the way: the next one leaves a gap. */
  skip(): void;
  /** How many snapshots were asked for. */
  readonly snapshots: () => number;
  /** Every command received, in order, with its input. */
  readonly calls: readonly { readonly name: string; readonly input: unknown }[];
  readonly world: () => World;
  /** From now on every command is refused with this sentence; null ends it. */
  refuse(sentence: string | null): void;
}

const OPERATOR = 'M. Okafor';

export function createScriptedEngine(snapshot: Snapshot, clock: () => number): ScriptedEngine {
  const feed = new EventPublisher<{ world: LiveMessage }>({ maxBufferedEvents: 100_000 });
  const calls: { name: string; input: unknown }[] = [];
  let refusal: string | null = null;
  let snapshots = 0;
  let journal: readonly Entry[] = madeJournal(snapshot);
  let world = fromSnapshot({ type: 'snapshot', seq: 0, engineId: 'scripted', at: clock(), world: snapshot });

  const push = (...events: readonly WorldEvent[]): void => {
    const message = { type: 'push' as const, seq: world.seq + 1, at: clock(), events };
    world = applyPush(world, message) ?? world;
    feed.publish('world', message);
  };
  const heard = (name: string, input: unknown): void => {
    if (refusal !== null) throw new Error(refusal);
    calls.push({ name, input });
  };
  const record = (kind: Entry['kind'], text: string, problem?: Problem): void => {
    const about = problem ? { hostId: problem.hostId, checkId: problem.checkId, problemId: problem.id } : {};
    const actor = { type: 'operator' as const, name: OPERATOR };
    journal = [madeEntry(journal.length + 1, kind, clock(), text, { ...about, actor }), ...journal];
  };
  const stage: Stage = {
    clock,
    push,
    heard,
    record,
    world: () => world,
    journal: () => journal,
    async *live(signal) {
      const pushes = feed.subscribe('world', signal ? { signal } : {});
      snapshots += 1;
      yield { type: 'snapshot', seq: world.seq, engineId: 'scripted', at: clock(), world: toSnapshot(world) };
      yield* pushes;
    },
  };
  const handler = new RPCHandler(createRouter(stage));
  return {
    serve(port) {
      handler.upgrade(port);
      port.start();
    },
    push,
    skip() {
      world = { ...world, seq: world.seq + 1 };
    },
    snapshots: () => snapshots,
    calls,
    world: () => world,
    refuse(sentence) {
      refusal = sentence;
    },
  };
}

function toSnapshot(world: World): Snapshot {
  if (!world.health) throw new Error('A made-up world has its health.');
  return {
    hosts: [...world.hosts.values()],
    checks: [...world.checks.values()],
    checkStates: [...world.checkStates.values()],
    hostStates: [...world.hostStates.values()],
    problems: [...world.problems.values()],
    hostKeys: world.hostKeys,
    templates: world.templates,
    credentials: world.credentials,
    windows: world.windows,
    mutes: world.mutes,
    channels: world.channels,
    routes: world.routes,
    alarms: world.alarms,
    deliveries: world.deliveries,
    onCall: world.onCall,
    escalations: world.escalations,
    shifts: world.shifts,
    handoff: world.handoff,
    forecasts: world.forecasts,
    incidents: [...world.incidents.values()],
    runs: [...world.runs.values()],
    library: world.library,
    health: world.health,
  };
}

function createRouter(stage: Stage) {
  const os = implement(contract);
  return os.router({
    live: {
      world: os.live.world.handler(({ signal }) => stage.live(signal)),
      host: os.live.host.handler(async function* ({ input }) {
        yield resultsOf(stage.world(), input.hostId);
        await new Promise(() => {});
      }),
      incident: os.live.incident.handler(({ input, signal }) => followTimeline(stage, input.incidentId, signal)),
      run: os.live.run.handler(({ input, signal }) => followRun(stage, input.runId, signal)),
    },
    inventory: inventoryHandlers(stage),
    monitoring: monitoringHandlers(stage),
    history: historyHandlers(stage),
    ...peopleHandlers(stage),
    incidents: incidentHandlers(stage),
    runbooks: { ...libraryHandlers(stage), ...runHandlers(stage) },
    shifts: shiftHandlers(stage),
    handoffs: handoffHandlers(stage),
    reports: reportHandlers(stage),
    engine: engineHandlers(stage),
  });
}

function monitoringHandlers(stage: Stage) {
  const os = implement(contract).monitoring;
  return {
    beat: os.beat.handler(({ input }) => {
      stage.heard('beat', input);
      return { checkId: input.check, at: stage.clock() };
    }),
    checkNow: os.checkNow.handler(({ input }) => {
      stage.heard('checkNow', input);
      return { queued: 'checkIds' in input ? input.checkIds.length : 1 };
    }),
    tryProbe: os.tryProbe.handler(({ input }) => {
      stage.heard('tryProbe', input);
      return {
        status: 'ok',
        summary: `${input.kind} answered`,
        metrics: [{ name: 'rtt.avg', value: 0.41, unit: 'ms' }],
        durationMs: 12,
      };
    }),
    acknowledge: os.acknowledge.handler(({ input }) => {
      stage.heard('acknowledge', input);
      const { problems } = stage.world();
      const { reason, sticky, expiresAt } = input;
      const found = input.problemIds.flatMap((id) => problems.get(id as ProblemId) ?? []);
      const ack = { by: OPERATOR, at: stage.clock(), reason, sticky, expiresAt };
      stage.push(
        ...found.map((problem) => ({
          type: 'problem' as const,
          problem: { ...problem, ack, held: { reason: 'acknowledged' as const, by: OPERATOR } },
        })),
      );
      for (const problem of found) stage.record('acknowledgement', `acknowledged: ${reason}`, problem);
      return { acknowledged: found.length, gone: input.problemIds.filter((id) => !problems.has(id as ProblemId)) };
    }),
    unacknowledge: os.unacknowledge.handler(({ input }) => {
      stage.heard('unacknowledge', input);
      const found = input.problemIds.flatMap((id) => stage.world().problems.get(id as ProblemId) ?? []);
      stage.push(
        ...found.map((problem) => ({ type: 'problem' as const, problem: { ...problem, ack: null, held: null } })),
      );
      return { released: found.length };
    }),
    decideHostKey: os.decideHostKey.handler(({ input }) => {
      stage.heard('decideHostKey', input);
      const rest = stage.world().hostKeys.filter((key) => key.fingerprint !== input.fingerprint);
      stage.push({ type: 'host-keys', hostKeys: rest });
    }),
  };
}

function historyHandlers(stage: Stage) {
  const os = implement(contract).history;
  return {
    forecast: os.forecast.handler(({ input }) =>
      stage.world().forecasts.filter(({ checkId }) => checkId === input.checkId),
    ),
    alarmLoad: os.alarmLoad.handler(({ input }) => quietLoad(input.from, input.to)),
    samples: os.samples.handler(({ input }) => {
      const state = stage.world().checkStates.get(input.checkId);
      const metrics = state?.metrics.filter(({ name }) => !input.metrics || input.metrics.includes(name)) ?? [];
      if (state && metrics.length === 0) return formerSeries(state, stage.world().checks.get(input.checkId), input);
      return metrics.map((metric) => madeSeries(input.checkId, metric, state?.badSince ?? null, input));
    }),
    states: os.states.handler(({ input }) => {
      const { problems, checks } = stage.world();
      const own = [...problems.values()].filter((problem) => problem.hostId === input.hostId);
      const spans = (problem: Problem | undefined) => madeSpans(problem, input.from, input.to);
      return {
        host: spans(own[0]),
        checks: [...checks.values()]
          .filter((check) => check.hostId === input.hostId)
          .map((check) => ({ checkId: check.id, spans: spans(own.find((problem) => problem.checkId === check.id)) })),
      };
    }),
    journal: os.journal.handler(({ input }) =>
      stage
        .journal()
        .filter((entry) => !input.hostId || entry.hostId === input.hostId)
        .filter((entry) => !input.checkId || entry.checkId === input.checkId)
        .filter((entry) => input.before === undefined || entry.seq < input.before)
        .slice(0, input.limit),
    ),
    availability: os.availability.handler(({ input }) => {
      const periodMs = input.to - input.from;
      const none = { unreachableMs: 0, maintenanceMs: 0, pendingMs: 0, unmonitoredMs: 0, periodMs };
      const total = { availability: 99.5, goodMs: periodMs * 0.995, badMs: periodMs * 0.005, ...none };
      const checksOf = (hostId: HostId) =>
        [...stage.world().checks.values()]
          .filter((check) => input.checks && check.hostId === hostId)
          .map((check) => ({ checkId: check.id, ...total }));
      const hosts = (input.hostIds ?? [...stage.world().hosts.keys()]).map((hostId) => ({
        hostId,
        ...total,
        ...(input.checks ? { checks: checksOf(hostId) } : {}),
      }));
      return { from: input.from, to: input.to, hosts, groups: [], total };
    }),
    samplesCsv: os.samplesCsv.handler(({ input }) => {
      stage.heard('samplesCsv', input);
      return {
        name: 'samples.csv',
        text: 'at,metric,value,unit\r\n2026-11-20T02:00:00Z,rtt.avg,0.4,ms\r\n',
        rows: 1,
        cut: false,
      };
    }),
  };
}

function resultsOf(world: World, hostId: HostId): readonly Result[] {
  return [...world.checkStates.values()]
    .filter((state) => state.hostId === hostId && state.resultAt !== null)
    .map((state) => ({
      checkId: state.checkId,
      at: state.resultAt ?? 0,
      lateMs: 3,
      durationMs: 40,
      status: state.status === 'pending' ? 'ok' : state.status,
      summary: state.summary,
      detail: state.detail,
      output: `${state.summary}\n${state.detail}`,
      metrics: state.metrics,
    }));
}
