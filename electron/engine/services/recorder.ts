// Writes what monitoring decided: states, problems, state log and journal, in one transaction. When the disk refuses,
// monitoring goes on in memory; what was decided waits here, in order, and is written when the disk is back.
import type { Alert } from '../../contract/model/alert.ts';
import type { CheckId, HostId, ProblemId } from '../../contract/model/ids.ts';
import type { EntryDraft } from '../../contract/model/journal.ts';
import type { Problem } from '../../contract/model/problem.ts';
import type { HostState } from '../../contract/model/state.ts';
import type { CheckMemory } from '../core/check-memory.ts';
import type { Told } from '../core/suppression.ts';
import type { Clock } from '../lib/clock.ts';
import type { Store } from '../store/open.ts';
import type { StateChange, Subject } from '../store/state-log.ts';
import type { Troubles } from './troubles.ts';
import { toCheckState } from './world.ts';

/** A check's memory with what people were told of it: stored together, or a restart would tell them again. */
export interface StoredMemory {
  readonly memory: CheckMemory;
  readonly told: Told | null;
}

/** A hard state that began: of a check, or of a host. */
export interface LogRow extends StateChange {
  readonly subject: Subject;
}

export interface Changes {
  readonly checks: ReadonlyMap<CheckId, StoredMemory>;
  readonly hosts: ReadonlyMap<HostId, HostState>;
  readonly problems: ReadonlyMap<ProblemId, Problem>;
  readonly closed: readonly ProblemId[];
  readonly log: readonly LogRow[];
  readonly journal: readonly EntryDraft[];
  /** What people are to be told: on disk with the state that decided it, or a kill in between would tell nobody. */
  readonly alerts: readonly Alert[];
}

export interface Recorder {
  /** Writes now, or keeps and tries again; never throws. */
  write(changes: Changes): void;
  /** Takes what waits for removed checks out again. */
  forget(checkIds: readonly CheckId[], hostId?: HostId): void;
  /** These were just written by somebody else: an older version that waits here must not overwrite them. */
  superseded(problems: readonly Problem[]): void;
  /** Writes an entry that belongs to no check, as safely as the others. */
  note(entry: EntryDraft): void;
  stop(): void;
}

/** What was decided and could not be written yet. */
export interface Backlog {
  /** Alerts that are not in the store: while the disk refuses, people are told of them from memory. */
  unwrittenAlerts(): readonly Alert[];
}

const RETRY_MS = 5_000;
/** Entries kept in memory while nothing can be written; beyond it the oldest are lost, and that is said. */
const MAX_WAITING = 50_000;

export function createRecorder(options: {
  readonly clock: Clock;
  readonly store: Store;
  readonly troubles: Troubles;
}): Recorder & Backlog {
  const { clock, store, troubles } = options;
  let waiting = emptyBacklog();
  let cancelRetry: (() => void) | null = null;

  const flush = (): void => {
    cancelRetry?.();
    cancelRetry = null;
    const batch = waiting;
    const done = troubles.guard('storage', () =>
      store.transaction(() => {
        for (const { memory, told } of batch.checks.values()) {
          const { flapHistory, startOver } = memory;
          store.states.putCheck(toCheckState(memory), { flapHistory, startOver, told });
        }
        for (const state of batch.hosts.values()) store.states.putHost(state);
        for (const problem of batch.problems.values()) store.problems.put(problem);
        for (const id of batch.closed) store.problems.close(id, clock.now());
        for (const { subject, ...change } of batch.log) store.stateLog.append(subject, change);
        for (const alert of batch.alerts) store.alerts.put(alert);
        if (batch.journal.length > 0) store.journal.append(batch.journal, clock.now());
      }),
    );
    if (done) waiting = emptyBacklog();
    else cancelRetry = clock.after(RETRY_MS, flush);
  };

  return {
    write(changes) {
      for (const [id, memory] of changes.checks) waiting.checks.set(id, memory);
      for (const [id, state] of changes.hosts) waiting.hosts.set(id, state);
      for (const [id, problem] of changes.problems) waiting.problems.set(id, problem);
      for (const id of changes.closed) {
        waiting.problems.delete(id);
        waiting.closed.add(id);
      }
      for (const row of changes.log) waiting.log.push(row);
      for (const entry of changes.journal) waiting.journal.push(entry);
      for (const alert of changes.alerts) waiting.alerts.push(alert);
      if (waiting.journal.length > MAX_WAITING) waiting.journal.splice(0, waiting.journal.length - MAX_WAITING);
      if (waiting.log.length > MAX_WAITING) waiting.log.splice(0, waiting.log.length - MAX_WAITING);
      flush();
    },
    forget(checkIds, hostId) {
      for (const id of checkIds) waiting.checks.delete(id);
      for (const [id, problem] of waiting.problems) if (checkIds.includes(problem.checkId)) waiting.problems.delete(id);
      if (hostId) waiting.hosts.delete(hostId);
    },
    note(entry) {
      waiting.journal.push(entry);
      flush();
    },
    superseded(problems) {
      for (const problem of problems) waiting.problems.delete(problem.id);
    },
    unwrittenAlerts: () => waiting.alerts,
    stop() {
      flush();
      cancelRetry?.();
    },
  };
}

const emptyBacklog = () => ({
  checks: new Map<CheckId, StoredMemory>(),
  hosts: new Map<HostId, HostState>(),
  problems: new Map<ProblemId, Problem>(),
  closed: new Set<ProblemId>(),
  log: [] as LogRow[],
  journal: [] as EntryDraft[],
  alerts: [] as Alert[],
});
