// Gathers what one turn of monitoring changed: rows to write, journal entries, and the events that screens get once it is
// written.
import type { Alert } from '../../contract/model/alert.ts';
import type { JsonObject } from '../../contract/model/check.ts';
import type { CheckId, HostId, ProblemId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { HostState } from '../../contract/model/state.ts';
import type { WorldEvent } from '../../contract/model/world.ts';
import type { StateEvent } from '../core/alert-state.ts';
import type { CheckMemory } from '../core/check-memory.ts';
import { spokenStatus } from '../core/problem.ts';
import type { Told } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Judgement } from './alerting.ts';
import type { Changes, LogRow, StoredMemory } from './recorder.ts';
import { toCheckState, type World } from './world.ts';

export interface ChangeSet {
  host(before: HostState | undefined, after: HostState): void;
  check(
    before: CheckMemory,
    after: CheckMemory,
    events: readonly StateEvent[],
    judged: Judgement,
    told: Told | undefined,
  ): void;
  take(): Changes;
  events(): readonly WorldEvent[];
}

export function createChangeSet(world: World, clock: Clock): ChangeSet {
  const checks = new Map<CheckId, StoredMemory>();
  const hosts = new Map<HostId, HostState>();
  const problems = new Map<ProblemId, Problem>();
  const closed: ProblemId[] = [];
  const log: LogRow[] = [];
  const journal: EntryDraft[] = [];
  const alerts: Alert[] = [];
  const events: WorldEvent[] = [];

  const hostEntry = (before: HostState | undefined, after: HostState): EntryDraft => {
    const name = world.hosts.get(after.hostId)?.name ?? after.hostId;
    const because = after.because ? (world.hosts.get(after.because)?.name ?? after.because) : null;
    return {
      kind: 'host-state',
      occurredAt: after.since,
      actor: { type: 'engine' },
      hostId: after.hostId,
      text: `${name} is ${after.reach}${because ? ` behind ${because}` : ''}${after.type === 'soft' ? ', soft' : ''}`,
      data: { from: before?.reach ?? 'pending', to: after.reach, type: after.type, because: after.because },
    };
  };

  const problemChange = ({ problem, previous }: Judgement): void => {
    if (problem && problem !== previous) {
      problems.set(problem.id, problem);
      events.push({ type: 'problem', problem });
    }
    if (!problem && previous) {
      closed.push(previous.id);
      events.push({ type: 'problem-closed', problemId: previous.id });
    }
  };

  const logReach = (hostId: HostId, previous: LogRow['status'], status: LogRow['status'], at: number): void => {
    if (status === previous) return;
    world.loggedReach.set(hostId, status);
    log.push({ subject: { hostId }, at, status, previous });
  };

  /** The hard state of a host by its alive check, for bars and availability: soft states do not count. */
  const logHost = (before: CheckMemory, after: CheckMemory): void => {
    const reach = world.hostStates.get(after.hostId)?.reach ?? 'pending';
    const previous = world.loggedReach.get(after.hostId) ?? aliveStatus(before, reach);
    const at = after.hardStatus === before.hardStatus ? clock.now() : after.hardSince;
    logReach(after.hostId, previous, aliveStatus(after, reach), at);
  };

  /** Nobody asks the host itself any more (its alive check was switched off or removed): from now on nothing is known of it. */
  const logUnasked = (hostId: HostId): void =>
    logReach(hostId, world.loggedReach.get(hostId) ?? 'pending', 'pending', clock.now());

  return {
    host(before, after) {
      hosts.set(after.hostId, after);
      events.push({ type: 'host-state', state: after });
      const moved = (before?.reach ?? 'pending') !== after.reach || (before?.because ?? null) !== after.because;
      if (moved) journal.push(hostEntry(before, after));
      if (!world.aliveCheckOf(after.hostId)) logUnasked(after.hostId);
    },
    check(before, after, happened, judged, told) {
      checks.set(after.checkId, { memory: after, told: told ?? null });
      events.push({ type: 'check-state', state: toCheckState(after) });
      for (const event of happened) journal.push(checkEntry(world, after, event));
      if (after.hardStatus !== before.hardStatus) {
        log.push({
          subject: { checkId: after.checkId },
          at: after.hardSince,
          status: after.hardStatus,
          previous: before.hardStatus,
        });
      }
      if (world.aliveCheckOf(after.hostId)?.id === after.checkId) logHost(before, after);
      problemChange(judged);
      journal.push(...judged.journal);
      alerts.push(...judged.alerts);
    },
    take: () => ({ checks, hosts, problems, closed, log, journal, alerts }),
    events: () => events,
  };
}

function aliveStatus(memory: CheckMemory, reach: HostState['reach']): LogRow['status'] {
  if (memory.hardStatus === 'warning') return 'ok';
  const status = spokenStatus(memory.hardStatus, true, reach);
  return status;
}

function checkEntry(world: World, memory: CheckMemory, event: StateEvent): EntryDraft {
  const check = world.checks.get(memory.checkId);
  const host = world.hosts.get(memory.hostId);
  const state = world.hostStates.get(memory.hostId);
  const flapping = event.type === 'flapping-start' || event.type === 'flapping-stop';
  const place = `${memory.type} ${memory.attempt}/${check?.policy.maxAttempts ?? memory.attempt}`;
  const data: JsonObject = {
    event: event.type,
    status: memory.status,
    type: memory.type,
    attempt: memory.attempt,
    maxAttempts: check?.policy.maxAttempts ?? memory.attempt,
    hostReach: state?.reach ?? 'pending',
    because: state?.because ?? null,
    summary: memory.summary,
    ...('from' in event ? { from: event.from } : {}),
    ...('percent' in event ? { percent: event.percent } : {}),
  };
  const said = flapping
    ? event.type === 'flapping-start'
      ? 'flaps'
      : 'no longer flaps'
    : `${memory.status}, ${place}: ${memory.summary}`;
  return {
    kind: flapping ? 'flapping' : 'check-state',
    occurredAt: memory.resultAt ?? memory.statusSince,
    actor: { type: 'engine' },
    hostId: memory.hostId,
    checkId: memory.checkId,
    text: `${host?.name ?? ''} ${check?.name ?? ''} ${said}`,
    data,
  };
}
